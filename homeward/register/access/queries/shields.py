"""The shields that are kept, and the requests to lower one. Never the place that a shield covers."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from homeward.register.access.models import Shield, ShieldLowering
from homeward.register.access.queries.standing import DOWN, may
from homeward.register.access.rules import Viewer, lowered
from homeward.register.keys.queries import opened


@dataclass(frozen=True)
class Request:
    """One person's request that a shield be lowered, with the reason they gave."""

    id: UUID
    asked_by: str = field(repr=False)
    asked_at: datetime
    reason: str = field(repr=False)
    own: bool


@dataclass(frozen=True)
class Kept:
    """A shield: over which child, on what ground, whether it is up, when it is to be reviewed, and what is asked."""

    id: int
    subject_id: UUID
    basis: str
    since: datetime
    review_on: date | None
    up: bool
    request: Request | None


def shields_kept(*, viewer: Viewer) -> list[Kept]:
    """Every shield, those with an open request first and then by review date, for a shield keeper alone."""
    if not may(viewer, "shield.see").allowed:
        return []
    lowerings = ShieldLowering.objects.select_related("asked_by").order_by("asked_at")
    shields = Shield.objects.prefetch_related(Prefetch("lowerings", queryset=lowerings))
    kept = [_kept(shield, viewer) for shield in shields]
    return sorted(kept, key=lambda each: (each.request is None, each.up, each.review_on or date.max, each.since))


def _kept(shield: Shield, viewer: Viewer) -> Kept:
    asked = next((each for each in shield.lowerings.all() if each.answered_at is None), None)
    return Kept(
        id=shield.pk,
        subject_id=shield.subject_id,
        basis=shield.get_basis_display(),
        since=shield.since,
        review_on=shield.review_on,
        up=not lowered([(each.agreed, each.raised_again_at) for each in shield.lowerings.all()]),
        request=_request(asked, viewer) if asked else None,
    )


def _request(asked: ShieldLowering, viewer: Viewer) -> Request:
    return Request(
        id=asked.pk,
        asked_by=asked.asked_by.name,
        asked_at=asked.asked_at,
        reason=opened(asked.sealed_reason, table="access_shieldlowering", row=asked.pk, column="reason"),
        own=asked.asked_by_id == viewer.worker_id,
    )


def shields_over(subject_id: UUID) -> list[Shield]:
    """The shields over one child that nobody has lowered, oldest first."""
    down = ShieldLowering.objects.filter(DOWN).values("shield")
    return list(Shield.objects.filter(subject=subject_id).exclude(pk__in=down).order_by("since", "pk"))


def under_a_shield() -> QuerySet[Shield, UUID]:
    """The children whose whereabouts a shield covers now, to be put into a statement: it adds none of its own."""
    down = ShieldLowering.objects.filter(DOWN).values("shield")
    return Shield.objects.exclude(pk__in=down).values_list("subject_id", flat=True)
