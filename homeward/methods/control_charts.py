"""Control charts: whether a quarter differs from the ones before by more than its ordinary variation.

Children are charted by p or u, which know their denominator. Episodes are charted by XmR on the square-root scale,
because a few children make many of them, and the ordinary charts of counts then cry wolf (¶16). A point that is not
shown is given as None: it is left out of the centre and the limits, and it ends every run.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from homeward.foundation.errors import HomewardError

LEAST_POINTS = 12
RUN = 7
PER_MOVING_RANGE = 2.66
SIGMAS = 3.0
OUTER_THIRD = 2.0


class NotASeries(HomewardError):
    """Numbers that no control chart can be drawn of."""


class Rule(StrEnum):
    """The four signals of special cause. Source: NHS England, Making Data Count."""

    OUTSIDE = "outside"
    ONE_SIDE = "one-side"
    TREND = "trend"
    OUTER_THIRD = "outer-third"


@dataclass(frozen=True)
class Signal:
    """One rule that a stretch of points met, by their places in the series, the first being 0."""

    rule: Rule
    places: tuple[int, ...]


@dataclass(frozen=True)
class ControlChart:
    """A series with its centre and limits, all in the unit of its values; None where a point is not shown.

    `sigmas` says how far each point lies from the centre, on the scale the limits were worked out on.
    """

    values: tuple[float | None, ...]
    centre: float
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    sigmas: tuple[float | None, ...]

    @property
    def points(self) -> int:
        """How many points are shown: what the centre and the limits come from."""
        return sum(value is not None for value in self.values)

    @property
    def has_enough(self) -> bool:
        """Whether there are points enough for a signal to be told from chance."""
        return self.points >= LEAST_POINTS

    def times(self, factor: float) -> "ControlChart":
        """The chart in other units, such as per cent; the factor is more than nought."""

        def turned(values: tuple[float | None, ...]) -> tuple[float | None, ...]:
            return tuple(None if value is None else value * factor for value in values)

        values, lower, upper = turned(self.values), turned(self.lower), turned(self.upper)
        return ControlChart(values, self.centre * factor, lower, upper, self.sigmas)


def xmr(values: Sequence[float | None], *, on_root: bool = False) -> ControlChart:
    """Individual values with limits of 2.66 mean moving ranges, from points that stand next to each other.

    values >= 0, in any unit, two next to each other at least. `on_root` works on the square roots and squares the
    centre and the limits back, so that the many episodes of a few children are not taken for a change; a lower limit
    below nought is then nought. Raises NotASeries. Source: Wheeler and Chambers, *Understanding Statistical Process
    Control*, 1992, chapter 3; the root after Tukey, *Exploratory Data Analysis*, 1977.
    """
    _check(all(value is None or value >= 0 for value in values), "a value below nought")
    scaled = [math.sqrt(value) if on_root and value is not None else value for value in values]
    moves = [abs(after - before) for before, after in pairwise(scaled) if before is not None and after is not None]
    _check(bool(moves), "no two points next to each other")
    known = [value for value in scaled if value is not None]
    centre, reach = sum(known) / len(known), PER_MOVING_RANGE * sum(moves) / len(moves)
    low, high = centre - reach, centre + reach
    sigmas = tuple(None if value is None else _sigmas(value - centre, reach / SIGMAS) for value in scaled)
    if on_root:
        centre, low, high = centre**2, max(low, 0.0) ** 2, high**2
    shown = [value is not None for value in values]
    return ControlChart(
        tuple(values),
        centre,
        tuple(low if each else None for each in shown),
        tuple(high if each else None for each in shown),
        sigmas,
    )


def p_chart(parts: Sequence[int | None], wholes: Sequence[int | None]) -> ControlChart:
    """Shares from 0 to 1, with limits that widen where the whole is smaller.

    0 <= part <= whole and whole > 0, children in both; None in either leaves the point out. Raises NotASeries.
    Source: Shewhart 1931; Montgomery, *Introduction to Statistical Quality Control*, section 7.2.
    """
    pairs = _pairs(parts, wholes)
    _check(all(part <= whole for part, whole in filter(None, pairs)), "a part larger than its whole")
    return _of_ratios(pairs, lambda centre, whole: math.sqrt(centre * (1 - centre) / whole), most=1.0)


def u_chart(counts: Sequence[int | None], exposures: Sequence[float | None], *, per: float = 1.0) -> ControlChart:
    """Rates for every so many of a population, with limits that widen where the population is smaller.

    counts >= 0 and exposures > 0, such as children reported missing and children who live in the county; values,
    centre and limits are for every `per` of them. None in either leaves the point out. Raises NotASeries.
    Source: Montgomery, *Introduction to Statistical Quality Control*, section 7.3.
    """
    scaled = [None if exposure is None else exposure / per for exposure in exposures]
    return _of_ratios(_pairs(counts, scaled), lambda centre, exposure: math.sqrt(centre / exposure), most=math.inf)


def signals(chart: ControlChart) -> tuple[Signal, ...]:
    """Every signal of special cause; none is claimed on fewer than 12 points.

    The four rules are a point outside the limits, 7 in a row on one side of the centre, 7 rising or falling, and 2 of
    3 in the outer third on one side. Together they alarm by chance in about 6 of 100 charts of 12 points, and in 14 of
    100 of 20, so how many points and rules were looked at is said with them. Source: NHS England, Making Data Count.
    """
    if not chart.has_enough:
        return ()
    found: dict[Rule, set[tuple[int, ...]]] = {rule: set() for rule in Rule}
    for stretch in _stretches(chart.sigmas):
        found[Rule.OUTSIDE] |= {(place,) for place, sigma in stretch if abs(sigma) > SIGMAS}
        found[Rule.ONE_SIDE] |= set(_on_one_side(stretch))
        found[Rule.TREND] |= set(_rising_or_falling(stretch))
        found[Rule.OUTER_THIRD] |= set(_outer_third(stretch))
    return tuple(Signal(rule, places) for rule, all_ in found.items() for places in sorted(all_))


Stretch = list[tuple[int, float]]


def _stretches(sigmas: Sequence[float | None]) -> Iterator[Stretch]:
    """The points in unbroken runs, since nothing is said across one that is not shown."""
    stretch: Stretch = []
    for place, sigma in enumerate(sigmas):
        if sigma is not None:
            stretch.append((place, sigma))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _on_one_side(stretch: Stretch) -> Iterator[tuple[int, ...]]:
    """Longest runs above or below the centre; a point on it ends the run."""
    yield from _runs([(place, (sigma > 0) - (sigma < 0)) for place, sigma in stretch], RUN)


def _rising_or_falling(stretch: Stretch) -> Iterator[tuple[int, ...]]:
    """Longest runs of which each point is above, or each below, the one before: 7 points are 6 steps."""
    steps = [(place, (after > before) - (after < before)) for (_, before), (place, after) in pairwise(stretch)]
    for run in _runs(steps, RUN - 1):
        yield (run[0] - 1, *run)


def _runs(ways: list[tuple[int, int]], least: int) -> Iterator[tuple[int, ...]]:
    run: list[int] = []
    last = 0
    for place, way in [*ways, (-1, 0)]:
        if way != last:
            if last and len(run) >= least:
                yield tuple(run)
            run = []
        run.append(place)
        last = way


def _outer_third(stretch: Stretch) -> Iterator[tuple[int, ...]]:
    """Any 2 of 3 points next to each other that lie beyond two thirds of the way to one limit."""
    for start in range(len(stretch) - 2):
        for side in (1, -1):
            far = tuple(place for place, sigma in stretch[start : start + 3] if sigma * side > OUTER_THIRD)
            if len(far) >= 2:
                yield far


Pair = tuple[int, float] | None


def _pairs(counts: Sequence[int | None], of: Sequence[float | None]) -> list[Pair]:
    _check(len(counts) == len(of), "more counts than denominators, or fewer")
    pairs = [
        None if count is None or whole is None else (count, whole) for count, whole in zip(counts, of, strict=True)
    ]
    known = [pair for pair in pairs if pair is not None]
    _check(bool(known), "no point at all")
    _check(all(count >= 0 and whole > 0 for count, whole in known), "a count below nought, or a denominator of nought")
    return pairs


def _of_ratios(pairs: list[Pair], error: Callable[[float, float], float], *, most: float) -> ControlChart:
    known = [pair for pair in pairs if pair is not None]
    centre = sum(count for count, _ in known) / sum(whole for _, whole in known)
    errors = [None if pair is None else error(centre, pair[1]) for pair in pairs]
    values = [None if pair is None else pair[0] / pair[1] for pair in pairs]
    return ControlChart(
        tuple(values),
        centre,
        tuple(None if each is None else max(centre - SIGMAS * each, 0.0) for each in errors),
        tuple(None if each is None else min(centre + SIGMAS * each, most) for each in errors),
        tuple(
            None if value is None or each is None else _sigmas(value - centre, each)
            for value, each in zip(values, errors, strict=True)
        ),
    )


def _sigmas(distance: float, sigma: float) -> float:
    """How many sigmas away; where nothing ever varied, a point on the centre is nowhere else."""
    return distance / sigma if sigma > 0 else 0.0


def _check(holds: bool, got: str) -> None:
    if not holds:
        raise NotASeries(
            got=got,
            expected="a value of nought or more for each point, with a denominator above nought where there is one",
            next_step="Give None for a point that is hidden or that nobody counted, and check that the days agree.",
        )
