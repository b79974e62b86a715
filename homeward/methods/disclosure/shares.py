"""Percentages and rates drawn from a protected table: hidden wherever what they come from is hidden."""

from homeward.methods.disclosure.cells import NO_DENOMINATOR, NOT_COLLECTED, SUPPRESSED, TRUE_ZERO, Cell, State
from homeward.methods.disclosure.profile import Profile


def percentage(part: Cell, whole: Cell, profile: Profile) -> Cell:
    """The whole per cent that one shown cell is of another, or the reason there is none.

    Hidden if either cell is, since the other would give it back; hidden too when the whole is smaller than the
    profile's least denominator, because one child would be several per cent. Of a whole that is a true nought there
    is no percentage: a nought there would say that something was counted and none of it was so.
    """
    if State.SUPPRESSED in (part.state, whole.state):
        return SUPPRESSED
    if part.value is None or whole.value is None:
        return NOT_COLLECTED
    if whole.state is State.TRUE_ZERO:
        return NO_DENOMINATOR
    if whole.value < profile.least_denominator:
        return SUPPRESSED
    return TRUE_ZERO if part.state is State.TRUE_ZERO else Cell(State.NUMBER, int(part.value * 100 / whole.value + 0.5))


def rate(part: Cell, population: float, *, per: int = 1000) -> Cell:
    """A shown cell per so many of a known population above nought, to one place; hidden if the cell is hidden."""
    if part.value is None or part.state is State.TRUE_ZERO:
        return part
    return Cell(State.NUMBER, round(part.value * per / population, 1))
