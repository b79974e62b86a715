"""Years from 1 April to 31 March: the council's financial year and the year of the statutory returns."""

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from homeward.foundation.errors import HomewardError
from homeward.foundation.periods import Period


class NotACollectionYear(HomewardError):
    """Text that does not name a year from April to March."""


@total_ordering
@dataclass(frozen=True)
class CollectionYear:
    """The year from 1 April to 31 March, known by the calendar year it ends in.

    A return is judged by the rules of its own year, so the year is always asked for and never taken from
    today's date. Source: Department for Education, children looked-after return (SSDA903) guide.
    """

    ending: int

    def __post_init__(self) -> None:
        if not 1900 < self.ending <= 2199:
            raise _not_a_year()

    @classmethod
    def parse(cls, text: str) -> "CollectionYear":
        """Reads "2025-26", "2025/26", "2025 to 2026" or "2026", the year it ends in. Raises NotACollectionYear."""
        found = re.fullmatch(r"(?:(\d{4})(?:\s*[-/_]\s*|\s+to\s+))?(\d{4}|\d{2})", text.strip(), re.ASCII)
        if not found:
            raise _not_a_year()
        begins, ends = found.groups()
        if begins is None:
            return cls(int(ends))
        if (int(begins) + 1) % 10 ** len(ends) != int(ends):
            raise _not_a_year()
        return cls(int(begins) + 1)

    @classmethod
    def holding(cls, day: date) -> "CollectionYear":
        """The year a day falls in."""
        return cls(day.year + 1 if day >= date(day.year, 4, 1) else day.year)

    @property
    def code(self) -> str:
        """The form used in addresses and file names, "2025-26", which `parse` reads back."""
        return f"{self.ending - 1}-{self.ending % 100:02}"

    @property
    def since(self) -> date:
        """1 April."""
        return date(self.ending - 1, 4, 1)

    @property
    def until(self) -> date:
        """The first day after the year: 1 April of the year it ends in."""
        return date(self.ending, 4, 1)

    @property
    def last_day(self) -> date:
        """31 March, the day the returns are taken at."""
        return date(self.ending, 3, 31)

    @property
    def period(self) -> Period[date]:
        """The year's days as a span."""
        return Period(self.since, self.until)

    def __str__(self) -> str:
        return f"1 April {self.ending - 1} to 31 March {self.ending}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, CollectionYear):
            return NotImplemented
        return self.ending < other.ending


def _not_a_year() -> NotACollectionYear:
    return NotACollectionYear(
        got="something that does not name a year from April to March",
        expected="two years that follow each other, such as 2025-26, or the year it ends in, such as 2026",
        next_step="Choose the collection year the file was made for.",
    )
