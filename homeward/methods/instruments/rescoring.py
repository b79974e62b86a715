"""Old answers read under another version: beside the old result, never in its place.

An item is found by its code, or by an earlier code that the new version says it had. What is gone, what is new and what
can no longer be answered as it was is said, since a band that moved for that reason says nothing about the child.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from homeward.methods.instruments.answers import Answer
from homeward.methods.instruments.scoring import Result, score
from homeward.vocabulary.instruments.shapes import JUDGEMENT, Instrument

Moved = Literal["same", "higher", "lower", "not-comparable"]


@dataclass(frozen=True)
class Mapped:
    """How the items of one version are found in another: old code to new, what is gone and what is new."""

    to: Mapping[str, str]
    gone: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def renamed(self) -> tuple[tuple[str, str], ...]:
        """The items that have another code now, the old one first."""
        return tuple((old, new) for old, new in self.to.items() if old != new)


@dataclass(frozen=True, slots=True)
class Rescored:
    """One assessment under two versions on its own day, and the items whose answer the new version does not offer."""

    mapped: Mapped
    before: Result
    after: Result
    moved: Moved
    not_offered: tuple[str, ...]


def mapped(old: Instrument, new: Instrument) -> Mapped:
    """How one version's items are found in another of the same instrument, worked out once for many assessments."""
    earlier = {was: item.code for item in new.items.values() for was in item.was}
    to = {
        code: code if code in new.items else earlier[code] for code in old.items if code in new.items or code in earlier
    }
    if old.judgement and new.judgement:
        to[JUDGEMENT] = JUDGEMENT
    gone = tuple(code for code in _asked(old) if code not in to)
    found = set(to.values())
    return Mapped(to, gone, tuple(code for code in _asked(new) if code not in found))


def carried(answers: Iterable[Answer], to: Mapping[str, str]) -> tuple[Answer, ...]:
    """Answers under the codes of another version, with their evidence; those to items that are gone are left out."""
    return tuple(Answer(to[each.item], each.said, each.evidence) for each in answers if each.item in to)


def rescored(
    old: Instrument,
    new: Instrument,
    answers: Iterable[Answer],
    *,
    on: date,
    age: int | None = None,
    by: Mapped | None = None,
) -> Rescored:
    """Old answers under both versions, as at the day of the assessment. Pass `by` where there are many to read."""
    answers = tuple(answers)
    by = by or mapped(old, new)
    before = score(old, answers, on=on, age=age)
    after = score(new, carried(answers, by.to), on=on, age=age)
    not_offered = tuple(part.item for part in after.parts if part.state == "no-such-answer")
    return Rescored(by, before, after, moved(old, new, before.band, after.band), not_offered)


def moved(old: Instrument, new: Instrument, before: str, after: str) -> Moved:
    """Whether a band is higher or lower under the new version; not comparable where the two have other bands."""
    if [band.code for band in old.bands] != [band.code for band in new.bands]:
        return "not-comparable"
    difference = new.ranks[after] - new.ranks[before]
    return "same" if difference == 0 else "higher" if difference > 0 else "lower"


def answered_differently(one: Result, other: Result) -> tuple[tuple[str, str, str], ...]:
    """The items that two results of one version answer differently, with both answers; none for an answer not given.

    Of two assessors of one child it says where they disagree; of one child's two assessments, what has changed.
    """
    answers = {part.item: part.said for part in other.parts}
    return tuple(
        (part.item, part.said, answers[part.item])
        for part in one.parts
        if part.item in answers and part.said != answers[part.item]
    )


def _asked(definition: Instrument) -> tuple[str, ...]:
    return (*definition.items, JUDGEMENT) if definition.judgement else tuple(definition.items)
