"""What a cell of a table can say: a number, a true nought, hidden, not counted, or of nobody at all.

The five are never merged. Sixteen councils once recorded exactly no exploited children in a year: a nought that was
never counted reads as safety, and a hidden number that reads as nought does too.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Which of the five things a cell says.

    Primary and secondary hiding look alike, so that neither tells of the other.
    """

    NUMBER = "number"
    TRUE_ZERO = "true zero"
    SUPPRESSED = "suppressed"
    NOT_COLLECTED = "not collected"
    NO_DENOMINATOR = "no denominator"


SYMBOLS = {State.TRUE_ZERO: "0", State.SUPPRESSED: "c", State.NOT_COLLECTED: "x", State.NO_DENOMINATOR: "z"}


@dataclass(frozen=True)
class Cell:
    """One cell as it may be shown. A hidden cell does not hold its number, so nothing downstream can let it out."""

    state: State
    value: float | None = None

    @property
    def is_shown(self) -> bool:
        """True for a number and for a true nought."""
        return self.value is not None

    def __str__(self) -> str:
        """The number with its thousands marked, or the symbol: 0, c (hidden), x (not collected), z (of nobody).

        A number that rounds to nought is k. The symbols are those of the Department for Education's published tables,
        which councillors know.
        """
        if self.state is State.NUMBER and self.value == 0:
            return "k"
        if self.state is State.NUMBER and self.value is not None:
            return f"{self.value:,.0f}" if self.value == int(self.value) else f"{self.value:,.1f}"
        return SYMBOLS[self.state]


SUPPRESSED = Cell(State.SUPPRESSED)
NOT_COLLECTED = Cell(State.NOT_COLLECTED)
NO_DENOMINATOR = Cell(State.NO_DENOMINATOR)
TRUE_ZERO = Cell(State.TRUE_ZERO, 0)


def cell_of(count: float | None) -> Cell:
    """The cell that shows a count as it is: None is not collected, nought is a true nought."""
    if count is None:
        return NOT_COLLECTED
    return Cell(State.NUMBER, count) if count else TRUE_ZERO
