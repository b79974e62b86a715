"""The headline figures, each made from its definition with everything that must travel with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules.counting import NOT_KNOWN
from homeward.insight.analysis.rules.figures import NOT_COMPARED, Denominator, Figure, unknowns_in_words
from homeward.insight.analysis.rules.hiding import WHOLE, Cells, repeats_shown
from homeward.insight.analysis.rules.known import Known
from homeward.insight.analysis.rules.rates import PER, Rate
from homeward.insight.analysis.rules.trend import Charted, TrendPoint, looked_after_cells
from homeward.insight.analysis.rules.trend_words import change_in_words
from homeward.methods.disclosure import shares
from homeward.methods.disclosure.cells import NOT_COLLECTED, Cell
from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.sums import TOTAL
from homeward.methods.rates import Estimate, proportion
from homeward.vocabulary.shapes import FigureEntry


@dataclass(frozen=True)
class Basis:
    """What every headline figure is made from. The tables and the trend are protected already."""

    quarter: Quarter
    as_at: datetime
    known: Known = field(repr=False)
    children: Cells
    episodes: Cells
    profile: Profile
    definitions: Mapping[str, FigureEntry]
    trend: tuple[TrendPoint, ...]
    charts: Mapping[str, Charted]


@dataclass(frozen=True)
class Said:
    """What one figure says, before its definition and its period are put to it."""

    cell: Cell
    n: Cell
    unit: str = ""
    denominator: Denominator | None = None
    interval: Estimate | None = None
    change: str = NOT_COMPARED


def headlines(basis: Basis, rates: Mapping[str, Rate]) -> Mapping[str, Figure]:
    """Every headline figure, by its definition's code. `rates` are those of the whole county."""
    said = {**_counts_and_rates(basis, rates), **_repeats(basis), **_looked_after(basis)}
    return {code: _figure(basis, code, each) for code, each in said.items()}


def _figure(basis: Basis, code: str, said: Said) -> Figure:
    definition = basis.definitions[code]
    unknown = {"sex": basis.children[TOTAL, "U"], "age": basis.children[NOT_KNOWN, TOTAL]}
    return Figure(
        code=code,
        label=definition.label,
        version=definition.version,
        quarter=basis.quarter,
        as_at=basis.as_at,
        cell=said.cell,
        n=said.n,
        unit=said.unit,
        denominator=said.denominator,
        interval=said.interval,
        method=definition.interval,
        unknown=unknowns_in_words(unknown),
        change=said.change,
    )


def _counts_and_rates(basis: Basis, rates: Mapping[str, Rate]) -> dict[str, Said]:
    children, episodes = basis.children[WHOLE], basis.episodes[WHOLE]
    before = basis.trend[-2] if len(basis.trend) > 1 else None
    none = NOT_COLLECTED
    by_children = change_in_words(children, before.children if before else none, basis.charts.get("missing-rate"))
    by_episodes = change_in_words(episodes, before.episodes if before else none, basis.charts.get("missing-episodes"))
    population = basis.known.population
    behind = population.behind(population.of()) if population else None
    of_children, of_episodes = rates["missing-rate"], rates["episode-rate"]
    return {
        "children-missing": Said(children, children, change=by_children),
        "missing-episodes": Said(episodes, episodes, change=by_episodes),
        "missing-rate": Said(of_children.cell, children, PER, behind, of_children.interval, by_children),
        "episode-rate": Said(of_episodes.cell, episodes, PER, behind, of_episodes.interval, by_episodes),
    }


def _repeats(basis: Basis) -> dict[str, Said]:
    counted, whole = basis.known.tally, basis.episodes[WHOLE]
    later, by_repeaters = repeats_shown(counted, basis.profile) if counted else (NOT_COLLECTED, NOT_COLLECTED)
    of = Denominator(whole, "missing episodes in the quarter", "this hub's episodes", "the quarter")
    return {
        "repeat-incident-share": _share(basis, later, of),
        "share-from-repeaters": _share(basis, by_repeaters, of),
    }


def _share(
    basis: Basis, part: Cell, of: Denominator, interval: Estimate | None = None, change: str = NOT_COMPARED
) -> Said:
    cell = shares.percentage(part, of.value, basis.profile)
    return Said(cell, part, "%", of, interval if cell.is_shown else None, change)


def _looked_after(basis: Basis) -> dict[str, Said]:
    counted, in_care = basis.known.tally, basis.known.in_care
    some = whole = NOT_COLLECTED
    interval = None
    if counted and in_care:
        some, whole = looked_after_cells(counted.looked_after, counted.all_children, in_care, basis.profile)
        interval = proportion(counted.looked_after, in_care).times(100)
    before = basis.trend[-2].looked_after if len(basis.trend) > 1 else NOT_COLLECTED
    change = change_in_words(some, before, basis.charts.get("looked-after-share"))
    of = Denominator(whole, "children looked after in the quarter", "the looked-after return", "the quarter")
    return {
        "looked-after-missing": Said(some, some, change=change),
        "looked-after-share": _share(basis, some, of, interval, change),
    }
