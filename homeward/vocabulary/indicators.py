"""The catalogue of indicators: what may be seen or told of a child, a place or a group, and what protects (¶8, ¶18).

Three lists, read as one. A code stands in one of them alone, so that an indicator on the record is never in doubt.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

from homeward.vocabulary.loader import load, load_whole
from homeward.vocabulary.shapes import IndicatorEntry, SourceEntry

CATALOGUE = ("exploitation_indicators", "context_indicators", "protective_factors")

Indicator = IndicatorEntry
Source = SourceEntry


def indicators(*, on: date) -> tuple[Indicator, ...]:
    """Every indicator in force on a day: those of children, then of places and groups, then what protects."""
    return tuple(entry for name in CATALOGUE for entry in load(name, on=on).entries if isinstance(entry, Indicator))


@cache
def indicator_codes() -> frozenset[str]:
    """Every code there has ever been, for a reader of a definition that may name an old one."""
    return frozenset(code for name in CATALOGUE for code in load_whole(name).codes)


def is_about(family: str, *, on: date) -> str:
    """What indicators in a family are told of: a child, a place, a group; or that they protect. KeyError if unknown."""
    return load("indicator_families", on=on)[family].group or ""


def by_family(about: str, *, on: date) -> dict[str, tuple[Indicator, ...]]:
    """The indicators told of a child, a place or a group, or those that protect, under the label of each family."""
    told = indicators(on=on)
    families = [entry for entry in load("indicator_families", on=on).entries if entry.group == about]
    return {each.label: tuple(entry for entry in told if entry.group == each.code) for each in families}


def sources_named(codes: Iterable[str], *, on: date) -> tuple[Source, ...]:
    """The texts behind codes of `exploitation_sources`, and how far each is to be trusted. Unknown codes fall out."""
    listed = load("exploitation_sources", on=on)
    return tuple(entry for code in codes for entry in [listed.get(code)] if isinstance(entry, Source))
