"""The queue in words. It names no child and nobody who told: only what is needed to take the next one up."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Table, Tag
from homeward.foundation.dates_in_words import counted, day_in_words, moment_in_words
from homeward.foundation.working_days import ONE_DAY
from homeward.practice.frontdoor.models import Concern
from homeward.practice.frontdoor.presenters.concern import STAGES, STANDS, concern_title, due_tag
from homeward.practice.frontdoor.queries import Load
from homeward.practice.frontdoor.rules import standing_of
from homeward.vocabulary.labels import label

COLUMNS = tuple(Column(each) for each in ("About", "Decision due", "From", "Stands", "With"))


def queue_table(rows: Iterable[Concern], *, today: date, notes: Mapping[UUID, str], opens: bool) -> Table:
    """What waits, danger first. `notes` say of some of them that the same child came before."""
    return Table(
        "What waits to be decided",
        COLUMNS,
        tuple(
            (
                Cell(
                    concern_title(row),
                    href=reverse("concern", args=[row.pk]) if opens else "",
                    tag=Tag("Danger now", "red") if row.in_danger == "yes" else None,
                    note=notes.get(row.pk, ""),
                ),
                Cell(day_in_words(row.due_on), tag=due_tag(row, today=today)),
                Cell(from_whom(row)),
                Cell(stands(row)),
                Cell(row.worker.name if row.worker else "Nobody yet"),
            )
            for row in rows
        ),
        empty="Nothing waits. A worry stands here from the moment it is sent until it is decided.",
        hide_caption=True,
    )


def again_notes(counts: Mapping[UUID, int]) -> dict[UUID, str]:
    """That the same child came before, of those concerns of which that is known."""
    return {
        concern: f"Came before: {counted(count, 'time')} in 12 months" for concern, count in counts.items() if count
    }


def from_whom(row: Concern) -> str:
    """How it came, and of which agency; never who."""
    if row.agency:
        return row.agency.name
    return {"public": "The open form", "feed": "A feed", "episode": "A missing episode"}.get(row.channel, "An account")


def stands(row: Concern) -> str:
    """How far it has got."""
    if row.state == "draft":
        return "Begun, and not sent"
    words = f"{STAGES[row.stage]} decided" if row.stage else "New"
    return f"{words}, and more was said" if row.more_at else words


def robot_lines(rows: Iterable[Concern]) -> list[tuple[UUID, str]]:
    """What seems to be a robot's, each with when it came and what it says it is about."""
    return [
        (row.pk, f"{label('concern_about', row.about) if row.about else 'Not said'}, {moment_in_words(row.begun_at)}")
        for row in rows
    ]


def apart_table(rows: Iterable[Concern], *, due: Mapping[UUID, date], today: date) -> Table:
    """Worries about somebody who works with children that wait, what is due soonest first."""
    columns = tuple(Column(each) for each in ("About", "Next", "Due", "Came", "From"))
    return Table(
        "Worries about people who work with children",
        columns,
        tuple(
            (
                Cell(concern_title(row), href=reverse("worker_concern", args=[row.pk])),
                Cell("What came of it" if row.stage else "Is the threshold met?"),
                Cell(day_in_words(due[row.pk]), tag=STANDS[standing_of(due[row.pk], ended_on=None, today=today)]),
                Cell(moment_in_words(row.begun_at)),
                Cell(from_whom(row)),
            )
            for row in sorted(rows, key=lambda each: due[each.pk])
        ),
        empty="Nothing waits. A worry about somebody who works with children comes here, and nowhere else.",
        hide_caption=True,
    )


def workload_table(loads: Iterable[Load]) -> Table:
    """How much each worker of the front door has in hand, and who covers for whom."""
    columns = (Column("Worker"), *(Column(each, numeric=True) for each in ("Has", "Late", "Due today")), Column("Away"))
    return Table(
        "Who has how much",
        columns,
        tuple(
            (
                Cell(each.worker.name, note=each.worker.team.name if each.worker.team else ""),
                Cell(str(each.has)),
                Cell(str(each.late)),
                Cell(str(each.today)),
                Cell(f"{each.covered_by} covers until {day_in_words(each.until - ONE_DAY)}" if each.until else "Here"),
            )
            for each in loads
        ),
        empty="Nobody holds a role of the front door.",
    )
