"""What is decided about a case: when it may be closed, who has it, and when what belongs to it is due."""

from homeward.practice.cases.rules.cases import COVER, JOINT, LEAD, LEVEL_FELL, TEAM, Refusal, may_close, may_hold
from homeward.practice.cases.rules.child import needs_in_words
from homeward.practice.cases.rules.discussions import (
    ACKNOWLEDGED,
    ENDED,
    HELD,
    NOT_NEEDED,
    NOT_REQUIRED,
    NOTIFIED,
    SENT,
    due_on,
    host_standing,
    may_follow,
    standing_of,
)

__all__ = [
    "ACKNOWLEDGED",
    "COVER",
    "ENDED",
    "HELD",
    "JOINT",
    "LEAD",
    "LEVEL_FELL",
    "NOTIFIED",
    "NOT_NEEDED",
    "NOT_REQUIRED",
    "SENT",
    "TEAM",
    "Refusal",
    "due_on",
    "host_standing",
    "may_close",
    "may_follow",
    "may_hold",
    "needs_in_words",
    "standing_of",
]
