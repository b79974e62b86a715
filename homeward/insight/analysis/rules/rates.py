"""Rates for every 1,000 children, hidden wherever the count they come from is hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from homeward.foundation.ages import AgeBand
from homeward.insight.analysis.rules.counting import Key
from homeward.insight.analysis.rules.hiding import Cells
from homeward.insight.analysis.rules.known import Population
from homeward.methods.disclosure import shares
from homeward.methods.disclosure.cells import NOT_COLLECTED, SUPPRESSED, Cell, State
from homeward.methods.disclosure.sums import TOTAL
from homeward.methods.rates import Estimate, rate_per

PER = " per 1,000"


@dataclass(frozen=True)
class Rate:
    """A rate for every 1,000 children as it may be shown, with its interval when there is one."""

    cell: Cell
    interval: Estimate | None = None


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
