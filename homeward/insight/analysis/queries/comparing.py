"""Our last whole collection year beside what is published of others, in a constant number of statements."""

import time
from collections import OrderedDict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.london import day_begins_at, london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.models import Neighbour, PublishedFigure, Release
from homeward.insight.analysis.queries import counting
from homeward.insight.analysis.queries.quarter import REMEMBERED, REMEMBERED_FOR, profile
from homeward.insight.analysis.queries.sources import Stamp, may_see, stamp
from homeward.insight.analysis.rules import Tally
from homeward.insight.analysis.rules.comparing import (
    NO_CODE,
    NO_RELEASE,
    Area,
    Comparison,
    Others,
    compared,
    counts_of,
    last_whole_year,
    nothing_beside,
)
from homeward.insight.analysis.rules.own_year import FiveCells, OwnYear, own_shown
from homeward.insight.analysis.rules.published import LOCAL, MEASURES, NATIONAL, REGIONAL, Published, State
from homeward.methods.disclosure.cells import NOT_COLLECTED, Cell
from homeward.practice.missing.models import MissingReport
from homeward.register.access.rules import Viewer
from homeward.register.sources.models import Delivery

RETURN = "ssda903"
SHORT_BREAKS = ("V3", "V4")
Key = tuple[Quarter, date, datetime | None, Stamp, str]
_remembered: OrderedDict[Key, tuple[float, Comparison]] = OrderedDict()
Cells = dict[tuple[str, str], dict[str, Cell]]


def comparison(quarter: Quarter, *, viewer: Viewer | None, as_at: datetime) -> Comparison:
    """The last collection year that had ended with a quarter, beside others'. Nothing is read for who may not see it.

    What was worked out is remembered for a minute in the web process, protected as it is shown.
    """
    wanted, code = year_ended(quarter, as_at), settings.COUNCIL_LA_CODE
    if not may_see(viewer) or not code:
        return nothing_beside(wanted, NO_CODE)
    now = stamp()
    key = (quarter, london_day(as_at), now.held(as_at), now, code)
    kept_at, found = _remembered.get(key, (0.0, None))
    if found is None or time.monotonic() - kept_at >= REMEMBERED_FOR:
        found = _compared(wanted, code, as_at, now.held(as_at))
        _remembered[key] = (time.monotonic(), found)
        while len(_remembered) > REMEMBERED:
            _remembered.popitem(last=False)
    return found


def year_ended(quarter: Quarter, as_at: datetime) -> CollectionYear:
    """The last year to 31 March that had ended when the quarter had, or by the moment where that is sooner."""
    reached = min(quarter.until, london_day(as_at))
    return CollectionYear(CollectionYear.holding(reached).ending - 1)


def _compared(wanted: CollectionYear, code: str, as_at: datetime, held: datetime | None) -> Comparison:
    release = newest_release(wanted, code, as_at)
    if release is None or release.last_year is None:
        return nothing_beside(wanted, NO_RELEASE)
    year = last_whole_year(wanted, release.last_year)
    others = others_of(release, year, code, as_at)
    protecting = profile(on=london_day(as_at))
    counted = own_area(others, own_shown(own_year(year, as_at, held), quarters_of(year, held), protecting))
    return compared(wanted, counted, others, protecting)


def newest_release(wanted: CollectionYear, code: str, as_at: datetime) -> Release | None:
    """The newest release that tells of the year, else of the year nearest before it; first, one that tells of us."""
    ours = PublishedFigure.objects.filter(delivery=OuterRef("delivery"), part="areas", level=LOCAL, area=code)
    return (
        _released(as_at, part="areas", first_year__lte=wanted.ending)
        .annotate(has_ours=Exists(ours))
        .order_by("-has_ours", "-last_year", "-loaded_at", "-pk")
        .first()
    )


def _released(as_at: datetime, **kept: Any) -> "QuerySet[Release]":
    return Release.objects.select_related("delivery").filter(
        loaded_at__lte=as_at, delivery__source__outside_figures=False, **kept
    )


def others_of(release: Release, year: CollectionYear, code: str, as_at: datetime) -> Others:
    """What a release says of a year, in three statements: every area, and which are our neighbours."""
    rows = PublishedFigure.objects.filter(
        delivery=release.delivery_id, part="areas", year=year.ending, measure__in=MEASURES
    ).order_by("pk")
    cells: Cells = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for level, area, name, region, measure, state, value in rows.values_list(
        "level", "area", "name", "region", "measure", "state", "value"
    ):
        cells.setdefault((level, area), {})[measure] = Published(State(state), value).cell
        names[level, area] = (name, region)
    areas = {key: Area(names[key][0], _kind(key[0]), five(found)) for key, found in cells.items()}
    model = _released(as_at, part="neighbours").order_by("-loaded_at", "-pk").first()
    ours = areas.get((LOCAL, code))
    region = names[LOCAL, code][1] if ours else ""
    return Others(
        release=release.name,
        invented=release.delivery.synthetic,
        year=year.ending,
        nation=next((area for (level, _), area in areas.items() if level == NATIONAL), None),
        region=areas.get((REGIONAL, region)),
        ours=Area(ours.name, "As published", ours.figures) if ours else None,
        neighbours=neighbours_of(model, code, areas),
        neighbours_release=model.name if model else "",
        authorities={
            area: pair for (level, area), each in areas.items() if level == LOCAL and (pair := counts_of(each.figures))
        },
    )


def neighbours_of(model: Release | None, code: str, areas: Mapping[tuple[str, str], Area]) -> tuple[Area, ...]:
    """Our neighbours by the newest model, closest first, each with its year; in one statement."""
    if model is None:
        return ()
    rows = Neighbour.objects.filter(delivery=model.delivery_id, area=code).order_by("place")
    return tuple(
        Area(found.name, f"Neighbour {row.place}{f', {row.closeness.lower()}' if row.closeness else ''}", found.figures)
        for row in rows
        if (found := areas.get((LOCAL, row.neighbour)))
    )


def five(found: Mapping[str, Cell]) -> FiveCells:
    """An area's five figures; what the release does not tell of is not collected."""
    return FiveCells(*(found.get(measure, NOT_COLLECTED) for measure in MEASURES))


def _kind(level: str) -> str:
    return {NATIONAL: "Nation, as published", REGIONAL: "Our region, as published"}.get(level, "As published")


def own_area(others: Others, figures: FiveCells) -> Area:
    """Ourselves, as this hub counts."""
    return Area(others.ours.name if others.ours else "Our area", "As counted by this hub from the return", figures)


def quarters_of(year: CollectionYear, held: datetime | None) -> list[Tally]:
    """The four quarters that a reader can see beside the year, each counted as its own page counts it."""
    return [counting.tally_of(each, held) for each in _quarters(year)]


def _quarters(year: CollectionYear) -> tuple[Quarter, ...]:
    return (*(Quarter(year.ending - 1, number) for number in (2, 3, 4)), Quarter(year.ending, 1))


def own_year(year: CollectionYear, as_at: datetime, held: datetime | None) -> OwnYear | None:
    """What our own return says of a year, in three statements; none where no return of that year has been loaded.

    Children looked after under a series of short breaks alone are left out, as the department leaves them out.
    """
    returned = Delivery.objects.filter(
        source__feed=RETURN, source__outside_figures=False, collection_year=year.ending, loaded_at__lte=as_at
    )
    if not returned.exists():
        return None
    first, *_, last = _quarters(year)
    children = counting.in_care(first, last, held).exclude(legal_status__in=SHORT_BREAKS).order_by()
    episodes = _episodes(year, held).filter(person_id__in=children.values("person_id"))
    by_child: dict[Any, int] = {}
    for person in episodes.values_list("person_id", flat=True):
        by_child[person] = by_child.get(person, 0) + 1
    return OwnYear(
        looked_after=children.aggregate(children=Count("person", distinct=True))["children"] or 0,
        missing=len(by_child),
        more_than_once=sum(many > 1 for many in by_child.values()),
        episodes=sum(by_child.values()),
    )


def _episodes(year: CollectionYear, held: datetime | None) -> "QuerySet[MissingReport, dict[str, Any]]":
    """Episodes that the return says began in the year; one told again of an earlier beginning is the year before's."""
    since, until = day_begins_at(_quarters(year)[0].previous.since), day_begins_at(year.until)
    told = counting.reports(held).filter(record__source__feed=RETURN, since__gte=since, since__lt=until)
    begun = told.values("episode_id", "person_id").annotate(began_at=Min("since"))
    return begun.filter(began_at__gte=day_begins_at(year.since))
