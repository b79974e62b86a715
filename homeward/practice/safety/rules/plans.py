"""What a plan must say, what of it a family's print holds, and how a plan stands. Pure.

What a family may see is a list of what is printed, never of what is left out: a part that is new is for the hub until
somebody says that the family sees it.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from homeward.vocabulary.loader import load_whole

SECTIONS = "plan_sections"
FAMILY = "family"
NOBODY = "nobody"
OPEN, TRIED, GRANTED, REFUSED, DONE, DROPPED = "open", "tried", "granted", "refused", "done", "dropped"
ENDS = frozenset({DONE, DROPPED})
NEXT = {
    OPEN: (TRIED, DONE, DROPPED),
    TRIED: (TRIED, GRANTED, REFUSED, DONE, DROPPED),
    GRANTED: (DONE, DROPPED),
    REFUSED: (TRIED, DROPPED),
}


def family_sections() -> tuple[str, ...]:
    """The parts of a plan that are printed for the family, in order: those alone that the list says are theirs."""
    return tuple(each.code for each in load_whole(SECTIONS).entries if each.group == FAMILY)


def may_be_kept(sections: Mapping[str, str], *, agreed: str, why_not: str, review_on: date, today: date) -> str:
    """Why a version of a plan may not be kept, or nothing.

    A plan names what is feared and what is to come of it; where neither child nor family agreed, it says why; and it
    is looked at again on a day to come.
    """
    if not sections.get("risks", "").strip() or not sections.get("outcomes", "").strip():
        return "empty"
    if agreed == NOBODY and not why_not.strip():
        return "no-reason"
    return "no-review" if review_on <= today else ""


def may_follow(state: str, after: str, *, measure: bool) -> bool:
    """Whether a step may be written after another. Only a measure is granted or refused."""
    if state in (GRANTED, REFUSED) and not measure:
        return False
    return state in NEXT.get(after, ())


def standing_of(*, owner_left: bool, ended: bool, review_on: date, overdue: Sequence[date], today: date) -> str:
    """How a plan stands: `ended`, `no-owner`, `review-late`, `late` or `stands`. The due day itself is in time."""
    if ended:
        return "ended"
    if owner_left:
        return "no-owner"
    if review_on < today:
        return "review-late"
    return "late" if any(day < today for day in overdue) else "stands"
