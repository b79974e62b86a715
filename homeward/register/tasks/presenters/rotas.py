"""Who should be at which desk, day by day, and the holes in which nobody is, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from homeward.design.values import Cell, Column, Table, Tag
from homeward.foundation.dates_in_words import clock_in_words, counted, day_in_words
from homeward.foundation.london import LONDON, day_begins_at
from homeward.register.agencies.models import Worker
from homeward.register.tasks.models import Rota
from homeward.register.tasks.rules.rotas import HOURS_IN_WORDS, Span, Stint

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Turn:
    """One worker's time at a desk, or a hole, as a day of the week prints it."""

    words: str
    since: datetime
    tag: Tag | None = None
    shift: UUID | None = None
    name: str = ""


@dataclass(frozen=True)
class Day:
    """One day of a rota's week."""

    title: str
    turns: tuple[Turn, ...]


def clock_of(moment: datetime) -> str:
    """A moment as the clock on the wall showed it; of the hour that happens twice, which of the two."""
    here = moment.astimezone(LONDON)
    words = clock_in_words(here.hour, here.minute)
    other = here.replace(fold=1 - here.fold)
    if other.utcoffset() == here.utcoffset() or other.astimezone(LONDON).time() != here.time():
        return words
    return f"{words} (the {'second' if here.fold else 'first'} time)"


def span_words(span: Span | Stint) -> str:
    """From when until when: the last day is named where it is another."""
    first, last = span.since.astimezone(LONDON), span.until.astimezone(LONDON)
    until = clock_of(span.until)
    next_day = last.date() != first.date() and span.until > day_begins_at(first.date() + timedelta(days=1))
    return f"{clock_of(span.since)} to {until}{f' on {DAYS[last.weekday()]}' if next_day else ''}"


def week_of(first: date, stints: Sequence[Stint], holes: Sequence[Span], people: Mapping[UUID, Worker]) -> list[Day]:
    """A week, day by day: who begins when, and the holes that begin on each day."""
    turns = [turn_of(each, people) for each in stints] + [
        Turn(f"Nobody: {span_words(hole)}", hole.since, Tag("Hole", "red")) for hole in holes
    ]
    days = [first + timedelta(days=number) for number in range(7)]
    by_day = {
        day: sorted((turn for turn in turns if begins_on(turn, day)), key=lambda each: each.since) for day in days
    }
    return [Day(f"{DAYS[day.weekday()]} {day_in_words(day)}", tuple(by_day[day])) for day in days]


def begins_on(turn: Turn, day: date) -> bool:
    """Whether a turn begins on a day of the calendar in England."""
    return turn.since.astimezone(LONDON).date() == day


def turn_of(stint: Stint, people: Mapping[UUID, Worker]) -> Turn:
    """One stint, with the button that takes it off the rota where it is somebody's own shift."""
    name = people[stint.worker].name if stint.worker in people else "A worker"
    tag = Tag("Cover", "blue") if stint.covers else None
    own = None if stint.covers else stint.shift
    return Turn(f"{name}: {span_words(stint)}", stint.since, tag, own, name)


def rotas_table(
    every: Sequence[Rota],
    *,
    now: Mapping[int, Sequence[str]],
    holes: Mapping[int, Sequence[Span]],
    hrefs: Mapping[int, str],
) -> Table:
    """Every desk: who should be there now, and whether it has holes in the next two weeks."""
    rows = tuple(
        (
            Cell(each.title, href=hrefs[each.pk], note=each.agency.name),
            Cell(HOURS_IN_WORDS[each.hours]),
            Cell(", ".join(now.get(each.pk, ())) or "Nobody"),
            Cell(first_hole(holes[each.pk]), tag=hole_tag(holes[each.pk])),
        )
        for each in every
    )
    columns = (Column("Desk"), Column("Must be answered"), Column("On the rota now"), Column("Holes in two weeks"))
    return Table("Desks that must be answered", columns, rows, empty="No rota has been opened.", hide_caption=True)


def hole_tag(holes: Sequence[Span]) -> Tag:
    """How many holes there are."""
    return Tag(counted(len(holes), "hole"), "red") if holes else Tag("None", "green")


def first_hole(holes: Sequence[Span]) -> str:
    """When the first hole is."""
    if not holes:
        return "Covered throughout"
    return f"First: {day_in_words(holes[0].since.astimezone(LONDON).date())}, {span_words(holes[0])}"
