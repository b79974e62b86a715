"""Funnels: whether one area's share differs from the others' by more than areas of its kind ordinarily differ.

A simple funnel cries wolf. It asks what chance alone would do, while authorities differ in whom they look after and in
how they record, so dozens lie outside it. The spread that the areas show among themselves is therefore measured first,
and an area is called different only when it lies outside that (¶16, ¶22).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from homeward.foundation.errors import HomewardError

LEAST_AREAS = 10
SIGMAS = 3.0
TAIL = 0.1


class NotAFunnel(HomewardError):
    """Counts from which no funnel can be drawn."""


@dataclass(frozen=True)
class Funnel:
    """The shares of many areas, their pooled centre, and how much further they spread than chance would take them.

    `phi` is the spread in multiples of what chance gives; `tau` is the standard deviation between areas, in the unit
    of a share, that explains the rest of it.
    """

    areas: int
    centre: float
    phi: float
    tau: float

    def by_chance_alone(self, part: int, whole: int) -> float:
        """How many standard errors a share lies from the centre, with no allowance: never a reason to call it low."""
        return (part / whole - self.centre) / self._error(whole)

    def adjusted(self, part: int, whole: int) -> float:
        """How many standard deviations a share lies from the centre, allowing for how far areas differ (additive)."""
        return (part / whole - self.centre) / math.hypot(self._error(whole), self.tau)

    def scaled(self, part: int, whole: int) -> float:
        """The same, allowing for it by a multiple of chance: the standard error times the root of `phi`."""
        return self.by_chance_alone(part, whole) / math.sqrt(max(self.phi, 1.0))

    def is_outside(self, part: int, whole: int) -> bool:
        """Whether a share lies more than three standard deviations from the centre after the additive allowance."""
        return abs(self.adjusted(part, whole)) > SIGMAS

    def limits(self, whole: int, *, sigmas: float = SIGMAS) -> tuple[float, float]:
        """The shares from 0 to 1 between which an area of this size is ordinary, after the additive allowance."""
        reach = sigmas * math.hypot(self._error(whole), self.tau)
        return max(self.centre - reach, 0.0), min(self.centre + reach, 1.0)

    def _error(self, whole: int) -> float:
        return math.sqrt(self.centre * (1 - self.centre) / whole)


def funnel(counts: Sequence[tuple[int, int]]) -> Funnel:
    """The funnel of areas, each with its part and its whole, such as children missing and children looked after.

    0 <= part <= whole and whole > 0, ten areas at least, not all of none nor all of everybody; areas whose part or
    whole is hidden are left out beforehand. The standard errors are drawn in to their own 10th and 90th percentiles
    before the spread is measured, so that a few strange areas do not make everybody ordinary. Raises NotAFunnel.
    Source: Spiegelhalter 2005, Statistics in Medicine 24 (funnel plots; overdispersion, additive and multiplicative).
    """
    _check(len(counts) >= LEAST_AREAS, f"fewer than {LEAST_AREAS} areas")
    _check(all(0 <= part <= whole and whole > 0 for part, whole in counts), "a part larger than its whole")
    centre = sum(part for part, _ in counts) / sum(whole for _, whole in counts)
    _check(0 < centre < 1, "areas that are all of none, or all of everybody")
    chance = Funnel(len(counts), centre, 1.0, 0.0)
    drawn_in = _drawn_in([chance.by_chance_alone(part, whole) for part, whole in counts])
    phi = sum(z * z for z in drawn_in) / len(drawn_in)
    return Funnel(len(counts), centre, phi, _tau(phi, [whole / (centre * (1 - centre)) for _, whole in counts]))


def _tau(phi: float, weights: list[float]) -> float:
    """The standard deviation between areas, by the method of moments; nought where chance explains everything."""
    spare = sum(weights) - sum(weight * weight for weight in weights) / sum(weights)
    return math.sqrt(max(0.0, (len(weights) * phi - (len(weights) - 1)) / spare))


def _drawn_in(values: list[float]) -> list[float]:
    """Each value, no further out than the 10th and the 90th percentile of them all."""
    low, high = _percentile(values, TAIL), _percentile(values, 1 - TAIL)
    return [min(max(value, low), high) for value in values]


def _percentile(values: list[float], share: float) -> float:
    """The value below which a share of them lies, drawn straight between neighbours (Hyndman and Fan 1996, type 7)."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _check(holds: bool, got: str) -> None:
    if not holds:
        raise NotAFunnel(
            got=got,
            expected=f"a part and a whole for {LEAST_AREAS} areas or more, with somebody and not everybody in the part",
            next_step="Leave out areas whose figures are hidden, and check which figure is the part.",
        )
