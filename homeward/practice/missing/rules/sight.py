"""When a child was last seen, in the one box of the console: a day and a time of day out of what a caller says.

"Last night, about nine", "yesterday 21:40", "Friday", "1 March at 9pm" and "9pm" are read; "after tea" is not, and is
asked for when the call is filed. A time without a day is the last time that the clock showed it. What is read is shown
back to the handler while the caller is still on the line, and nothing is filed by it alone.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from homeward.foundation.dates_in_words import MONTHS
from homeward.foundation.london import LONDON, london_day
from homeward.practice.missing.rules.told import NotAClock, clock_told

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPOKEN = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "just now": 0,
    "yesterday": 1, "last night": 1, "yesterday morning": 1, "yesterday afternoon": 1, "yesterday evening": 1,
}  # fmt: skip
_MONTHS = {month.casefold()[:length]: at for at, month in enumerate(MONTHS, start=1) for length in (3, len(month))}
_DAYS = "|".join(sorted((*SPOKEN, *WEEKDAYS), key=len, reverse=True))
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
BY_NAME = re.compile(rf"\b(?:on )?(?:last )?({_DAYS})\b")
IN_WORDS = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\b,?(?: (\d{{4}}))?")
IN_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[/ -](\d{1,2})[/ -](\d{4})(?!\d)")
BESIDE = re.compile(r"\b(?:at|on|the)\b|[,;]")


@dataclass(frozen=True, slots=True)
class Sight:
    """The day on which a child was last seen, and the time of day as it was said: empty if only the day was."""

    day: date
    clock: str


def sight_told(words: str, *, at: datetime) -> Sight | None:
    """The day and the time that words name at a moment; none where they name no day and no time, or a day to come."""
    said = " ".join(words.casefold().split())
    day, rest = _day_in(said, london_day(at))
    clock = " ".join(BESIDE.sub(" ", rest).split())
    try:
        read = clock_told(clock)
    except NotAClock:
        return None
    if day is None and read is None:
        return None
    if day is None:
        assert read is not None, "a day or a time was read"
        now = at.astimezone(LONDON)
        day = now.date() if read[0] <= now.time() else now.date() - timedelta(days=1)
    return Sight(day, clock) if day <= london_day(at) else None


def _day_in(said: str, today: date) -> tuple[date | None, str]:
    """The day that is named, and the words that are left."""
    for pattern, made in ((IN_FIGURES, _in_figures), (IN_WORDS, _in_words), (BY_NAME, _by_name)):
        found = pattern.search(said)
        day = made(found, today) if found else None
        if found and day:
            return day, said[: found.start()] + " " + said[found.end() :]
    return None, said


def _by_name(found: re.Match[str], today: date) -> date:
    name = found[1]
    if name in SPOKEN:
        return today - timedelta(days=SPOKEN[name])
    return today - timedelta(days=(today.weekday() - WEEKDAYS.index(name)) % 7)


def _in_words(found: re.Match[str], today: date) -> date | None:
    """A day of a month; without its year, the last that was."""
    day, month = int(found[1]), _MONTHS[found[2]]
    if found[3]:
        return _made(int(found[3]), month, day)
    this = _made(today.year, month, day)
    return this if this is not None and this <= today else _made(today.year - 1, month, day)


def _in_figures(found: re.Match[str], today: date) -> date | None:
    return _made(int(found[3]), int(found[2]), int(found[1]))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
