"""A child's referrals to services, for a page that has already been allowed."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from homeward.practice.pathway.models import ReferralStep, ServiceReferral
from homeward.practice.pathway.rules import OFFERED
from homeward.register.keys.queries import opened


def referrals_of(subject: UUID, *, latest: int | None = None) -> list[ServiceReferral]:
    """Each referral with its steps, the newest first, or the latest of them, in two statements."""
    steps = ReferralStep.objects.select_related("by").order_by("number")
    rows = ServiceReferral.objects.filter(person=subject).order_by("-offered_on", "-recorded_at")
    whole = rows.select_related("service__organisation", "confidential", "by")
    return list(whole.prefetch_related(Prefetch("steps", queryset=steps))[:latest])


def days_of(row: ServiceReferral) -> list[tuple[str, date]]:
    """What became of it, from the offer on, each with its day."""
    return [(OFFERED, row.offered_on), *((each.state, each.on) for each in row.steps.order_by("number"))]


def reason_of(row: ServiceReferral) -> str:
    """Why this service."""
    return opened(row.sealed_reason, table="pathway_servicereferral", row=row.pk, column="reason")


def note_of(row: ReferralStep) -> str:
    """What was written beside a step."""
    if not row.sealed_note:
        return ""
    return opened(row.sealed_note, table="pathway_referralstep", row=f"{row.referral_id}:{row.number}", column="note")
