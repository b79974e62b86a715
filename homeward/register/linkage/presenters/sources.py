"""What each source says of one child, where they differ, whose word is shown, and what was taken to be theirs when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table
from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.foundation.london import london_day
from homeward.register.linkage.models import Change, DisplayChoice, Membership, Profile
from homeward.register.linkage.presenters.pairs import birth_in_words, name_of
from homeward.register.linkage.presenters.proposals import DONE
from homeward.register.linkage.queries.sources import Possible
from homeward.register.people.models import Person
from homeward.vocabulary.labels import label

FACTS = {
    "forename": "Forename",
    "surname": "Surname",
    "also_known_as": "Also known as",
    "birth_date": "Date of birth",
    "sex": "Sex",
}
POSSIBLY = {
    "possible": "Much agrees",
    "twin": "Perhaps a twin, brother or sister",
    "id-conflict": "A number of one is a number of the other, or they have two of a kind",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One value of one fact: who says it, since when, and whether it is what the hub shows."""

    value: str
    said_by: str
    profile: int
    shown: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact on which sources differ, or of which they speak alike."""

    field: str
    title: str
    wordings: tuple[Wording, ...]
    because: str

    @property
    def differs(self) -> bool:
        """Whether the sources say more than one thing, or the hub shows what none says."""
        return len(self.wordings) > 1 or (bool(self.wordings) and not self.wordings[0].shown)


def value_of(field: str, told: Profile | Person) -> str:
    """One fact as a page prints it; nothing where nothing is said."""
    if field == "birth_date":
        return birth_in_words(told.birth_date, getattr(told, "birth_precision", "day"))
    if field == "sex":
        return "" if told.sex == "U" else label("sex", told.sex)
    return str(getattr(told, field))


def facts_of(person: Person, profiles: Sequence[Profile], choices: Mapping[str, DisplayChoice]) -> tuple[Fact, ...]:
    """Each fact with every value that a source gives it, what is shown first."""
    facts = []
    for field, title in FACTS.items():
        told: dict[str, list[Profile]] = {}
        for profile in profiles:
            if value := value_of(field, profile):
                told.setdefault(value, []).append(profile)
        shown = value_of(field, person)
        wordings = [Wording(value, said_by(given), given[0].pk, value == shown) for value, given in told.items()]
        wordings.sort(key=lambda each: not each.shown)
        facts.append(Fact(field, title, tuple(wordings), because(field, person, choices.get(field))))
    return tuple(fact for fact in facts if fact.wordings)


def said_by(profiles: Sequence[Profile]) -> str:
    """Which agencies say something, each with the last day it did."""
    latest: dict[str, date | None] = {}
    for profile in profiles:
        said = latest.get(profile.agency.name)
        latest[profile.agency.name] = max(filter(None, (said, profile.last_said_on)), default=None)
    return "; ".join(f"{name}, {day_in_words(on)}" if on else name for name, on in latest.items())


def because(field: str, person: Person, choice: DisplayChoice | None) -> str:
    """Why the hub shows what it shows of a fact."""
    if choice is not None and choice.profile is not None:
        on = day_in_words(london_day(choice.at))
        return f"{choice.by.name} chose {choice.profile.agency.name}’s word on {on}."
    if field in person.corrected_fields:
        return "A worker has put it right by hand."
    return "The hub shows the weightiest word: an agency’s own register before a return, and a return before a report."


def agreed_rows(facts: Sequence[Fact]) -> tuple[Row, ...]:
    """The facts on which every source that speaks says the same."""
    return tuple(Row(fact.title, fact.wordings[0].value, note=fact.wordings[0].said_by) for fact in facts)


def history_table(memberships: Sequence[Membership], *, on: date) -> Table:
    """What was taken to be this child's, as the hub knew it at the end of a day."""
    rows = tuple(
        (
            Cell(each.profile.agency.name),
            Cell(name_of(each.profile)),
            Cell(birth_in_words(each.profile.birth_date, each.profile.birth_precision)),
            Cell(moment_in_words(each.recorded_at)),
        )
        for each in memberships
    )
    columns = ("Said by", "Name", "Date of birth", "Known to be theirs since")
    return Table(
        f"Taken to be this child’s, as known on {day_in_words(on)}",
        tuple(Column(each) for each in columns),
        rows,
        empty=f"On {day_in_words(on)} the hub held nothing that was taken to be this child’s.",
    )


def changes_table(changes: Sequence[Change], *, may_undo: bool) -> Table:
    """Merges and splits that the child was part of, the latest first."""
    rows = tuple(
        (
            Cell(
                DONE[each.kind],
                href=reverse("matching_change", args=[each.pk]) if may_undo else "",
                note="Undone since" if hasattr(each, "undone_by") else "",
            ),
            Cell(moment_in_words(each.at)),
            Cell(
                " and ".join(filter(None, (each.by and each.by.name, each.confirmed_by and each.confirmed_by.name)))
                or "The hub"
            ),
        )
        for each in changes
    )
    columns = ("What was changed", "When", "By")
    return Table(
        "Records made one, or taken apart",
        tuple(Column(each) for each in columns),
        rows,
        empty="This child’s records were never joined to another child’s, nor taken apart.",
    )


def possibly_table(found: Sequence[Possible]) -> Table:
    """Other records that may be of the same child; each one judgement away for whoever may give it."""
    rows = tuple(
        (
            Cell(name_of(each.other), href=_possibly_href(each), hidden="and say whether it is the same child"),
            Cell(POSSIBLY[each.question.kind]),
            Cell(each.other.agency.name),
        )
        for each in found
    )
    columns = ("Possibly also", "Why", "Said by")
    return Table(
        "Records that may be of the same child", tuple(Column(each) for each in columns), rows, hide_caption=True
    )


def _possibly_href(each: Possible) -> str:
    if each.may_settle:
        return reverse("matching_question", args=[each.question.pk])
    return reverse("record", args=[each.other.subject_id])
