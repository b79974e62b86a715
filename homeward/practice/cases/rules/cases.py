"""When a case may be closed, and what makes an allocation whole.

Source: ¶22. A lower level is a reason to look again and never a reason to stop by itself: a case is closed on what
changed for the child.
"""

from collections.abc import Collection
from datetime import date
from typing import Literal

LEAD, JOINT, COVER, TEAM = "lead", "joint", "cover", "team"
LEVEL_FELL = "level-fell"
LEAST_WORDS = 30

Refusal = Literal["", "no-ground", "level-alone", "too-short", "nobody", "covers-nobody", "no-end", "ends-before"]


def may_close(grounds: Collection[str], words: str) -> Refusal:
    """Why a case may not be closed so; nothing when it may.

    It takes a ground, one that is more than a lower level, and words that say something.
    """
    if not grounds:
        return "no-ground"
    if set(grounds) == {LEVEL_FELL}:
        return "level-alone"
    return "" if len(" ".join(words.split())) >= LEAST_WORDS else "too-short"


def may_hold(role: str, *, given: bool, covers: bool, since: date, until: date | None) -> Refusal:
    """Why an allocation may not stand so; nothing when it may.

    Cover is for somebody, and until a day: one without an end is an allocation that nobody decided on.
    """
    if not given:
        return "nobody"
    if role == COVER and not covers:
        return "covers-nobody"
    if role == COVER and until is None:
        return "no-end"
    return "ends-before" if until is not None and until < since else ""
