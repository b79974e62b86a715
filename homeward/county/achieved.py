"""What one run achieved against every published shape that it is calibrated to.

Calibration is never exact, so a page is judged by what was achieved. Figures are means over the whole collection years
told of (school years for exclusions), counts set against the published ones by the size of the run.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from homeward.county import ratios
from homeward.county.absences import Absence
from homeward.county.care import is_outside
from homeward.county.children import Child
from homeward.county.exclusions import Exclusion
from homeward.county.exploitation import Exploitation
from homeward.county.knowledge import AGENCIES
from homeward.county.lines import FORM
from homeward.county.schools import school_years, term_of
from homeward.county.world import World
from homeward.county.years import DAY, collection_years
from homeward.foundation.collection_years import CollectionYear

DFE_CARE = "DfE, Children looked after, one county, 2017 to 2019"
DFE_MISSING = "DfE, looked-after children who go missing, one county, 2019"
DFE_LENGTHS = "DfE, looked-after children who go missing, England, 2024"
DFE_SCHOOL = "DfE, exclusions 2016/17, one county"
DFE_ORDER = "DfE and MoJ 2023, England, order against first serious violence"
PAPER = "Sidebottom, Boulton and others 2019"
SCALE = "Assumption: a national estimate, scaled"
MONTH = timedelta(days=30)


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
    run = Run(world, years)
    for group, found in (
        ("Children looked after", run.looked_after()),
        ("Children in need", run.in_need()),
        ("Missing, all children", run.missing()),
        ("Missing, children looked after", run.missing_looked_after()),
        ("Exclusions", run.excluded()),
        ("Exploitation", run.exploited()),
        ("Looked after and exploited", run.together()),
    ):
        for shape, achieved, target, source in found:
            yield Shape(group, shape, None if achieved is None else round(achieved, 4), target, source)


Row = tuple[str, float | None, str, str]


class Run:
    """One run over its whole collection years."""

    def __init__(self, world: World, years: list[CollectionYear]) -> None:
        self.world, self.years, self.care = world, years, world.care
        self.scale = world.town.scale

    def _mean(self, count: Callable[[CollectionYear], float]) -> float:
        return fmean(count(year) for year in self.years)

    def _aim(self, count: float) -> str:
        return f"{count * self.scale:,.0f}"

    def looked_after(self) -> Iterator[Row]:
        """Stock, flow and shape of care."""
        spells = [each for held in self.care.episodes.values() for each in held]
        yield "on 31 March", self._mean(lambda y: len(self.care.looked_after(y.last_day))), self._aim(583), DFE_CARE
        started = self._mean(lambda y: sum(each.began == "S" and y.since <= each.since < y.until for each in spells))
        yield "started in a year", started, self._aim(207), DFE_CARE
        left = [each.until for each in spells if each.until and each.ended not in ("", "X1")]
        yield (
            "ceased in a year",
            self._mean(lambda y: sum(y.since <= day < y.until for day in left)),
            self._aim(184),
            DFE_CARE,
        )
        in_year = self._mean(lambda y: len(self.care.between(y.since, y.until)))
        yield "at any time in a year", in_year, self._aim(757), DFE_CARE
        yield from self._stock()

    def _stock(self) -> Iterator[Row]:
        """Who they are on each 31 March, all of these together."""
        held = [(child, day) for day in (year.last_day for year in self.years) for child in self.care.looked_after(day)]
        under = [each for child, day in held if (each := self.care.under(child, day)) is not None]
        ages = [child.age(day) for child, day in held]
        yield "boys", _share(child.sex == "M" for child, _ in held), "0.57", DFE_CARE
        for name, low, high, share in AGES_OF_STOCK:
            yield f"aged {name}", _share(low <= age <= high for age in ages), f"{share:.2f}", DFE_CARE
        yield "fostered", _share(each.kind == "foster" for each in under), "0.76", DFE_CARE
        yield "in homes or secure", _share(each.kind == "homes" for each in under), "0.08", DFE_CARE
        yield "placed outside the county", _share(is_outside(each) for each in under), "0.275", DFE_CARE
        yield "came alone to seek asylum", _share(child.unaccompanied for child, _ in held), "0.06", DFE_CARE

    def in_need(self) -> Iterator[Row]:
        """Episodes of need."""
        needs = list(self.world.needs.values())
        source = "DfE, Children in need, one county, 2018/19"
        inside = self._mean(lambda y: sum(each.since < y.until and each.until >= y.since for each in needs))
        yield "at any time in a year", inside, self._aim(5093), source
        begun = self._mean(lambda y: sum(y.since <= each.since < y.until for each in needs))
        yield "began in a year", begun, self._aim(2944), source

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
        yield "children in a year", len(times) / years, self._aim(695), "About 1 child in 200 a year"
        yield "episodes in a year", len(absences) / years, self._aim(1600), PAPER
        yield "went more than once", _share(count > 1 for count in times), "0.432", PAPER
        yield "went ten times or more", _share(count >= 10 for count in times), "0.04", PAPER
        often = sum(count for count in times if count >= 10) / max(len(absences), 1)
        yield "episodes of those who went ten times or more", often, "0.28", PAPER
        repeats = 1.0 - len(times) / max(len(absences), 1)
        yield "episodes that repeat another of the year", repeats, "0.56", PAPER
        yield "first repeats within 28 days", _share(gap <= 28 for gap in _first_gaps(absences)), "over 0.5", PAPER
        lengths = [(each.until - each.since).days for each in absences]
        for name, low, high, share in LENGTHS:
            yield f"lasted {name}", _share(low <= length <= high for length in lengths), f"{share:.2f}", DFE_LENGTHS
        teens = [each for each in absences if 12 <= each.child.age(each.since) <= 17]
        boys = _share(each.child.sex == "M" for each in teens)
        yield "boys, of episodes at 12 to 17", boys, "0.524", "Police, England and Wales, 2019/20"

    def missing_looked_after(self) -> Iterator[Row]:
        """The same of children looked after."""
        absences = self._absences(looked_after=True)
        times = self._times(absences)
        in_year = sum(len(self.care.between(year.since, year.until)) for year in self.years)
        yield "of those looked after in the year", len(times) / max(in_year, 1), "0.0832", DFE_MISSING
        yield "episodes in a year", len(absences) / len(self.years), self._aim(340), DFE_MISSING
        yield "went more than once", _share(count > 1 for count in times), "0.54", DFE_MISSING
        yield (
            "mean of those who went more than once",
            _mean_of(count for count in times if count > 1),
            "9.1",
            DFE_MISSING,
        )

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
        yield "pupils suspended in a school year", len(pupils) / len(spans), self._aim(1652), DFE_SCHOOL
        yield "suspensions in a school year", len(suspended) / len(spans), self._aim(2996), DFE_SCHOOL
        yield "permanent in a school year", (len(found) - len(suspended)) / len(spans), self._aim(28), DFE_SCHOOL
        yield "boys, of all excluded", _share(each.child.sex == "M" for each in found), "0.80", "DfE, England, 2015/16"
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

    def _exploited(self, year: CollectionYear) -> list[Exploitation]:
        return [each for each in self.world.exploited.values() if each.since < year.until and each.until > year.since]

    def exploited(self) -> Iterator[Row]:
        """How many, who, in what form, and who knew."""
        held = [(each, year) for year in self.years for each in self._exploited(year)]
        yield "children in a year", len(held) / len(self.years), self._aim(300), SCALE
        yield "boys", _share(each.child.sex == "M" for each, _ in held), "0.70", SCALE
        on_lines = [each for each, _ in held if FORM in each.forms]
        yield "boys, of those on lines", _share(each.child.sex == "M" for each in on_lines), "0.95", SCALE
        ages = [each.child.age(max(each.since, year.since)) for each, year in held]
        for name, low, high, share in AGES_OF_EXPLOITED:
            yield f"aged {name}", _share(low <= age <= high for age in ages), f"{share:.2f}", SCALE
        children = list(dict.fromkeys(each.child for each, _ in held))
        known = [self.world.known_to.get(child, {}) for child in children]
        for agency in AGENCIES:
            share = self.world.preset.table("knowledge.shares")[agency]
            yield f"known to {agency}", _share(agency in each for each in known), f"{share:.2f}", "Assumption"
        yield "known to nobody", _share(not each for each in known), "0.19 to 0.42", "Derived: pairs' odds ratio 1 to 3"

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
        return _share(
            any(day < each.on <= day + MONTH for each in self.world.exclusions.get(child, ()))
            for child, day in at_school
        )

    def _missing_ratio(self) -> float | None:
        """Of children aged ten and over: missing in a year, those exploited in it against the others."""
        cells = ratios.Cells()
        for year in self.years:
            missing = {each.child for each in self.world.absences if year.since <= each.since < year.until}
            exploited = {each.child for each in self._exploited(year)}
            for child in self.world.town.children:
                if ratios.YOUNGEST <= (year.last_day - child.born).days / ratios.DAYS_OF_A_YEAR < 18:
                    cells.add(child in exploited, child in missing)
        return ratios.Pooled(lambda known, child: (), {(): cells}).ratio()


def _share(holds: Iterable[bool]) -> float | None:
    found = list(holds)
    return sum(found) / len(found) if found else None


def _mean_of(counts: Iterable[int]) -> float | None:
    found = list(counts)
    return fmean(found) if found else None


def _first_gaps(absences: list[Absence]) -> Iterator[int]:
    """Days from the first return of a year to the next going."""
    held: dict[tuple[Child, CollectionYear], list[Absence]] = {}
    for each in absences:
        held.setdefault((each.child, CollectionYear.holding(each.since)), []).append(each)
    for gone in held.values():
        if len(gone) > 1:
            yield (gone[1].since - gone[0].until).days


AGES_OF_STOCK = (
    ("under 1", 0, 0, 0.08),
    ("1 to 4", 1, 4, 0.14),
    ("5 to 9", 5, 9, 0.19),
    ("10 to 15", 10, 15, 0.37),
    ("16 and over", 16, 17, 0.22),
)
AGES_OF_EXPLOITED = (
    ("10 or 11", 0, 11, 0.01),
    ("12 to 14", 12, 14, 0.20),
    ("15", 15, 15, 0.23),
    ("16 or 17", 16, 17, 0.56),
)
LENGTHS = (
    ("under a day", 0, 0, 0.33),
    ("1 or 2 days", 1, 2, 0.57),
    ("3 to 7 days", 3, 7, 0.08),
    ("longer", 8, 999, 0.02),
)
