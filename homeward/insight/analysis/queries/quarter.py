"""One quarter in figures, and a short memory of quarters that were asked for a moment ago.

Counting a large county takes a second, and a quarter changes only when a delivery comes or a fact is put right. So what
was worked out is remembered for a minute in the web process, under a mark of what the register held. Only what had
already been protected is remembered: no child, and no count that is hidden.
"""

import time
from collections import OrderedDict
from dataclasses import replace
from datetime import date, datetime

from homeward.foundation.london import london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.queries import counting
from homeward.insight.analysis.queries.populations import populations_of
from homeward.insight.analysis.queries.sources import Stamp, fresh_and_told, may_see, reach_of, stamp
from homeward.insight.analysis.queries.trends import trend_of
from homeward.insight.analysis.rules import (
    Known,
    QuarterInFigures,
    in_figures,
    is_collected,
    quarter_to_open,
    quarters_until,
)
from homeward.methods.disclosure.profile import Profile
from homeward.register.access.rules import Viewer
from homeward.vocabulary.age_bands import age_bands
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load
from homeward.vocabulary.shapes import FigureEntry

REMEMBERED_FOR = 60
REMEMBERED = 64
Key = tuple[Quarter, date, datetime | None, Stamp]
_remembered: OrderedDict[Key, tuple[float, QuarterInFigures]] = OrderedDict()


def definitions(*, on: date) -> dict[str, FigureEntry]:
    """What each figure counts and how, as at a day."""
    return {entry.code: entry for entry in load("figures", on=on).entries if isinstance(entry, FigureEntry)}


def profile(*, on: date) -> Profile:
    """How far a partnership paper hides small numbers, as at a day."""
    names = ("small_number_from", "small_number_to", "hidden_range_least", "percentage_denominator_least")
    return Profile(*(limit(name, on=on) for name in names))


def quarter_in_figures(
    quarter: Quarter, *, viewer: Viewer | None, as_at: datetime, afresh: bool = False
) -> QuarterInFigures:
    """The quarter as the hub knew it at a moment, protected. Nothing is counted for a viewer who may not see it.

    No viewer is the program itself, making a paper from the command line. `afresh` counts again, as a paper must.
    """
    if not may_see(viewer):
        return nothing_counted(quarter, as_at)
    now = stamp()
    held = now.held(as_at)
    key = (quarter, london_day(as_at), held, now)
    found = None if afresh else remembered(key)
    if found is None:
        found = counted(quarter, as_at, held)
        _remembered[key] = (time.monotonic(), found)
        while len(_remembered) > REMEMBERED:
            _remembered.popitem(last=False)
    return replace(found, as_at=as_at, figures={code: replace(f, as_at=as_at) for code, f in found.figures.items()})


def remembered(key: Key) -> QuarterInFigures | None:
    """What was worked out less than a minute ago from the same register."""
    kept_at, found = _remembered.get(key, (0.0, None))
    return found if found is not None and time.monotonic() - kept_at < REMEMBERED_FOR else None


def counted(quarter: Quarter, as_at: datetime, held: datetime | None) -> QuarterInFigures:
    """The quarter counted from the register."""
    today = london_day(as_at)
    fresh, told = fresh_and_told(as_at, held)
    reach = reach_of(told, fresh, today)
    populations = populations_of(quarters_until(quarter, reach.earliest_on), held)
    known = Known(
        tally=counting.tally_of(quarter, held) if is_collected(quarter, reach.earliest_on, reach.latest_on) else None,
        trend=trend_of(quarter, reach, populations, held, today),
        population=populations.get(quarter),
        reaches_to=reach.whole_to,
        sources=tuple(fresh.values()),
    )
    return put_together(quarter, as_at, known)


def nothing_counted(quarter: Quarter, as_at: datetime) -> QuarterInFigures:
    """The quarter for somebody who may not see it: nothing is counted, and no statement is run."""
    return put_together(quarter, as_at, Known())


def put_together(quarter: Quarter, as_at: datetime, known: Known) -> QuarterInFigures:
    """What is known, protected under the profile and the definitions of the day asked about."""
    on, bands = london_day(as_at), age_bands(on=quarter.since)
    return in_figures(quarter, as_at, known, bands, profile(on=on), definitions(on=on))


def newest_quarter(*, viewer: Viewer | None, as_at: datetime) -> Quarter:
    """The quarter to open first: the last that has ended, or the last the sources reach."""
    newest = counting.reports(as_at).order_by("-since").values_list("since", flat=True)
    latest = newest.first() if may_see(viewer) else None
    return quarter_to_open(london_day(latest) if latest else None, london_day(as_at))
