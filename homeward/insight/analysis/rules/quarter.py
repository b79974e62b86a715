"""One quarter in figures: what is counted, protected, and put beside its population and the quarters before (¶16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from homeward.foundation.ages import AgeBand
from homeward.foundation.london import london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules.counting import NOT_KNOWN, SEXES, Key, Tally, rows_of
from homeward.insight.analysis.rules.figures import (
    NOT_COMPARED,
    Denominator,
    Figure,
    change_in_words,
    unknowns_in_words,
)
from homeward.insight.analysis.rules.hiding import WHOLE, Cells, part_of, shown, whole_of_children, whole_of_episodes
from homeward.insight.analysis.rules.wording import NOBODY, Group, commonest_ages, compare_children, compare_episodes
from homeward.methods.disclosure import shares
from homeward.methods.disclosure.cells import NOT_COLLECTED, SUPPRESSED, Cell, State, cell_of
from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.sums import TOTAL
from homeward.methods.rates import Estimate, proportion, rate_per
from homeward.vocabulary.shapes import FigureEntry

PER = " per 1,000"


@dataclass(frozen=True)
class Population:
    """How many children of each age and sex live in the county, from a named count."""

    counts: Mapping[tuple[int, str], int]
    source: str
    year: int

    def of(self, band: AgeBand | None = None, sex: str = TOTAL) -> int:
        """Children of a band, or of every age under 18, and of a sex or of all."""
        return sum(
            number
            for (age, each), number in self.counts.items()
            if (band is None or band.holds(age)) and sex in (TOTAL, each)
        )

    def behind(self, value: int) -> Denominator:
        """The population as a figure's denominator."""
        return Denominator(cell_of(value), "children aged 0 to 17", self.source, f"30 June {self.year}")


@dataclass(frozen=True)
class Known:
    """What the register knows of a quarter; no tally where nobody has counted. `trend` ends with the quarter itself."""

    tally: Tally | None = field(repr=False)
    trend: Sequence[tuple[Quarter, int | None, int | None]] = field(repr=False)
    population: Population | None
    children_looked_after: int
    reaches_to: date | None


@dataclass(frozen=True)
class Rate:
    """A rate for every 1,000 children as it may be shown, with its interval when there is one."""

    cell: Cell
    interval: Estimate | None = None


@dataclass(frozen=True)
class TrendPoint:
    """One quarter's children and episodes, as they may be shown."""

    quarter: Quarter
    children: Cell
    episodes: Cell


@dataclass(frozen=True)
class QuarterInFigures:
    """The quarter as everybody who works on aggregates may see it. Nothing hidden is held here."""

    quarter: Quarter
    as_at: datetime
    collected: bool
    complete: bool
    reaches_to: date | None
    bands: tuple[AgeBand, ...]
    children: Cells
    episodes: Cells
    child_rates: Mapping[Key, Rate]
    episode_rates: Mapping[Key, Rate]
    figures: Mapping[str, Figure]
    trend: tuple[TrendPoint, ...]
    sentences: tuple[str, ...]
    population: Population | None


def is_collected(quarter: Quarter, earliest_on: date | None, latest_on: date | None) -> bool:
    """Whether the sources speak of a quarter at all.

    A quarter before the first episode anybody sent, or after the last day the sources reach, is not counted, which is
    not the same as nobody missing.
    """
    return (
        earliest_on is not None and latest_on is not None and earliest_on < quarter.until and quarter.since <= latest_on
    )


def quarter_to_open(latest_on: date | None, today: date) -> Quarter:
    """The last quarter that has ended, or an earlier one when the sources stop before it."""
    ended = Quarter.holding(today).previous
    return min(ended, Quarter.holding(latest_on)) if latest_on else ended


def in_figures(
    quarter: Quarter,
    as_at: datetime,
    known: Known,
    bands: tuple[AgeBand, ...],
    profile: Profile,
    definitions: Mapping[str, FigureEntry],
) -> QuarterInFigures:
    """The quarter's tables, rates, figures and sentences, protected under the profile."""
    counted = known.tally
    tables = shown(counted, profile) if counted else None
    children = tables.children if tables else nobody_counts(bands)
    episodes = tables.episodes if tables else nobody_counts(bands)
    child_rates = rates_of(children, bands, known.population, with_interval=True)
    episode_rates = rates_of(episodes, bands, known.population, with_interval=False)
    trend = tuple(point(each, profile) for each in known.trend)
    made = _Making(quarter, as_at, known, children, episodes, profile, definitions, trend)
    whole_rate = {"missing-rate": child_rates[WHOLE], "episode-rate": episode_rates[WHOLE]}
    return QuarterInFigures(
        quarter=quarter,
        as_at=as_at,
        collected=counted is not None,
        complete=is_complete(quarter, as_at, known.reaches_to),
        reaches_to=known.reaches_to,
        bands=bands,
        children=children,
        episodes=episodes,
        child_rates=child_rates,
        episode_rates=episode_rates,
        figures=made.figures(whole_rate),
        trend=trend,
        sentences=sentences(children, episodes, bands, known.population) if counted else (),
        population=known.population,
    )


def is_complete(quarter: Quarter, as_at: datetime, reaches_to: date | None) -> bool:
    """Whether the quarter had ended and some source reached to its end."""
    last_day = quarter.until - timedelta(days=1)
    return last_day < london_day(as_at) and reaches_to is not None and reaches_to >= last_day


def nobody_counts(bands: Sequence[AgeBand]) -> Cells:
    """A table for a quarter of which no source speaks."""
    rows, columns = (*rows_of(bands), TOTAL), (*SEXES, TOTAL)
    return {(row, column): NOT_COLLECTED for row in rows for column in columns}


def rates_of(
    cells: Cells, bands: Sequence[AgeBand], population: Population | None, *, with_interval: bool
) -> Mapping[Key, Rate]:
    """The rate of each cell that has a population: by band and in all, for boys, girls and everybody."""
    found: dict[Key, Rate] = {}
    for row, band in (*((each.code, each) for each in bands), (TOTAL, None)):
        for sex in ("M", "F", TOTAL):
            people = population.of(band, sex) if population else 0
            found[row, sex] = rate_of(cells[row, sex], people, with_interval=with_interval)
    return found


def rate_of(cell: Cell, people: int, *, with_interval: bool) -> Rate:
    """A cell's rate for every 1,000, hidden where the cell is, and not collected where no population is loaded."""
    if not people:
        return Rate(SUPPRESSED if cell.state is State.SUPPRESSED else NOT_COLLECTED)
    interval = rate_per(int(cell.value), people) if with_interval and cell.value is not None else None
    return Rate(shares.rate(cell, people), interval)


def point(counts: tuple[Quarter, int | None, int | None], profile: Profile) -> TrendPoint:
    """One quarter of the trend, hidden as its own page would hide it."""
    quarter, children, episodes = counts
    if children is None or episodes is None:
        return TrendPoint(quarter, NOT_COLLECTED, NOT_COLLECTED)
    return TrendPoint(quarter, whole_of_children(children, profile), whole_of_episodes(children, episodes, profile))


def sentences(
    children: Cells, episodes: Cells, bands: Sequence[AgeBand], population: Population | None
) -> tuple[str, ...]:
    """What the quarter lets a paper say of boys, girls and ages."""
    if children[WHOLE].value == 0:
        return (NOBODY,)
    boys, girls = (Group(children[TOTAL, sex], population.of(None, sex) if population else 0) for sex in ("M", "F"))
    return (
        compare_children(boys, girls),
        compare_episodes(episodes[TOTAL, "M"], episodes[TOTAL, "F"]),
        *commonest_ages(children, bands),
    )


@dataclass(frozen=True)
class _Making:
    """The headline figures in the making, each from its definition."""

    quarter: Quarter
    as_at: datetime
    known: Known
    children: Cells
    episodes: Cells
    profile: Profile
    definitions: Mapping[str, FigureEntry]
    trend: tuple[TrendPoint, ...]

    def figures(self, whole_rates: Mapping[str, Rate]) -> Mapping[str, Figure]:
        """Every headline figure, by its definition's code."""
        before = self.trend[-2] if len(self.trend) > 1 else None
        points = sum(each.children.is_shown for each in self.trend)
        changes = [
            change_in_words(self.children[WHOLE], before.children if before else NOT_COLLECTED, points),
            change_in_words(self.episodes[WHOLE], before.episodes if before else NOT_COLLECTED, points),
        ]
        made = [
            self._figure("children-missing", self.children[WHOLE], self.children[WHOLE], change=changes[0]),
            self._figure("missing-episodes", self.episodes[WHOLE], self.episodes[WHOLE], change=changes[1]),
            self._rate("missing-rate", whole_rates, self.children[WHOLE], changes[0]),
            self._rate("episode-rate", whole_rates, self.episodes[WHOLE], changes[1]),
            *self._repeats(),
            *self._looked_after(),
        ]
        return {figure.code: figure for figure in made}

    def _figure(
        self,
        code: str,
        cell: Cell,
        n: Cell,
        *,
        unit: str = "",
        denominator: Denominator | None = None,
        interval: Estimate | None = None,
        change: str = NOT_COMPARED,
    ) -> Figure:
        definition = self.definitions[code]
        unknown = {"sex": self.children[TOTAL, "U"], "age": self.children[NOT_KNOWN, TOTAL]}
        return Figure(
            code=code,
            label=definition.label,
            version=definition.version,
            quarter=self.quarter,
            as_at=self.as_at,
            cell=cell,
            n=n,
            unit=unit,
            denominator=denominator,
            interval=interval,
            method=definition.interval,
            unknown=unknowns_in_words(unknown),
            change=change,
        )

    def _rate(self, code: str, whole_rates: Mapping[str, Rate], n: Cell, change: str) -> Figure:
        rate, population = whole_rates[code], self.known.population
        behind = population.behind(population.of()) if population else None
        return self._figure(code, rate.cell, n, unit=PER, denominator=behind, interval=rate.interval, change=change)

    def _repeats(self) -> tuple[Figure, Figure]:
        counted, whole = self.known.tally, self.episodes[WHOLE]
        later = once = NOT_COLLECTED
        if counted:
            is_shown = self.children[WHOLE].is_shown and whole.is_shown
            later = cell_of(counted.all_episodes - counted.all_children) if is_shown else SUPPRESSED
            alone = part_of(counted.children_with_one, counted.all_children, self.profile)
            more = counted.all_episodes - counted.children_with_one
            once = cell_of(more) if is_shown and alone.is_shown else SUPPRESSED
        of = Denominator(whole, "missing episodes in the quarter", "this hub's episodes", "the quarter")
        return (self._share("repeat-incident-share", later, of), self._share("share-from-repeaters", once, of))

    def _share(self, code: str, part: Cell, of: Denominator) -> Figure:
        return self._figure(code, shares.percentage(part, of.value, self.profile), part, unit="%", denominator=of)

    def _looked_after(self) -> tuple[Figure, Figure]:
        counted, all_ = self.known.tally, self.known.children_looked_after
        some = whole = NOT_COLLECTED
        interval = None
        if counted and all_:
            some = part_of(counted.looked_after, counted.all_children, self.profile)
            few = self.profile.hides(all_) or self.profile.hides(all_ - counted.looked_after)
            whole = SUPPRESSED if few else cell_of(all_)
            interval = proportion(counted.looked_after, all_).times(100)
        of = Denominator(whole, "children looked after in the quarter", "the looked-after return", "the quarter")
        share = self._share("looked-after-share", some, of)
        return (
            self._figure("looked-after-missing", some, some),
            replace(share, interval=interval if share.cell.is_shown else None),
        )
