"""Counting children and their episodes, once each, by sex and by age on the day the first episode began (¶16)."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta

from homeward.foundation.ages import AgeBand, age_on, band_of, is_child_on

NOT_KNOWN = "not-known"
SEXES = ("M", "F", "U")
Key = tuple[str, str]


@dataclass(frozen=True)
class Absence:
    """One missing episode as it is counted: whose it was, and the day it began. It holds no name."""

    child: Hashable = field(repr=False)
    sex: str
    birth_date: date | None = field(repr=False)
    began_on: date


@dataclass(frozen=True)
class Tally:
    """Children and episodes by age band and sex, true noughts as 0, and what else the figures need."""

    children: Mapping[Key, int]
    episodes: Mapping[Key, int]
    children_with_one: int
    looked_after: int = 0

    @property
    def all_children(self) -> int:
        """Every child counted, once."""
        return sum(self.children.values())

    @property
    def all_episodes(self) -> int:
        """Every episode of those children."""
        return sum(self.episodes.values())


def rows_of(bands: Sequence[AgeBand]) -> tuple[str, ...]:
    """The rows of every table: each band, and the children whose age nobody knows."""
    return (*(band.code for band in bands), NOT_KNOWN)


def is_counted(absence: Absence) -> bool:
    """Whether an episode is a child's: one that began on or after the eighteenth birthday is nobody's to count."""
    return is_child_on(absence.birth_date, absence.began_on)


def row_for(absence: Absence, bands: Sequence[AgeBand]) -> str | None:
    """The row a child stands in, by their age that day; none for an adult, who is not counted.

    A birth date after the day is a mistake in a source, and is treated as not known. Source: Children Act 1989,
    section 105, for who is a child.
    """
    if not is_counted(absence):
        return None
    if absence.birth_date is None or absence.birth_date > absence.began_on:
        return NOT_KNOWN
    band = band_of(age_on(absence.birth_date, absence.began_on), bands)
    return band.code if band else NOT_KNOWN


def tally(
    absences: Iterable[Absence], bands: Sequence[AgeBand], looked_after: AbstractSet[Hashable] = frozenset()
) -> Tally:
    """Count each child once, where they stood when their first episode of the quarter began, and their episodes there.

    Children and episodes share a row so that a cell's episodes are never fewer than its children: what hides the one
    then hides the other (S-41). `looked_after` names children who were looked after as some episode began.
    """
    placed: dict[Hashable, Key] = {}
    counts: Counter[Hashable] = Counter()
    for absence in sorted(absences, key=lambda each: each.began_on):
        row = row_for(absence, bands)
        if row is None:
            continue
        placed.setdefault(absence.child, (row, absence.sex if absence.sex in SEXES else "U"))
        counts[absence.child] += 1
    children, episodes = ({(row, sex): 0 for row in rows_of(bands) for sex in SEXES} for _ in range(2))
    for child, number in counts.items():
        children[placed[child]] += 1
        episodes[placed[child]] += number
    return Tally(children, episodes, list(counts.values()).count(1), len(looked_after & counts.keys()))


@dataclass(frozen=True)
class CareSpell:
    """Days on which one child was looked after; the last day is not among them."""

    child: Hashable = field(repr=False)
    since: date
    until: date | None


def looked_after_when_missing(absences: Iterable[Absence], spells: Iterable[CareSpell]) -> frozenset[Hashable]:
    """The children who were looked after on a day that an episode of theirs began.

    The day care ends is a day of care: a child who goes missing on it was somebody's to look after. Source: SSDA903
    guide, on the day an episode ceases.
    """
    by_child: dict[Hashable, list[CareSpell]] = {}
    for spell in spells:
        by_child.setdefault(spell.child, []).append(spell)
    return frozenset(
        absence.child
        for absence in absences
        if any(
            spell.since <= absence.began_on and (spell.until is None or absence.began_on < spell.until + timedelta(1))
            for spell in by_child.get(absence.child, ())
        )
    )
