"""Referring a child, or somebody of their family, to a service; what became of it; and what a service says of room."""

from datetime import date, datetime
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.pathway.models import (
    CapacityWord,
    ConfidentialService,
    ReferralStep,
    Service,
    ServiceReferral,
)
from homeward.practice.pathway.queries.referrals import days_of
from homeward.practice.pathway.rules import ENDED, may_follow
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed

REFERRAL, STEP = "pathway_servicereferral", "pathway_referralstep"


class NotThatService(HomewardError):
    """A service that takes nobody, is not in the directory, or may not be known to whoever asks."""


class NotThisChilds(HomewardError):
    """A referral that is not this child's."""


class NotThatStep(HomewardError):
    """A step that does not follow the last one, or lies on a day that cannot be."""


@action("services.refer", about="child")
def refer(
    *, child: UUID, service: UUID, need: str, whom: str, agreed: str, reason: str, offered_on: date, by: Viewer,
    at: datetime, may_know_confidential: bool = False,
) -> ServiceReferral:  # fmt: skip
    """Offer a service to a child or somebody of their family. A confidential one only for whoever may know of it."""
    if offered_on > london_day(at):
        raise _not_that_step()
    found = Service.objects.filter(pk=service, status="active", withheld_at__isnull=True).exclude(content={}).first()
    secret = None
    if found is None and may_know_confidential:
        secret = ConfidentialService.objects.filter(pk=service, ended_at__isnull=True).first()
    if found is None and secret is None:
        raise NotThatService(
            got="a service that is not in the directory, or takes nobody now",
            expected="one of those that are found for this child",
            next_step="Look for a service again.",
        )
    pk = uuid4()
    audit.current().note(referral=str(pk), need=need)
    return ServiceReferral.objects.create(
        id=pk, person_id=child, service=found, confidential=secret, need=need, whom=whom, agreed=agreed,
        sealed_reason=sealed(reason, table=REFERRAL, row=pk, column="reason"), offered_on=offered_on,
        by_id=by.worker_id, recorded_at=at,
    )  # fmt: skip


@action("services.refer", about="child")
def write_step(
    *, child: UUID, referral: UUID, state: str, on: date, outcome: str, note: str, by: Viewer, at: datetime
) -> ReferralStep:
    """Write what became of a referral. One that ended says with what outcome."""
    row = ServiceReferral.objects.select_for_update().filter(pk=referral, person=child).first()
    if row is None:
        raise NotThisChilds(
            got="a referral that is not this child's",
            expected="what the child's page shows",
            next_step="Open the child's page again: it may have moved to another record.",
        )
    if not may_follow(state, days_of(row), on=on, today=london_day(at)) or (state == ENDED and not outcome):
        raise _not_that_step()
    audit.current().note(referral=str(row.pk), state=state)
    number = row.steps.count() + 1
    kept = sealed(note, table=STEP, row=f"{row.pk}:{number}", column="note") if note else ""
    return ReferralStep.objects.create(
        referral=row, number=number, state=state, on=on, outcome=outcome if state == ENDED else "", sealed_note=kept,
        by_id=by.worker_id, recorded_at=at,
    )  # fmt: skip


@action("services.say-capacity")
def say_capacity(
    *, service: UUID, takes_referrals: bool, free_places: int | None, wait_weeks: int | None, said_on: date,
    by: Viewer, at: datetime,
) -> CapacityWord:  # fmt: skip
    """Write what a service said of its room and its wait. The last word stands."""
    if said_on > london_day(at):
        raise _not_that_step()
    if not Service.objects.filter(pk=service, withheld_at__isnull=True).exclude(content={}).exists():
        raise NotThatService(
            got="a service that is not in the directory",
            expected="one of the directory",
            next_step="Look for the service again.",
        )
    audit.current().note(service=str(service), takes=takes_referrals)
    return CapacityWord.objects.create(
        service_id=service, takes_referrals=takes_referrals, free_places=free_places, wait_weeks=wait_weeks,
        said_on=said_on, by_id=by.worker_id, recorded_at=at,
    )  # fmt: skip


def _not_that_step() -> NotThatStep:
    return NotThatStep(
        got="a step that does not follow the last one, or a day before it or still to come",
        expected="what may come next, today at the latest",
        next_step="Check the day, and what was written last.",
    )
