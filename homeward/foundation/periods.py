"""Spans of days or of moments: from `since`, up to and not including `until`, which may be open.

The end is outside the span so that spans which follow each other share a boundary without sharing a day: a
child's placement that ends on 3 May and the next that begins on 3 May do not overlap and leave no gap.
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from homeward.foundation.errors import HomewardError

When = TypeVar("When", bound=date)


class EndsBeforeItBegins(HomewardError):
    """A span whose end is not after its beginning."""


@dataclass(frozen=True)
class Period(Generic[When]):
    """A span of days, or of moments; never a mixture. No `until` means it has not ended."""

    since: When
    until: When | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise EndsBeforeItBegins(
                got="an end before the beginning",
                expected="an end on or after the beginning, or no end",
                next_step="Check the two dates: they may have been entered the wrong way round.",
            )

    @property
    def is_open(self) -> bool:
        """True while no end is known."""
        return self.until is None

    def contains(self, when: When) -> bool:
        """True from the first instant of the span up to, but not at, its end."""
        return self.since <= when and (self.until is None or when < self.until)

    def overlaps(self, other: "Period[When]") -> bool:
        """True when some instant lies in both spans. Spans that only touch do not overlap, nor do empty ones."""
        return self.clip(other) is not None

    def clip(self, other: "Period[When]") -> "Period[When] | None":
        """The part of this span inside another, or None when there is no such part."""
        since = max(self.since, other.since)
        ends = [end for end in (self.until, other.until) if end is not None]
        until = min(ends) if ends else None
        return Period(since, until) if until is None or since < until else None

    def days(self, *, on: When | None = None) -> int:
        """Whole days in the span; while it is open, the days up to `on`, which must then be given."""
        end = self.until if self.until is not None else on
        if end is None:
            raise EndsBeforeItBegins(
                got="a span that has not ended and no day to count up to",
                expected="an end, or the day to count up to",
                next_step="Pass the day of the question as `on`.",
            )
        return max((end - self.since).days, 0)
