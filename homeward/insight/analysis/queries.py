"""The quarter read from the register: counts and nothing else, in the same few statements whatever the county's size.

What is counted is what the hub had been told by the moment asked about: reports received by then, and not yet
superseded then. A child's own details are as they stand now, so a corrected birth date moves a child in earlier
quarters too; the paper that was made keeps its bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum

from homeward.foundation.ages import ADULT_AT, is_child_on
from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.london import day_begins_at, london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import (
    Absence,
    CareSpell,
    Known,
    Population,
    QuarterInFigures,
    Tally,
    in_figures,
    is_collected,
    looked_after_when_missing,
    quarter_to_open,
    tally,
)
from homeward.methods.disclosure.profile import Profile
from homeward.practice.missing.models import MissingReport
from homeward.register.access.queries import may
from homeward.register.access.rules import Viewer
from homeward.register.people.models import CareEpisode
from homeward.register.places.models import PopulationCount
from homeward.register.sources.models import Delivery, Source
from homeward.vocabulary.age_bands import age_bands
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load
from homeward.vocabulary.shapes import FigureEntry

QUARTERS_SHOWN = 8


@dataclass(frozen=True)
class Freshness:
    """The newest delivery of one source, as it stood: when it came, how far it reaches and what was left out of it."""

    source: str
    agency: str
    received_at: datetime
    reaches_to: date | None
    rows: int
    rows_refused: int
    synthetic: bool


@dataclass(frozen=True)
class Reach:
    """The first and the last day on which any source says that an episode began or could have."""

    earliest_on: date | None
    latest_on: date | None


def definitions(*, on: date) -> dict[str, FigureEntry]:
    """What each figure counts and how, as at a day."""
    return {entry.code: entry for entry in load("figures", on=on).entries if isinstance(entry, FigureEntry)}


def profile(*, on: date) -> Profile:
    """How far a partnership paper hides small numbers, as at a day."""
    names = ("small_number_from", "small_number_to", "hidden_range_least", "percentage_denominator_least")
    return Profile(*(limit(name, on=on) for name in names))


def quarter_in_figures(quarter: Quarter, *, viewer: Viewer | None, as_at: datetime) -> QuarterInFigures:
    """The quarter as the hub knew it at a moment, protected. Nothing is counted for a viewer who may not see it.

    No viewer is the program itself, making a paper from the command line.
    """
    on, allowed = london_day(as_at), may_see(viewer)
    bands, sources = age_bands(on=quarter.since), sources_behind(viewer=viewer, as_at=as_at)
    reach = reach_of(sources, as_at) if allowed else Reach(None, None)
    known = Known(
        tally=_tally(quarter, as_at) if is_collected(quarter, reach.earliest_on, reach.latest_on) else None,
        trend=_trend(quarter, reach, as_at) if allowed else [],
        population=_population(quarter),
        children_looked_after=_children_looked_after(quarter, as_at) if allowed else 0,
        reaches_to=max((each.reaches_to for each in sources if each.reaches_to), default=None),
    )
    return in_figures(quarter, as_at, known, bands, profile(on=on), definitions(on=on))


def may_see(viewer: Viewer | None) -> bool:
    """Whether the viewer works on the county's counts; the program itself does."""
    return viewer is None or may(viewer, "quarter.open", field_class="aggregate").allowed


def newest_quarter(*, viewer: Viewer | None, as_at: datetime) -> Quarter:
    """The quarter to open first: the last that has ended, or the last the sources reach."""
    latest = None
    if may_see(viewer):
        latest = _reports(as_at).aggregate(latest=Max("since"))["latest"]
    return quarter_to_open(london_day(latest) if latest else None, london_day(as_at))


def sources_behind(*, viewer: Viewer | None, as_at: datetime) -> list[Freshness]:
    """The newest loaded delivery of each source that the figures rest on, in one statement."""
    if not may_see(viewer):
        return []
    loaded = Delivery.objects.filter(state="loaded", received_at__lte=as_at, source=OuterRef("pk"))
    newest = Source.objects.filter(outside_figures=False).values(
        newest=Subquery(loaded.order_by("-received_at", "-pk").values("pk")[:1])
    )
    rows = Delivery.objects.filter(pk__in=newest).select_related("source__agency").order_by("source__name", "pk")
    return [_freshness(row) for row in rows]


def _freshness(row: Delivery) -> Freshness:
    return Freshness(
        source=row.source.name,
        agency=row.source.agency.name,
        received_at=row.received_at,
        reaches_to=_reaches_to(row),
        rows=row.rows,
        rows_refused=row.rows_refused,
        synthetic=row.synthetic,
    )


def _reaches_to(row: Delivery) -> date | None:
    """The day a file was drawn up, or for a return the last day of its year if that came first."""
    ends = [CollectionYear(row.collection_year).until - timedelta(1)] if row.collection_year else []
    ends += [row.extracted_on] if row.extracted_on else []
    return min(ends, default=None)


def reach_of(sources: list[Freshness], as_at: datetime) -> Reach:
    """Between which days the hub has been told of missing children at all, in one statement."""
    ends = _reports(as_at).aggregate(earliest=Min("since"), latest=Max("since"))
    if ends["earliest"] is None:
        return Reach(None, None)
    told = [london_day(ends["latest"]), *(each.reaches_to for each in sources if each.reaches_to)]
    return Reach(london_day(ends["earliest"]), min(max(told), london_day(as_at)))


def _reports(as_at: datetime) -> "QuerySet[MissingReport]":
    """Reports of missing children that the hub held at the moment, of children who count in its figures."""
    then = Q(superseded_at__isnull=True) | Q(superseded_at__gt=as_at)
    return MissingReport.objects.filter(
        then, type="M", record__received_at__lte=as_at, person__outside_figures=False
    ).order_by()


def _episodes(first: Quarter, last: Quarter, as_at: datetime, *also: str) -> "QuerySet[MissingReport, dict[str, Any]]":
    """Each episode begun from one quarter to another, with the moment it began by the earliest report of it then held.

    Reports of the quarter before are read too, so that an episode first reported at its end is not counted twice.
    """
    since, until = day_begins_at(first.previous.since), day_begins_at(last.until)
    reports = _reports(as_at).filter(since__gte=since, since__lt=until)
    return reports.values("episode_id", "person_id", *also).annotate(began_at=Min("since"))


def _absences(quarter: Quarter, as_at: datetime) -> list[Absence]:
    rows = _episodes(quarter, quarter, as_at, "person__sex", "person__birth_date")
    return [
        Absence(row["person_id"], row["person__sex"], row["person__birth_date"], london_day(row["began_at"]))
        for row in rows.filter(began_at__gte=day_begins_at(quarter.since))
    ]


def _tally(quarter: Quarter, as_at: datetime) -> Tally:
    absences = _absences(quarter, as_at)
    looked_after = looked_after_when_missing(absences, _care_spells(quarter, as_at))
    return tally(absences, age_bands(on=quarter.since), looked_after)


def _in_care(quarter: Quarter, as_at: datetime) -> "QuerySet[CareEpisode]":
    held = Q(until__isnull=True) | Q(until__gte=quarter.since)
    return CareEpisode.objects.filter(
        held, since__lt=quarter.until, record__received_at__lte=as_at, person__outside_figures=False
    ).order_by()


def _care_spells(quarter: Quarter, as_at: datetime) -> Iterable[CareSpell]:
    missing = _episodes(quarter, quarter, as_at).values("person_id")
    return [
        CareSpell(*row)
        for row in _in_care(quarter, as_at).filter(person__in=missing).values_list("person_id", "since", "until")
    ]


def _children_looked_after(quarter: Quarter, as_at: datetime) -> int:
    return _in_care(quarter, as_at).aggregate(children=Count("person", distinct=True))["children"] or 0


def _trend(quarter: Quarter, reach: Reach, as_at: datetime) -> list[tuple[Quarter, int | None, int | None]]:
    """Children and episodes of this quarter and those before it, in two statements; none where nobody counted.

    The database counts everybody who was under 18 for the whole of a quarter; the few whose eighteenth birthday lay in
    it are looked at one by one.
    """
    quarters = [quarter]
    while len(quarters) < QUARTERS_SHOWN:
        quarters.insert(0, quarters[0].previous)
    episodes = _episodes(quarters[0], quarter, as_at, "person__birth_date")
    asked: dict[str, Any] = {}
    for each in quarters:
        child = _began_in(each) & (
            Q(person__birth_date__isnull=True) | Q(person__birth_date__gte=_adult_by(each.until))
        )
        asked[f"children{each.year}{each.number}"] = Count("person_id", distinct=True, filter=child)
        asked[f"episodes{each.year}{each.number}"] = Count("episode_id", filter=child)
    counts = episodes.aggregate(**asked)
    turning = _turning_18(episodes, quarters)
    return [
        (
            each,
            counts[f"children{each.year}{each.number}"] + len({absence.child for absence in turning[each]}),
            counts[f"episodes{each.year}{each.number}"] + len(turning[each]),
        )
        if is_collected(each, reach.earliest_on, reach.latest_on)
        else (each, None, None)
        for each in quarters
    ]


def _began_in(quarter: Quarter) -> Q:
    return Q(began_at__gte=day_begins_at(quarter.since), began_at__lt=day_begins_at(quarter.until))


def _adult_by(day: date) -> date:
    """The birth date of those who turn 18 on the first day of a month."""
    return day.replace(year=day.year - ADULT_AT)


def _turning_18(
    episodes: "QuerySet[MissingReport, dict[str, Any]]", quarters: list[Quarter]
) -> dict[Quarter, list[Absence]]:
    """Episodes, begun before the birthday, of children who turned 18 in the quarter they began in."""
    either = Q()
    for each in quarters:
        born = Q(person__birth_date__gt=_adult_by(each.since), person__birth_date__lt=_adult_by(each.until))
        either |= _began_in(each) & born
    found: dict[Quarter, list[Absence]] = {each: [] for each in quarters}
    for row in episodes.filter(either):
        day = london_day(row["began_at"])
        if is_child_on(row["person__birth_date"], day):
            found[Quarter.holding(day)].append(Absence(row["person_id"], "", row["person__birth_date"], day))
    return found


def _population(quarter: Quarter) -> Population | None:
    """The newest count on or before the quarter's last day, or the earliest there is, in one statement."""
    newest = PopulationCount.objects.filter(year__lte=_mid_year_by(quarter)).order_by("-year").values("year")[:1]
    earliest = PopulationCount.objects.order_by("year").values("year")[:1]
    rows = list(
        PopulationCount.objects.filter(Q(year=Subquery(newest)) | Q(year=Subquery(earliest)), age__lt=18)
        .values("year", "age", "sex")
        .annotate(children=Sum("count"), named=Max("source"))
        .order_by("-year")
    )
    if not rows:
        return None
    kept = [row for row in rows if row["year"] == rows[0]["year"]]
    counts = {(row["age"], row["sex"]): row["children"] for row in kept}
    return Population(counts, kept[0]["named"], kept[0]["year"])


def _mid_year_by(quarter: Quarter) -> int:
    """The newest 30 June on or before the quarter's last day."""
    return quarter.year if quarter.number > 1 else quarter.year - 1
