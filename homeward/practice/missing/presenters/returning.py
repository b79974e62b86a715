"""Interviews in plain words: what is due, what was done, what was written, and what it offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from homeward.design.evidence import Key
from homeward.design.values import Cell, Column, Row, Table, Tag
from homeward.foundation.dates_in_words import counted, moment_in_words, span_in_words
from homeward.methods.leads import Candidate
from homeward.practice.missing.models import InterviewPiece, InterviewStep, Lead, MissingEpisode, PreventionInterview
from homeward.practice.missing.presenters.absences import day_or_moment
from homeward.practice.missing.queries import KINDS
from homeward.practice.missing.queries.returning import DUE, LATE, Counts, Section, hours_on, text_of, value_of
from homeward.practice.missing.rules.returning import WITHDRAWN, interview_due, measures_of, state_of
from homeward.register.keys.queries import opened
from homeward.register.people.rules import known_as
from homeward.vocabulary.labels import label
from homeward.vocabulary.loader import load_whole

KEYS = (Key("y", "It is a lead: keep it"), Key("n", "It is no lead: do not offer it again"))
STATES = {
    "due": Tag("Due", "yellow"),
    "overdue": Tag("Overdue", "red"),
    "offered": Tag("Offered", "blue"),
    "declined": Tag("Declined", "grey"),
    "held": Tag("Held", "green"),
    "carer-account": Tag("Carer heard", "green"),
    "not-offered": Tag("Not offered", "grey"),
}
MEASURE = {True: "Yes", False: "No", None: "There is still time"}
AROUND = 40  # letters of the sentence shown on each side of what is offered


@dataclass(frozen=True, slots=True)
class Written:
    """One section as the page shows it."""

    code: str
    title: str
    hint: str
    text: str
    number: int
    saved: str = ""
    other: str = ""
    other_by: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """One candidate as the page shows it: in its sentence, with the rule that offers it."""

    section: str
    kind: str
    start: int
    words: str
    value: str
    before: str
    after: str
    why: str
    where: str


@dataclass(frozen=True, slots=True)
class Decided:
    """One lead that was confirmed or refused."""

    id: int
    words: str
    value: str
    told: str


def due_of(episode: MissingEpisode) -> datetime:
    """The moment by which an interview about this absence is to be offered and held."""
    assert episode.until is not None, "only a child who is back is interviewed about it"
    return interview_due(episode.until, hours=hours_on(episode.until))


def head_rows(episode: MissingEpisode, steps: Sequence[object], *, at: datetime) -> tuple[Row, ...]:
    """Where the interview stands: the return, when it is due, its state and the two measures."""
    assert episode.until is not None, "only a child who is back is interviewed about it"
    given = {"at": at, "hours": hours_on(episode.until)}
    state = state_of(episode.until, steps, **given)  # type: ignore[arg-type]  # plain steps
    told = measures_of(episode.until, steps, **given)  # type: ignore[arg-type]  # plain steps
    return (
        Row("Absence", KINDS[episode.type]),
        Row("Back", day_or_moment(episode.until, episode.until_precision)),
        Row("Due by", f"{moment_in_words(due_of(episode))}. {left(episode, at=at)}", tag=STATES[state]),
        Row("Offered in time", MEASURE[told.offered]),
        Row("Held in time", MEASURE[told.held]),
    )


def left(episode: MissingEpisode, *, at: datetime) -> str:
    """How much time is left, or by how much it is late."""
    due = due_of(episode)
    return f"{span_in_words(due - at)} left" if due > at else f"{span_in_words(at - due)} ago"


def step_rows(steps: Sequence[InterviewStep]) -> list[dict[str, object]]:
    """Each step in words, with whether it may still be withdrawn."""
    gone = {step.withdraws_id for step in steps if step.withdraws_id}
    return [
        {
            "id": step.pk,
            "title": label("interview_steps", step.kind),
            "text": _told(step),
            "withdrawn": step.pk in gone,
            "may_withdraw": step.pk not in gone and step.kind != WITHDRAWN,
        }
        for step in steps
    ]


def _told(step: InterviewStep) -> str:
    said = [moment_in_words(step.at)]
    if step.asked_of:
        said.append(f"asked of {step.asked_of.name}")
    if step.reason:
        said.append(label("interview_reasons", step.reason).lower())
    if step.independent is not None:
        said.append("independent of the child’s care" if step.independent else "not independent of the child’s care")
    return f"{', '.join(said)}. Written by {step.by.name}, {step.by.agency.name}."


def written(sections: dict[str, Section]) -> list[Written]:
    """Every section there is, with what stands in it and what was written beside it unseen."""
    return [_section(entry.code, entry.label, entry.description, sections.get(entry.code)) for entry in _entries()]


def _entries() -> Sequence[object]:
    return load_whole("interview_sections").entries


def _section(code: str, title: str, hint: str, section: Section | None) -> Written:
    if section is None:
        return Written(code, title, hint, "", 0)
    last: InterviewPiece | None = section.piece
    saved = f"Saved {moment_in_words(last.at)} by {last.by.name}" if last else ""
    other = section.beside
    return Written(
        code, title, hint, section.text, section.number, saved, text_of(other), other.by.name if other else ""
    )


def offered_shown(found: Sequence[tuple[str, Candidate]], sections: dict[str, Section]) -> list[Offered]:
    """Each candidate within its sentence."""
    return [_offered(name, each, sections[name].text) for name, each in found]


def _offered(section: str, each: Candidate, text: str) -> Offered:
    return Offered(
        section=section,
        kind=each.kind,
        start=each.start,
        words=label("lead_kinds", each.kind),
        value=text[each.start : each.end],
        before=text[max(each.start - AROUND, 0) : each.start],
        after=text[each.end : each.end + AROUND],
        why=label("lead_rules", each.because),
        where=label("interview_sections", section),
    )


def decided_shown(leads: Sequence[Lead], *, confirmed: bool) -> list[Decided]:
    """The leads that were confirmed, or those that were refused."""
    return [
        Decided(
            lead.pk,
            label("lead_kinds", lead.kind),
            value_of(lead),
            f"{label('lead_rules', lead.because)}. {lead.by.name}, {moment_in_words(lead.at)}",
        )
        for lead in leads
        if lead.confirmed is confirmed
    ]


def list_of(rows: Sequence[MissingEpisode], *, which: str, at: datetime) -> Table:
    """One list of returns, a line for each."""
    columns = ("Child", "Back", "Offered" if which == LATE else "Due by", "")
    return Table(
        caption={DUE: "Due", LATE: "Offered late"}.get(which, "Overdue"),
        columns=tuple(Column(words) for words in columns[:3]),
        rows=tuple(_line(row, which, at) for row in rows),
        empty="No return interview is on this list.",
        hide_caption=True,
    )


def _line(row: MissingEpisode, which: str, at: datetime) -> tuple[Cell, ...]:
    assert row.until is not None, "only a child who is back is on a list"
    name = known_as(row.person.forename, row.person.surname)
    first = getattr(row, "first_offer", None)
    offered = moment_in_words(first) if first else ""
    last = Cell(offered) if which == LATE else Cell(moment_in_words(due_of(row)), note=_note(row, bool(first), at))
    back = day_or_moment(row.until, row.until_precision)
    return (Cell(name, href=reverse("return_interview", args=[row.person_id, row.pk])), Cell(back), last)


def _note(row: MissingEpisode, was_offered: bool, at: datetime) -> str:
    return f"{left(row, at=at)}{', offered' if was_offered else ''}"


def counts_in_words(counts: Counts, days: int) -> str:
    """The two measures as one sentence of counts: they are never one figure."""
    last = f"the last {counted(days, 'day')}"
    if not counts.returns:
        return f"In {last} no child on your lists came back whose time has run out."
    were = "was" if counts.offered == 1 else "were"
    return (
        f"Of {counted(counts.returns, 'return')} in {last} whose time has run out, {counts.offered} {were} offered an "
        f"interview in time and {counts.held} had one held in time."
    )


def leads_table(leads: Sequence[Lead], names: dict[UUID, str]) -> Table:
    """Confirmed leads with where each came from."""
    return Table(
        caption="Leads that wait",
        columns=(Column("Lead"), Column("What it is"), Column("From the interview of"), Column("Confirmed")),
        rows=tuple(
            (
                Cell(value_of(lead)),
                Cell(label("lead_kinds", lead.kind)),
                Cell(
                    names.get(lead.person_id, ""),
                    href=reverse("return_interview", args=[lead.person_id, lead.interview.episode_id]),
                ),
                Cell(moment_in_words(lead.at), note=f"{lead.by.name}. {label('lead_rules', lead.because)}"),
            )
            for lead in leads
        ),
        empty="No lead waits. Each that somebody confirms in a return interview stands here, until it is used.",
        hide_caption=True,
    )


def prevention_rows(row: PreventionInterview | None) -> tuple[Row, ...]:
    """What was written of the police's talk with the child."""
    if row is None:
        return (Row("Prevention interview", "Nobody here has written one down"),)
    words = (
        opened(row.sealed_words, table="missing_preventioninterview", row=row.pk, column="words")
        if row.sealed_words
        else ""
    )
    rows = (
        Row("Prevention interview", label("prevention_interview", row.outcome)),
        Row("When", moment_in_words(row.held_at) if row.held_at else ""),
        Row("How the child was", label("missing_condition", row.harm) if row.harm else ""),
        Row("What was learned", words),
        Row("Written by", f"{row.by.name}, {row.by.agency.name}"),
    )
    return tuple(each for each in rows if each.value)
