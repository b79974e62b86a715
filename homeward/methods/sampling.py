"""What a sample drawn by strata says of the whole: a share of it, and a share of two totals.

Pairs of records are many, and those that deserve a look are not spread evenly, so a few are drawn from each band of
evidence and looked at. What they tell is weighted by how many pairs the band holds (¶20).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from homeward.foundation.errors import HomewardError
from homeward.methods.rates import LEVEL, Estimate, proportion


class NotASample(HomewardError):
    """Numbers that no sample of a stratum can have."""


@dataclass(frozen=True)
class Stratum:
    """One band: how many it holds in all, how many of them were looked at, and how many of those had the property."""

    size: int
    looked_at: int
    found: int


def stratified_share(strata: Sequence[Stratum], *, level: float = LEVEL) -> Estimate:
    """The share of the whole that has the property, from 0 to 1, from samples of its strata.

    A stratum that holds nothing counts for nothing; one of which nothing was looked at leaves the whole unknown, and
    there is no estimate. With one stratum the interval is Wilson's. It takes no account of how much of a stratum was
    looked at, and so is a little too wide where that is nearly all. Raises NotASample.
    Source: Zou, Huang and Zhang 2009, Computational Statistics and Data Analysis 53, with Wilson's limits.
    """
    total = sum(each.size for each in strata)
    return _weighted(strata, [each.size / (total or 1) for each in strata], level)


def stratified_count(strata: Sequence[Stratum], *, level: float = LEVEL) -> Estimate:
    """How many of the whole have the property, from samples of its strata; otherwise as `stratified_share`."""
    return _weighted(strata, [float(each.size) for each in strata], level)


def part_of_both(one: Estimate, other: Estimate) -> Estimate:
    """What part the first count is of both together, from 0 to 1, where each was estimated apart from the other.

    Both in the same unit and none below nought. Without an estimate of either, or with nought in both, there is none.
    Source: Donner and Zou 2012, Statistical Methods in Medical Research 21, for the ratio of the second to the first.
    """
    if one.value is None or other.value is None or one.value + other.value == 0:
        return Estimate(None, None, None, one.level)
    low, high = _ratio_limits(other, one)
    most = 1 / (1 + low)
    least = 0.0 if high is None else 1 / (1 + high)
    return Estimate(one.value / (one.value + other.value), least, most, one.level)


def _ratio_limits(over: Estimate, under: Estimate) -> tuple[float, float | None]:
    """The limits of one estimate over another; no upper one where what it is over may be nought.

    Written with the root below the line where that is the steadier, so that no limit divides nought by nought.
    """
    (a, la, ua), (b, lb, ub) = _told(over), _told(under)
    lower, below = la * (2 * a - la), ub * (2 * b - ub)
    foot = a * b + math.sqrt(max(0.0, (a * b) ** 2 - lower * below))
    low = max(0.0, lower / foot) if foot else 0.0
    upper, above = ua * (2 * a - ua), lb * (2 * b - lb)
    if above <= 0:
        return low, None
    return low, (a * b + math.sqrt(max(0.0, (a * b) ** 2 - upper * above))) / above


def _told(estimate: Estimate) -> tuple[float, float, float]:
    """An estimate's value and limits as numbers, where an absent one is nought."""
    return estimate.value or 0.0, estimate.low or 0.0, estimate.high or 0.0


def _weighted(strata: Sequence[Stratum], weights: Sequence[float], level: float) -> Estimate:
    """The weighted sum of the strata's shares, with the limits of each carried into the limits of the whole."""
    _check(strata)
    told = [(weight, each) for weight, each in zip(weights, strata, strict=True) if each.size]
    if not told or any(each.looked_at == 0 for _, each in told):
        return Estimate(None, None, None, level)
    shares = [(weight, proportion(each.found, each.looked_at, level=level)) for weight, each in told]
    value = sum(weight * (share.value or 0.0) for weight, share in shares)
    below = sum((weight * ((share.value or 0.0) - (share.low or 0.0))) ** 2 for weight, share in shares)
    above = sum((weight * ((share.high or 0.0) - (share.value or 0.0))) ** 2 for weight, share in shares)
    return Estimate(value, value - math.sqrt(below), value + math.sqrt(above), level)


def _check(strata: Sequence[Stratum]) -> None:
    if any(not 0 <= each.found <= each.looked_at <= each.size for each in strata):
        raise NotASample(
            got="more found than looked at, more looked at than there are, or a number below nought",
            expected="for each stratum: found, at most looked at, at most its size",
            next_step="Count each thing that was looked at once, in the stratum from which it was drawn.",
        )
