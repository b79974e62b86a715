"""When a desk must be answered, who should be at it, and the holes in which nobody is (¶20).

Hours are those of the clock on the wall in England, and spans are moments: the night on which the clock goes back is an
hour longer than others and must be covered for all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from homeward.foundation.london import LONDON

# By the day on which they begin (Monday is 0): from when until when. An end no later than its beginning is next day's.
ALWAYS = tuple((day, time(0), time(0)) for day in range(7))
OFFICE = tuple((day, time(8, 30), time(17)) for day in range(5))
NIGHTS = tuple((day, time(17), time(8, 30)) for day in range(5))
HOURS = {
    "always": ALWAYS,
    "office": OFFICE,
    "nights-and-weekends": (*NIGHTS, (5, time(8, 30), time(8, 30)), (6, time(8, 30), time(8, 30))),
}
HOURS_IN_WORDS = {
    "always": "At every hour",
    "office": "Monday to Friday, 8:30am to 5pm",
    "nights-and-weekends": "Nights from 5pm to 8:30am, and all weekend",
}


@dataclass(frozen=True, order=True)
class Span:
    """From one moment until another, which is not included."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class Stint:
    """Time for which a worker should be at a desk, as their own shift or in another's place."""

    worker: UUID
    since: datetime
    until: datetime
    order: int = 1
    shift: UUID | None = None
    covers: bool = False


def moment_on(day: date, clock: time) -> datetime:
    """A time of the wall clock in England on a day, as a moment. Of an hour that happens twice, the first."""
    return datetime.combine(day, clock, tzinfo=LONDON).astimezone(UTC)


def is_skipped(day: date, clock: time) -> bool:
    """Whether there is no such time on a day, because the clock went forward over it."""
    return moment_on(day, clock).astimezone(LONDON).time() != clock


def span_on(day: date, since: time, until: time) -> Span:
    """From one time of the wall clock to another; an end no later than its beginning is the next day's."""
    last = day if until > since else day + timedelta(days=1)
    return Span(moment_on(day, since), moment_on(last, until))


def needed(hours: str, *, first: date, days: int) -> list[Span]:
    """When a desk must be answered, for spans that begin on so many days from the first."""
    each = [first + timedelta(days=number) for number in range(days)]
    return [span_on(day, since, until) for day in each for of, since, until in HOURS[hours] if of == day.weekday()]


def without(span: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of a span when others are taken out of it."""
    left = [span]
    for other in taken:
        left = [
            piece
            for each in left
            for piece in (
                Span(each.since, min(each.until, other.since)),
                Span(max(each.since, other.until), each.until),
            )
            if piece.since < piece.until
        ]
    return left


def holes(must: Iterable[Span], stints: Sequence[Stint]) -> list[Span]:
    """The times at which a desk must be answered and nobody should be at it, in their order."""
    covered = [Span(stint.since, stint.until) for stint in stints]
    return sorted(piece for span in must for piece in without(span, covered))


def stints_of(own: Stint, covers: Iterable[Stint]) -> list[Stint]:
    """One shift with those who stand in for parts of it: the worker's own time is what nobody else has taken.

    Of two who cover one time, both are there.
    """
    taken = list(covers)
    left = without(Span(own.since, own.until), [Span(each.since, each.until) for each in taken])
    return [Stint(own.worker, each.since, each.until, own.order, own.shift) for each in left] + taken


def until_left(stint: Stint, left_at: datetime | None) -> Stint | None:
    """A stint as far as its worker works here: nobody who has left is at a desk."""
    if left_at is None or left_at >= stint.until:
        return stint
    if left_at <= stint.since:
        return None
    return Stint(stint.worker, stint.since, left_at, stint.order, stint.shift, stint.covers)


def at_the_desk(stints: Iterable[Stint], *, at: datetime) -> list[UUID]:
    """Who should be at a desk at a moment, whom to try first in front."""
    there = sorted((each for each in stints if each.since <= at < each.until), key=lambda each: each.order)
    return list(dict.fromkeys(each.worker for each in there))
