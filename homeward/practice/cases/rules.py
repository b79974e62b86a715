"""When a strategy discussion and a statutory notification are due, and how they stand.

Source: Working Together to Safeguard Children 2023; Children Act 2004, section 16C. Working days are counted from the
day after, and the holidays are passed in.
"""

from collections.abc import Set as AbstractSet
from datetime import date

from homeward.foundation.working_days import add_working_days

HELD, NOT_NEEDED = "held", "not-needed"
NOTIFIED, NOT_REQUIRED = "notified", "not-required"


def due_on(day: date, working_days: int, holidays: AbstractSet[date]) -> date:
    """The last day on which it is in time: so many working days after the day it was asked for, or was known of."""
    return add_working_days(day, working_days, holidays)


def standing_of(due: date, *, ended: str, ended_on: date | None, today: date) -> str:
    """`waiting`, `late`, how it ended, or how it ended and that it ended late. The due day itself is in time."""
    if not ended:
        return "late" if today > due else "waiting"
    late = ended in (HELD, NOTIFIED) and ended_on is not None and ended_on > due
    return f"{ended}, late" if late else ended
