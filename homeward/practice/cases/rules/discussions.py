"""When a strategy discussion and a statutory notification are due, and how they stand.

Source: Working Together to Safeguard Children 2023; Children Act 2004, section 16C. Working days are counted from the
day after, and the holidays are passed in.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from homeward.foundation.working_days import add_working_days

HELD, NOT_NEEDED = "held", "not-needed"
NOTIFIED, NOT_REQUIRED = "notified", "not-required"
SENT, ACKNOWLEDGED, ENDED = "sent", "acknowledged", "ended"


def due_on(day: date, working_days: int, holidays: AbstractSet[date]) -> date:
    """The last day on which it is in time: so many working days after the day it was asked for, or was known of."""
    return add_working_days(day, working_days, holidays)


def standing_of(due: date, *, ended: str, ended_on: date | None, today: date) -> str:
    """`waiting`, `late`, how it ended, or how it ended and that it ended late. The due day itself is in time."""
    if not ended:
        return "late" if today > due else "waiting"
    late = ended in (HELD, NOTIFIED) and ended_on is not None and ended_on > due
    return f"{ended}, late" if late else ended


def host_standing(due: date, steps: Sequence[tuple[str, date]], *, today: date) -> str:
    """How the notice to a host authority stands: `waiting`, `late`, `sent`, `sent, late`, `acknowledged` or `ended`.

    One that was sent waits for somebody there to say that they have it. The due day itself is in time.
    """
    said = {kind for kind, _ in steps}
    for kind in (ENDED, ACKNOWLEDGED):
        if kind in said:
            return kind
    sent = min((on for kind, on in steps if kind == SENT), default=None)
    if sent is None:
        return "late" if today > due else "waiting"
    return "sent, late" if sent > due else SENT


def may_follow(kind: str, steps: Sequence[tuple[str, date]]) -> bool:
    """Whether a step may come now: nothing after the end, and an acknowledgement only of what was sent."""
    said = {each for each, _ in steps}
    return ENDED not in said and kind not in said and (kind != ACKNOWLEDGED or SENT in said)
