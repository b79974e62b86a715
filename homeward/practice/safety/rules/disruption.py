"""Which measures fit the facts held. Pure.

A measure is aimed at an adult, a place, a telephone or a group of adults, and never at the child. What the catalogue
says of the law is a start, and whoever holds the power decides.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from homeward.vocabulary.shapes import MeasureEntry


@dataclass(frozen=True, slots=True)
class Fit:
    """A measure with what it needs that is held, and what it needs that is not."""

    measure: MeasureEntry
    held: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether everything it needs is held."""
        return not self.lacking


def fitting(measures: Iterable[MeasureEntry], facts: Collection[str]) -> list[Fit]:
    """Every measure, those that fit first, then those that lack least. One of several may be enough: `any_of`."""
    found = [_fit(each, set(facts)) for each in measures]
    return sorted(found, key=lambda each: len(each.lacking))


def _fit(measure: MeasureEntry, facts: set[str]) -> Fit:
    needed = set(measure.needs)
    lacking = [each for each in measure.needs if each not in facts]
    if measure.any_of and not facts & set(measure.any_of):
        lacking += [each for each in measure.any_of if each not in needed]
    held = tuple(each for each in (*measure.needs, *measure.any_of) if each in facts)
    return Fit(measure, held, tuple(dict.fromkeys(lacking)))
