"""In which windows of time a yes was seen, counted back from the day of the assessment and never from today.

Evidence may be of a month, or of no day at all. So the windows are told as they count, and as each set that they could
be were the days known.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from homeward.methods.instruments.answers import Evidence
from homeward.vocabulary.instruments.scales import WindowsScale

Windows = frozenset[int]
NOWHERE: Windows = frozenset()


class Placed(NamedTuple):
    """The windows, numbered from the nearest, that a yes counts in; every set of them that it could be in; if dated."""

    counts: Windows
    could_be: frozenset[Windows]
    dated: bool


def months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last of its month where there is none."""
    return months_after(day, -months)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of its month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def placed(scale: WindowsScale, evidence: Iterable[Evidence], *, on: date) -> Placed:
    """The windows that a yes is in. Evidence of days after the assessment counts for nothing in it.

    Where no evidence has a day, the yes counts in the scale's `undated` window. A day known only to lie between two
    counts in the nearest window it may be in. Beside evidence with days, one without may be of the same day.
    """
    evidence = tuple(evidence)
    days = first_days(scale.unit, tuple(window.within for window in scale.windows), on)
    dated = [(each, _touched(each.since, each.until, days, on)) for each in evidence if each.since and each.since <= on]
    certain = frozenset(window for each, touched in dated if each.exact for window in touched)
    vague = [_one_of(touched, each.since, days) for each, touched in dated if not each.exact]
    counts = certain.union(*(options[0] for options in vague))
    if not dated:
        counts = frozenset({[window.code for window in scale.windows].index(scale.undated)})
    if not dated or any(each.since is None for each in evidence):
        vague = [*vague, _anywhere(scale, besides_dated=bool(dated))]
    return Placed(counts, _reachable(certain, vague), bool(dated))


@lru_cache(maxsize=4096)
def first_days(unit: str, reaches: tuple[int | None, ...], on: date) -> tuple[date, ...]:
    """The first day inside each window, nearest window first, as at a day."""
    return tuple(_first_day(unit, within, on) for within in reaches)


def _first_day(unit: str, within: int | None, on: date) -> date:
    if within is None:
        return date.min
    if unit == "months":
        return months_before(on, within)
    return on - timedelta(days=within)


def _touched(since: date, until: date | None, days: tuple[date, ...], on: date) -> list[int]:
    """The windows that a span of days has a day in, nearest first; none for days older than all of them."""
    nearest = _window_of(min(until or since, on), days)
    return list(range(nearest, min(_window_of(since, days), len(days) - 1) + 1))


def _window_of(day: date, days: tuple[date, ...]) -> int:
    return next((window for window, first in enumerate(days) if day >= first), len(days))


def _one_of(touched: list[int], since: date | None, days: tuple[date, ...]) -> list[Windows]:
    """What one day somewhere in a span may be in, nearest first: one window, or none if the span began before all."""
    each = [frozenset({window}) for window in touched]
    return [*each, NOWHERE] if since and since < days[-1] else each


def _anywhere(scale: WindowsScale, *, besides_dated: bool) -> list[Windows]:
    """What evidence without a day may be in: each window or all, and none where it adds nothing or may be older."""
    windows = range(len(scale.windows))
    each = [frozenset({window}) for window in windows]
    nowhere = [NOWHERE] if besides_dated or scale.windows[-1].within is not None else []
    return [*each, frozenset(windows), *nowhere]


def _reachable(certain: Windows, vague: Iterable[list[Windows]]) -> frozenset[Windows]:
    found = {certain}
    for options in vague:
        found = {each | option for each in found for option in options}
    return frozenset(found)
