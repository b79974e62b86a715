"""One episode while it lasts: what it is now, and everything that was written in it, the newest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from homeward.design.evidence import Key
from homeward.design.values import Entry as Line
from homeward.design.values import Row, Tag
from homeward.foundation.dates_in_words import day_in_words, moment_in_words, span_in_words
from homeward.foundation.london import london_day
from homeward.practice.missing.forms.calls import BOXES
from homeward.practice.missing.models import Call, CallMove, Closure, Ending, Entry, Grade, MissingReport, TypeChange
from homeward.practice.missing.presenters.absences import day_or_moment, report_rows
from homeward.practice.missing.presenters.calls import rows_of
from homeward.practice.missing.queries.absences import KINDS
from homeward.practice.missing.queries.calls import why_moved
from homeward.practice.missing.queries.live import (
    Live,
    found_where,
    found_with,
    text_of,
    why_changed,
    why_closed,
    words_of_grade,
)
from homeward.practice.missing.rules import gone_for, is_placed_in
from homeward.practice.missing.rules.calls import TELLS_NO_PLACE
from homeward.vocabulary.labels import label

GRADE_COLOURS = {"0": "grey", "1": "blue", "2": "yellow", "3": "red"}
KEYS = (Key("g", "Grade it"), Key("f", "Found or returned"), Key("h", "Hand it over"))
HIDDEN_PLACE = "Sealed. It opens on the page of where the child was seen and found."


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of an episode, with the moment by which the lines are ordered."""

    at: datetime
    line: Line


def state_rows(live: Live, *, at: datetime, places: bool, opens: str = "") -> tuple[Row, ...]:
    """What an episode is now: since when, for how long, how grave, and how it ended.

    `opens` is the page of places, for whoever may open it where they are shown none here.
    """
    episode = live.episode
    rows = [
        Row("Kind", KINDS[episode.type]),
        Row("Gone since", day_or_moment(episode.since, episode.precision)),
        Row("How long" if episode.until else "So far", span_in_words(gone_for(episode.since, episode.until or at))),
        grade_row(live.grade),
    ]
    if episode.until:
        rows.append(Row("Found or returned", day_or_moment(episode.until, episode.until_precision)))
    return (*rows, *(ending_rows(live.ending, places=places, opens=opens) if live.ending else ()))


def grade_row(row: Grade | None) -> Row:
    """How grave the absence is now thought to be, or that nobody has said."""
    if row is None:
        return Row("Risk", "Not graded yet", tag=Tag("Grade it", "red"))
    return Row("Risk", f"Graded {moment_in_words(row.at)} by {row.by.name}", tag=grade_tag(row.level))


def grade_tag(level: str) -> Tag:
    """A grade in a word, with a colour that only helps the eye."""
    return Tag(label("missing_grade", level), GRADE_COLOURS.get(level, "grey"))


def ending_rows(row: Ending, *, places: bool, opens: str = "") -> tuple[Row, ...]:
    """How the child was found, and how they were; where and with whom only to whoever may be shown places."""
    where = found_where(row)
    shown = (
        Row("How", label("missing_found_how", row.how)),
        Row("How the child was", label("missing_condition", row.condition)),
        Row("Outside the county", row.out_of_area if places else "Yes" if row.out_of_area else ""),
        Row("Where", where) if places or not where else _hidden("Where", opens),
        Row("With whom", found_with(row) if places else ""),
        Row("Written", f"{moment_in_words(row.recorded_at)} by {row.by.name}"),
    )
    return tuple(each for each in shown if each.value)


def _hidden(label: str, opens: str) -> Row:
    return Row(label, HIDDEN_PLACE, href=opens)


def lines_of(live: Live, *, places: bool, opens: str = "", moves: bool = False) -> tuple[Line, ...]:
    """Everything that was reported and written, the newest first; `moves` leads from a call to moving it."""
    told: list[Happened] = [
        *(_reported(each, live, places=places, opens=opens, moves=moves) for each in live.episode.reports.all()),
        *map(_moved, live.moves),
        *map(_graded, live.grades),
        *map(_noted, live.entries),
        *map(_changed, live.changes),
        *(each for row in live.endings for each in _ended(row, places=places, opens=opens)),
        *(each for row in live.closures for each in _closed(row)),
    ]
    return tuple(each.line for each in sorted(told, key=lambda each: each.at, reverse=True))


def _line(
    at: datetime, title: str, source: str, text: str = "", *, precision: str = "minute", **more: object
) -> Happened:
    when = day_or_moment(at, precision)
    return Happened(at, Line(when, title, source, machine_date=london_day(at).isoformat(), text=text, **more))  # type: ignore[arg-type]  # the kit's own fields


def _reported(row: MissingReport, live: Live, *, places: bool, opens: str, moves: bool) -> Happened:
    told_at = row.reported_at or row.since
    facts = tuple(each for each in report_rows(row, live.episode) if each.label != "Reported")
    precision = "minute" if row.reported_at else row.precision
    if row.call is not None:
        said = live.words.get(row.call.pk, {})
        facts += call_rows(row.call, said, places=places and not is_placed_in(row.missing_from), opens=opens)
        address = reverse("move_call", args=[live.episode.person_id, live.episode.pk, row.call.pk])
        facts += (Row("Another child’s?", "Move the call", href=address),) if moves else ()
    return _line(told_at, "Reported", row.told_by, precision=precision, facts=facts)


def call_rows(call: Call, said: Mapping[str, str], *, places: bool, opens: str = "") -> tuple[Row, ...]:
    """What was said on a call, box by box; what may tell where the child is only to whoever may be shown places."""
    shown = rows_of(said, BOXES if places else TELLS_NO_PLACE)
    hidden = not places and any(name not in TELLS_NO_PLACE for name in said)
    return (
        Row("Taken by", call.taken_by.name),
        *shown,
        *((_hidden("What else was said", opens),) if hidden else ()),
    )


def _moved(row: CallMove) -> Happened:
    return _line(row.at, "Moved here: the call was filed to another child first", row.by.name, why_moved(row))


def _graded(row: Grade) -> Happened:
    reasons = [label("grade_prompts", each) for each in row.reasons]
    facts = (Row("Why", bullets=tuple(reasons)),) if reasons else ()
    return _line(row.at, "Graded", row.by.name, words_of_grade(row), tags=(grade_tag(row.level),), facts=facts)


def _noted(row: Entry) -> Happened:
    title = dict(Entry.KINDS)[row.kind]
    told = "" if row.source == "own" else f"From: {label('entry_sources', row.source).lower()}. "
    late = f", written {moment_in_words(row.recorded_at)}" if (row.recorded_at - row.at).total_seconds() > 300 else ""
    return _line(
        row.at, title, f"{told}{row.by.name}, {row.by.agency.name}{late}", text_of(row), precision=row.precision
    )


def _changed(row: TypeChange) -> Happened:
    return _line(row.at, f"{KINDS[row.type]}, and not {KINDS[row.was].lower()}", row.by.name, why_changed(row))


def _ended(row: Ending, *, places: bool, opens: str) -> Iterable[Happened]:
    facts = ending_rows(row, places=places, opens=opens)
    taken = (Tag("Taken back", "grey"),) if row.undone_at else ()
    yield _line(row.found_at, "Found or returned", row.by.name, precision=row.precision, facts=facts, tags=taken)
    if row.undone_at and row.undone_by:
        yield _line(row.undone_at, "Not found after all: the ending was taken back", row.undone_by.name)


def _closed(row: Closure) -> Iterable[Happened]:
    yield _line(row.at, "Closed", row.by.name, why_closed(row))
    if row.reopened_at and row.reopened_by:
        yield _line(row.reopened_at, "Opened again", row.reopened_by.name)


def title_of(live: Live) -> str:
    """What the page of an episode is called."""
    since = day_in_words(london_day(live.episode.since))
    return f"Missing since {since}" if live.episode.until is None else f"Missing from {since}"


def tags_of(live: Live) -> tuple[Tag, ...]:
    """The state of an episode in a word."""
    if live.closure:
        return (Tag("Closed", "grey"),)
    return (Tag("Returned", "green"),) if live.episode.until else (Tag("Missing now", "red"),)


def address_of(subject: UUID, episode: UUID) -> str:
    """Where an episode is read and worked on."""
    return reverse("missing_episode", args=[subject, episode])
