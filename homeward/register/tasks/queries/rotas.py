"""Who should be at which desk, and when nobody is. It tells nothing of any child."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from homeward.foundation.london import day_begins_at, london_day
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Worker
from homeward.register.tasks.models import Cover, Rota, RotaShift
from homeward.register.tasks.rules.rotas import Span, Stint, at_the_desk, holes, needed, stints_of, until_left

AHEAD = 14


def rotas() -> "QuerySet[Rota]":
    """Every rota, by its title."""
    return Rota.objects.select_related("agency", "manager")


def may_keep(viewer: Viewer, rota: Rota) -> bool:
    """Whether a viewer keeps this rota: its manager, or another manager or duty director of the agency it is of."""
    return rota.manager_id == viewer.worker_id or rota.agency_id == viewer.agency_id


def shifts_between(rota_ids: Collection[int], *, since: datetime, until: datetime) -> list[RotaShift]:
    """The shifts of these rotas that touch a span, with their covers, in three statements at most."""
    rows = RotaShift.objects.filter(rota__in=rota_ids, withdrawn_at__isnull=True, since__lt=until, until__gt=since)
    return list(rows.select_related("worker").prefetch_related("covers__worker").order_by("since", "order"))


def stints_in(shifts: Collection[RotaShift]) -> dict[int, list[Stint]]:
    """The shifts, with who stands in for whom and nobody who has left, by their rota."""
    found: dict[int, list[Stint]] = {}
    for row in shifts:
        own = Stint(row.worker_id, row.since, row.until, row.order, row.pk)
        covers = [stint_of(each, row) for each in row.covers.all()]
        people = {row.worker_id: row.worker} | {each.worker_id: each.worker for each in row.covers.all()}
        for stint in stints_of(own, [each for each in covers if each]):
            kept = until_left(stint, left_at(people[stint.worker]))
            if kept:
                found.setdefault(row.rota_id, []).append(kept)
    return found


def stint_of(cover: Cover, row: RotaShift) -> Stint | None:
    """Somebody's time in another's place; nobody who has left covers anything."""
    stint = Stint(cover.worker_id, cover.since, cover.until, row.order, row.pk, covers=True)
    return until_left(stint, left_at(cover.worker))


def left_at(worker: Worker) -> datetime | None:
    """The moment from which a worker no longer works here."""
    return day_begins_at(worker.left_on) if worker.left_on else None


def on_duty(rota: Rota, *, at: datetime) -> list[Worker]:
    """Who should be at a desk now, whom to try first in front. Nobody, where the rota has a hole."""
    shifts = shifts_between([rota.pk], since=at, until=at + timedelta(microseconds=1))
    ids = at_the_desk(stints_in(shifts).get(rota.pk, []), at=at)
    people = Worker.objects.in_bulk(ids)
    return [people[each] for each in ids]


def holes_of(every: Collection[Rota], *, first: date, days: int = AHEAD) -> dict[int, list[Span]]:
    """When nobody should be at each desk in the days to come, in as many statements however many the desks."""
    since, until = day_begins_at(first), day_begins_at(first + timedelta(days=days + 2))
    stints = stints_in(shifts_between([each.pk for each in every], since=since, until=until))
    return {each.pk: holes(needed(each.hours, first=first, days=days), stints.get(each.pk, [])) for each in every}


def holes_ahead(every: Collection[Rota], *, at: datetime) -> dict[int, list[Span]]:
    """Those holes of the next two weeks that are not over yet. One that began yesterday evening is among them."""
    found = holes_of(every, first=london_day(at) - timedelta(days=1), days=AHEAD + 1)
    return {rota: [each for each in spans if each.until > at] for rota, spans in found.items()}


def holes_today(every: Collection[Rota], *, at: datetime, day: date) -> dict[int, list[Span]]:
    """The holes that touch a day and are not over yet: one of the night before is among them."""
    ends = day_begins_at(day + timedelta(days=1))
    found = holes_of(every, first=day - timedelta(days=1), days=2)
    return {rota: [each for each in spans if each.until > at and each.since < ends] for rota, spans in found.items()}
