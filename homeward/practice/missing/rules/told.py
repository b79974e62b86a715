"""When something happened, as somebody says it: a day, an hour or a minute, on the clock of England.

A person says "about nine" and "twenty to ten", and at the end of October "half past one" is said of two moments an
hour apart. Nothing is guessed: what may be two moments is asked, and what never was is refused.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from homeward.foundation.london import LONDON, day_begins_at, london_day
from homeward.practice.missing.rules.joining import DAY, HOUR, MINUTE, VAGUE

CLOCK = re.compile(r"(?:about\s+)?(\d{1,2})(?:\s*[:.]\s*(\d{2}))?\s*(am|pm)?", re.IGNORECASE)
NAMED = {"midnight": time(0), "midday": time(12), "noon": time(12)}
FIRST, SECOND = "first", "second"


class NotAClock(ValueError):
    """Words that name no time of day."""


class TwiceThatNight(ValueError):
    """A time that the clock showed twice, since it went back an hour: which of the two is asked."""


class NeverThatNight(ValueError):
    """A time that the clock never showed, since it went forward an hour."""


@dataclass(frozen=True, slots=True)
class Told:
    """A moment, and how exactly it is known."""

    moment: datetime
    precision: str

    @property
    def latest(self) -> datetime:
        """The last moment that it may truly mean."""
        if self.precision == DAY:
            return day_begins_at(london_day(self.moment) + timedelta(days=1)).astimezone(UTC)
        return self.moment + VAGUE[self.precision]


def clock_told(words: str) -> tuple[time, str] | None:
    """The time of day that words name, and whether to the minute or the hour; nothing where no words were said.

    "21:40", "9.40pm", "21" and "about 9pm" are read; "2" alone is two in the morning, as on a 24-hour clock.
    """
    said = " ".join(words.split()).casefold()
    if not said:
        return None
    if said in NAMED:
        return NAMED[said], HOUR
    found = CLOCK.fullmatch(said)
    if not found:
        raise NotAClock("expected a time such as 21:40, 9.40pm or 9pm")
    hour, minute = _on_24(int(found[1]), found[3]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        raise NotAClock("expected an hour up to 23 and minutes up to 59")
    exact = found[2] is not None and not said.startswith("about")
    return time(hour, minute), MINUTE if exact else HOUR


def _on_24(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise NotAClock("expected an hour from 1 to 12 before am or pm")
    return hour % 12 + (12 if half == "pm" else 0)


def moment_told(day: date, clock: str, which: str = "") -> Told:
    """The moment that a day and a time of day name, in universal time; `which` tells the two of one night apart.

    Raises NotAClock, NeverThatNight where the clock went past it, and TwiceThatNight where it is not told which.
    """
    read = clock_told(clock)
    if read is None:
        return Told(day_begins_at(day).astimezone(UTC), DAY)
    first = datetime.combine(day, read[0], tzinfo=LONDON)
    second = first.replace(fold=1)
    if first.utcoffset() != second.utcoffset():
        if first.astimezone(UTC).astimezone(LONDON).time() != read[0]:
            raise NeverThatNight("the clocks went forward past that time")
        if which not in (FIRST, SECOND):
            raise TwiceThatNight("the clocks went back: which of the two")
    return Told((second if which == SECOND else first).astimezone(UTC), read[1])


def gone_for(since: datetime, until: datetime) -> timedelta:
    """How long somebody was gone, in hours that truly passed: a night on which the clocks change is 23 or 25 long."""
    return max(until.astimezone(UTC) - since.astimezone(UTC), timedelta(0))
