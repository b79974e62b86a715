"""Which services fit a child, and why. Pure: it suggests, and a person decides.

What a service does not say of itself is never held against it: it fits, and stands below those that say so. Of each
thing asked for, the answer says whether the service says yes, says no, or says nothing.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

YES, NO, UNSAID = "yes", "no", "unsaid"
LONG_WAIT = 999
LEVELS = ("early-help", "targeted", "statutory")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the need, and what is known of the child. An empty thing is not asked."""

    need: str = ""
    age: int | None = None
    district: str = ""
    forms: frozenset[str] = frozenset()
    level: str = ""
    whom: str = "child"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a service says of itself. `takes_referrals` is None where it has said nothing of its room."""

    tags: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    minimum_age: float | None = None
    maximum_age: float | None = None
    takes_referrals: bool | None = None
    wait_weeks: int | None = None
    languages: frozenset[str] = frozenset()

    def says(self, kind: str) -> AbstractSet[str]:
        """What it says of one kind."""
        return self.tags.get(kind, frozenset())


class Point(NamedTuple):
    """One thing that was asked for, and what the service says of it."""

    about: str
    answer: str


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a service fits, and the answer to each thing that was asked."""

    fits: bool
    points: tuple[Point, ...]

    @property
    def agreeing(self) -> int:
        """To how many of the things asked for it says yes."""
        return sum(each.answer == YES for each in self.points)


def fit(asked: Asked, offered: Offered) -> Fit:
    """Whether a service fits what is asked, and why.

    A child's age bears only on a service for the child. County lines is criminal exploitation too. A service that says
    it takes no referrals still fits: it may keep a list, and the page says so. One that does not speak the language
    fits too: an interpreter may come.
    """
    points = []
    if asked.need:
        points.append(Point("need", _among({asked.need}, offered.says("need"))))
    points.append(Point("whom", YES if asked.whom in (offered.says("for") or {"child"}) else NO))
    if asked.age is not None and asked.whom == "child":
        points.append(Point("age", _of_age(asked.age, offered)))
    if asked.district:
        points.append(Point("district", _among({asked.district}, offered.says("district"))))
    if asked.forms:
        points.append(Point("form", _among(_wider(asked.forms), offered.says("form"))))
    if asked.level:
        points.append(Point("level", _among({asked.level}, offered.says("level"))))
    if asked.language:
        spoken = asked.language.strip().casefold() in offered.languages
        points.append(Point("language", YES if spoken else UNSAID))
    return Fit(all(each.answer != NO for each in points), tuple(points))


def _among(wanted: AbstractSet[str], said: AbstractSet[str]) -> str:
    if not said:
        return UNSAID
    return YES if wanted & said else NO


def _wider(forms: AbstractSet[str]) -> AbstractSet[str]:
    return forms | {"criminal"} if "county-lines" in forms else forms


def _of_age(age: int, offered: Offered) -> str:
    """An oldest age is included: 17 is until the eighteenth birthday."""
    if offered.minimum_age is None and offered.maximum_age is None:
        return UNSAID
    above = offered.minimum_age is None or age >= offered.minimum_age
    below = offered.maximum_age is None or age <= offered.maximum_age
    return YES if above and below else NO


def level_of(rank: int) -> str:
    """The level of need that a band speaks for, by its place among the bands of its instrument, the lowest nought.

    Where few signs are known help may still be offered early; from the third band on, harm is likely or is being done.
    """
    return LEVELS[min(rank, len(LEVELS) - 1)]


def ordered(found: Iterable[tuple[str, Offered, Fit]]) -> list[tuple[str, Offered, Fit]]:
    """Those that fit, the most agreeing first, then whoever takes referrals, then the shortest wait, then by name."""
    fitting = [each for each in found if each[2].fits]
    return sorted(fitting, key=lambda each: (-each[2].agreeing, _room(each[1]), each[0].casefold()))


def _room(offered: Offered) -> tuple[bool, int]:
    return offered.takes_referrals is False, LONG_WAIT if offered.wait_weeks is None else offered.wait_weeks
