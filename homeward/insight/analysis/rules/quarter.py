"""One quarter in figures: what is counted, protected, and put beside its population and the quarters before (¶16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from homeward.foundation.ages import AgeBand
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules.counting import SEXES, Key, rows_of
from homeward.insight.analysis.rules.figures import Figure
from homeward.insight.analysis.rules.freshness import Freshness
from homeward.insight.analysis.rules.headlines import Basis, headlines
from homeward.insight.analysis.rules.hiding import WHOLE, Cells, shown
from homeward.insight.analysis.rules.known import Known, Population
from homeward.insight.analysis.rules.rates import Rate, rates_of
from homeward.insight.analysis.rules.trend import Charted, TrendPoint, charts_of, point
from homeward.insight.analysis.rules.wording import NOBODY, Group, commonest_ages, compare_children, compare_episodes
from homeward.methods.disclosure.cells import NOT_COLLECTED
from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.sums import TOTAL
from homeward.vocabulary.shapes import FigureEntry

QUARTERS_AT_MOST = 20


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
    charts: Mapping[str, Charted]
    sentences: tuple[str, ...]
    population: Population | None
    sources: tuple[Freshness, ...] = ()


def is_collected(quarter: Quarter, earliest_on: date | None, latest_on: date | None) -> bool:
    """Whether the sources speak of a quarter at all.

    A quarter before the first episode anybody sent, or after the last day the sources reach, is not counted, which is
    not the same as nobody missing.
    """
    return (
        earliest_on is not None and latest_on is not None and earliest_on < quarter.until and quarter.since <= latest_on
    )


def is_complete(quarter: Quarter, today: date, reaches_to: date | None) -> bool:
    """Whether a quarter had ended and every source that tells of missing children reached to its end.

    `reaches_to` is the last day of the source that reaches least far: while one agency's reports are still to come,
    its children are missing from the count.
    """
    last_day = quarter.until - timedelta(days=1)
    return last_day < today and reaches_to is not None and reaches_to >= last_day


def quarter_to_open(latest_on: date | None, today: date) -> Quarter:
    """The last quarter that has ended, or an earlier one when the sources stop before it."""
    ended = Quarter.holding(today).previous
    return min(ended, Quarter.holding(latest_on)) if latest_on else ended


def quarters_until(last: Quarter, earliest_on: date | None) -> list[Quarter]:
    """The quarters of a trend, oldest first: from the first that anybody spoke of, and twenty at most."""
    quarters = [last]
    while earliest_on is not None and len(quarters) < QUARTERS_AT_MOST and earliest_on < quarters[0].since:
        quarters.insert(0, quarters[0].previous)
    return quarters


def in_figures(
    quarter: Quarter,
    as_at: datetime,
    known: Known,
    bands: tuple[AgeBand, ...],
    profile: Profile,
    definitions: Mapping[str, FigureEntry],
) -> QuarterInFigures:
    """The quarter's tables, rates, figures, charts and sentences, protected under the profile."""
    counted = known.tally
    tables = shown(counted, profile) if counted else None
    children = tables.children if tables else nobody_counts(bands)
    episodes = tables.episodes if tables else nobody_counts(bands)
    child_rates = rates_of(children, bands, known.population, with_interval=True)
    episode_rates = rates_of(episodes, bands, known.population, with_interval=False)
    trend = tuple(point(each, profile) for each in known.trend)
    charts = charts_of(trend)
    basis = Basis(quarter, as_at, known, children, episodes, profile, definitions, trend, charts)
    return QuarterInFigures(
        quarter=quarter,
        as_at=as_at,
        collected=counted is not None,
        complete=known.complete,
        reaches_to=known.reaches_to,
        bands=bands,
        children=children,
        episodes=episodes,
        child_rates=child_rates,
        episode_rates=episode_rates,
        figures=headlines(basis, {"missing-rate": child_rates[WHOLE], "episode-rate": episode_rates[WHOLE]}),
        trend=trend,
        charts=charts,
        sentences=sentences(children, episodes, bands, known.population) if counted else (),
        population=known.population,
        sources=known.sources,
    )


def nobody_counts(bands: Sequence[AgeBand]) -> Cells:
    """A table for a quarter of which no source speaks."""
    rows, columns = (*rows_of(bands), TOTAL), (*SEXES, TOTAL)
    return {(row, column): NOT_COLLECTED for row in rows for column in columns}


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
