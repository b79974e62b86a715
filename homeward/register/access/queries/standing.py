"""What stands between a viewer and a child at a moment, read in one or two statements."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from homeward.register.access.models import Relationship, Shield, ShieldLowering, Shift
from homeward.register.access.rules import Context, Decision, Viewer, decide, reasons_that_open
from homeward.vocabulary.roles import load_roles

PLACING = "placing"
FOR_A_WHILE = frozenset({"call", "referral", "emergency"})
# Answers by which a shield is down: the second person agreed, and nobody has raised it since.
DOWN = Q(agreed=True, raised_again_at__isnull=True)


def open_at(at: datetime) -> Q:
    """Rows whose span holds this moment."""
    return Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))


def held_by(viewer: Viewer) -> Q:
    """Relationships that this viewer holds: their own, their team's, and those their whole agency holds."""
    own = Q(worker_id=viewer.worker_id) | Q(agency_id=viewer.agency_id)
    return own | Q(team_id=viewer.team_id) if viewer.team_id else own


def shift_of(viewer: Viewer, *, at: datetime) -> Shift | None:
    """The shift that the viewer is working at this moment, if any."""
    return Shift.objects.filter(open_at(at), worker=viewer.worker_id).first()


def context_of(viewer: Viewer, subject_id: UUID, *, at: datetime, missing_now: bool = False) -> Context:
    """The relationships between one viewer and one subject, in one statement."""
    rows = Relationship.objects.filter(open_at(at), held_by(viewer), subject_id=subject_id)
    kinds = set(rows.values_list("kind", flat=True))
    return Context(
        relationships=frozenset(kinds - {PLACING}),
        about_a_child=True,
        missing_now=missing_now,
        placed_by_viewers_agency=PLACING in kinds,
    )


def lapses(viewer: Viewer, subject_id: UUID, *, at: datetime) -> Relationship | None:
    """What opens this record to this viewer for a while: a call, a referral or an emergency, whichever lapses last.

    None when something lasting opens it.
    """
    rows = Relationship.objects.filter(open_at(at), held_by(viewer), subject_id=subject_id).exclude(kind=PLACING)
    found = sorted(rows, key=lambda row: (row.until is None, row.until or at))
    return found[-1] if found and found[-1].kind in FOR_A_WHILE else None


def may(viewer: Viewer, action: str, *, field_class: str = "operational") -> Decision:
    """Whether the viewer may take an action that concerns no one child."""
    return decide(viewer, action, Context(), field_class, load_roles())


def may_for_some(viewer: Viewer, action: str, *, field_class: str = "core") -> Decision:
    """Whether there could be a child about whom the viewer may take the action.

    It opens a list, whose query then keeps only those children.
    """
    reasons = reasons_that_open(viewer, action, field_class, load_roles())
    return Decision(False, "no-role") if reasons == frozenset() else Decision(True, "each", ("audit",))


def may_about(
    viewer: Viewer,
    action: str,
    subject_id: UUID,
    *,
    at: datetime,
    field_class: str = "core",
    missing_now: bool = False,
) -> Decision:
    """Whether the viewer may take an action about one child.

    `missing_now` is told by the rooms above, which know it.
    """
    context = context_of(viewer, subject_id, at=at, missing_now=missing_now)
    return decide(viewer, action, context, field_class, load_roles())


def may_in(context: Context, viewer: Viewer, action: str, *, field_class: str = "core") -> bool:
    """Whether the viewer may take an action about a child whose context has been read already: no statement."""
    return decide(viewer, action, context, field_class, load_roles()).allowed


def visible(viewer: Viewer, action: str, *, at: datetime, field_class: str = "core", subject: str = "pk") -> Q:
    """A condition that keeps only rows about children on whom the viewer may take the action.

    Use it inside the statement that fetches a list: `Person.objects.filter(visible(viewer, "child.find", at=now))`. It
    adds no statement of its own. `subject` names the column that holds the subject's identifier.
    """
    reasons = reasons_that_open(viewer, action, field_class, load_roles())
    if reasons is None or ("duty" in reasons and viewer.on_duty):
        return Q()
    if not reasons:
        return Q(pk__in=[])
    rows = Relationship.objects.filter(open_at(at), held_by(viewer), kind__in=sorted(reasons))
    return Q((f"{subject}__in", rows.values("subject_id")))


def shielded(subject_ids: Collection[UUID]) -> set[UUID]:
    """Those of the subjects whose whereabouts a shield still covers, in two statements."""
    shields: dict[int, UUID] = dict(Shield.objects.filter(subject__in=subject_ids).values_list("pk", "subject_id"))
    down = set(ShieldLowering.objects.filter(DOWN, shield__in=shields).values_list("shield_id", flat=True))
    return {subject for shield, subject in shields.items() if shield not in down}
