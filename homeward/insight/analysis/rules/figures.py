"""A figure and everything that must travel with it, so that a reader can trust it or work it out again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from homeward.foundation.quarters import Quarter
from homeward.methods.disclosure.cells import Cell, State
from homeward.methods.rates import Estimate

NOT_COMPARED = "Not compared"
STATES = {
    State.NUMBER: "Shown",
    State.TRUE_ZERO: "True zero",
    State.SUPPRESSED: "Hidden: a small number, or one that would give one away",
    State.NOT_COLLECTED: "Not collected",
    State.NO_DENOMINATOR: "Not given: nothing to divide by",
}


@dataclass(frozen=True)
class Denominator:
    """What a rate or a share is of: how many, of what, who counted them and when."""

    value: Cell
    of: str
    source: str
    dated: str


@dataclass(frozen=True)
class Figure:
    """One number as it may be shown, with its definition, period, denominator, interval, unknowns and change."""

    code: str
    label: str
    version: int
    quarter: Quarter
    as_at: datetime
    cell: Cell
    n: Cell
    unit: str = ""
    denominator: Denominator | None = None
    interval: Estimate | None = None
    method: str = ""
    unknown: str = ""
    change: str = ""

    @property
    def value(self) -> str:
        """The number with its unit, or in a word why there is none."""
        return spelt(self.cell) if not self.cell.is_shown else f"{in_digits(self.cell, self.unit)}{self.unit}"

    @property
    def state(self) -> str:
        """Which of the five things the figure says."""
        return STATES[self.cell.state]

    @property
    def range(self) -> str:
        """The interval in words, or why there is none."""
        if self.interval is None or not self.cell.is_shown:
            return "Not given"
        return range_in_words(self.interval, self.unit)


def in_digits(cell: Cell, unit: str) -> str:
    """A rate keeps its one place even when it is a round number; a count, a percentage and a nought have none."""
    return f"{cell.value:,.1f}" if unit.startswith(" per") and cell.value else str(cell)


def spelt(cell: Cell) -> str:
    """A cell in a word, where a symbol alone could be read as a letter of the text."""
    words = {State.SUPPRESSED: "Hidden", State.NOT_COLLECTED: "Not collected", State.NO_DENOMINATOR: "Not given"}
    return words.get(cell.state, str(cell))


def range_in_words(interval: Estimate, unit: str = "") -> str:
    """Both ends of an interval, to the place its figure is given to."""
    places = 0 if unit == "%" else 1
    ends = [f"{end:,.{places}f}" for end in (interval.low, interval.high) if end is not None]
    return f"{ends[0]} to {ends[1]}" if len(ends) == 2 else "Not given"


def unknowns_in_words(cells: Mapping[str, Cell]) -> str:
    """How many have no recorded sex or age: always said, a true zero too."""
    return "; ".join(f"{what} not known: {spelt(cell).lower()}" for what, cell in cells.items()).capitalize()
