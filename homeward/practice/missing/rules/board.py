"""When somebody must next write in an absence that lasts, and when one has been open so long that it must be checked.

An absence that is forgotten looks like one in which nothing happens, so a word is due within a time that its grade
sets. One that stays open for a month, or a year, is more often a return that nobody wrote down: it is asked about, and
never closed by itself (¶5, ¶20; four in five end within two days, domain reference, section 2).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONG, YEAR = "long", "year"


@dataclass(frozen=True, slots=True)
class Waits:
    """How many minutes may pass before somebody writes again, by grade; and after how many days one is asked about."""

    by_grade: dict[str, int]
    ungraded: int
    long_days: int
    year_days: int


def word_due(waits: Waits, *, grade: str, last_word_at: datetime) -> datetime:
    """By when somebody writes again: so many minutes that pass, whatever the clock on the wall does meanwhile."""
    minutes = waits.by_grade.get(grade, waits.ungraded)
    return last_word_at.astimezone(UTC) + timedelta(minutes=minutes)


def next_due(*due: datetime | None) -> datetime | None:
    """What is due first of what is due at all."""
    return min((each for each in due if each is not None), default=None)


def open_for_long(waits: Waits, *, since: datetime, at: datetime) -> str:
    """Whether an absence has been open for longer than almost any, or for a year; nothing while it has not."""
    gone = at - since
    if gone >= timedelta(days=waits.year_days):
        return YEAR
    return LONG if gone >= timedelta(days=waits.long_days) else ""
