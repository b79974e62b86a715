"""Reading the memory: events about a child or by a worker, the state of the chain, and the lines of an export.

The rooms above decide who may read it; these give it to them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from homeward.register.audit.models import AuditEvent, AuditSubject, Checkpoint, Seal, Withholding
from homeward.register.audit.rules import GENESIS, export_lines, link, moment
from homeward.register.keys.queries import public_key, signature_holds, signed

CHUNK = 2000
LATEST = 500


def is_written(uid: UUID) -> bool:
    """Whether an event is in the memory."""
    return AuditEvent.objects.filter(uid=uid).exists()


def as_written(event: AuditEvent) -> dict[str, Any]:
    """An event and its subjects as plain values, in the one form that is hashed and exported."""
    return {
        "uid": str(event.uid),
        "at": moment(event.at),
        "action": event.action,
        "outcome": event.outcome,
        "reason_code": event.reason_code,
        "worker_id": str(event.worker_id) if event.worker_id else None,
        "agency_code": event.agency_code,
        "roles": event.roles,
        "session": event.session,
        "purpose": event.purpose,
        "field_classes": event.field_classes,
        "result_count": event.result_count,
        "caused_by": str(event.caused_by) if event.caused_by else None,
        "detail": event.detail,
        "subjects": sorted(str(row.subject_id) for row in event.subjects.all()),
    }


def withheld_now() -> Exists:
    """A condition on events: information governance keeps this one from the list of who looked."""
    return Exists(Withholding.objects.filter(event=OuterRef("pk"), ended_at__isnull=True))


def events_about(subject_ids: Collection[UUID]) -> QuerySet[AuditEvent]:
    """Every event about one subject, under every identifier that was ever theirs, the latest first."""
    return events().filter(pk__in=AuditSubject.objects.filter(subject_id__in=subject_ids).values("event"))


def told_by_another(subject_ids: Collection[UUID]) -> Q:
    """A condition on events: the page that this event was part of is itself about the subject, and tells of it."""
    outer = AuditSubject.objects.filter(event__uid=OuterRef("caused_by"), subject_id__in=subject_ids)
    return Q(Exists(outer), outcome="allowed")


def events() -> QuerySet[AuditEvent]:
    """Every event, the latest first, each saying whether it is withheld."""
    return AuditEvent.objects.annotate(withheld=withheld_now()).order_by("-at", "-pk")


def about_whom(event_ids: list[int]) -> dict[int, list[UUID]]:
    """The subjects of each event, in one statement."""
    found: dict[int, list[UUID]] = {}
    for event_id, subject_id in AuditSubject.objects.filter(event__in=event_ids).values_list("event", "subject_id"):
        found.setdefault(event_id, []).append(subject_id)
    return found


@dataclass(frozen=True)
class ChainState:
    """How the chain stands: how many events are sealed, how many wait, and whether its latest part holds together."""

    sealed: int
    waiting: int
    checkpoint_at: datetime | None
    checkpoint_number: int
    holds: bool


def chain_state() -> ChainState:
    """The chain's state, with its latest seals and its last checkpoint proved again; the whole is proved offline."""
    last = Checkpoint.objects.order_by("-seal_number").first()
    sealed = Seal.objects.count()
    return ChainState(
        sealed=sealed,
        waiting=AuditEvent.objects.count() - sealed,
        checkpoint_at=last.made_at if last else None,
        checkpoint_number=last.seal_number if last else 0,
        holds=latest_hold(),
    )


def latest_hold() -> bool:
    """Whether the latest few hundred seals, and the last checkpoint's signature, are what they should be."""
    seals = list(sealed_events().order_by("-number")[:LATEST])[::-1]
    previous = seals[0].previous if seals and seals[0].number > 1 else GENESIS
    for number, seal in enumerate(seals, start=seals[0].number if seals else 1):
        whole = (seal.number, seal.previous, seal.digest)
        if whole != (number, previous, link(number, previous, as_written(seal.event))):
            return False
        previous = seal.digest
    last = Checkpoint.objects.order_by("-seal_number").first()
    return last is None or checkpoint_holds(last)


def checkpoint_holds(checkpoint: Checkpoint) -> bool:
    """Whether a checkpoint bears this installation's signature and names the seal it was made over."""
    seal = Seal.objects.filter(number=checkpoint.seal_number, digest=checkpoint.digest).exists()
    return seal and signature_holds(checkpoint.words(), checkpoint.signature, public_key())


def sealed_events() -> QuerySet[Seal]:
    """Every seal with its event and the event's subjects."""
    return Seal.objects.select_related("event").prefetch_related("event__subjects").order_by("number")


def exported(*, at: datetime) -> Iterator[bytes]:
    """The whole chain as the lines of an export, ending with a signed line."""
    seals = (
        {"number": seal.number, "previous": seal.previous, "digest": seal.digest, "event": as_written(seal.event)}
        for seal in sealed_events().iterator(chunk_size=CHUNK)
    )
    return export_lines(seals, checkpoints_held(), key=public_key(), made_at=moment(at), sign=signed)


def checkpoints_held() -> Iterator[dict[str, Any]]:
    """Every checkpoint as plain values: what a partner agency keeps a copy of."""
    for row in Checkpoint.objects.order_by("seal_number").iterator():
        yield {
            "number": row.seal_number,
            "digest": row.digest,
            "made_at": moment(row.made_at),
            "signature": row.signature,
        }
