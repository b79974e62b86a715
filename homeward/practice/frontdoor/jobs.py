"""The worker's rounds: who is told that a worry waits, and whose task goes to whoever covers for them."""

from datetime import datetime

from homeward.practice.frontdoor.actions.allocating import give_to_who_is_there
from homeward.practice.frontdoor.actions.telling import tell_of_worries
from homeward.practice.frontdoor.queries.watching import misplaced, tellings


def tell_who_waits(at: datetime) -> int:
    """One round: notices of danger and of days that are nearly over. A round that finds nothing leaves no event."""
    found = tellings(at=at)
    return tell_of_worries(found=found, at=at) if found else 0


def cover_who_is_away(at: datetime) -> int:
    """One round: absences that began or are over since, by the task of each worry."""
    found = misplaced(at=at)
    return give_to_who_is_there(found=found, at=at) if found else 0
