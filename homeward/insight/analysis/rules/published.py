"""What a published figure says, and what it is a figure of.

Four ways of not being a number are kept apart as the department's own symbols keep them: hidden, not collected, not
applicable, and more than nought that rounds to it. Source: Department for Education, open data standards.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from homeward.methods.disclosure.cells import NO_DENOMINATOR, NOT_COLLECTED, SUPPRESSED, TRUE_ZERO, Cell
from homeward.methods.disclosure.cells import State as CellState

NATIONAL, REGIONAL, LOCAL = LEVELS = ("National", "Regional", "Local authority")
LOOKED_AFTER, MISSING, REPEATED, EPISODES, MEAN = MEASURES = (
    "looked-after-in-year",
    "missing-in-year",
    "missing-more-than-once",
    "missing-episodes",
    "missing-episodes-mean",
)
AS_PUBLISHED = {
    "children looked after during the year": LOOKED_AFTER,
    "children who had a missing incident during the year": MISSING,
    "children who went missing more than once during the year": REPEATED,
    "number of missing incidents during the year": EPISODES,
    "average number of missing incidents per looked after child who went missing": MEAN,
}


class State(StrEnum):
    """Which of six things a published figure says. They are never merged."""

    NUMBER = "number"
    TRUE_ZERO = "true-zero"
    SUPPRESSED = "suppressed"
    NOT_COLLECTED = "not-collected"
    ROUNDS_TO_ZERO = "rounds-to-zero"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True)
class Published:
    """One figure as it was published."""

    state: State
    value: Decimal | None = None

    @property
    def cell(self) -> Cell:
        """The figure as a table shows it, with the symbol it was published with."""
        if self.state is State.NUMBER and self.value is not None:
            return Cell(CellState.NUMBER, float(self.value))
        return CELLS[self.state]


CELLS = {
    State.TRUE_ZERO: TRUE_ZERO,
    State.SUPPRESSED: SUPPRESSED,
    State.NOT_COLLECTED: NOT_COLLECTED,
    State.ROUNDS_TO_ZERO: Cell(CellState.NUMBER, 0),
    State.NOT_APPLICABLE: NO_DENOMINATOR,
}


def measure_of(words: str) -> str:
    """The code of what is counted, where the comparison uses it; otherwise the words as they were published."""
    return AS_PUBLISHED.get(" ".join(words.casefold().split()), words)
