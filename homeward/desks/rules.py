"""How a chronology is cut, how care episodes make a spell of care, and which children were missing most often."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar
from uuid import UUID

from homeward.insight.analysis.rules.behind import Counted
from homeward.methods.ranks import Placing, placings
from homeward.register.subjects.rules import Happening


@dataclass(frozen=True)
class Stretch:
    """One care episode's days: until is the day it ended, or none while it goes on."""

    since: date
    until: date | None


def care_spells(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Spells of being looked after: episodes that follow on the same or the next day are one spell.

    A child who changes placement has two episodes and one spell (SSDA903 guide: an episode ends when legal status or
    placement changes, a period of being looked after when the child leaves care).
    """
    spells: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda each: each.since):
        last = spells[-1] if spells else None
        if last and (last.until is None or stretch.since <= last.until + timedelta(days=1)):
            spells[-1] = Stretch(last.since, _later(last.until, stretch.until))
        else:
            spells.append(stretch)
    return spells


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


@dataclass(frozen=True)
class Asked:
    """What somebody asked to see of a chronology. Nothing chosen means everything."""

    kinds: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None

    def holds(self, happening: Happening) -> bool:
        """Whether the entry is among what was asked for; both days count."""
        if self.kinds and happening.kind not in self.kinds:
            return False
        return (self.since or date.min) <= happening.on <= (self.until or date.max)


FEWEST_EPISODES = 2
PLACES = 10
T = TypeVar("T")


@dataclass(frozen=True)
class Ranked:
    """One child's place among those the viewer may open, and the episodes it was counted from, the earliest first."""

    child: UUID
    episodes: tuple[UUID, ...]
    placing: Placing


def most_frequent(counted: Iterable[Counted]) -> list[Ranked]:
    """Children with two episodes or more, to the tenth place; all who share that place are kept, in order of name.

    Places are counted among these children alone, so that nobody outside the list bears on a place, a gap or an
    interval in it (S-11). A single episode ranks nobody: most children who go missing do so once.
    """
    ordered = sorted(counted, key=lambda each: (each.begun.child, each.number))
    own = [list(group) for _, group in groupby(ordered, key=lambda each: each.begun.child)]
    often = sorted(
        (each for each in own if len(each) >= FEWEST_EPISODES), key=lambda each: (-len(each), each[0].begun.named)
    )
    places = placings([len(each) for each in often])
    return [
        Ranked(each[0].begun.child, tuple(one.begun.episode for one in each), placing)
        for each, placing in zip(often, places, strict=True)
        if placing.rank <= PLACES
    ]


def on_page(every: Sequence[T], number: int, size: int) -> Sequence[T]:
    """The part of a list that one page shows; a page past the end is the last."""
    last = max(1, -(-len(every) // size))
    first = (min(number, last) - 1) * size
    return every[first : first + size]
