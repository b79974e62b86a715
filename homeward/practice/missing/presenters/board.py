"""The board of who is missing now, in words, and what it was narrowed by, so that a print says so too."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Table, Tag
from homeward.foundation.dates_in_words import counted, moment_in_words, span_in_words
from homeward.practice.missing.forms.board import UNGRADED, WHOSE
from homeward.practice.missing.presenters.absences import day_or_moment
from homeward.practice.missing.presenters.live import grade_tag
from homeward.practice.missing.queries.absences import KINDS
from homeward.practice.missing.queries.board import Gone
from homeward.practice.missing.rules import gone_for
from homeward.practice.missing.rules.board import YEAR
from homeward.register.people.rules import known_as
from homeward.vocabulary.labels import label

COLUMNS = ("Child", "Kind", "Gone since", "So far", "Risk", "Who has it", "Last written", "Next due")
NOBODY = "Nobody is missing now, of the children on your board."
NOBODY_SO = "Nobody on your board is missing now in the way you chose. Clear the filters to see everybody."
NOT_ON_SHIFT = "You are not on shift, so nobody is shown here. Start your shift on today’s page."


def kept(rows: Sequence[Gone], chosen: Mapping[str, str | bool], *, worker: UUID, at: datetime) -> list[Gone]:
    """Those of the board that were asked for."""
    return [row for row in rows if all(_fits(row, name, value, worker, at) for name, value in chosen.items())]


def _fits(row: Gone, name: str, value: str | bool, worker: UUID, at: datetime) -> bool:
    whose = {
        "mine": row.owner is not None and row.owner.worker_id == worker,
        "nobody": row.nobody_has_it,
        "waiting": row.handover is not None,
    }
    answers = {
        "kind": row.episode.type == value,
        "grade": row.grade == ("" if value == UNGRADED else value),
        "whose": whose.get(str(value), False),
        "late": is_late(row, at=at),
        "stale": bool(row.stale),
    }
    return answers[name]


def is_late(row: Gone, *, at: datetime) -> bool:
    """Whether what is due next has passed."""
    return row.due_at is not None and row.due_at <= at


def words_of(chosen: Mapping[str, str | bool], *, shown: int, of: int) -> str:
    """How many are shown of how many, and by what they were chosen."""
    said = [_said(name, str(value)) for name, value in chosen.items()]
    everybody = counted(of, "child", "children")
    if not said:
        return f"{everybody}, the longest gone first."
    return f"{shown} of {everybody}, the longest gone first. Only: {'; '.join(said)}."


def _said(name: str, value: str) -> str:
    if name == "kind":
        return KINDS[value].lower()
    if name == "grade":
        return "not graded yet" if value == UNGRADED else f"risk {label('missing_grade', value).lower()}"
    if name == "whose":
        return dict(WHOSE)[value].lower()
    return {"late": "late", "stale": "open for long"}[name]


def board_table(rows: Sequence[Gone], openable: Collection[UUID], *, at: datetime, empty: str = NOBODY) -> Table:
    """A line for each child, the longest gone first."""
    return Table(
        "Children who are missing now",
        tuple(Column(each) for each in COLUMNS),
        tuple(_line(row, openable, at) for row in rows),
        empty=empty,
        hide_caption=True,
    )


def _line(row: Gone, openable: Collection[UUID], at: datetime) -> tuple[Cell, ...]:
    episode = row.episode
    return (
        Cell(known_as(episode.person.forename, episode.person.surname), href=_address(row, openable)),
        Cell(KINDS[episode.type]),
        Cell(day_or_moment(episode.since, episode.precision)),
        Cell(span_in_words(gone_for(episode.since, at)), tag=_stale(row)),
        Cell(tag=grade_tag(row.grade) if row.grade else Tag("Not graded", "red")),
        _owner(row),
        Cell(moment_in_words(row.last_word_at) if row.last_word_at else "Nothing yet"),
        _due(row, at),
    )


def _address(row: Gone, openable: Collection[UUID]) -> str:
    """The absence, or where a record is opened on a call."""
    if row.episode.person_id in openable:
        return reverse("missing_episode", args=[row.episode.person_id, row.episode.pk])
    return reverse("open_on_call", args=[row.episode.person_id])


def _stale(row: Gone) -> Tag | None:
    if not row.stale:
        return None
    return Tag("Open a year: check", "red") if row.stale == YEAR else Tag("Open long: check", "orange")


def _owner(row: Gone) -> Cell:
    given = row.handover
    receiver = given and (given.to_rota.title if given.to_rota else given.to_worker.name if given.to_worker else "")
    note = f"Given to {receiver}, not yet accepted" if receiver else ""
    if row.owner is None:
        return Cell(tag=Tag("Nobody", "red"), note=note)
    left = Tag("Has left", "red") if row.nobody_has_it else None
    return Cell(row.owner.worker.name, tag=left, note=note)


def _due(row: Gone, at: datetime) -> Cell:
    if row.due_at is None:
        return Cell("Nothing")
    what = "To be accepted" if row.handover and row.due_at == row.handover.due_at else "A word on it"
    late = Tag("Late", "red") if is_late(row, at=at) else None
    return Cell(moment_in_words(row.due_at), tag=late, note=what if row.grade or late is None else "To be graded")
