"""Every child of the invented county, most of whom no agency has any reason to bring.

They are the hidden truth behind the population counts: born evenly over the years, each with a vulnerability that no
file shows and that leads some into care and some to go missing.
"""

import math
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from statistics import NormalDist

from homeward.county.chance import Stream, Streams
from homeward.county.names import DISTRICTS, ETHNICITIES, UNACCOMPANIED
from homeward.county.preset import Preset
from homeward.county.years import DAY, birthday, years_before
from homeward.foundation.ages import age_on


@dataclass(slots=True, eq=False)
class Child:
    """One child of the truth; special educational needs are none, `support`, or `plan` for a whole plan."""

    number: int
    born: date
    sex: str
    ethnicity: str
    group: str
    district: int
    vulnerability: float
    arrived: date | None = None
    free_meals: bool = False
    needs: str = ""

    def age(self, day: date) -> int:
        """Age in whole years on a day."""
        return age_on(self.born, day)

    def is_child_on(self, day: date) -> bool:
        """Born, here, and under eighteen."""
        return self.born <= day < birthday(self.born, 18) and (self.arrived is None or self.arrived <= day)

    @property
    def unaccompanied(self) -> bool:
        """Came alone to seek asylum."""
        return self.arrived is not None


@dataclass(slots=True)
class Town:
    """The children of one run, findable by age on a day."""

    children: list[Child]
    size: int
    scale: float
    _born: dict[str, tuple[list[Child], list[date]]] = field(default_factory=dict)
    _weights: dict[tuple[str, float, float], "array[float]"] = field(default_factory=dict)

    def add(self, child: Child) -> Child:
        """Bring in a child born elsewhere."""
        self.children.append(child)
        return child

    def any_aged(self, age: int, day: date, sex: str, stream: Stream, pull: float, top: float = 2.0) -> Child:
        """Some child of an age and sex on a day, the more vulnerable the likelier, up to a top beyond which all are."""
        return self.any_born(years_before(day, age + 1) + DAY, years_before(day, age), sex, stream, pull, top)

    def any_born(self, first: date, last: date, sex: str, stream: Stream, pull: float, top: float = 2.0) -> Child:
        """Some child born here between two days, both counted.

        The children of a sex are held by day of birth with their weights added up, so that one draw finds one. Where
        nobody was born then, it is somebody born next before or after.
        """
        children, days = self._in_order(sex)
        low, high = bisect_right(days, first - DAY), bisect_right(days, last)
        if low == high:
            low, high = max(low - 1, 0), min(high + 1, len(children))
        added = self._added(sex, pull, top)
        before, upto = added[low], added[high]
        at = bisect_right(added, before + stream.unit() * (upto - before), low + 1, high)
        return children[at - 1]

    def _in_order(self, sex: str) -> tuple[list[Child], list[date]]:
        if sex not in self._born:
            held = (child for child in self.children if child.sex == sex and not child.unaccompanied)
            children = sorted(held, key=lambda child: (child.born, child.number))
            self._born[sex] = children, [child.born for child in children]
        return self._born[sex]

    def _added(self, sex: str, pull: float, top: float) -> "array[float]":
        if (sex, pull, top) not in self._weights:
            weights = (math.exp(min(pull * (child.vulnerability - top), 0.0)) for child in self._in_order(sex)[0])
            self._weights[sex, pull, top] = array("d", accumulate(weights, initial=0.0))
        return self._weights[sex, pull, top]


def populate(preset: Preset, size: int, since: date, horizon: date, streams: Streams) -> Town:
    """Everyone under eighteen at some time between two days, as many at once as the size says."""
    first = date(since.year - 18, since.month, since.day)
    days = (horizon - first).days
    total = round(size * days / ((since - first).days))
    town = Town([], size, size / preset.number("county.children"))
    for number, child in enumerate(_born(preset, total, first, days, streams)):
        child.number = number
        town.children.append(child)
    return town


def _born(preset: Preset, total: int, first: date, days: int, streams: Streams) -> Iterator[Child]:
    births, traits, hidden = streams["births"], streams["traits"], streams["vulnerability"]
    pupils = Pupils(preset, streams["meals and needs"])
    boys, groups = preset.number("county.boys"), preset.table("county.ethnicity")
    districts = dict(zip(range(len(DISTRICTS)), preset.shares("county.districts"), strict=True))
    for _ in range(total):
        born = first + timedelta(days=births.below(days))
        sex = "M" if traits.happens(boys) else "F"
        group = traits.by_share(groups)
        code = traits.by_share(ETHNICITIES[group])
        child = Child(0, born, sex, code, group, traits.by_share(districts), hidden.normal())
        pupils.describe(child)
        yield child


class Pupils:
    """Free school meals and special educational needs, commoner among the vulnerable."""

    def __init__(self, preset: Preset, stream: Stream) -> None:
        self.draw, self.follows = stream, preset.number("county.needs_follow")
        self.meals = self._threshold(preset.number("county.free_meals"))
        shares = preset.table("county.needs")
        self.plan, self.support = self._threshold(shares["plan"]), self._threshold(shares["plan"] + shares["support"])

    def _threshold(self, share: float) -> float:
        return NormalDist().inv_cdf(1.0 - share)

    def describe(self, child: Child) -> None:
        """Draw one child's, each the vulnerability and a luck of its own."""
        lead, luck = self.follows * child.vulnerability, math.sqrt(1.0 - self.follows**2)
        child.free_meals = lead + luck * self.draw.normal() > self.meals
        need = lead + luck * self.draw.normal()
        child.needs = "plan" if need > self.plan else "support" if need > self.support else ""


def unaccompanied_child(number: int, day: date, stream: Stream) -> Child:
    """A child of fifteen to seventeen who came alone, nearly always a boy."""
    age = 15 + stream.below(3)
    lived = age * 365 + age // 4 + 1 + stream.below(330)
    code = stream.by_share(UNACCOMPANIED)
    group = {"O": "other", "B": "black", "A": "asian"}[code[0]]
    sex = "M" if stream.happens(0.93) else "F"
    return Child(number, day - timedelta(days=lived), sex, code, group, stream.below(7), stream.normal(), arrived=day)
