"""Whether an absence meets a trigger, and whether the trigger is on.

A trigger asks a person to act, and never acts by itself. Which there are is data (`missing_triggers`); when the county
turns one on or off is a dated row (¶5, ¶16; domain reference, section 2.2: what other areas ask for).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a trigger looks for, with whichever numbers it counts by."""

    when: str
    episodes: int = 0
    days: int = 0
    hours: int = 0
    age: int = 0
    grade: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one absence at one moment. An age nobody knows meets no trigger about age."""

    since: datetime
    until: datetime | None
    at: datetime
    others: tuple[datetime, ...] = ()
    age: int | None = None
    looked_after: bool = False
    earlier_looked_after: int = 0
    out_of_area: bool = False
    grade: int | None = None


@dataclass(frozen=True, slots=True)
class Switched:
    """Somebody's word that a trigger is on or off from a day."""

    on: bool
    since: date
    at: datetime


def has_fired(trigger: Trigger, facts: Facts) -> bool:
    """Whether this absence meets the trigger now. What it has met stays met: a firing is a row."""
    return WHEN[trigger.when](trigger, facts)


def _many(trigger: Trigger, facts: Facts) -> bool:
    """So many absences that began within so many days, this one the last of them."""
    first = facts.since - timedelta(days=trigger.days)
    return 1 + sum(first < other <= facts.since for other in facts.others) >= trigger.episodes


def _first_looked_after(trigger: Trigger, facts: Facts) -> bool:
    return facts.looked_after and facts.earlier_looked_after == 0


def _out_of_area(trigger: Trigger, facts: Facts) -> bool:
    return facts.out_of_area


def _young(trigger: Trigger, facts: Facts) -> bool:
    return facts.age is not None and facts.age < trigger.age


def _long(trigger: Trigger, facts: Facts) -> bool:
    return (facts.until or facts.at) - facts.since >= timedelta(hours=trigger.hours)


def _graded(trigger: Trigger, facts: Facts) -> bool:
    return facts.grade is not None and facts.grade >= trigger.grade


WHEN: Mapping[str, Callable[[Trigger, Facts], bool]] = {
    "many": _many,
    "first-looked-after": _first_looked_after,
    "out-of-area": _out_of_area,
    "young": _young,
    "long": _long,
    "graded": _graded,
}


def is_on(switches: Iterable[Switched], *, shipped: bool, on: date) -> bool:
    """Whether a trigger is on: by the newest word that has begun, the later written where two begin on one day."""
    begun = [each for each in switches if each.since <= on]
    return max(begun, key=lambda each: (each.since, each.at)).on if begun else shipped
