"""The sheet for the morning meeting in words: a table for each part, short enough to stand on one page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from homeward.design.values import Cell, Column, Table, Tag
from homeward.foundation.dates_in_words import counted, moment_in_words, span_in_words
from homeward.practice.missing.models import Call, MissingEpisode
from homeward.practice.missing.presenters.absences import day_or_moment
from homeward.practice.missing.presenters.live import grade_tag
from homeward.practice.missing.presenters.returning import due_of
from homeward.practice.missing.queries.absences import KINDS
from homeward.practice.missing.queries.board import Gone
from homeward.practice.missing.queries.morning import Morning
from homeward.practice.missing.rules import gone_for
from homeward.register.people.rules import known_as
from homeward.register.tasks.models import Handover
from homeward.register.tasks.rules.rotas import Span
from homeward.vocabulary.labels import label
from homeward.vocabulary.loader import load_whole


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sheet, under its heading."""

    title: str
    table: Table


def parts_of(sheet: Morning, *, at: datetime) -> list[Part]:
    """Every part that this viewer may read, in the order in which a meeting asks."""
    parts = [
        _part("Missing now", ("Child", "Gone since", "So far", "Risk", "Who has it"), _gone(sheet.gone, at)),
        _part("Went missing in the night", ("Child", "Kind", "Gone since", "Back"), map(_began, sheet.began)),
        _part("Came back in the night", ("Child", "Back", "Gone for"), map(_returned, sheet.returned)),
    ]
    if sheet.overdue is not None and sheet.due is not None:
        late, soon = ([_interview(each, at) for each in rows] for rows in (sheet.overdue, sheet.due))
        parts.append(_part("Return interviews that are due", ("Child", "Back", "Due by"), [*late, *soon]))
    parts.append(
        _part(
            "Waiting to be accepted",
            ("What", "Given by", "To", "Accept by"),
            [_handover(r, at) for r in sheet.handovers],
        )
    )
    if sheet.labels is not None:
        parts.append(
            _part("Labels of calls to look at again", ("Label", "Call", "Taken by"), map(_label, sheet.labels))
        )
    if sheet.holes is not None:
        holes = ((Cell(rota.title), Cell(span_in_moments(hole))) for rota, spans in sheet.holes for hole in spans)
        parts.append(_part("Holes in today’s rotas", ("Desk", "Nobody"), holes))
    return parts


def _part(title: str, columns: Sequence[str], rows: Iterable[tuple[Cell, ...]]) -> Part:
    heads = tuple(Column(each) for each in columns)
    return Part(title, Table(title, heads, tuple(rows), empty="None.", hide_caption=True))


def _name(row: MissingEpisode) -> str:
    return known_as(row.person.forename, row.person.surname)


def _gone(rows: Sequence[Gone], at: datetime) -> list[tuple[Cell, ...]]:
    return [
        (
            Cell(_name(row.episode)),
            Cell(day_or_moment(row.episode.since, row.episode.precision)),
            Cell(span_in_words(gone_for(row.episode.since, at))),
            Cell(tag=grade_tag(row.grade) if row.grade else Tag("Not graded", "red")),
            Cell(row.owner.worker.name) if row.owner else Cell(tag=Tag("Nobody", "red")),
        )
        for row in rows
    ]


def _began(row: MissingEpisode) -> tuple[Cell, ...]:
    back = day_or_moment(row.until, row.until_precision) if row.until else "Not yet"
    return Cell(_name(row)), Cell(KINDS[row.type]), Cell(day_or_moment(row.since, row.precision)), Cell(back)


def _returned(row: MissingEpisode) -> tuple[Cell, ...]:
    assert row.until is not None, "only a child who is back is in this part"
    lasted = span_in_words(gone_for(row.since, row.until))
    return Cell(_name(row)), Cell(day_or_moment(row.until, row.until_precision)), Cell(lasted)


def _interview(row: MissingEpisode, at: datetime) -> tuple[Cell, ...]:
    assert row.until is not None, "only a child who is back is owed an interview"
    due = due_of(row)
    late = Tag("Overdue", "red") if due < at else None
    return Cell(_name(row)), Cell(day_or_moment(row.until, row.until_precision)), Cell(moment_in_words(due), tag=late)


def _handover(row: Handover, at: datetime) -> tuple[Cell, ...]:
    entry = load_whole("matter_kinds").get(row.matter_kind)
    receiver = row.to_rota.title if row.to_rota else row.to_worker.name if row.to_worker else ""
    late = Tag("Late", "red") if row.due_at <= at else None
    what = entry.label if entry else row.matter_kind
    return Cell(what), Cell(row.given_by.name), Cell(receiver), Cell(moment_in_words(row.due_at), tag=late)


def _label(row: Call) -> tuple[Cell, ...]:
    return Cell(label("call_labels", row.label)), Cell(moment_in_words(row.opened_at)), Cell(row.taken_by.name)


def title_of(sheet: Morning) -> str:
    """Of which night the sheet speaks, and of how many children."""
    began, back = counted(len(sheet.began), "child", "children"), counted(len(sheet.returned), "child", "children")
    return f"Since {moment_in_words(sheet.since)}: {began} went missing, and {back} came back."


def span_in_moments(span: Span) -> str:
    """From when until when nobody is at a desk."""
    return f"{moment_in_words(span.since)} to {moment_in_words(span.until)}"
