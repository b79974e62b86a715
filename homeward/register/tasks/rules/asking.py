"""When a task is late."""

from datetime import datetime, timedelta

SOON = timedelta(hours=24)
# Done by doing the thing itself on its own page: a review or an answer cannot be ticked off (S-08, S-12, S-24).
DONE_ELSEWHERE = frozenset({"review-emergency-opening", "answer-shield-request", "answer-matching-proposal"})
# What takes a second person is no task of the first, whichever roles they hold.
OF_ANOTHER = frozenset({"answer-matching-proposal"})


def lateness(due_at: datetime | None, *, at: datetime) -> str:
    """`late` once the moment has passed, `soon` within a day of it, and nothing while there is time or no date.

    A task without a date is never late: nobody should be hurried by a date that nobody set.
    """
    if due_at is None:
        return ""
    if due_at <= at:
        return "late"
    return "soon" if due_at - at <= SOON else ""


def is_done_by_hand(kind: str) -> bool:
    """Whether somebody may simply say that such a task is done."""
    return kind not in DONE_ELSEWHERE
