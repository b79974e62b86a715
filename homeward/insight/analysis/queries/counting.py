"""The statements that count. `held` is the moment whose knowledge is asked for; none is all that the hub holds now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Subquery, Sum

from homeward.foundation.ages import ADULT_AT, is_child_on
from homeward.foundation.london import day_begins_at, london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import (
    Absence,
    CareSpell,
    Freshness,
    Population,
    Tally,
    is_collected,
    is_counted,
    looked_after_when_missing,
    tally,
)
from homeward.practice.missing.models import MissingReport
from homeward.register.people.models import CareEpisode
from homeward.register.places.models import PopulationCount
from homeward.vocabulary.age_bands import age_bands

QUARTERS_SHOWN = 8


@dataclass(frozen=True)
class Reach:
    """The first and the last day on which any source says that an episode began or could have."""

    earliest_on: date | None
    latest_on: date | None


def reach_of(sources: list[Freshness], held: datetime | None, today: date) -> Reach:
    """Between which days the hub has been told of missing children at all, in one statement."""
    ends = reports(held).aggregate(earliest=Min("since"), latest=Max("since"))
    if ends["earliest"] is None:
        return Reach(None, None)
    told = [london_day(ends["latest"]), *(each.reaches_to for each in sources if each.reaches_to)]
    return Reach(london_day(ends["earliest"]), min(max(told), today))


def reports(held: datetime | None) -> "QuerySet[MissingReport]":
    """Reports of missing children that the hub held at the moment, of children who count in its figures."""
    standing = Q(superseded_at__isnull=True)
    then = standing if held is None else (standing | Q(superseded_at__gt=held)) & received_by(held)
    return MissingReport.objects.filter(then, type="M", person__outside_figures=False).order_by()


def received_by(held: datetime | None) -> Q:
    """Rows of a delivery that had been loaded, whole, by the moment; every row when the moment is now."""
    return Q() if held is None else Q(record__delivery__loaded_at__lte=held)


def _episodes(
    first: Quarter, last: Quarter, held: datetime | None, *also: str
) -> "QuerySet[MissingReport, dict[str, Any]]":
    """Each episode begun from one quarter to another, with the moment it began by the earliest report of it then held.

    Reports of the quarter before are read too, so that an episode first reported at its end is not counted twice.
    """
    since, until = day_begins_at(first.previous.since), day_begins_at(last.until)
    told = reports(held).filter(since__gte=since, since__lt=until)
    return told.values("episode_id", "person_id", *also).annotate(began_at=Min("since"))


def episodes_begun(quarter: Quarter, held: datetime | None, *also: str) -> "QuerySet[MissingReport, dict[str, Any]]":
    """The episodes that began in a quarter: what every figure of it counts, and what stands behind each."""
    return _episodes(quarter, quarter, held, *also).filter(began_at__gte=day_begins_at(quarter.since))


def absence_of(row: dict[str, Any]) -> Absence:
    """An episode as it is counted, from a row with its child's sex and birth date."""
    return Absence(row["person_id"], row["person__sex"], row["person__birth_date"], london_day(row["began_at"]))


def _absences(quarter: Quarter, held: datetime | None) -> list[Absence]:
    rows = episodes_begun(quarter, held, "person__sex", "person__birth_date")
    return [absence for absence in map(absence_of, rows) if is_counted(absence)]


def tally_of(quarter: Quarter, held: datetime | None) -> Tally:
    """The quarter's children and episodes, counted once each, in two statements."""
    absences = _absences(quarter, held)
    looked_after = looked_after_when_missing(absences, care_spells(quarter, held))
    return tally(absences, age_bands(on=quarter.since), looked_after)


def _in_care(quarter: Quarter, held: datetime | None) -> "QuerySet[CareEpisode]":
    lasting = Q(until__isnull=True) | Q(until__gte=quarter.since)
    return CareEpisode.objects.filter(
        lasting, received_by(held), since__lt=quarter.until, person__outside_figures=False
    ).order_by()


def care_spells(quarter: Quarter, held: datetime | None) -> list[CareSpell]:
    """The days on which the quarter's missing children were looked after, in one statement."""
    missing = _episodes(quarter, quarter, held).values("person_id")
    return [
        CareSpell(*row)
        for row in _in_care(quarter, held).filter(person__in=missing).values_list("person_id", "since", "until")
    ]


def children_looked_after(quarter: Quarter, held: datetime | None) -> int:
    """How many children were looked after at any time in the quarter: what their share of the missing is of."""
    return _in_care(quarter, held).aggregate(children=Count("person", distinct=True))["children"] or 0


def trend_of(quarter: Quarter, reach: Reach, held: datetime | None) -> list[tuple[Quarter, int | None, int | None]]:
    """Children and episodes of this quarter and those before it, in two statements; none where nobody counted.

    The database counts everybody who was under 18 for the whole of a quarter; the few whose eighteenth birthday lay in
    it are looked at one by one.
    """
    quarters = [quarter]
    while len(quarters) < QUARTERS_SHOWN:
        quarters.insert(0, quarters[0].previous)
    episodes = _episodes(quarters[0], quarter, held, "person__birth_date")
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


def population_of(quarter: Quarter) -> Population | None:
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
