"""Keeping an entry from the list of who looked, because showing it would expose an inquiry (S-22)."""

from datetime import date, datetime
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.register.access.actions.guard import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.audit.models import AuditEvent, Withholding
from homeward.register.keys.queries import sealed


class WithheldAlready(HomewardError):
    """The entry is withheld."""


class NotWithheld(HomewardError):
    """There is nothing withheld to show again."""


class OwnEntry(HomewardError):
    """The person who would withhold the entry is the one it tells of."""


@action("who-looked.withhold", field_class="core")
def withhold(*, event_uid: UUID, reason: str, review_on: date, by: Viewer, at: datetime) -> Withholding:
    """Keep one entry from everybody but information governance, until a review. The entry itself is never touched.

    Nobody withholds what tells of themselves: it would be a way to look unseen.
    """
    event = AuditEvent.objects.filter(uid=event_uid).first()
    if event is None or Withholding.objects.filter(event=event, ended_at__isnull=True).exists():
        raise WithheldAlready(
            got="an entry that is withheld, or is not there",
            expected="one that is shown",
            next_step="Go back to the list and read it again.",
        )
    if event.worker_id == by.worker_id:
        raise OwnEntry(
            got="an entry that tells of whoever withholds it",
            expected="an entry of somebody else's",
            next_step="This entry tells of you. Ask a colleague in information governance to decide.",
        )
    told_of(event)
    number = uuid4()
    return Withholding.objects.create(
        id=number,
        event=event,
        by_worker_id=by.worker_id,
        at=at,
        sealed_reason=sealed(reason, table="audit_withholding", row=number, column="reason"),
        review_on=review_on,
    )


@action("who-looked.withhold", field_class="core")
def show_again(*, event_uid: UUID, by: Viewer, at: datetime) -> None:
    """End a withholding: the worker sees from now on who looked."""
    row = Withholding.objects.filter(event__uid=event_uid, ended_at__isnull=True).select_related("event").first()
    if row is None:
        raise NotWithheld(
            got="an entry that is shown", expected="a withheld one", next_step="Nothing to do: it is shown already."
        )
    told_of(row.event)
    row.ended_at, row.ended_by_worker_id = at, by.worker_id
    row.save(update_fields=["ended_at", "ended_by_worker_id"])


def told_of(event: AuditEvent) -> None:
    """Name the entry in the memory, and no child: an entry about the withholding would itself tell of the inquiry."""
    audit.current().note(entry=str(event.uid))
