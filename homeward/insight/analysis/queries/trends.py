"""The quarters of a trend, in five statements whatever the county's size and however many quarters there are."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from homeward.foundation.ages import ADULT_AT
from homeward.foundation.london import day_begins_at, london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.queries.counting import absence_of, care_spells, episodes_from, in_care
from homeward.insight.analysis.queries.sources import Reach
from homeward.insight.analysis.rules import (
    Absence,
    KnownQuarter,
    Population,
    is_collected,
    is_complete,
    is_counted,
    looked_after_when_missing,
    quarters_until,
)
from homeward.practice.missing.models import MissingReport

Episodes = QuerySet[MissingReport, dict[str, Any]]


def trend_of(
    quarter: Quarter,
    reach: Reach,
    populations: Mapping[Quarter, Population],
    held: datetime | None,
    today: date,
) -> list[KnownQuarter]:
    """This quarter and those before it, as far back as anybody was counted; none where nobody counted.

    The database counts everybody who was under 18 for the whole of a quarter; the few whose eighteenth birthday lay in
    it are looked at one by one, as are children who have been looked after.
    """
    quarters = quarters_until(quarter, reach.earliest_on)
    episodes = episodes_from(quarters[0], quarter, held, "person__birth_date", "person__sex")
    counts = episodes.aggregate(**_asked(quarters))
    turning, cared = _turning_18(episodes, quarters), _looked_after(episodes, quarters, held)
    care = in_care(quarters[0], quarter, held).aggregate(**{_name("care", each): _cared_in(each) for each in quarters})
    return [
        KnownQuarter(
            each,
            counts[_name("children", each)] + len({absence.child for absence in turning[each]}),
            counts[_name("episodes", each)] + len(turning[each]),
            looked_after=len(cared[each]),
            in_care=care[_name("care", each)],
            population=populations[each].of() if each in populations else 0,
            complete=is_complete(each, today, reach.whole_to),
        )
        if is_collected(each, reach.earliest_on, reach.latest_on)
        else KnownQuarter(each, in_care=care[_name("care", each)], complete=False)
        for each in quarters
    ]


def _name(what: str, quarter: Quarter) -> str:
    return f"{what}{quarter.year}{quarter.number}"


def _asked(quarters: list[Quarter]) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    for each in quarters:
        child = _began_in(each) & (
            Q(person__birth_date__isnull=True) | Q(person__birth_date__gte=_adult_by(each.until))
        )
        asked[_name("children", each)] = Count("person_id", distinct=True, filter=child)
        asked[_name("episodes", each)] = Count("episode_id", filter=child)
    return asked


def _cared_in(quarter: Quarter) -> Count:
    lasting = Q(until__isnull=True) | Q(until__gte=quarter.since)
    return Count("person", distinct=True, filter=lasting & Q(since__lt=quarter.until))


def _began_in(quarter: Quarter) -> Q:
    return Q(began_at__gte=day_begins_at(quarter.since), began_at__lt=day_begins_at(quarter.until))


def _adult_by(day: date) -> date:
    """The birth date of those who turn 18 on the first day of a month."""
    return day.replace(year=day.year - ADULT_AT)


def _turning_18(episodes: Episodes, quarters: list[Quarter]) -> dict[Quarter, list[Absence]]:
    """Episodes, begun before the birthday, of children who turned 18 in the quarter they began in."""
    either = Q()
    for each in quarters:
        born = Q(person__birth_date__gt=_adult_by(each.since), person__birth_date__lt=_adult_by(each.until))
        either |= _began_in(each) & born
    return _by_quarter(episodes.filter(either), quarters)


def _looked_after(episodes: Episodes, quarters: list[Quarter], held: datetime | None) -> dict[Quarter, set[UUID]]:
    """The children of each quarter who were looked after on a day that an episode of theirs in it began."""
    first, last = quarters[0], quarters[-1]
    ever = in_care(first, last, held).filter(person=OuterRef("person_id"))
    absences = _by_quarter(episodes.filter(Exists(ever)), quarters)
    spells = care_spells(first, held, last=last)
    return {each: set(looked_after_when_missing(absences[each], spells)) for each in quarters}


def _by_quarter(episodes: Episodes, quarters: list[Quarter]) -> dict[Quarter, list[Absence]]:
    """Children's episodes by the quarter they began in; those reported before the first are left out."""
    found: dict[Quarter, list[Absence]] = defaultdict(list)
    for row in episodes.filter(began_at__gte=day_begins_at(quarters[0].since)):
        absence = absence_of(row)
        if is_counted(absence):
            found[Quarter.holding(london_day(row["began_at"]))].append(absence)
    return found
