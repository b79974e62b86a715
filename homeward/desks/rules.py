"""How a chronology is cut to what was asked for, and how care episodes make a spell of care."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
