"""Dates that carry their own precision.

A partner may know only the year, the month, the day, or the minute of something. Writing "1 January" for
"some time that year" invents a fact, puts the child's story in the wrong order, and looks exact to whoever
reads it next. So a date is kept as precisely as it was given, and no more.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import total_ordering

from homeward.foundation.dates_in_words import MONTHS, clock_in_words
from homeward.foundation.errors import HomewardError
from homeward.foundation.london import LONDON, day_begins_at

FIRST_YEAR, LAST_YEAR = 1900, 2199


class Precision(IntEnum):
    """How much of a date is known, coarsest first, so that precisions can be compared."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    MINUTE = 4


class NotADate(HomewardError):
    """Text that cannot be read as a date, or names a day that never was."""


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A point in time in England, known to the year, the month, the day or the minute.

    The parts run from the year down without a gap: a day without its month is not a date. Earlier dates
    come first; of two that begin together the vaguer comes first, so a chronology reads from the general to
    the exact.
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None

    def __post_init__(self) -> None:
        _refuse_gaps((self.month, self.day, self.hour))
        if (self.hour is None) != (self.minute is None):
            raise _not_a_date("an hour without its minute, or a minute without its hour")
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise _not_a_date(f"a year outside {FIRST_YEAR} to {LAST_YEAR}")
        try:
            datetime(self.year, self.month or 1, self.day or 1, self.hour or 0, self.minute or 0, tzinfo=LONDON)
        except ValueError:
            raise _not_a_date("a day or time that does not exist") from None

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        if self.minute is not None:
            return Precision.MINUTE
        if self.day is not None:
            return Precision.DAY
        return Precision.MONTH if self.month is not None else Precision.YEAR

    @property
    def earliest(self) -> datetime:
        """The first moment this date could mean."""
        return datetime(self.year, self.month or 1, self.day or 1, self.hour or 0, self.minute or 0, tzinfo=LONDON)

    @property
    def latest(self) -> datetime:
        """The last minute this date could mean."""
        if self.precision is Precision.MINUTE:
            return self.earliest
        return datetime.combine(self.latest_on, datetime.max.time(), tzinfo=LONDON).replace(second=0, microsecond=0)

    @property
    def earliest_on(self) -> date:
        """The first day this date could mean."""
        return self.earliest.date()

    @property
    def latest_on(self) -> date:
        """The last day this date could mean: the whole of a month or year when no day is known."""
        if self.day is not None:
            return self.earliest_on
        month_after = (self.month or 12) % 12 + 1
        year_after = self.year + 1 if month_after == 1 else self.year
        return date(year_after, month_after, 1) - timedelta(days=1)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.earliest, self.precision) < (other.earliest, other.precision)

    def __str__(self) -> str:
        """The date as people write it: "2026", "March 2026", "14 March 2026", "14 March 2026 at 2:05am"."""
        if self.month is None:
            return str(self.year)
        month = f"{MONTHS[self.month - 1]} {self.year}"
        if self.day is None:
            return month
        if self.hour is None or self.minute is None:
            return f"{self.day} {month}"
        return f"{self.day} {month} at {clock_in_words(self.hour, self.minute)}"

    @property
    def stored(self) -> str:
        """The text kept in the database: as much of an ISO 8601 date as is known. It sorts as the date does."""
        text = f"{self.year:04}"
        for mark, part in (("-", self.month), ("-", self.day), ("T", self.hour), (":", self.minute)):
            if part is None:
                return text
            text += f"{mark}{part:02}"
        return text

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Reads ISO dates in full or in part, British dates in figures, and dates in words.

        Figures with slashes, dots or hyphens and the year last are day first, as every partner here writes
        them. A year of two figures is refused: it would have to be guessed. Raises NotADate.
        """
        tidy = " ".join(text.split())
        for pattern, reader in _PATTERNS:
            found = pattern.fullmatch(tidy)
            if found:
                return reader(found.groupdict())
        raise _not_a_date("text that is not a date")

    @classmethod
    def of_day(cls, day: date) -> "PartialDate":
        """A date known to the day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def of_moment(cls, moment: datetime) -> "PartialDate":
        """A date known to the minute, as the clock in England showed it."""
        local = moment.astimezone(LONDON)
        return cls(local.year, local.month, local.day, local.hour, local.minute)

    def could_be_on(self, day: date) -> bool:
        """True when the day is one this date could mean."""
        return self.earliest_on <= day <= self.latest_on

    def begins_at(self) -> datetime:
        """Midnight in London at the start of the first day this date could mean."""
        return day_begins_at(self.earliest_on)


def _refuse_gaps(parts: tuple[int | None, ...]) -> None:
    missing = False
    for part in parts:
        if part is not None and missing:
            raise _not_a_date("a day without its month, or a time without its day")
        missing = missing or part is None


def _not_a_date(got: str) -> NotADate:
    return NotADate(
        got=got,
        expected="a date such as 14/03/2026, 2026-03-14, March 2026 or 2026",
        next_step="Correct the date, or give only the part that is known.",
    )


def _from_figures(parts: dict[str, str | None]) -> PartialDate:
    month, day, hour, minute = (_number(parts.get(name)) for name in ("month", "day", "hour", "minute"))
    return PartialDate(int(parts["year"] or 0), month, day, hour, minute)


def _from_words(parts: dict[str, str | None]) -> PartialDate:
    named = (parts["name"] or "").casefold()
    for number, month in enumerate(MONTHS, start=1):
        if named in (month.casefold(), month[:3].casefold(), "sept" if number == 9 else ""):
            return _from_figures({**parts, "month": str(number)})
    raise _not_a_date("a month that is not a month")


def _number(text: str | None) -> int | None:
    return int(text) if text else None


_CLOCK = r"(?:[T ](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?)?"
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[dict[str, str | None]], PartialDate]], ...] = (
    (
        re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_CLOCK}", re.ASCII),
        _from_figures,
    ),
    (
        re.compile(rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}}){_CLOCK}", re.ASCII),
        _from_figures,
    ),
    (re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})", re.ASCII), _from_figures),
    (re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?", re.ASCII), _from_figures),
    (
        re.compile(rf"(?:(?P<day>\d{{1,2}}) )?(?P<name>[A-Za-z]+),? (?P<year>\d{{4}}){_CLOCK}", re.ASCII),
        _from_words,
    ),
)
