"""Being on shift, and opening a record on a call or a referral (S-06; ¶20)."""

from datetime import datetime, timedelta
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.register.access.actions.guard import action
from homeward.register.access.models import Relationship, Shift
from homeward.register.access.queries import open_at
from homeward.register.access.rules import Viewer, reasons_that_open, shift_ends_at
from homeward.register.agencies.models import Worker
from homeward.register.audit import actions as audit
from homeward.register.subjects.models import Subject
from homeward.vocabulary.limits import limit
from homeward.vocabulary.roles import load_roles

ON_CALL_KINDS = ("call", "referral")


class OnShiftAlready(HomewardError):
    """A shift was to start while one is under way."""


class NotOnShift(HomewardError):
    """A shift was to end where none is under way."""


class NobodyToOpen(HomewardError):
    """A record was to be opened of somebody who is not on the register."""


@action("shift.work")
def start_shift(*, by: Viewer, at: datetime, hours: int) -> Shift:
    """Come on duty. While it lasts, every child can be found, by a card that says little; it ends by itself."""
    Worker.objects.select_for_update().get(pk=by.worker_id)
    if Shift.objects.filter(open_at(at), worker=by.worker_id).exists():
        raise OnShiftAlready(
            got="a second shift", expected="one at a time", next_step="End the shift that is under way first."
        )
    until = shift_ends_at(at, hours=hours, longest=limit("shift_hours_longest", on=london_day(at)))
    audit.current().note(shift="started")
    return Shift.objects.create(worker_id=by.worker_id, since=at, until=until)


@action("shift.work")
def end_shift(*, by: Viewer, at: datetime) -> None:
    """Go off duty now. Records opened on a call stay open until they lapse, so that a note can be finished."""
    audit.current().note(shift="ended")
    if not Shift.objects.filter(open_at(at), worker=by.worker_id).update(until=at):
        raise NotOnShift(
            got="the end of a shift", expected="a shift under way", next_step="Nothing to do: you are off duty."
        )


class OpensNothing(HomewardError):
    """A record was to be opened in a way that does not open it to this worker's roles."""


@action("child.open-on-call", about="child", field_class="core")
def open_on_call(
    *, child: UUID, reference: str, kind: str, by: Viewer, at: datetime, purpose: str = ""
) -> Relationship:
    """Open a child's record to one worker because of a call or a referral, until it lapses (72 hours as shipped).

    The reference is the call's or the referral's own number, so that somebody can later hear or read what it was.
    """
    if kind not in ON_CALL_KINDS or not Subject.objects.filter(pk=child, kind="person").exists():
        raise NobodyToOpen(
            got="no child, or neither a call nor a referral",
            expected="a child on the register, and one of the two",
            next_step="Search for the child again.",
        )
    opening = reasons_that_open(by, "child.open", "core", load_roles())
    if opening is not None and kind not in opening:
        raise OpensNothing(
            got=f"a {kind}, which opens no record to this role",
            expected="a way that opens one",
            next_step="Your role opens a record on a call. Pass a referral to the front door.",
        )
    event = audit.current()
    event.purpose = purpose or kind
    event.note(kind=kind)
    hours = limit("duty_access_hours", on=london_day(at))
    return Relationship.objects.create(
        subject_id=child,
        kind=kind,
        worker_id=by.worker_id,
        since=at,
        until=at + timedelta(hours=hours),
        reference=reference,
    )
