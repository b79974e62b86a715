"""Which of the quarter's episodes each figure counts, and why: each child alone, so that no child tells of another.

What a figure counts of one child depends on that child alone. So the rows behind it, kept to the children whom somebody
may open, are exactly theirs, whoever else there is (¶16; S-11).
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from uuid import UUID

from homeward.insight.analysis.rules.counting import Absence, CareSpell, is_counted, looked_after_when_missing


@dataclass(frozen=True)
class Begun:
    """One missing episode that began in the quarter, of a child who is counted."""

    episode: UUID
    child: UUID
    began_at: datetime
    absence: Absence = field(repr=False)
    named: tuple[str, str] = field(default=("", ""), repr=False)


@dataclass(frozen=True)
class Counted:
    """An episode that a figure counts: which of its child's in the quarter it is, and whether it began in care."""

    begun: Begun
    number: int
    of_all: int
    in_care: bool = False


Choice = Callable[[Sequence[Counted]], Sequence[Counted]]


def _every(own: Sequence[Counted]) -> Sequence[Counted]:
    return own


def _first(own: Sequence[Counted]) -> Sequence[Counted]:
    return own[:1]


def _later(own: Sequence[Counted]) -> Sequence[Counted]:
    return own[1:]


def _of_repeaters(own: Sequence[Counted]) -> Sequence[Counted]:
    return own if len(own) > 1 else ()


def _first_in_care(own: Sequence[Counted]) -> Sequence[Counted]:
    return [each for each in own if each.in_care][:1]


# What each figure counts of one child's episodes, in order. A rate and a share are behind their count.
CHOICES: dict[str, Choice] = {
    "children-missing": _first,
    "missing-rate": _first,
    "missing-episodes": _every,
    "episode-rate": _every,
    "repeat-incident-share": _later,
    "share-from-repeaters": _of_repeaters,
    "looked-after-missing": _first_in_care,
    "looked-after-share": _first_in_care,
}
OF_CARE = frozenset({"looked-after-missing", "looked-after-share"})


def behind(code: str, begun: Iterable[Begun], spells: Iterable[CareSpell] = ()) -> list[Counted]:
    """The episodes that a figure counts, child by child and each child's in order; adults' are nobody's to count."""
    by_child: dict[Hashable, list[CareSpell]] = {}
    for spell in spells:
        by_child.setdefault(spell.child, []).append(spell)
    children = sorted(
        (each for each in begun if is_counted(each.absence)), key=lambda each: (each.child, each.began_at, each.episode)
    )
    found: list[Counted] = []
    for child, group in groupby(children, key=lambda each: each.child):
        own, care = list(group), by_child.get(child, [])
        found += CHOICES[code]([_told(each, number, own, care) for number, each in enumerate(own, start=1)])
    return found


def _told(each: Begun, number: int, own: Sequence[Begun], care: Sequence[CareSpell]) -> Counted:
    return Counted(each, number, len(own), bool(looked_after_when_missing([each.absence], care)))
