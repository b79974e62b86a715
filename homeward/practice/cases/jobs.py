"""The worker's rounds: which children with an open case will soon be eighteen."""

from datetime import datetime

from homeward.practice.cases.actions.afterwards import ask_for_handovers
from homeward.practice.cases.queries.afterwards import turning_eighteen


def ask_before_eighteen(at: datetime) -> int:
    """One round: somebody is asked to plan each handover, and to see it accepted, once. Nothing is closed by itself."""
    found = turning_eighteen(at=at)
    return ask_for_handovers(found=found, at=at) if found else 0
