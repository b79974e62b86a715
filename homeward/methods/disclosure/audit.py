"""The attack: what a reader with the printed table can work out about each hidden cell.

Hiding small numbers alone fails in nearly every small table, and so does the common habit of hiding two in each row
and column; only trying to solve the table shows that it cannot be solved. Source: Willenborg and de Waal, *Elements
of Statistical Disclosure Control*, 2001, chapter 1.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from homeward.methods.disclosure.flows import Flow
from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.sums import Key, Sums

NOUGHT_MAY_BE_HIDDEN, NOUGHT_IS_ALWAYS_SHOWN = 0, 1


@dataclass(frozen=True)
class Range:
    """The whole numbers a hidden cell could be, both ends included; no upper end when its total is hidden too."""

    low: int
    high: int | None

    def breaks(self, profile: Profile) -> bool:
        """True when the range holds too few whole numbers, or none but small ones."""
        if self.high is None:
            return False
        too_narrow = self.high - self.low + 1 < profile.least_range
        return too_narrow or (profile.hide_from <= self.low and self.high <= profile.hide_to)


@dataclass(frozen=True)
class Fault:
    """A hidden cell that a reader could work out too closely. The range is not printed."""

    key: Key
    range: Range = field(repr=False)


def ranges(sums: Sums, hidden: AbstractSet[Key], *, least: int = NOUGHT_MAY_BE_HIDDEN) -> dict[Key, Range]:
    """The exact range of each hidden cell, for a reader who has every other cell and can add.

    `least` is the smallest count the reader thinks a hidden cell can have: 0, or 1 for one who has noticed that
    noughts are printed. Counts are whole numbers, so the ends are reached. A hidden cell that truly is nought is
    allowed to be nought either way.
    """
    return {key: _range(sums, hidden, key, least) for key in hidden}


def faults(sums: Sums, hidden: AbstractSet[Key], profile: Profile) -> tuple[Fault, ...]:
    """Every hidden cell known too closely to a reader of either kind, in the table's own order; none when it stands."""
    return tuple(_faults(sums, hidden, profile))


def _faults(sums: Sums, hidden: AbstractSet[Key], profile: Profile) -> Iterable[Fault]:
    for key in sums.counts:
        if key in hidden:
            for least in (NOUGHT_MAY_BE_HIDDEN, NOUGHT_IS_ALWAYS_SHOWN):
                found = _range(sums, hidden, key, least)
                if found.breaks(profile):
                    yield Fault(key, found)
                    break


def _range(sums: Sums, hidden: AbstractSet[Key], key: Key, least: int) -> Range:
    count, (leaves, enters) = sums.counts[key], sums.arcs[key]
    rise = _others(sums, hidden, key, least).most(enters, leaves)
    fall = _others(sums, hidden, key, least).most(leaves, enters)
    may_fall = _may_fall(count, least)
    low = count - (may_fall if fall is None else min(fall, may_fall))
    return Range(low, None if rise is None else count + rise)


def _others(sums: Sums, hidden: AbstractSet[Key], key: Key, least: int) -> Flow:
    """The other hidden cells: this one can rise only as far as they can make up for it."""
    return Flow((*sums.arcs[other], _may_fall(sums.counts[other], least)) for other in hidden if other != key)


def _may_fall(count: int, least: int) -> int:
    return max(count - least, 0)
