"""Opening a record in an emergency, and the review that always follows (S-08)."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.register.access.actions.guard import Refused, action
from homeward.register.access.models import EmergencyOpening, Relationship
from homeward.register.access.queries import may_about, opened_today, openings_in_reach, shielded
from homeward.register.access.rules import Viewer, is_reason_enough, needs_second_person, review_due_at
from homeward.register.agencies.models import Worker
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.subjects.models import Subject
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.limits import limit

SECOND_PERSON = "second-person-needed"


class ReasonTooShort(HomewardError):
    """A reason that says too little to be reviewed."""


class NoSuchChild(HomewardError):
    """There is nobody by that identifier."""


class OpenAlready(HomewardError):
    """The worker can open this record without an emergency."""


class OwnOpening(HomewardError):
    """The person who opened the record would review it."""


class NotYoursToReview(HomewardError):
    """The opening is not among those that this viewer reviews, or has been reviewed."""


@action("glass.break", about="child", field_class="core")
def open_in_emergency(*, child: UUID, category: str, reason: str, by: Viewer, at: datetime) -> EmergencyOpening:
    """Open one child's record for an hour, because waiting would be worse. Always told of, and always reviewed.

    It never opens where a shielded child is placed, legal advice, or who told us.
    """
    refuse_unless_needed(child, reason, by, at)
    on = london_day(at)
    refuse_fourth_today(child, by, at, limit("break_glass_a_day", on=on))
    number, until = uuid4(), at + timedelta(minutes=limit("break_glass_minutes", on=on))
    Relationship.objects.create(
        subject_id=child, kind="emergency", worker_id=by.worker_id, since=at, until=until, reference=str(number)
    )
    event = audit.current()
    event.purpose = "emergency"
    event.note(opening=str(number), category=category)
    return EmergencyOpening.objects.create(
        id=number,
        worker_id=by.worker_id,
        subject_id=child,
        category=category,
        sealed_reason=sealed(reason, table="access_emergencyopening", row=number, column="reason"),
        at=at,
        until=until,
        review_due_at=due(child, at),
    )


def due(child: UUID, at: datetime) -> datetime:
    """When the review of an opening now is due."""
    on = london_day(at)
    return review_due_at(
        at,
        shielded=bool(shielded([child])),
        hours_if_shielded=limit("break_glass_review_hours_shielded", on=on),
        working_days=limit("break_glass_review_working_days", on=on),
        holidays=bank_holidays(),
    )


def refuse_unless_needed(child: UUID, reason: str, by: Viewer, at: datetime) -> None:
    """Refuse an opening that says too little, is of nobody, or opens what is open."""
    if not is_reason_enough(reason):
        raise ReasonTooShort(
            got="a reason that says too little",
            expected="at least 30 characters",
            next_step="Say what has happened, and why it cannot wait for the child's own worker.",
        )
    if not Subject.objects.filter(pk=child, kind="person").exists():
        raise NoSuchChild(
            got="an identifier of nobody", expected="a child's", next_step="Check the identifier, and search again."
        )
    if may_about(by, "child.open", child, at=at).allowed:
        raise OpenAlready(
            got="an emergency opening of a record that is open to you",
            expected="a record that is closed to you",
            next_step="Open the record as you usually would.",
        )


def refuse_fourth_today(child: UUID, by: Viewer, at: datetime, most: int) -> None:
    """Refuse one opening too many, and let the memory say that a second person was needed.

    The worker's own row is held meanwhile, so that two windows cannot each be the third.
    """
    Worker.objects.select_for_update().get(pk=by.worker_id)
    if needs_second_person(opened_today(by.worker_id, at=at), most):
        raise Refused(
            audit.Pending(
                "glass.break",
                at,
                worker_id=by.worker_id,
                agency_code=by.agency_code,
                roles=sorted(by.roles),
                session=by.session,
                reason_code=SECOND_PERSON,
                field_classes=["core"],
                subjects=[child],
            )
        )


@action("glass.review")
def review_opening(*, opening: UUID, finding: str, by: Viewer, at: datetime) -> EmergencyOpening:
    """Say what the review of an emergency opening found. Nobody reviews their own."""
    reach = openings_in_reach(viewer=by, at=at).filter(pk=opening, reviewed_at__isnull=True)
    row = EmergencyOpening.objects.select_for_update(of=("self",)).filter(pk__in=reach.values("pk")).first()
    if row is None:
        raise NotYoursToReview(
            got="an opening that is reviewed, or is another team's",
            expected="one that waits for your review",
            next_step="Go back to the list: somebody may have reviewed it a moment ago.",
        )
    audit.current().about([row.subject_id])
    audit.current().note(opening=str(row.pk), finding=finding)
    if row.worker_id == by.worker_id:
        raise OwnOpening(
            got="a review by the person who opened the record",
            expected="somebody else",
            next_step="Ask another manager, or information governance, to review it.",
        )
    row.reviewed_by_id, row.reviewed_at, row.finding = by.worker_id, at, finding
    row.save(update_fields=["reviewed_by", "reviewed_at", "finding"])
    return row
