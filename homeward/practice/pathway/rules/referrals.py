"""What may follow what in a referral to a service. Pure."""

from collections.abc import Sequence
from datetime import date

OFFERED, ACCEPTED, WAITING, STARTED, ENDED = "offered", "accepted", "waiting", "started", "ended"
DECLINED, REFUSED, WITHDRAWN = "declined", "refused", "withdrawn"
NEXT = {
    OFFERED: (ACCEPTED, WAITING, STARTED, DECLINED, REFUSED, WITHDRAWN),
    ACCEPTED: (WAITING, STARTED, DECLINED, WITHDRAWN),
    WAITING: (STARTED, DECLINED, REFUSED, WITHDRAWN),
    STARTED: (ENDED,),
}
ENDS = frozenset({ENDED, DECLINED, REFUSED, WITHDRAWN})


def steps_open(state: str) -> tuple[str, ...]:
    """What may be written next; nothing after an end."""
    return NEXT.get(state, ())


def may_follow(state: str, after: Sequence[tuple[str, date]], *, on: date, today: date) -> bool:
    """Whether a step may be written: it follows the last one, on no earlier day, and not on a day to come.

    `after` begins with the offer.
    """
    last, day = after[-1]
    return state in steps_open(last) and day <= on <= today
