"""What a viewer has been asked to do, who has which matter, and what waits to be accepted."""

from homeward.register.tasks.queries.asking import asked_of, tasks_of
from homeward.register.tasks.queries.climbing import unseen_notices
from homeward.register.tasks.queries.watch import (
    Watch,
    asked_to_accept,
    awaiting,
    handovers_of,
    has_to_do_with,
    may_answer,
    owners_of,
    waiting_of,
    watch_of,
)

__all__ = [
    "Watch",
    "asked_of",
    "asked_to_accept",
    "awaiting",
    "handovers_of",
    "has_to_do_with",
    "may_answer",
    "owners_of",
    "tasks_of",
    "unseen_notices",
    "waiting_of",
    "watch_of",
]
