"""Missing children: all of them, and those looked after."""

from collections import Counter
from collections.abc import Iterator

from homeward.county.absences import Absence
from homeward.county.achieved.run import Row, Run, mean_of, share_of
from homeward.county.children import Child
from homeward.foundation.collection_years import CollectionYear

DFE_MISSING = "DfE, looked-after children who go missing, one county, 2019"
DFE_LENGTHS = "DfE, looked-after children who go missing, England, 2024"
PAPER = "Sidebottom, Boulton and others 2019"
LENGTHS = (
    ("under a day", 0, 0, 0.33),
    ("1 or 2 days", 1, 2, 0.57),
    ("3 to 7 days", 3, 7, 0.08),
    ("longer", 8, 999, 0.02),
)


class Missing(Run):
    """Missing children: all of them, and those looked after."""

    def _absences(self, looked_after: bool | None = None) -> list[Absence]:
        first, last = self.years[0].since, self.years[-1].until
        held = (each for each in self.world.absences if first <= each.since < last)
        return [each for each in held if looked_after is None or each.looked_after == looked_after]

    def _times(self, absences: list[Absence]) -> list[int]:
        """How often each child went, a count for each child and year."""
        return list(Counter((each.child, CollectionYear.holding(each.since)) for each in absences).values())

    def missing(self) -> Iterator[Row]:
        """The heavy tail, the gaps, the lengths, and the sexes."""
        absences = self._absences()
        times, years = self._times(absences), len(self.years)
        yield "children in a year", len(times) / years, self.aim(695), "About 1 child in 200 a year"
        yield "episodes in a year", len(absences) / years, self.aim(1600), PAPER
        yield "went more than once", share_of(count > 1 for count in times), "0.432", PAPER
        yield "went ten times or more", share_of(count >= 10 for count in times), "0.04", PAPER
        often = sum(count for count in times if count >= 10) / max(len(absences), 1)
        yield "episodes of those who went ten times or more", often, "0.28", PAPER
        repeats = 1.0 - len(times) / max(len(absences), 1)
        yield "episodes that repeat another of the year", repeats, "0.56", PAPER
        yield "first repeats within 28 days", share_of(gap <= 28 for gap in _first_gaps(absences)), "over 0.5", PAPER
        lengths = [(each.until - each.since).days for each in absences]
        for name, low, high, share in LENGTHS:
            yield f"lasted {name}", share_of(low <= length <= high for length in lengths), f"{share:.2f}", DFE_LENGTHS
        teens = [each for each in absences if 12 <= each.child.age(each.since) <= 17]
        boys = share_of(each.child.sex == "M" for each in teens)
        yield "boys, of episodes at 12 to 17", boys, "0.524", "Police, England and Wales, 2019/20"

    def missing_looked_after(self) -> Iterator[Row]:
        """The same of children looked after."""
        absences = self._absences(looked_after=True)
        times = self._times(absences)
        in_year = sum(len(self.care.between(year.since, year.until)) for year in self.years)
        yield "of those looked after in the year", len(times) / max(in_year, 1), "0.0832", DFE_MISSING
        yield "episodes in a year", len(absences) / len(self.years), self.aim(340), DFE_MISSING
        yield "went more than once", share_of(count > 1 for count in times), "0.54", DFE_MISSING
        yield (
            "mean of those who went more than once",
            mean_of(count for count in times if count > 1),
            "9.1",
            DFE_MISSING,
        )


def _first_gaps(absences: list[Absence]) -> Iterator[int]:
    """Days from the first return of a year to the next going."""
    held: dict[tuple[Child, CollectionYear], list[Absence]] = {}
    for each in absences:
        held.setdefault((each.child, CollectionYear.holding(each.since)), []).append(each)
    for gone in held.values():
        if len(gone) > 1:
            yield (gone[1].since - gone[0].until).days
