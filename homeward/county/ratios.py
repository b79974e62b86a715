"""Risk ratios of the truth: what being looked after goes with, before and after what else bears on it is allowed for.

The crude ratio compares a year's children whoever came first, care or exploitation. The others follow children who are
not exploited on the first day of a year through that year, by whether they are looked after on the day; they are pooled
over strata (Mantel and Haenszel 1959), first none, then what agencies can know, then the vulnerability nobody sees.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from homeward.county.care import Care
from homeward.county.children import Child
from homeward.county.exclusions import lately_excluded
from homeward.county.world import World
from homeward.foundation.collection_years import CollectionYear

YOUNGEST = 10
DAYS_OF_A_YEAR = 365.25
Stratum = tuple[object, ...]


@dataclass(slots=True)
class Cells:
    """Children looked after and others, and those of each who came to be exploited."""

    exposed: int = 0
    exposed_cases: int = 0
    others: int = 0
    other_cases: int = 0

    def add(self, exposed: bool, case: bool) -> None:
        """Count one child."""
        if exposed:
            self.exposed += 1
            self.exposed_cases += case
        else:
            self.others += 1
            self.other_cases += case


@dataclass(slots=True)
class Pooled:
    """One ratio, pooled over its strata."""

    stratum: Callable[[Stratum, Child], Stratum]
    cells: dict[Stratum, Cells] = field(default_factory=dict)

    def ratio(self) -> float | None:
        """The risk ratio; None where no stratum tells."""
        above = below = 0.0
        for each in self.cells.values():
            total = each.exposed + each.others
            above += each.exposed_cases * each.others / total
            below += each.other_cases * each.exposed / total
        return above / below if below else None


def of_care(world: World, years: Iterable[CollectionYear]) -> dict[str, float | None]:
    """The ratios of coming to be exploited, looked after against not, over some years."""
    pooled = {
        "ordered": Pooled(lambda known, child: ()),
        "adjusted": Pooled(lambda known, child: known),
        "vulnerability_known": Pooled(lambda known, child: (*known, child.vulnerability * 2 // 1)),
    }
    for year in years:
        _follow(world, year, pooled)
    return {name: each.ratio() for name, each in pooled.items()}


def _follow(world: World, year: CollectionYear, pooled: Mapping[str, Pooled]) -> None:
    day = year.since
    looked_after = dict.fromkeys(world.care.looked_after(day))
    for child in world.town.children:
        age = (day - child.born).days / DAYS_OF_A_YEAR
        if not YOUNGEST <= age < 18 or child.unaccompanied:
            continue
        each = world.exploited.get(child)
        if each is not None and each.since <= day:
            continue
        case = each is not None and each.since < year.until
        known = (int(age), child.sex, child.free_meals, child.needs, *_history(world, child, day))
        for ratio in pooled.values():
            ratio.cells.setdefault(ratio.stratum(known, child), Cells()).add(child in looked_after, case)


def _history(world: World, child: Child, day: date) -> tuple[bool, bool]:
    """Excluded in the last twelve months, and known to be in need by then."""
    need = world.needs.get(child)
    return lately_excluded(world.exclusions.get(child, ()), day), need is not None and need.since <= day


def crude(world: World, year: CollectionYear) -> float | None:
    """Exploited in the year by looked after in the year, of children aged ten and over, whichever came first."""
    counted = Cells()
    middle = year.since.replace(month=10)
    in_care = world.care.between(year.since, year.until)
    for child in world.town.children:
        age = (middle - child.born).days / DAYS_OF_A_YEAR
        if YOUNGEST <= age < 18:
            each = world.exploited.get(child)
            case = each is not None and each.since < year.until and each.until > year.since
            counted.add(child in in_care, case)
    return Pooled(lambda known, child: (), {(): counted}).ratio()


def order_of_care(
    care: Care, began: Iterable[tuple[Child, date]], until: date, term: Callable[[date], object]
) -> dict[str, float]:
    """Of the exploited who are ever looked after: how many were so before, from the same school term, or after."""
    found = {"before": 0, "same_term": 0, "after": 0}
    for child, since in began:
        first = care.episodes[child][0].since if child in care.episodes else until
        if first >= until:
            continue
        found["same_term" if term(first) == term(since) else "before" if first < since else "after"] += 1
    total = sum(found.values())
    return {name: count / total if total else 0.0 for name, count in found.items()}
