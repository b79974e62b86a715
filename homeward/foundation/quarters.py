"""Calendar quarters: the span the partnership counts missing children by (¶16)."""

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from homeward.foundation.dates_in_words import MONTHS
from homeward.foundation.errors import HomewardError
from homeward.foundation.periods import Period


class NotAQuarter(HomewardError):
    """Text that does not name a quarter."""


@total_ordering
@dataclass(frozen=True)
class Quarter:
    """Three months of a calendar year, numbered from 1. Named by its months, because "Q1" means April to some."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2199 and 1 <= self.number <= 4):
            raise _not_a_quarter()

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Reads the form used in addresses and file names, "2026-Q1". Raises NotAQuarter."""
        found = re.fullmatch(r"(\d{4})-?Q([1-4])", text.strip().upper(), re.ASCII)
        if not found:
            raise _not_a_quarter()
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def holding(cls, day: date) -> "Quarter":
        """The quarter a day falls in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def code(self) -> str:
        """The form used in addresses and file names, which `parse` reads back."""
        return f"{self.year}-Q{self.number}"

    @property
    def since(self) -> date:
        """The first day of the quarter."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def until(self) -> date:
        """The first day after the quarter."""
        return self.next.since

    @property
    def period(self) -> Period[date]:
        """The quarter's days as a span."""
        return Period(self.since, self.until)

    @property
    def next(self) -> "Quarter":
        """The quarter after this one."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> "Quarter":
        """The quarter before this one."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def __str__(self) -> str:
        return f"{MONTHS[self.number * 3 - 3]} to {MONTHS[self.number * 3 - 1]} {self.year}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Quarter):
            return NotImplemented
        return (self.year, self.number) < (other.year, other.number)


def _not_a_quarter() -> NotAQuarter:
    return NotAQuarter(
        got="something that does not name a quarter",
        expected="a year and a quarter from 1 to 4, such as 2026-Q1",
        next_step="Choose a quarter from the list.",
    )
