"""What a viewer has been asked to do."""

from django.db.models import F, Q, QuerySet

from homeward.register.access.rules import Viewer
from homeward.register.tasks.models import Task
from homeward.register.tasks.rules import OF_ANOTHER


def asked_of(viewer: Viewer) -> Q:
    """Tasks asked of the viewer, of their team, or of everybody who holds one of their roles.

    The second of two people is never the first: what somebody asked another to answer is not asked of them.
    """
    theirs = Q(for_worker=viewer.worker_id) | Q(for_role__in=sorted(viewer.roles))
    theirs |= Q(for_team=viewer.team_id) if viewer.team_id else Q()
    return theirs & ~Q(kind__in=OF_ANOTHER, raised_by=viewer.worker_id)


def tasks_of(viewer: Viewer) -> "QuerySet[Task]":
    """What waits to be done, the soonest due first and what has no date last."""
    waiting = Task.objects.filter(asked_of(viewer), done_at__isnull=True)
    return waiting.order_by(F("due_at").asc(nulls_last=True), "raised_at")
