"""How far a place in a list of counts can be trusted: a rank is an outcome of chance as much as of what is ranked.

Somebody who was missing five times and somebody who was missing four are seldom told apart by three months. So a list
of the most frequent never prints a place without the places beside it that would surprise nobody (¶16).
"""

import math
import random
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from homeward.methods.rates import LEVEL, NotACount

DRAWS = 100_000
FEWEST, MOST = 200, 1000


@dataclass(frozen=True)
class Placing:
    """One count's place among others, from 1 for the largest. Equal counts share a place, and the next is left out.

    `best` and `worst` are the ends of the interval: the place itself lies between them.
    """

    rank: int
    shared: bool
    best: int
    worst: int


def placings(counts: Sequence[int], *, level: float = LEVEL) -> list[Placing]:
    """The place of each count among all of them, in the order given, with the interval it must be shown with.

    counts >= 0, events of one period such as episodes; places are whole, from 1. Each count is drawn anew, again and
    again, from a Poisson law about itself, and all are ranked each time. The better end is read from the best place
    that ties leave open and the worse end from the worst, because a resampled rank alone is too sure of itself
    where counts lie close; equal counts get equal intervals. One person's events often come together, which a
    Poisson law does not know, so the truth is at least as uncertain. The draws follow from the counts alone: the same
    counts give the same answer. Raises NotACount.
    Source: Goldstein and Spiegelhalter 1996, JRSS A 159; Hall and Miller 2009, Annals of Statistics 37; for ties, Xie,
    Singh and Zhang 2009, JASA 104.
    """
    if any(count < 0 for count in counts):
        raise NotACount(
            got="a count below nought",
            expected="counts of nought or more",
            next_step="Rank numbers of events, all of the same days.",
        )
    ends = _ends(sorted(counts, reverse=True), (1 - level) / 2)
    ordered, held = sorted(counts), Counter(counts)
    found = {}
    for count in held:
        rank = 1 + len(ordered) - bisect_right(ordered, count)
        best, worst = ends[count]
        found[count] = Placing(rank, held[count] > 1, min(best, rank), max(worst, rank + held[count] - 1))
    return [found[count] for count in counts]


def _ends(counts: list[int], tail: float) -> dict[int, tuple[int, int]]:
    """For each different count, the quantiles of the best and of the worst place that it is drawn into."""
    drawn = random.Random(",".join(map(str, counts)))  # noqa: S311  # nosec B311  (it must repeat itself)
    best: dict[int, Counter[int]] = {count: Counter() for count in counts}
    worst: dict[int, Counter[int]] = {count: Counter() for count in counts}
    for _ in range(min(MOST, max(FEWEST, DRAWS // max(len(counts), 1)))):
        values = [bisect_left(_poisson(count), drawn.random()) for count in counts]
        ordered = sorted(values)
        for count, value in zip(counts, values, strict=True):
            best[count][1 + len(counts) - bisect_right(ordered, value)] += 1
            worst[count][len(counts) - bisect_left(ordered, value)] += 1
    different = sorted(best, reverse=True)
    # Chance, or many equals side by side, must not put a larger count's end behind a smaller one's.
    lower = list(accumulate((_quantile(best[count], tail) for count in reversed(different)), min))[::-1]
    upper = accumulate((_quantile(worst[count], 1 - tail) for count in different), max)
    return dict(zip(different, zip(lower, upper, strict=True), strict=True))


@cache
def _poisson(mean: int) -> tuple[float, ...]:
    """The chance that a Poisson count is no more than 0, 1, 2 and so on, as far as it matters."""
    if mean == 0:
        return (1.0,)
    furthest = mean + 10 * math.isqrt(mean) + 20
    logs = (number * math.log(mean) - mean - math.lgamma(number + 1) for number in range(furthest + 1))
    return (*accumulate(math.exp(each) for each in logs), 1.0)


def _quantile(places: Counter[int], share: float) -> int:
    """The smallest place that at least this share of the draws lie at or before."""
    needed, seen = share * places.total(), 0
    for place in sorted(places):
        seen += places[place]
        if seen >= needed:
            return place
    return max(places)
