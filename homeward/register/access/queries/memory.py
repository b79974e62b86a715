"""Who looked at a child's record, and why (S-22)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from homeward.foundation.london import day_begins_at
from homeward.register.access.queries.standing import may, may_about
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Worker
from homeward.register.audit import queries as audit
from homeward.register.audit.models import AuditEvent, Withholding
from homeward.register.subjects.queries import once

EXPORT_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Looked:
    """One thing somebody did, with the name of the worker who did it."""

    uid: UUID
    at: datetime
    action: str
    outcome: str
    reason_code: str
    purpose: str
    roles: tuple[str, ...]
    field_classes: tuple[str, ...]
    result_count: int | None
    agency: str
    worker: str = field(default="", repr=False)
    team: str = field(default="", repr=False)
    subjects: tuple[UUID, ...] = ()
    withholding: Withholding | None = None
    form_only: bool = False


@dataclass(frozen=True)
class Sought:
    """What an information governance lead asks of the memory: all of it optional."""

    since: date | None = None
    until: date | None = None
    worker: UUID | None = None
    action: str = ""
    denied: bool = False


def looks_at(subject_id: UUID, *, viewer: Viewer, at: datetime, first: int = 0, last: int = 50) -> list[Looked]:
    """Who looked at one child's record, the latest first.

    An entry that is withheld, because it would expose an inquiry, is shown to information governance alone.
    """
    return told(list(_about(subject_id, viewer, at)[first:last]))


def count_of_looks(subject_id: UUID, *, viewer: Viewer, at: datetime) -> int:
    """How many entries the viewer may see; the withheld are not counted for whoever may not see them."""
    return _about(subject_id, viewer, at).count()


def _about(subject_id: UUID, viewer: Viewer, at: datetime) -> "QuerySet[AuditEvent]":
    if not may_about(viewer, "who-looked.open", subject_id, at=at).allowed:
        return AuditEvent.objects.none()
    known_as = once(subject_id)
    found = audit.events_about(known_as).exclude(audit.told_by_another(known_as))
    return found if sees_withheld(viewer) else found.filter(withheld=False)


def sees_withheld(viewer: Viewer) -> bool:
    """Whether the viewer is one of those who may withhold an entry, and so goes on seeing it."""
    return may(viewer, "who-looked.withhold", field_class="core").allowed


def recent_events(sought: Sought, *, viewer: Viewer) -> "QuerySet[AuditEvent]":
    """The events asked for, about whomever, the latest first; for information governance alone."""
    if not may(viewer, "audit.see").allowed:
        return AuditEvent.objects.none()
    found = audit.events()
    if sought.since:
        found = found.filter(at__gte=day_begins_at(sought.since))
    if sought.until:
        found = found.filter(at__lt=day_begins_at(sought.until))
    if sought.worker:
        found = found.filter(worker_id=sought.worker)
    if sought.action:
        found = found.filter(action=sought.action)
    return found.filter(outcome="denied") if sought.denied else found


def copy_announced(event_uid: UUID, *, viewer: Viewer, at: datetime) -> bool:
    """Whether this event is the viewer's own word, given a moment ago, that they would take a copy (S-16)."""
    intents = AuditEvent.objects.filter(uid=event_uid, action="audit.export", outcome="allowed", detail__stage="intent")
    return intents.filter(worker_id=viewer.worker_id, at__gt=at - EXPORT_WITHIN).exists()


def told(events: list[AuditEvent]) -> list[Looked]:
    """Events with the names of who did what and about whom, in three statements however many there are."""
    ids = {event.worker_id for event in events if event.worker_id}
    workers = {row.pk: row for row in Worker.objects.filter(pk__in=ids).select_related("agency", "team")}
    subjects = audit.about_whom([event.pk for event in events])
    withheld = [event.pk for event in events if event.withheld]
    kept = {row.event_id: row for row in Withholding.objects.filter(event__in=withheld, ended_at__isnull=True)}
    return [
        _told(event, workers.get(event.worker_id), tuple(subjects.get(event.pk, ())), kept.get(event.pk))
        for event in events
    ]


def _told(
    event: AuditEvent, worker: Worker | None, subjects: tuple[UUID, ...], withholding: Withholding | None
) -> Looked:
    return Looked(
        uid=event.uid,
        at=event.at,
        action=event.action,
        outcome=event.outcome,
        reason_code=event.reason_code,
        purpose=event.purpose,
        roles=tuple(event.roles),
        field_classes=tuple(event.field_classes),
        result_count=event.result_count,
        agency=worker.agency.name if worker else "",
        worker=worker.name if worker else "",
        team=worker.team.name if worker and worker.team else "",
        subjects=subjects,
        withholding=withholding,
        form_only=event.detail.get("stage") == "form",
    )


def workers_with_roles() -> "QuerySet[Worker]":
    """Everybody who has ever held a role: whose deeds the memory could hold."""
    return Worker.objects.filter(role_holdings__isnull=False).distinct().order_by("name")
