"""Triggers in words: what each looks for, whether it is on, and its counts; and who was missing repeatedly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table, Tag
from homeward.foundation.dates_in_words import counted, day_in_words
from homeward.foundation.london import london_day
from homeward.practice.missing.models import TriggerSwitch
from homeward.practice.missing.queries.triggers import Counted, Repeated
from homeward.register.people.rules import known_as
from homeward.vocabulary.labels import label
from homeward.vocabulary.shapes import MissingTriggerEntry

ASKS = {"strategy-discussion": "Consider a strategy discussion", "read": "Read what happened"}
ON, OFF = Tag("On", "green"), Tag("Off", "grey")


def triggers_table(
    entries: Sequence[MissingTriggerEntry],
    *,
    on: set[str],
    said: dict[str, list[TriggerSwitch]],
    fired: dict[str, Counted],
    day: date,
) -> Table:
    """Each trigger with what it asks for, whether it is on and since when, and its counts."""
    return Table(
        caption="Triggers, with how often each fired",
        columns=(
            Column("Trigger"),
            Column("It asks somebody to"),
            Column("Now"),
            Column("28 days", numeric=True),
            Column("A year", numeric=True),
        ),
        rows=tuple(_line(one, one.code in on, said[one.code], fired.get(one.code, Counted()), day) for one in entries),
    )


def _line(
    entry: MissingTriggerEntry, on: bool, said: Sequence[TriggerSwitch], fired: Counted, day: date
) -> tuple[Cell, ...]:
    return (
        Cell(entry.label, note=entry.source or ""),
        Cell(ASKS[entry.asks]),
        Cell(tag=ON if on else OFF, note="; ".join(_word(each, day) for each in said[:3]) or "As shipped"),
        Cell(str(fired.month)),
        Cell(str(fired.year)),
    )


def _word(row: TriggerSwitch, day: date) -> str:
    return f"{_asked(row, day)}, {row.by.name}: {row.reason} {_answered(row)}"


def _asked(row: TriggerSwitch, day: date) -> str:
    to_come = " (to come)" if row.since > day else ""
    return f"{'On' if row.on else 'Off'} from {day_in_words(row.since)}{to_come}"


def _answered(row: TriggerSwitch) -> str:
    if row.answered_by is None or row.answered_at is None:
        return "(waits for a second person)"
    return f"({'agreed' if row.agreed else 'refused'}, {row.answered_by.name}, {_day(row.answered_at)})"


def _day(moment: datetime) -> str:
    return day_in_words(london_day(moment))


@dataclass(frozen=True)
class Waiting:
    """A request that a second person answers, in words; `own` where the reader made it."""

    number: int
    title: str
    rows: list[Row]
    own: bool


def waiting(said: dict[str, list[TriggerSwitch]], *, reader: UUID, day: date) -> list[Waiting]:
    """What waits for a second person, the trigger's own words first."""
    return [
        Waiting(
            row.pk,
            f"{label('missing_triggers', row.trigger)}: {'on' if row.on else 'off'}",
            [Row("Asked", _asked(row, day)), Row("By", f"{row.by.name}, {_day(row.at)}"), Row("Why", row.reason)],
            own=row.by_id == reader,
        )
        for rows in said.values()
        for row in rows
        if row.answered_at is None
    ]


def repeated_table(rows: Sequence[Repeated]) -> Table:
    """Each child with how often, and when last."""
    return Table(
        caption="Children missing repeatedly",
        columns=(Column("Child"), Column("Absences", numeric=True), Column("The last began")),
        rows=tuple(
            (
                Cell(
                    known_as(row.person.forename, row.person.surname),
                    href=reverse("missing_reports", args=[row.person.pk]),
                ),
                Cell(str(row.episodes)),
                Cell(day_in_words(london_day(row.latest))),
            )
            for row in rows
        ),
        empty="No child on your lists was missing so often in those days.",
        hide_caption=True,
    )


def window_in_words(children: int, least: int, days: int) -> str:
    """What is listed, in a sentence."""
    listed, absences = counted(children, "child", "children"), counted(least, "absence")
    return f"{listed} with {absences} or more that began in the last {counted(days, 'day')}."
