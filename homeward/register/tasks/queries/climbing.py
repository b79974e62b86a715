"""Who is on each rung of a handover's ladder at a moment, and which handovers are due to climb."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError
from django.db.models import Q, QuerySet

from homeward.foundation.london import london_day
from homeward.register.access.models import RoleHolding, Shift
from homeward.register.access.queries import open_at
from homeward.register.access.rules import Viewer
from homeward.register.tasks.models import Handover, Notice
from homeward.register.tasks.models.watch import WAITING
from homeward.register.tasks.queries.rotas import on_duty

MOST_COUNTED = 100


def due_to_climb(*, at: datetime) -> "QuerySet[Handover]":
    """Handovers that nobody has answered and whose time on their rung is over, the longest late first."""
    return Handover.objects.filter(WAITING, climbs_at__lte=at).order_by("climbs_at")


def on_rung(handover: Handover, who: str, *, at: datetime) -> list[UUID]:
    """Who is to be told on a rung. The giver is never among them, and nobody who has left."""
    found = {"next": next_of, "manager": managers_for, "duty-director": directors}[who](handover, at)
    return [each for each in found if each != handover.given_by_id]


def next_of(handover: Handover, at: datetime) -> list[UUID]:
    """The next person on the desk who was not told yet: by the rota, then whoever is on shift in the desk's role."""
    if handover.to_rota is None:
        return []
    told = {each for each in handover.rungs.values_list("worker_id", flat=True) if each}
    rostered = [each.pk for each in on_duty(handover.to_rota, at=at) if each.pk not in told]
    if rostered:
        return rostered[:1]
    held = holders(handover.to_rota.role, at).filter(worker__agency=handover.to_rota.agency_id)
    return [each for each in on_shift(held, at) if each not in told]


def managers_for(handover: Handover, at: datetime) -> list[UUID]:
    """The desk's manager; where it has none, or it was given to a worker, the managers of the giver's team."""
    manager = handover.to_rota and handover.to_rota.manager
    if manager and not (manager.left_on and manager.left_on <= london_day(at)):
        return [manager.pk]
    team = handover.given_by.team_id
    return workers_of(holders("manager", at).filter(worker__team=team)) if team else []


def directors(handover: Handover, at: datetime) -> list[UUID]:
    """The duty directors on shift, and every one of them where none is."""
    held = holders("duty-director", at)
    return on_shift(held, at) or workers_of(held)


def holders(role: str, at: datetime) -> "QuerySet[RoleHolding]":
    """Who holds a role now and has not left."""
    here = Q(worker__left_on__isnull=True) | Q(worker__left_on__gt=london_day(at))
    return RoleHolding.objects.filter(open_at(at), here, role=role).order_by("worker__name", "worker")


def on_shift(held: "QuerySet[RoleHolding]", at: datetime) -> list[UUID]:
    """Those of them who have started a shift."""
    return workers_of(held.filter(worker__in=Shift.objects.filter(open_at(at)).values("worker")))


def workers_of(held: "QuerySet[RoleHolding]") -> list[UUID]:
    """Each worker once."""
    return list(dict.fromkeys(held.values_list("worker", flat=True)))


def notices_of(viewer: Viewer, *, most: int) -> Sequence[Notice]:
    """What a worker was told, the newest first."""
    return list(Notice.objects.filter(worker=viewer.worker_id).order_by("-at", "-pk")[:most])


def unseen_notices(viewer: Viewer) -> int:
    """How many notices a worker has not read, as far as a hundred. None, while the database is away."""
    rows = Notice.objects.filter(worker=viewer.worker_id, seen_at__isnull=True)
    try:
        return rows[:MOST_COUNTED].count()
    except DatabaseError:
        return 0
