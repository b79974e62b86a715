"""Having a matter in hand: beginning it, taking it over from whoever has it, and closing it."""

from datetime import datetime, timedelta
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.register.access.actions import action, step
from homeward.register.access.models import Relationship
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions.asking import settle
from homeward.register.tasks.models import Handover, Ownership
from homeward.register.tasks.models.watch import WAITING
from homeward.register.tasks.queries import has_to_do_with
from homeward.register.tasks.queries.watching import LEFT, reference_of
from homeward.register.tasks.rules import Matter, acceptance_due, rung_due
from homeward.vocabulary.ladders import ladder_for
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole


class NoSuchMatter(HomewardError):
    """A kind of matter that has no words."""


class NobodyHasIt(HomewardError):
    """A matter that is closed, or that nobody ever began."""


class NotYoursToTake(HomewardError):
    """A matter that somebody wanted to take who has nothing to do with the child."""


@step
def own(*, matter: Matter, worker: UUID, at: datetime, grade: str = "") -> Ownership:
    """Let a worker have a matter in hand from now on. One that has an owner keeps them: the row returned says who.

    So two people who begin one matter at the same moment leave one owner, and the second sees who it is.
    """
    if matter.kind not in load_whole("matter_kinds"):
        raise NoSuchMatter(
            got=f"the kind {matter.kind}",
            expected="a kind on the list of matters",
            next_step="Add it there with its words first.",
        )
    which = {"matter_kind": matter.kind, "matter": matter.id, "until": None}
    first = {"subject_id": matter.subject, "worker_id": worker, "since": at, "because": "began", "grade": grade}
    return Ownership.objects.get_or_create(**which, defaults=first)[0]


@step
def regrade(*, matter: Matter, grade: str, at: datetime) -> None:
    """Say how grave a matter is now. A handover that waits is due, and climbs, no later than the new grade asks."""
    Ownership.objects.filter(matter_kind=matter.kind, matter=matter.id, until__isnull=True).update(grade=grade)
    waits = Handover.objects.select_for_update().filter(WAITING, matter_kind=matter.kind, matter=matter.id).first()
    if waits is None:
        return
    ladder = ladder_for(matter.kind, grade, on=london_day(at))
    waits.grade = grade
    waits.due_at = min(waits.due_at, acceptance_due(ladder, given_at=waits.given_at))
    climbs = rung_due(ladder, waits.rung + 1, given_at=waits.given_at)
    waits.climbs_at = min(waits.climbs_at or climbs, climbs)
    waits.save(update_fields=["grade", "due_at", "climbs_at"])


@action("matter.take-over")
def take_over(*, matter: Matter, by: Viewer, at: datetime) -> Ownership:
    """Take a matter from whoever has it, without being given it: its owner has left, or cannot be reached.

    Whoever does has something to do with the child, or is on shift. A handover that waits is withdrawn, since the
    matter has somebody who chose it.
    """
    row = held(matter)
    if not has_to_do_with(by, row, at=at):
        raise NotYoursToTake(
            got="a matter of another desk",
            expected="one that you are on shift for, or about a child of yours",
            next_step="Start your shift, or ask its owner to hand it over to you.",
        )
    note(row, did="taken-over")
    if row.worker_id == by.worker_id:
        return row
    end_waiting(matter=matter, at=at)
    return pass_on(held_by=row, to=by.worker_id, because="taken-over", at=at)


@step
def close(*, matter: Matter, at: datetime) -> None:
    """End a matter: it has no owner any more, and a handover of it asks nobody."""
    end_waiting(matter=matter, at=at)
    Ownership.objects.filter(matter_kind=matter.kind, matter=matter.id, until__isnull=True).update(until=at)


@step
def pass_on(*, held_by: Ownership, to: UUID, because: str, at: datetime) -> Ownership:
    """End one worker's time and begin another's, in one moment, and open the child's record to the new owner.

    The record stays open as long as one opened on a call: nobody should have a child in hand whom they cannot read of.
    """
    held_by.until = at
    held_by.save(update_fields=["until"])
    settle(kind=LEFT, reference=reference_of(held_by), at=at, done_by=to)
    if held_by.subject_id:
        hours = limit("duty_access_hours", on=london_day(at))
        Relationship.objects.create(
            subject_id=held_by.subject_id,
            kind="call",
            worker_id=to,
            since=at,
            until=at + timedelta(hours=hours),
            reference=f"{held_by.matter_kind}:{str(held_by.matter)[:8]}",
        )
    return Ownership.objects.create(
        matter_kind=held_by.matter_kind,
        matter=held_by.matter,
        subject_id=held_by.subject_id,
        worker_id=to,
        since=at,
        because=because,
        grade=held_by.grade,
    )


@step
def end_waiting(*, matter: Matter, at: datetime) -> None:
    """Withdraw the handover of a matter that waits, if one does."""
    waiting = Handover.objects.filter(WAITING, matter_kind=matter.kind, matter=matter.id)
    waiting.update(withdrawn_at=at, climbs_at=None)


def held(matter: Matter) -> Ownership:
    """Who has a matter, kept from changing until this action ends."""
    rows = Ownership.objects.select_for_update().filter(until__isnull=True)
    row = rows.filter(matter_kind=matter.kind, matter=matter.id).first()
    if row is None:
        raise NobodyHasIt(
            got="a matter that nobody has",
            expected="one that is open",
            next_step="It was closed a moment ago. Open its page to see how it ended.",
        )
    return row


def note(row: Ownership | Handover, **codes: str) -> None:
    """Keep with the event which matter it was of, and which child."""
    event = audit.current()
    if row.subject_id:
        event.about([row.subject_id])
    event.note(kind=row.matter_kind, matter=str(row.matter), **codes)
