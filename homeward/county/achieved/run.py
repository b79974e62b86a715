"""What every group of shapes needs: the run, its whole collection years, and how a figure is set against its aim."""

from collections.abc import Callable, Iterable
from statistics import fmean

from homeward.county.exploitation import Exploitation
from homeward.county.world import World
from homeward.foundation.collection_years import CollectionYear

Row = tuple[str, float | None, str, str]


class Run:
    """One run over its whole collection years."""

    def __init__(self, world: World, years: list[CollectionYear]) -> None:
        self.world, self.years, self.care = world, years, world.care
        self.scale = world.town.scale

    def mean(self, count: Callable[[CollectionYear], float]) -> float:
        """The mean of the years."""
        return fmean(count(year) for year in self.years)

    def aim(self, count: float) -> str:
        """What is aimed at, by the size of the run."""
        return f"{count * self.scale:,.0f}"

    def exploited_in(self, year: CollectionYear) -> list[Exploitation]:
        """Those who were exploited at any time in a year."""
        return [each for each in self.world.exploited.values() if each.since < year.until and each.until > year.since]


def share_of(holds: Iterable[bool]) -> float | None:
    """Of how many it holds."""
    found = list(holds)
    return sum(found) / len(found) if found else None


def mean_of(counts: Iterable[int]) -> float | None:
    """The mean, of any there are."""
    found = list(counts)
    return fmean(found) if found else None
