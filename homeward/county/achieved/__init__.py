"""What one run achieved against every published shape that it is calibrated to.

Calibration is never exact, so a page is judged by what was achieved. Figures are means over the whole collection years
told of (school years for exclusions), counts set against the published ones by the size of the run.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from homeward.county.achieved.care import Care
from homeward.county.achieved.excluded import Excluded
from homeward.county.achieved.exploited import Exploited
from homeward.county.achieved.missing import Missing
from homeward.county.achieved.together import Together
from homeward.county.world import World
from homeward.county.years import DAY, collection_years


@dataclass(frozen=True, slots=True)
class Shape:
    """One figure: what the run achieved, what is aimed at, and where that comes from."""

    of: str
    shape: str
    achieved: float | None
    target: str
    source: str


def shapes(world: World) -> Iterator[Shape]:
    """Every shape, group by group."""
    years = [year for year in collection_years(world.since, world.until - DAY) if year.until <= world.until]
    if not years:
        return
    care, missing, together = Care(world, years), Missing(world, years), Together(world, years)
    for group, found in (
        ("Children looked after", care.looked_after()),
        ("Children in need", care.in_need()),
        ("Missing, all children", missing.missing()),
        ("Missing, children looked after", missing.missing_looked_after()),
        ("Exclusions", Excluded(world, years).excluded()),
        ("Exploitation", Exploited(world, years).exploited()),
        ("Looked after and exploited", together.together()),
    ):
        for shape, achieved, target, source in found:
            yield Shape(group, shape, None if achieved is None else round(achieved, 4), target, source)
