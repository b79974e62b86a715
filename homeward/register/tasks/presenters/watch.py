"""Who has a matter, what waits to be accepted and who was told of it when, in words. No child is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from homeward.design.values import Entry, Row, Tag, Todo
from homeward.foundation.dates_in_words import moment_in_words, span_in_words
from homeward.foundation.london import london_day
from homeward.register.access.rules import Viewer
from homeward.register.tasks.models import Handover, Notice, Ownership, Rung
from homeward.register.tasks.queries import Watch
from homeward.vocabulary.ladders import ladder_for
from homeward.vocabulary.loader import load_whole

BECAUSE = dict(Ownership.BECAUSE)
WHY = dict(Rung.BECAUSE)
COLOURS = {"3": "red", "2": "orange", "1": "yellow", "0": "grey"}


@dataclass(frozen=True)
class Line:
    """One handover in a list, with what its buttons need."""

    id: UUID
    title: str
    href: str
    facts: tuple[Row, ...]
    tags: tuple[Tag, ...]
    may_answer: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Panel:
    """A matter's watch: its owner, what waits, what may be done, and everything that was handed over before."""

    owner: tuple[Row, ...]
    line: Line | None
    history: tuple[Entry, ...]
    watch: Watch


def title_of(kind: str) -> str:
    """What kind of matter it is."""
    entry = load_whole("matter_kinds").get(kind)
    return entry.label if entry else kind.replace("-", " ").capitalize()


def page_of(kind: str, matter: UUID) -> str:
    """The address of the matter's own page, where there is one."""
    entry = load_whole("matter_kinds").get(kind)
    try:
        return reverse(entry.group, args=[matter]) if entry and entry.group else ""
    except NoReverseMatch:
        return ""


def receiver_of(row: Handover) -> str:
    """The desk, or the worker, that it was given to."""
    return row.to_rota.title if row.to_rota else row.to_worker.name if row.to_worker else ""


def grade_tag(kind: str, grade: str, *, at: datetime) -> Tag:
    """How grave the matter is, in the words of its ladder."""
    return Tag(ladder_for(kind, grade, on=london_day(at)).label, COLOURS.get(grade, "red"))


def due_tag(row: Handover, *, at: datetime) -> Tag:
    """How long there still is to accept, or how late it is."""
    apart = span_in_words(row.due_at - at)
    return Tag(f"Late by {apart}", "red") if row.due_at <= at else Tag(f"Accept within {apart}", "blue")


def line_of(row: Handover, *, viewer_id: UUID, at: datetime, may_answer: bool) -> Line:
    """One handover that waits."""
    return Line(
        id=row.pk,
        title=title_of(row.matter_kind),
        href=page_of(row.matter_kind, row.matter),
        facts=(
            Row("Given by", row.given_by.name, note=moment_in_words(row.given_at)),
            Row("Given to", receiver_of(row)),
            Row("To be accepted by", moment_in_words(row.due_at)),
            Row("Until then it is with", row.given_by.name),
        ),
        tags=(grade_tag(row.matter_kind, row.grade, at=at), due_tag(row, at=at)),
        may_answer=may_answer,
        may_withdraw=row.given_by_id == viewer_id,
    )


def lines_of(rows: list[Handover], *, viewer: Viewer, mine: set[UUID], at: datetime) -> list[Line]:
    """A list of handovers; `mine` are those that this viewer may accept."""
    return [line_of(row, viewer_id=viewer.worker_id, at=at, may_answer=row.pk in mine) for row in rows]


def panel_of(watch: Watch, *, viewer: Viewer) -> Panel:
    """A matter's watch as its page prints it."""
    waiting = watch.waiting
    line = waiting and line_of(waiting, viewer_id=viewer.worker_id, at=watch.at, may_answer=watch.may_answer)
    return Panel(owner=owner_rows(watch), line=line or None, history=history_of(watch), watch=watch)


def owner_rows(watch: Watch) -> tuple[Row, ...]:
    """Who has it now, since when and why."""
    if watch.owner is None:
        return (Row("Owner", "Nobody: it is closed"),)
    owner = watch.owner
    whose = f"{owner.worker.name}, {owner.worker.agency.name}"
    since = f"{BECAUSE[owner.because]} on {moment_in_words(owner.since)}"
    left = Tag("Has left", "red") if owner.worker.left_on else None
    return (Row("Owner", whose, note=since, tag=left),)


def history_of(watch: Watch) -> tuple[Entry, ...]:
    """Every owner, and everybody who was told of a handover, in the order in which it happened: who knew what when."""
    told: list[tuple[datetime, str, str]] = [
        (row.since, f"{BECAUSE[row.because]}: {row.worker.name}", row.worker.agency.name) for row in watch.owners
    ]
    for row in watch.handovers:
        told += [(rung.told_at, f"Told: {told_whom(rung)}", WHY[rung.because]) for rung in row.rungs.all()]
        if row.declined_at and row.declined_by:
            told.append((row.declined_at, f"Declined: {row.declined_by.name}", receiver_of(row)))
        if row.withdrawn_at:
            told.append((row.withdrawn_at, "Handover withdrawn", receiver_of(row)))
    return tuple(
        Entry(when=moment_in_words(moment), title=title, source=more, machine_date=moment.isoformat())
        for moment, title, more in sorted(told, key=lambda each: each[0], reverse=True)
    )


def told_whom(rung: Rung) -> str:
    """Whom a rung told."""
    return rung.worker.name if rung.worker else rung.rota.title if rung.rota else "nobody"


def notice_lines(notices: Sequence[Notice]) -> list[Todo]:
    """Notices for the kit's list: when each came, where it leads, and whether it is new."""
    kinds = load_whole("notice_kinds")
    return [
        Todo(
            title=kinds[each.kind].label,
            href=reverse(kinds[each.kind].group or "awaiting"),
            due=moment_in_words(each.at),
            tag=None if each.seen_at else Tag("New", "blue"),
        )
        for each in notices
    ]
