"""The statements that count. `held` is the moment whose knowledge is asked for; none is all that the hub holds now."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from homeward.foundation.london import day_begins_at, london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import (
    Absence,
    CareSpell,
    Tally,
    is_counted,
    looked_after_when_missing,
    tally,
)
from homeward.practice.missing.models import MissingReport
from homeward.register.people.models import CareEpisode
from homeward.register.sources.models import SourceRecord
from homeward.vocabulary.age_bands import age_bands


def reports(held: datetime | None) -> "QuerySet[MissingReport]":
    """Reports of missing children that the hub held at the moment, of children who count in its figures."""
    standing = Q(superseded_at__isnull=True)
    then = (
        standing
        if held is None
        else (standing | Q(superseded_at__gt=held)) & (received_by(held) | Q(call__filed_at__lte=held))
    )
    return MissingReport.objects.filter(then, type="M", person__outside_figures=False).order_by()


def received_by(held: datetime | None) -> Q:
    """Rows of a delivery that had been loaded, whole, by the moment; every row when the moment is now."""
    return Q() if held is None else Q(record__delivery__loaded_at__lte=held)


def episodes_from(
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
    return episodes_from(quarter, quarter, held, *also).filter(began_at__gte=day_begins_at(quarter.since))


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


def in_care(first: Quarter, last: Quarter, held: datetime | None) -> "QuerySet[CareEpisode]":
    """Episodes of care with a day in the span from one quarter to another, that the hub had been told of."""
    lasting = Q(until__isnull=True) | Q(until__gte=first.since)
    told = Q() if held is None else Exists(_first_told(held))
    return CareEpisode.objects.filter(lasting, told, since__lt=last.until, person__outside_figures=False).order_by()


def _first_told(held: datetime) -> "QuerySet[SourceRecord]":
    """Rows, loaded by the moment, of which an episode of care is the newest telling.

    A return that gives an open episode its end, or puts it right, takes the place of the row before. The episode was
    known by then all the same; its end and its codes are as they stand now.
    """
    same = {name: OuterRef(f"record__{name}") for name in ("source", "part", "external_id")}
    return SourceRecord.objects.filter(delivery__loaded_at__lte=held, **same)


def care_spells(first: Quarter, held: datetime | None, *, last: Quarter | None = None) -> list[CareSpell]:
    """The days on which the missing children of a quarter, or of several, were looked after, in one statement."""
    until = last or first
    missing = episodes_from(first, until, held).values("person_id")
    rows = in_care(first, until, held).filter(person__in=missing)
    return [CareSpell(*row) for row in rows.values_list("person_id", "since", "until")]
