"""How many times a missing child goes in a year: once, several times, or ten and more with a long tail.

A negative binomial alone predicts too few such children, so three parts are mixed (Sidebottom, Boulton and others
2019). Counts are read off by quantile, so that a small town can spread them evenly instead of by luck.
"""

from collections.abc import Iterator

from homeward.county.chance import Stream
from homeward.county.preset import Preset

PARTS = ("one", "several", "many")


class Mixture:
    """The three parts, with their shares for one group of children."""

    def __init__(self, preset: Preset, shares: str) -> None:
        self.shares = preset.table(shares)
        self.several = preset.table("missing.several")
        self.many = preset.table("missing.many")

    def counts(self, children: int, evenly: bool, stream: Stream) -> list[int]:
        """A year's counts, the greatest first: each by its own luck, or spread evenly over the quantiles."""
        start = stream.unit()
        quantiles = [(place + start) / children if evenly else stream.unit() for place in range(children)]
        return sorted((self.count(each) for each in quantiles), reverse=True)

    def count(self, quantile: float) -> int:
        """The count at a quantile from zero up to, not including, one."""
        left = quantile
        for part in PARTS[:-1]:
            if left < self.shares[part]:
                return 1 if part == "one" else self._within(left / self.shares[part], self._geometric())
            left -= self.shares[part]
        above = min(left / self.shares["many"], 1.0 - 1e-9)
        return self._within(above, self._negative_binomial())

    def _within(self, quantile: float, chances: Iterator[tuple[int, float]]) -> int:
        last = 0
        for count, chance in chances:
            last = count
            quantile -= chance
            if quantile < 0:
                return count
        return last

    def _geometric(self) -> Iterator[tuple[int, float]]:
        start, most, ratio = int(self.several["start"]), int(self.several["most"]), self.several["ratio"]
        total = sum(ratio ** (count - start) for count in range(start, most + 1))
        for count in range(start, most + 1):
            yield count, ratio ** (count - start) / total

    def _negative_binomial(self) -> Iterator[tuple[int, float]]:
        start, mean, shape = int(self.many["start"]), self.many["mean"], self.many["shape"]
        chance = (shape / (shape + mean)) ** shape
        for above in range(1000):
            yield start + above, chance
            chance *= (above + shape) / (above + 1) * mean / (shape + mean)
