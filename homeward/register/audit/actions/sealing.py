"""Sealing each event into its place in the chain, and signing where the chain stands.

Numbers are dense and given here, because a database's own identifiers are committed out of order and leave gaps (S-19).
"""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from homeward.register.audit.models import AuditEvent, Checkpoint, Seal
from homeward.register.audit.queries import as_written
from homeward.register.audit.rules import GENESIS, checkpoint_words, link, moment
from homeward.register.keys.queries import signed

BATCH = 1000
LOOK_BACK = 20_000
SEALER_LOCK = 5_403_180


def seal_pending(at: datetime, *, everything: bool = False) -> int:
    """Seal every committed event that waits, and say how many were sealed.

    The search looks back over the latest identifiers alone, so that it stays quick when there are millions;
    `everything` looks at all of them, for an event whose transaction outlasted that many others.
    """
    total = 0
    while _waiting(everything).exists():  # asked first, so that a second with nothing to seal takes no lock
        total += _seal_batch(everything)
    return total


def _seal_batch(everything: bool) -> int:
    with transaction.atomic():
        one_sealer_at_a_time()
        last = Seal.objects.order_by("-number").first()
        events = list(_waiting(everything).prefetch_related("subjects")[:BATCH])
        number, previous = (last.number, last.digest) if last else (0, GENESIS)
        seals = []
        for event in events:
            number += 1
            digest = link(number, previous, as_written(event))
            seals.append(Seal(number=number, event=event, previous=previous, digest=digest))
            previous = digest
        Seal.objects.bulk_create(seals)
        return len(seals)


def _waiting(everything: bool) -> QuerySet[AuditEvent]:
    waiting = AuditEvent.objects.filter(seal__isnull=True).order_by("pk")
    if everything:
        return waiting
    furthest = Seal.objects.aggregate(last=Max("event_id"))["last"] or 0
    return waiting.filter(pk__gt=furthest - LOOK_BACK)


def one_sealer_at_a_time() -> None:
    """Let a second sealer wait. SQLite has one writer at a time already, since transactions there are immediate."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER_LOCK])


def make_checkpoint(at: datetime) -> Checkpoint | None:
    """Sign where the chain stands, unless nothing has been sealed since the last checkpoint."""
    with transaction.atomic():
        one_sealer_at_a_time()
        seal = Seal.objects.order_by("-number").first()
        if seal is None or Checkpoint.objects.filter(seal_number__gte=seal.number).exists():
            return None
        words = checkpoint_words(seal.number, seal.digest, moment(at))
        return Checkpoint.objects.create(
            seal_number=seal.number, digest=seal.digest, made_at=at, signature=signed(words)
        )
