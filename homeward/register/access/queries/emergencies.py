"""Records opened in an emergency, and whose review they wait for."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from homeward.foundation.london import day_begins_at, london_day
from homeward.register.access.models import EmergencyOpening, Relationship
from homeward.register.access.queries.standing import may, open_at
from homeward.register.access.rules import Viewer
from homeward.register.keys.queries import opened


@dataclass(frozen=True)
class Opening:
    """One emergency opening as its reviewer reads it."""

    id: UUID
    subject_id: UUID
    category: str
    at: datetime
    until: datetime
    review_due_at: datetime
    finding: str
    reviewed_at: datetime | None
    own: bool
    worker: str = field(repr=False)
    agency: str = field(repr=False)
    reviewer: str = field(repr=False)
    reason: str = field(repr=False)


def opened_today(worker_id: UUID, *, at: datetime) -> int:
    """How many records a worker has opened in an emergency since midnight in England."""
    return EmergencyOpening.objects.filter(worker=worker_id, at__gte=day_begins_at(london_day(at)), at__lte=at).count()


def has_team(subject_id: UUID, *, at: datetime) -> bool:
    """Whether a team answers for the child now: the allocated one, or the allocated worker's own."""
    known = Q(team__isnull=False) | Q(worker__team__isnull=False)
    rows = Relationship.objects.filter(known, open_at(at), subject=subject_id, kind__in=["team", "allocated"])
    return rows.exists()


def openings_in_reach(*, viewer: Viewer, at: datetime) -> "QuerySet[EmergencyOpening]":
    """The openings that a viewer may review.

    Information governance reviews any; a manager those made by their own team, and those of their team's children.
    """
    if not may(viewer, "glass.review").allowed:
        return EmergencyOpening.objects.none()
    if may(viewer, "audit.see").allowed:
        return EmergencyOpening.objects.all()
    theirs = Relationship.objects.filter(
        Q(team=viewer.team_id) | Q(worker__team=viewer.team_id),
        open_at(at),
        subject=OuterRef("subject"),
        kind__in=["allocated", "team"],
    )
    return EmergencyOpening.objects.filter(Q(worker__team=viewer.team_id) | Q(Exists(theirs)), _has_team(viewer))


def _has_team(viewer: Viewer) -> Q:
    return Q() if viewer.team_id else Q(pk__in=[])


def openings_for(*, viewer: Viewer, at: datetime, reviewed: bool = False) -> list[Opening]:
    """The openings that wait for this viewer's review, the soonest due first; or the latest fifty already reviewed."""
    found = openings_in_reach(viewer=viewer, at=at).select_related("worker__agency", "reviewed_by")
    if reviewed:
        found = found.filter(reviewed_at__isnull=False).order_by("-reviewed_at")[:50]
    else:
        found = found.filter(reviewed_at__isnull=True).order_by("review_due_at")
    return [_opening(row, viewer) for row in found]


def _opening(row: EmergencyOpening, viewer: Viewer) -> Opening:
    return Opening(
        id=row.pk,
        subject_id=row.subject_id,
        category=row.category,
        at=row.at,
        until=row.until,
        review_due_at=row.review_due_at,
        finding=row.finding,
        reviewed_at=row.reviewed_at,
        own=row.worker_id == viewer.worker_id,
        worker=row.worker.name,
        agency=row.worker.agency.name,
        reviewer=row.reviewed_by.name if row.reviewed_by else "",
        reason=opened(row.sealed_reason, table="access_emergencyopening", row=row.pk, column="reason"),
    )
