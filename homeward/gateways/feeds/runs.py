"""Numbers of rows kept as runs, so that a million that follow one another take no more room than two."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Runs:
    """A set of whole numbers that are added in their order: the first and the last of each run."""

    pairs: list[list[int]] = field(default_factory=list)

    @classmethod
    def of(cls, pairs: Iterable[Iterable[int]]) -> "Runs":
        """The runs as they were kept."""
        return cls([list(pair) for pair in pairs])

    def add(self, number: int) -> None:
        """Take in the next number; one that is here already changes nothing."""
        if self.pairs and number <= self.pairs[-1][1] + 1:
            self.pairs[-1][1] = max(self.pairs[-1][1], number)
        else:
            self.pairs.append([number, number])

    def __contains__(self, number: int) -> bool:
        place = bisect_right(self.pairs, number, key=lambda pair: pair[0])
        return bool(place) and number <= self.pairs[place - 1][1]
