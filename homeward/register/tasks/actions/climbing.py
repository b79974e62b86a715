"""A handover that nobody accepts climbs its ladder, and everybody on a rung is told (¶20).

A turn is safe to take twice, and by two workers at once: each climbs a handover that it has locked, and only while it
is still due.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from homeward.foundation.london import london_day
from homeward.register.access.actions import as_the_system, step
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions.asking import raise_task
from homeward.register.tasks.actions.sending import put_in_outbox
from homeward.register.tasks.models import Handover, Notice, Rota, Rung
from homeward.register.tasks.models.watch import WAITING
from homeward.register.tasks.queries.climbing import on_rung
from homeward.register.tasks.rules import rung_at, rung_due
from homeward.vocabulary.ladders import ladder_for

HOLE = "rota-hole"
UNANSWERED = "handover-unanswered"
FOR_YOU = "handover-for-you"
DECLINED = "handover-declined"
ACCEPTED = "handover-accepted"


@as_the_system("handover.climb")
def climb(*, handover: UUID, at: datetime) -> Handover | None:
    """Tell the next rung of a handover whose time is over; nothing, where it was answered or climbed meanwhile."""
    row = Handover.objects.select_for_update(of=("self",)).filter(WAITING, pk=handover, climbs_at__lte=at).first()
    if row is None:
        return None
    climb_now(handover=row, because="late", at=at)
    return row


@step
def climb_now(*, handover: Handover, because: str, at: datetime) -> None:
    """Go to the next rung on which there is somebody, and tell them. Past the last rung the last is told again.

    Where nobody is on any of them, every duty director is asked by a task: no handover ends in silence.
    """
    ladder = ladder_for(handover.matter_kind, handover.grade, on=london_day(at))
    number, last = handover.rung + 1, len(ladder.rungs)
    found = on_rung(handover, rung_at(ladder, number).who, at=at)
    while not found and number < last:
        number += 1
        found = on_rung(handover, rung_at(ladder, number).who, at=at)
    if found:
        why = "again" if number > last else because
        tell(handover=handover, number=number, who=rung_at(ladder, number).who, workers=found, because=why, at=at)
    else:
        raise_task(
            kind=UNANSWERED, for_role="duty-director", subject_id=handover.subject_id, reference=str(handover.pk), at=at
        )
    if handover.subject_id:
        audit.current().about([handover.subject_id])
    audit.current().note(handover=str(handover.pk), rung=number, told=len(found))
    handover.rung, handover.climbs_at = number, rung_due(ladder, number + 1, given_at=handover.given_at)
    handover.save(update_fields=["rung", "climbs_at"])


@step
def tell(*, handover: Handover, number: int, who: str, workers: Collection[UUID], because: str, at: datetime) -> None:
    """Write that these workers were told of a handover, and give each a notice."""
    Rung.objects.bulk_create(
        Rung(handover=handover, number=number, who=who, worker_id=each, told_at=at, because=because) for each in workers
    )
    for each in workers:
        notify(worker=each, kind=FOR_YOU, reference=str(handover.pk), at=at)


@step
def notify(*, worker: UUID, kind: str, reference: str, at: datetime) -> None:
    """Tell one worker that something waits, without saying what. Told twice at one moment, it is one notice."""
    notice, new = Notice.objects.get_or_create(worker_id=worker, kind=kind, reference=reference, at=at)
    if new:
        put_in_outbox(notice=notice, at=at)


@step
def read_notices(*, worker: UUID, at: datetime) -> int:
    """Remember that a worker has read what they were told."""
    return Notice.objects.filter(worker_id=worker, seen_at__isnull=True).update(seen_at=at)


@step
def tell_of_hole(*, rota: Rota, at: datetime) -> None:
    """Ask whoever keeps a rota to put somebody on it: once, while they have not."""
    whose = {"for_worker": rota.manager_id} if rota.manager_id else {"for_role": "duty-director"}
    raise_task(kind=HOLE, reference=rota.code, at=at, **whose)
