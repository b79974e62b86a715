"""Counts, rates, proportions and their ratios, each with the interval it must be shown with.

A count and a rate can tell opposite stories, so a headline carries its denominator, and the sentence that says one
group goes missing more than another is written only when the interval of the ratio leaves out 1 (¶16, ¶22).
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

from homeward.foundation.errors import HomewardError
from homeward.methods.distributions import beta_quantile, gamma_quantile

LEVEL = 0.95


class NotACount(HomewardError):
    """Numbers that no count and no population can be."""


@dataclass(frozen=True)
class Estimate:
    """A figure and the interval around it. Where there is no figure or no limit, None stands in its place."""

    value: float | None
    low: float | None
    high: float | None
    level: float = LEVEL

    def excludes(self, value: float) -> bool:
        """True when the interval has the value outside it. An open side excludes nothing on that side."""
        return (self.low is not None and self.low > value) or (self.high is not None and self.high < value)

    def times(self, factor: float) -> "Estimate":
        """The estimate in other units; the factor is more than nought."""
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Estimate(None if self.value is None else self.value * factor, low, high, self.level)


def count_with_interval(events: int, *, level: float = LEVEL) -> Estimate:
    """A count of events with its exact Poisson interval.

    events >= 0, a number of episodes or children; the interval is in the same unit. Raises NotACount.
    Source: Garwood 1936, Biometrika 28: half the chi-squared quantiles with 2k and 2k + 2 degrees of freedom.
    """
    _check(events >= 0, "a count below nought")
    tail = (1 - level) / 2
    low = gamma_quantile(events, tail) if events else 0.0
    return Estimate(float(events), low, gamma_quantile(events + 1, 1 - tail), level)


def rate_per(events: int, population: float, *, per: int = 1000, level: float = LEVEL) -> Estimate:
    """Events per so many of a population, by default 1,000, with its exact Poisson interval.

    events >= 0; population > 0, in children or in child-days. The population is taken as known without error.
    Raises NotACount. Source: as `count_with_interval`.
    """
    _check(population > 0, "a population that is not above nought")
    return count_with_interval(events, level=level).times(per / population)


def proportion(part: int, whole: int, *, level: float = LEVEL) -> Estimate:
    """The share of a whole, from 0 to 1, with Wilson's interval, which stays within 0 and 1 and suits small numbers.

    0 <= part <= whole and whole > 0, both in the same unit. Raises NotACount. Source: Wilson 1927, JASA 22.
    """
    _check(0 <= part <= whole and whole > 0, "a part larger than its whole, or a whole of nought")
    z, p = _z(level), part / whole
    centre = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = z / (1 + z * z / whole) * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    low = 0.0 if part == 0 else centre - reach
    high = 1.0 if part == whole else centre + reach
    return Estimate(p, low, high, level)


def ratio_of_proportions(part: int, whole: int, other_part: int, other_whole: int, *, level: float = LEVEL) -> Estimate:
    """How many times the first share is of the second, with the log-normal interval.

    0 <= part <= whole and whole > 0, in both groups; no unit. With nought in either part the log-normal interval does
    not exist and none is given, nor any ratio when the second is nought. Raises NotACount.
    Source: Katz, Baptista, Azen and Pike 1978, Biometrics 34.
    """
    for some, all_ in ((part, whole), (other_part, other_whole)):
        _check(0 <= some <= all_ and all_ > 0, "a part larger than its whole, or a whole of nought")
    if other_part == 0 or part == 0:
        return Estimate(None if other_part == 0 else 0.0, None, None, level)
    ratio = (part / whole) / (other_part / other_whole)
    error = math.sqrt(1 / part - 1 / whole + 1 / other_part - 1 / other_whole)
    spread = math.exp(_z(level) * error)
    return Estimate(ratio, ratio / spread, ratio * spread, level)


def ratio_of_rates(
    events: int, population: float, other_events: int, other_population: float, *, level: float = LEVEL
) -> Estimate:
    """How many times the first rate is of the second, with the exact interval.

    events >= 0 and population > 0, in both groups; no unit. Given the total, the first count is binomial, and the
    exact limits of its share are turned back into a ratio. With nought in the second group there is no ratio and no
    upper limit; with nought in both, nothing is known. Raises NotACount.
    Source: Clopper and Pearson 1934, Biometrika 26; Przyborowski and Wilenski 1940, Biometrika 31.
    """
    _check(events >= 0 and other_events >= 0, "a count below nought")
    _check(population > 0 and other_population > 0, "a population that is not above nought")
    turn = other_population / population
    if events + other_events == 0:
        return Estimate(None, 0.0, None, level)
    tail = (1 - level) / 2
    low = _odds(beta_quantile(events, other_events + 1, tail)) if events else 0.0
    high = _odds(beta_quantile(events + 1, other_events, 1 - tail)) if other_events else None
    value = events / other_events if other_events else None
    return Estimate(value, low, high, level).times(turn)


def _odds(share: float) -> float:
    return share / (1 - share)


def _z(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)


def _check(holds: bool, got: str) -> None:
    if not holds:
        raise NotACount(
            got=got,
            expected="counts of nought or more, no larger than a population above nought",
            next_step="Check which figure is the part and which the whole, and that both cover the same days.",
        )
