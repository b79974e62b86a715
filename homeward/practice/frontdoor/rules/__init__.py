"""What the front door asks, when a decision is due, what may follow what, and who is told what. Pure decisions."""

from homeward.practice.frontdoor.rules.asking import (
    EVERY,
    LONGEST,
    about_worker,
    boxes_asked,
    pages_of,
    still_asked,
)
from homeward.practice.frontdoor.rules.deciding import (
    CLOSING,
    OUTCOMES,
    STAGES,
    due_on,
    end_of,
    is_near,
    may_decide,
    needs_reason_for_lateness,
    next_stage,
    next_step_apart,
    standing_of,
)
from homeward.practice.frontdoor.rules.finding import likeness
from homeward.practice.frontdoor.rules.receiving import looks_like_a_robot, read_reference, wait_seconds, written_out

__all__ = [
    "CLOSING",
    "EVERY",
    "LONGEST",
    "OUTCOMES",
    "STAGES",
    "about_worker",
    "boxes_asked",
    "due_on",
    "end_of",
    "is_near",
    "likeness",
    "looks_like_a_robot",
    "may_decide",
    "needs_reason_for_lateness",
    "next_stage",
    "next_step_apart",
    "pages_of",
    "read_reference",
    "standing_of",
    "still_asked",
    "wait_seconds",
    "written_out",
]
