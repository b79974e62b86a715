"""What this room decides: what a family's print holds, which measures fit, what may follow, whom one may write to."""

from homeward.practice.safety.rules.contacts import is_blocked, may_write_to, squeezed
from homeward.practice.safety.rules.disruption import Fit, fitting
from homeward.practice.safety.rules.plans import (
    DONE,
    ENDS,
    FAMILY,
    SECTIONS,
    family_sections,
    may_be_kept,
    may_follow,
    standing_of,
)

__all__ = [
    "DONE",
    "ENDS",
    "FAMILY",
    "SECTIONS",
    "Fit",
    "family_sections",
    "fitting",
    "is_blocked",
    "may_be_kept",
    "may_follow",
    "may_write_to",
    "squeezed",
    "standing_of",
]
