"""The queue: what waits to be decided, in the order in which it should be."""

from datetime import datetime, timedelta

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from homeward.foundation.london import london_day
from homeward.practice.frontdoor.models import Concern
from homeward.practice.frontdoor.queries.workload import covers_on
from homeward.register.access.rules import Viewer
from homeward.vocabulary.limits import limit


def waiting(*, at: datetime) -> Q:
    """Concerns to be read: those sent, and those begun that nobody has written in for a while."""
    minutes = limit("worry_unfinished_minutes", on=london_day(at))
    left = Q(state="draft", last_said_at__lte=at - timedelta(minutes=minutes), version__gt=0)
    return Q(state="open") | left


def looked_at() -> Q:
    """Concerns that no robot wrote, or of which somebody said so."""
    return Q(seems="") | Q(looked_at__isnull=False)


def queue(*, at: datetime, only: Q | None = None) -> "QuerySet[Concern]":
    """What waits at the front door, danger first and then what is due soonest; or only a part of it."""
    danger = Case(When(in_danger="yes", then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Concern.objects.filter(waiting(at=at), looked_at(), way="frontdoor").select_related("agency", "worker")
    rows = rows.filter(only) if only is not None else rows
    return rows.annotate(danger=danger).order_by("danger", "due_on", "begun_at", "pk")


def part_of(whose: str, viewer: Viewer, *, at: datetime) -> Q | None:
    """Which part of the queue is asked for: mine with whom I cover, nobody's, or a team's; none for all."""
    if whose == "mine":
        covered = [worker for worker, cover in covers_on(london_day(at)).items() if cover == viewer.worker_id]
        return Q(worker__in=[viewer.worker_id, *covered])
    if whose == "nobodys":
        return Q(worker__isnull=True)
    return Q(team=int(whose)) if whose.isdigit() else None


def nobodys(*, at: datetime) -> int:
    """How many wait that nobody has in hand."""
    return Concern.objects.filter(waiting(at=at), looked_at(), way="frontdoor", worker__isnull=True).count()


def robots(*, at: datetime) -> "QuerySet[Concern]":
    """What looks as if a robot had filled it in, and nobody has looked at yet. None of it is lost."""
    rows = Concern.objects.filter(waiting(at=at), way="frontdoor", seems="robot", looked_at__isnull=True)
    return rows.order_by("begun_at", "pk")


def apart(*, at: datetime) -> "QuerySet[Concern]":
    """Worries about somebody who works with children that wait, the oldest first."""
    return Concern.objects.filter(waiting(at=at), way="worker").select_related("agency").order_by("begun_at", "pk")
