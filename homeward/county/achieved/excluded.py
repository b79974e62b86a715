"""Suspensions and permanent exclusions."""

from collections.abc import Callable, Iterator
from datetime import date

from homeward.county import ratios
from homeward.county.achieved.run import Row, Run, share_of
from homeward.county.children import Child
from homeward.county.exclusions import Exclusion
from homeward.county.schools import school_years

DFE_SCHOOL = "DfE, exclusions 2016/17, one county"


class Excluded(Run):
    """Suspensions and permanent exclusions."""

    def excluded(self) -> Iterator[Row]:
        """Suspensions and permanent exclusions by school year."""
        spans = [
            s
            for s in school_years(self.world.since, self.world.until)
            if self.world.since <= s[0] and s[1] <= self.world.until
        ]
        if not spans:
            return
        first, last = spans[0][0], spans[-1][1]
        found = [each for held in self.world.exclusions.values() for each in held if first <= each.on < last]
        suspended = [each for each in found if not each.permanent]
        pupils = {
            (each.child, at) for each in suspended for at, span in enumerate(spans) if span[0] <= each.on < span[1]
        }
        yield "pupils suspended in a school year", len(pupils) / len(spans), self.aim(1652), DFE_SCHOOL
        yield "suspensions in a school year", len(suspended) / len(spans), self.aim(2996), DFE_SCHOOL
        yield "permanent in a school year", (len(found) - len(suspended)) / len(spans), self.aim(28), DFE_SCHOOL
        yield (
            "boys, of all excluded",
            share_of(each.child.sex == "M" for each in found),
            "0.80",
            "DfE, England, 2015/16",
        )
        ratio = "DfE, exclusions, England"
        yield "ratio, free school meals", self._ratio(found, first, lambda child: child.free_meals), "4.4", ratio
        yield (
            "ratio, special educational needs",
            self._ratio(found, first, lambda child: bool(child.needs)),
            "6.4",
            ratio,
        )

    def _ratio(self, found: list[Exclusion], day: date, has: Callable[[Child], bool]) -> float | None:
        """The ratio of being excluded at all, pupils who have something against those who have not."""
        excluded = dict.fromkeys(each.child for each in found)
        cells = ratios.Cells()
        for child in self.world.town.children:
            if 5 <= (day - child.born).days / ratios.DAYS_OF_A_YEAR < 16:
                cells.add(has(child), child in excluded)
        return ratios.Pooled(lambda known, child: (), {(): cells}).ratio()
