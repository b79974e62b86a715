"""When a task is late, when a handover must have been accepted, and when a desk has nobody at it."""

from homeward.register.tasks.rules.asking import DONE_ELSEWHERE, OF_ANOTHER, SOON, is_done_by_hand, lateness
from homeward.register.tasks.rules.watch import Matter, acceptance_due, may_accept, rung_at, rung_due

__all__ = [
    "DONE_ELSEWHERE",
    "OF_ANOTHER",
    "SOON",
    "Matter",
    "acceptance_due",
    "is_done_by_hand",
    "lateness",
    "may_accept",
    "rung_at",
    "rung_due",
]
