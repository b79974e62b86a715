"""What fits a child and why, and what became of each referral, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table, Tag
from homeward.foundation.dates_in_words import day_in_words
from homeward.practice.pathway.models import ReferralStep, ServiceReferral
from homeward.practice.pathway.presenters.directory import ages_in_words, room_in_words
from homeward.practice.pathway.queries.finding import Confidential, Found, confidential
from homeward.practice.pathway.queries.referrals import note_of, reason_of
from homeward.practice.pathway.rules import OFFERED
from homeward.vocabulary.labels import label

COLOURS = {"offered": "yellow", "accepted": "blue", "waiting": "yellow", "started": "green", "ended": "grey"}
ABOUT = {
    "need": ("is for what is asked", "does not say what it is for"),
    "whom": ("is for them", ""),
    "age": ("takes this age", "does not say for which ages"),
    "district": ("covers the district", "does not say where, or covers the whole county"),
    "form": ("works with this form of exploitation", "does not say which forms of exploitation"),
    "level": ("is for this level of need", "does not say for which level of need"),
    "language": ("speaks the language", "does not say that it speaks the language: ask, or bring an interpreter"),
}
HIDDEN = "A confidential service"


@dataclass(frozen=True, slots=True)
class Match:
    """One service that fits, as the page shows it."""

    id: UUID
    title: str
    rows: tuple[Row, ...]
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One referral as the page shows it."""

    id: UUID
    title: str
    rows: tuple[Row, ...]
    state: str


def match_of(found: Found) -> Match:
    """A service that fits: why, and what it says of its room."""
    said = tuple(ABOUT[each.about][each.answer != "yes"].capitalize() for each in found.fit.points)
    rows = (
        Row("Run by", found.service.organisation.name if found.service.organisation else ""),
        Row("Why", bullets=tuple(each for each in said if each)),
        Row("Ages", ages_in_words(found.service.minimum_age, found.service.maximum_age) or "It does not say"),
        Row("Room", room_in_words(found.word) or "It has said nothing of its room",
            note=f"Said on {day_in_words(found.word.said_on)}" if found.word else ""),
    )  # fmt: skip
    return Match(found.service.pk, found.service.name, rows)


def confidential_match(found: Confidential) -> Match:
    """A confidential service, for whoever may know of it."""
    rows = (
        Row("What it offers", found.words),
        Row("How it is asked", found.contact),
        Row("Ages", ages_in_words(found.minimum_age, found.maximum_age) or "It does not say"),
    )
    return Match(found.id, found.name, rows, confidential=True)


def referral_shown(row: ServiceReferral, *, may_know: bool) -> Shown:
    """One referral: to which service, why, and what became of it. A confidential one is named to whoever may know."""
    state = _state(row)
    rows = [
        Row("Stands", tag=_tag(state)),
        Row("For", label("pathway_needs", row.need), note=label("pathway_whom", row.whom)),
        Row(
            "Offered",
            day_in_words(row.offered_on),
            note=f"By {row.by.name}. Agreed by: {label('pathway_agreed', row.agreed)}",
        ),
        Row("Why this one", reason_of(row)),
        *(
            Row(
                label("pathway_states", each.state),
                day_in_words(each.on),
                note=_said(each),
            )
            for each in row.steps.all()
        ),
    ]  # fmt: skip
    return Shown(row.pk, _title(row, may_know), tuple(rows), state)


def panel_of(rows: Sequence[ServiceReferral], subject: UUID, *, may_know: bool) -> Table:
    """The services that were offered to one child or the family, for the page of the child's record."""
    return Table(
        caption="Services",
        columns=(Column("Service"), Column("For"), Column("Offered"), Column("Stands")),
        rows=tuple(
            (
                Cell(_title(row, may_know), href=reverse("child_services", args=[subject])),
                Cell(label("pathway_needs", row.need), note=label("pathway_whom", row.whom)),
                Cell(day_in_words(row.offered_on)),
                Cell(tag=_tag(_state(row))),
            )
            for row in rows
        ),
        empty="No service has been offered to the child or the family.",
        hide_caption=True,
    )


def _state(row: ServiceReferral) -> str:
    steps = list(row.steps.all())
    return steps[-1].state if steps else OFFERED


def _tag(state: str) -> Tag:
    return Tag(label("pathway_states", state), COLOURS.get(state, "red"))


def _said(step: ReferralStep) -> str:
    outcome = label("pathway_outcomes", step.outcome) if step.outcome else ""
    return ". ".join(filter(None, (outcome, note_of(step).rstrip("."), step.by.name)))


def _title(row: ServiceReferral, may_know: bool) -> str:
    if row.service is not None:
        return row.service.name
    return confidential(row.confidential).name if may_know and row.confidential else HIDDEN
