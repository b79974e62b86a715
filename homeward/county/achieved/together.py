"""Care and exploitation together: which came first, and the ratios, crude and adjusted."""

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import fmean

from homeward.county import ratios
from homeward.county.achieved.run import Row, Run, share_of
from homeward.county.children import Child
from homeward.county.schools import term_of

DFE_ORDER = "DfE and MoJ 2023, England, order against first serious violence"
MONTH = timedelta(days=30)


class Together(Run):
    """Care and exploitation together: which came first, and the ratios, crude and adjusted."""

    def together(self) -> Iterator[Row]:
        """Which came first, and the ratios, crude and adjusted."""
        first, last = self.years[0].since, self.years[-1].until
        began = [(each.child, each.since) for each in self.world.exploited.values() if first <= each.since < last]
        order = ratios.order_of_care(self.care, began, last, term_of)
        yield "looked after before", order["before"], "0.61", DFE_ORDER
        yield "looked after from the same term", order["same_term"], "0.11", DFE_ORDER
        yield "looked after only afterwards", order["after"], "0.28", DFE_ORDER
        crude = [each for year in self.years if (each := ratios.crude(self.world, year)) is not None]
        yield "risk ratio, crude", fmean(crude) if crude else None, "20", "Planted"
        found = ratios.of_care(self.world, self.years)
        yield "risk ratio, looked after first", found["ordered"], "", "What the order leaves of the crude one"
        yield "risk ratio, adjusted for what agencies can know", found["adjusted"], "4", "Planted"
        yield "risk ratio, adjusted for the hidden vulnerability too", found["vulnerability_known"], "", "The truth"
        yield "excluded within 30 days, of those of school age", self._soon_excluded(began), "0.13", DFE_ORDER
        yield (
            "ratio of going missing, exploited against not",
            self._missing_ratio(),
            "",
            "Eightfold day for day, and age besides",
        )

    def _soon_excluded(self, began: list[tuple[Child, date]]) -> float | None:
        """Of children of an age to be at school when exploitation began, those excluded in the thirty days after."""
        at_school = [(child, day) for child, day in began if child.age(day) < 16]
        return share_of(
            any(day < each.on <= day + MONTH for each in self.world.exclusions.get(child, ()))
            for child, day in at_school
        )

    def _missing_ratio(self) -> float | None:
        """Of children aged ten and over: missing in a year, those exploited in it against the others."""
        cells = ratios.Cells()
        for year in self.years:
            missing = {each.child for each in self.world.absences if year.since <= each.since < year.until}
            exploited = {each.child for each in self.exploited_in(year)}
            for child in self.world.town.children:
                if ratios.YOUNGEST <= (year.last_day - child.born).days / ratios.DAYS_OF_A_YEAR < 18:
                    cells.add(child in exploited, child in missing)
        return ratios.Pooled(lambda known, child: (), {(): cells}).ratio()
