"""Cases and who has them, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table, Tag
from homeward.foundation.dates_in_words import counted, day_in_words, moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.cases.models import Allocation, Case, Context
from homeward.practice.cases.queries import (
    Load,
    because_of,
    closing_of,
    context_named,
    held_now,
    lead_of,
    whereabouts_of,
)
from homeward.practice.cases.rules import COVER
from homeward.register.people.rules import known_as
from homeward.vocabulary.labels import label

NO_LEAD = Tag("No lead professional", "red")


@dataclass(frozen=True, slots=True)
class Shown:
    """One case as its page shows it."""

    id: UUID
    title: str
    open: bool
    rows: tuple[Row, ...]
    who: Table
    ends: tuple[tuple[int, str], ...]


def labels(list_name: str, codes: str) -> str:
    """The words of several codes."""
    return ", ".join(label(list_name, code) for code in codes.split(";") if code)


def case_shown(case: Case, *, at: datetime) -> Shown:
    """One case: what it is about, why it was opened, who has it, and what was written when it was closed."""
    opener = f" by {case.opened_by.name}" if case.opened_by else ""
    lead = lead_of(case, at)
    rows = [
        Row("Opened", f"{day_in_words(london_day(case.opened_at))}{opener}"),
        Row("Why", because_of(case)),
        Row("Forms of exploitation", labels("exploitation_forms", case.forms) or "None named"),
        Row("Reference", case.reference) if case.reference else None,
    ]
    if case.closed_at:
        by = f" by {case.closed_by.name}" if case.closed_by else ""
        rows += [
            Row("Closed", f"{day_in_words(london_day(case.closed_at))}{by}"),
            Row("On what grounds", labels("case_closing_grounds", case.grounds)),
            Row("What changed", closing_of(case)),
        ]
    else:
        rows.append(Row("Lead professional", _named_lead(case, at), tag=None if lead else NO_LEAD))
    now = held_now(case, at)
    return Shown(
        case.pk,
        label("case_kinds", case.kind),
        case.closed_at is None,
        tuple(row for row in rows if row),
        who_table(list(case.allocations.all()), at=at),
        tuple((row.pk, f"End: {_holder(row)}, {row.get_role_display().lower()}") for row in now),
    )


def _named_lead(case: Case, at: datetime) -> str:
    lead = lead_of(case, at)
    if lead is None:
        return "Nobody"
    covering = [
        row.worker.name for row in held_now(case, at) if row.role == COVER and row.worker and row.covers_id == lead.pk
    ]
    cover = f", covered by {', '.join(covering)}" if covering else ""
    return f"{lead.name}{' (has left)' if lead.left_on else ''}{cover}"


def _holder(row: Allocation) -> str:
    return row.worker.name if row.worker else row.team.name if row.team else ""


def _agency(row: Allocation) -> str:
    return row.worker.agency.name if row.worker else row.team.agency.name if row.team else ""


def who_table(rows: Sequence[Allocation], *, at: datetime) -> Table:
    """Everybody who has or had a case."""
    return Table(
        caption="Who has it",
        columns=tuple(Column(each) for each in ("Who", "As", "From", "Until")),
        rows=tuple(
            (
                Cell(_holder(row), note=_agency(row)),
                Cell(row.get_role_display(), note=f"for {row.covers.name}" if row.covers else ""),
                Cell(day_in_words(london_day(row.since))),
                Cell(moment_in_words(row.until) if row.until else "No end"),
            )
            for row in rows
        ),
        empty="Nobody has it yet. Say below who is to have it.",
    )


def subject_named(case: Case) -> str:
    """What a case is called on a list: the child's name, or the place's or the group's."""
    if case.subject.kind == "person":
        person = case.subject.person
        return known_as(person.forename, person.surname) or "Name not known"
    return context_named(case.subject.context)


def address_of(case: Case) -> str:
    """The page of a case."""
    return reverse("case" if case.subject.kind == "person" else "context", args=[case.subject_id])


def cases_table(cases: Sequence[Case], *, at: datetime, empty: str) -> Table:
    """Open cases, with who has each."""
    return Table(
        caption="Open cases",
        columns=tuple(Column(each) for each in ("Who or what", "About", "Opened", "Lead professional", "Team")),
        rows=tuple((Cell(subject_named(case), href=address_of(case)), *_cells(case, at)) for case in cases),
        empty=empty,
        hide_caption=True,
    )


def panel_of(cases: Sequence[Case], *, at: datetime) -> Table:
    """The open cases of one child, for the page of the child's record."""
    return Table(
        caption="Open cases",
        columns=tuple(Column(each) for each in ("About", "Opened", "Lead professional", "Team")),
        rows=tuple(_cells(case, at) for case in cases),
        empty="No case is open.",
        hide_caption=True,
    )


def _cells(case: Case, at: datetime) -> tuple[Cell, ...]:
    return (
        Cell(label("case_kinds", case.kind), note=labels("exploitation_forms", case.forms)),
        Cell(day_in_words(london_day(case.opened_at))),
        Cell(_named_lead(case, at)) if lead_of(case, at) else Cell(tag=NO_LEAD),
        Cell(", ".join(row.team.name for row in held_now(case, at) if row.team) or "No team"),
    )


def workload_table(loads: Sequence[Load]) -> Table:
    """How much each worker has, of the cases that the viewer may see."""
    return Table(
        caption="Who has how many",
        columns=(
            Column("Worker"),
            Column("Leads", numeric=True),
            Column("Works jointly", numeric=True),
            Column("Covers", numeric=True),
            Column("In all", numeric=True),
        ),
        rows=tuple(
            (
                Cell(load.worker.name, note=_note_on(load)),
                Cell(str(load.lead)),
                Cell(str(load.joint)),
                Cell(str(load.cover)),
                Cell(str(load.total)),
            )
            for load in loads
        ),
        empty="Nobody has an open case that you may see.",
        hide_caption=True,
    )


def _note_on(load: Load) -> str:
    left = "Has left: give these cases to somebody else." if load.worker.left_on else ""
    covered = f"Covered by {', '.join(load.covered_by)}." if load.covered_by else ""
    return " ".join(filter(None, (left, covered)))


def contexts_table(rows: Sequence[Context], open_in: dict[UUID, list[Case]]) -> Table:
    """Places and groups, with whether a case is open."""
    return Table(
        caption="Places and groups",
        columns=tuple(Column(each) for each in ("What it is called", "Kind", "Open cases")),
        rows=tuple(
            (
                Cell(context_named(row), href=reverse("context", args=[row.pk])),
                Cell(row.get_kind_display()),
                Cell(counted(len(open_in.get(row.pk, [])), "open case") if open_in.get(row.pk) else "None"),
            )
            for row in rows
        ),
        empty="Nobody has written down a place or a group yet.",
        hide_caption=True,
    )


def context_rows(context: Context) -> tuple[Row, ...]:
    """A place or a group."""
    return (
        Row("Kind", context.get_kind_display()),
        Row("Where", whereabouts_of(context)),
        Row("Written down by", f"{context.by.name}, {moment_in_words(context.added_at)}"),
    )
