"""The guard that every action and every page stands behind, and the writes of this room."""

from homeward.register.access.actions.capturing import Kept, capture, capture_as_the_system, capture_page
from homeward.register.access.actions.duty import end_shift, open_on_call, start_shift
from homeward.register.access.actions.emergencies import open_in_emergency, review_opening
from homeward.register.access.actions.guard import (
    BY_ITSELF,
    Refused,
    Seen,
    action,
    as_the_system,
    page,
    policy_of,
    public,
    step,
    tell_refusal,
)
from homeward.register.access.actions.shields import answer, ask_to_lower, raise_again, raise_shields, review_shield
from homeward.register.access.actions.withholding import show_again, withhold

__all__ = [
    "BY_ITSELF",
    "Kept",
    "Refused",
    "Seen",
    "action",
    "answer",
    "as_the_system",
    "ask_to_lower",
    "capture",
    "capture_as_the_system",
    "capture_page",
    "end_shift",
    "open_in_emergency",
    "open_on_call",
    "page",
    "policy_of",
    "public",
    "raise_again",
    "raise_shields",
    "review_opening",
    "review_shield",
    "show_again",
    "start_shift",
    "step",
    "tell_refusal",
    "withhold",
]
