"""What a return is written from: the children whom one council looks after, and their absences as the hub has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.foundation.collection_years import CollectionYear, NotACollectionYear
from homeward.foundation.london import day_begins_at, london_day
from homeward.gateways.feeds.rules import judged
from homeward.gateways.returns.rules import (
    LIST_8,
    LIST_8_COLUMNS,
    MISSING,
    MISSING_COLUMNS,
    Absent,
    Line,
    LookedAfter,
    list_8_lines,
    missing_lines,
    months_before,
)
from homeward.insight.reports.rules import export_holds
from homeward.practice.missing.queries import answered_after, counted
from homeward.register.access.rules import Viewer
from homeward.register.audit.models import AuditEvent
from homeward.register.people.models import CareEpisode, Identifier
from homeward.vocabulary.labels import label


@dataclass(frozen=True)
class Refused:
    """Why a row of a return would be refused, or is worth a look: where it is, the check's number, and what to do."""

    row: int
    column: str
    rule: str
    words: str
    query: bool


@dataclass(frozen=True)
class Written:
    """A return as it stands: its rows, the columns of its file, and what its own checks say of it."""

    kind: str
    period: str
    lines: list[Line]
    columns: Mapping[str, str]
    refusals: list[Refused]


def missing_return(year: CollectionYear, *, viewer: Viewer, at: datetime) -> Written:
    """The table Missing of the viewer's own council for a collection year, checked, in four statements."""
    on = london_day(at)
    children = _looked_after(viewer.agency_id, since=year.since, until=year.last_day)
    absences = _absences(viewer.agency_id, since=year.since, until=year.last_day)
    lines = missing_lines(children, absences, year=year, on=on)
    columns = {each: each for each in MISSING_COLUMNS}
    return Written(MISSING, year.code, lines, columns, _refusals("ssda903", "missing", lines, year.ending, on))


def list_8(day: date, *, viewer: Viewer, at: datetime) -> Written:
    """The part of Annex A's list 8 about missing children, of the viewer's own council on a day, in six statements."""
    children = _looked_after(viewer.agency_id, since=months_before(day, 12), until=day)
    absences = _absences(viewer.agency_id, since=months_before(day, 12), until=day, answered=True)
    lines = list_8_lines(children, absences, day=day)
    refusals = _refusals("annex-a", "looked-after", lines, None, london_day(at))
    return Written(LIST_8, day.isoformat(), lines, LIST_8_COLUMNS, refusals)


def written(kind: str, period: str, *, viewer: Viewer, at: datetime) -> Written:
    """The return that a kind and a period name. Raises NotACollectionYear or ValueError for one that names none."""
    if kind == MISSING:
        return missing_return(CollectionYear.parse(period), viewer=viewer, at=at)
    return list_8(date.fromisoformat(period), viewer=viewer, at=at)


def is_asked_rightly(kind: str, period: str, *, at: datetime) -> bool:
    """Whether there is such a return: of a year that has begun, or of a day that is not to come."""
    try:
        since = CollectionYear.parse(period).since if kind == MISSING else date.fromisoformat(period)
    except (NotACollectionYear, ValueError):
        return False
    return kind in (MISSING, LIST_8) and date(2000, 1, 1) <= since <= london_day(at)


def _looked_after(council: int, *, since: date, until: date) -> dict[UUID, LookedAfter]:
    """Whom this council's return says it looked after on some day of a span, with its own number for each."""
    of_council, wanted = CareEpisode.objects.filter(record__source__agency=council), _whom(council, since, until)
    care: dict[UUID, list[tuple[date, date | None]]] = {}
    people = {}
    for row in of_council.filter(person__in=wanted).select_related("person").order_by("since"):
        care.setdefault(row.person_id, []).append((row.since, row.until))
        people[row.person_id] = row.person
    own = Identifier.objects.filter(person__in=wanted, type="local", issuer=council).order_by("-value")
    numbers = dict(own.values_list("person", "value"))
    return {
        key: LookedAfter(
            numbers.get(key, ""), person.birth_date, tuple(care[key]), label("sex", person.sex), person.ethnicity
        )
        for key, person in people.items()
    }


def _whom(council: int, since: date, until: date) -> "QuerySet[CareEpisode, UUID]":
    """Those whom a council looked after on some day of a span, for a statement to be made of."""
    touching = Q(since__lte=until) & (Q(until__isnull=True) | Q(until__gte=since))
    return CareEpisode.objects.filter(touching, record__source__agency=council).values("person")


def _absences(council: int, *, since: date, until: date, answered: bool = False) -> list[Absent]:
    """The absences, lasting into a span, of whom a council looked after in it: as the hub joined them, not as told."""
    lasted = Q(until__isnull=True) | Q(until__gte=day_begins_at(since))
    rows = list(
        counted()
        .filter(lasted, since__lt=day_begins_at(until + timedelta(days=1)), person__in=_whom(council, since, until))
        .order_by("since", "pk")
    )
    said = answered_after([row.pk for row in rows if row.until]) if answered else {}
    return [
        Absent(
            row.person_id,
            row.type,
            london_day(row.since),
            london_day(row.until) if row.until else None,
            *said.get(row.pk, (False, False)),
        )
        for row in rows
    ]


def _refusals(feed: str, part: str, lines: list[Line], year: int | None, on: date) -> list[Refused]:
    found = judged(feed, part, [line.cells for line in lines], year=year, on=on)
    return [Refused(each.row, each.column, each.rule, each.message, each.query) for each in found]


def announced(export: UUID, *, viewer: Viewer, at: datetime) -> tuple[str, str] | None:
    """Which return this viewer has just said that they would take out of the hub; none where they have not (S-16)."""
    event = AuditEvent.objects.filter(uid=export, action="return.take", worker_id=viewer.worker_id).first()
    if event is None or event.detail.get("export") != "intent" or not export_holds(event.at, at):
        return None
    return event.detail["kind"], event.detail["period"]
