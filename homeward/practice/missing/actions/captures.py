"""Taking in what was captured on a device while the hub was away: each piece once, and none lost (S-46)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from django.core import signing

from homeward.foundation.envelopes import Envelope, EnvelopeBroken
from homeward.foundation.errors import HomewardError
from homeward.foundation.keyring import KeyNotOnRing
from homeward.foundation.london import london_day
from homeward.practice.missing.actions.calls import digest_of_number
from homeward.practice.missing.models import Call, CallPiece, Capture, CapturedPiece, HeldCapture
from homeward.practice.missing.queries.calls import standing_of
from homeward.practice.missing.queries.captures import follows, has_come, is_spoken_in
from homeward.practice.missing.rules.captures import (
    AGAIN,
    HELD,
    LABEL,
    MOST_PIECES,
    Permit,
    Piece,
    identified,
    piece_of,
    place_of,
    what_becomes_late,
    what_becomes_of_label,
)
from homeward.register.access.actions import action, capture, capture_as_the_system
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Worker
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import opened_envelope, sealed
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole

SALT = "homeward.capture.permit"


class NoPermit(HomewardError):
    """A device sent calls under a permit that this hub did not give."""


class CannotOpen(HomewardError):
    """Something that was held back still does not open."""


@capture("call.take")
def permit(*, device: UUID, by: Viewer, at: datetime) -> str:
    """Give a device leave to add calls while nobody can sign in: this worker's, and able to do nothing else."""
    audit.current().note(device=str(device))
    told = {"worker": str(by.worker_id), "device": str(device), "at": at.timestamp()}
    return signing.dumps(told, salt=SALT, compress=True)


def read_permit(text: str) -> Permit:
    """The permit a device holds. Raises NoPermit for one that the hub did not sign; one that has run out is read."""
    try:
        told = signing.loads(text, salt=SALT)
        given_at = datetime.fromtimestamp(told["at"], tz=UTC)
        return Permit(UUID(told["worker"]), UUID(told["device"]), given_at)
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise NoPermit(
            got="calls from a device without a permit",
            expected="a permit that this hub gave",
            next_step="Sign in and open the console on this device. What it holds is then sent.",
        ) from None


@capture_as_the_system("call.captured")
def receive(
    *, permit: Permit, envelopes: Sequence[Mapping[str, Any]], instead: bool = False, at: datetime
) -> list[str]:
    """Take in what a device sends, and say what became of each: kept, the same, beside, again, or held for a person.

    Whatever comes under a permit is kept, however late, broken or strange. `instead` says that the pieces' own permit
    was not known, so that this one's worker may not have typed them.
    """
    worker = Worker.objects.select_related("agency").get(pk=permit.worker)
    event = audit.current()
    event.worker_id, event.agency_code = worker.pk, worker.agency.code
    why = _why_not(worker, permit, instead, at)
    became = [_take(parts, permit, worker, why, at) for parts in envelopes[:MOST_PIECES]]
    event.note(device=str(permit.device), pieces=len(became), held=became.count(HELD))
    return became


def _why_not(worker: Worker, permit: Permit, instead: bool, at: datetime) -> str:
    """Why nothing under this permit is taken in by itself, if so."""
    if worker.left_on is not None and worker.left_on <= london_day(at):
        return "stranger"
    if permit.has_expired(at, hours=limit("capture_permit_hours", on=london_day(at))):
        return "expired"
    return "permit" if instead else ""


def _take(parts: Mapping[str, Any], permit: Permit, worker: Worker, why: str, at: datetime) -> str:
    if why:
        return _hold(parts, why, permit, at)
    try:
        piece = _open(parts, at)
    except KeyNotOnRing:
        return _hold(parts, "key", permit, at)
    except EnvelopeBroken:
        return _hold(parts, "broken", permit, at)
    if piece.device != permit.device:
        return _hold(parts, "device", permit, at)
    return _add(piece, worker, at)


def _open(parts: Mapping[str, Any], at: datetime) -> Piece:
    identity = identified(parts)
    envelope = Envelope.read(parts, place=place_of(*identity))
    labels = load_whole("call_labels").codes
    return piece_of(identity, opened_envelope(envelope), labels=labels, arrived_at=at)


def _hold(parts: Mapping[str, Any], why: str, permit: Permit, at: datetime) -> str:
    """Keep something as it came, once however often it comes."""
    words = json.dumps(parts, sort_keys=True)
    digest = hashlib.sha256(words.encode()).hexdigest()
    facts = {"why": why, "envelope": words, "worker_id": permit.worker, "device": permit.device, "arrived_at": at}
    HeldCapture.objects.get_or_create(digest=digest, defaults=facts)
    return HELD


def _add(piece: Piece, worker: Worker, at: datetime) -> str:
    """Add one piece to its call. One that came before changes nothing."""
    begun = {"opened_at": piece.typed_at, "taken_by_id": worker.pk, "agency_id": worker.agency_id}
    Call.objects.get_or_create(pk=piece.call, defaults=begun)
    first = Call.objects.select_for_update().get(pk=piece.call)  # whoever sends the same piece waits here
    if has_come(piece.id):
        return AGAIN
    standing = standing_of(first.pk, piece.box)
    if standing is not None and standing.words == piece.words:
        return _came(piece, first, "same", at)  # a save came whose answer did not, and nothing was captured
    row = first if piece.box == LABEL else _open_call(first, begun)
    followed = {"device": piece.device, "arrived_at": at, "follows": first if row != first else None}
    Capture.objects.get_or_create(pk=row.pk, defaults=followed)
    became = _label(row, piece, worker) if piece.box == LABEL else _write(row, piece, worker)
    return _came(piece, row, became, at)


def _label(row: Call, piece: Piece, worker: Worker) -> str:
    """Label a call, or take the label back, as it was pressed. It is provisional, as any label is (S-45)."""
    own = row.labelled_by_id == worker.pk and row.label_settled_at is None
    spoken = is_spoken_in(row.pk, besides=worker.pk, after=piece.typed_at)
    became = what_becomes_of_label(row.state, row.label, code=piece.words, own=own, spoken=spoken)
    if became == "kept":
        row.state, row.label = "labelled" if piece.words else "open", piece.words
        row.labelled_at, row.labelled_by_id = piece.typed_at, worker.pk
        row.save(update_fields=["state", "label", "labelled_at", "labelled_by"])
    return became


def _write(row: Call, piece: Piece, worker: Worker) -> str:
    """Add what was typed in a box to an open call."""
    standing = standing_of(row.pk, piece.box)
    after = follows(standing, piece, call=row.pk, by=worker.pk)
    became = what_becomes_late(standing, words=piece.words, read=piece.read, follows=after)
    if became != "same":
        row.version += 1
        CallPiece.objects.create(
            id=piece.id,
            call=row,
            field=piece.box,
            number=row.version,
            sealed_value=sealed(piece.words, table="missing_callpiece", row=piece.id, column="value"),
            by_id=worker.pk,
            at=piece.typed_at,
            held_back=became == "beside",
        )
        if piece.box == "callback" and became == "kept":
            row.caller_digest = digest_of_number(piece.words)
        row.save(update_fields=["version", "caller_digest"])
    return became


def _came(piece: Piece, row: Call, became: str, at: datetime) -> str:
    """Write down that a piece has come, so that it changes nothing when it comes again."""
    CapturedPiece.objects.create(
        id=piece.id,
        call=row,
        device=piece.device,
        number=piece.number,
        typed_at=piece.typed_at,
        arrived_at=at,
        became=became,
    )
    return became


def _open_call(first: Call, begun: Mapping[str, Any]) -> Call:
    """The call that takes the words: its own, or one that follows it where that one was filed or labelled meanwhile."""
    row = first
    while row.state != "open":
        row, _ = Call.objects.get_or_create(pk=uuid5(row.pk, "more was said"), defaults=begun)
    return row


@action("call.review")
def take_in(*, held: UUID, by: Viewer, at: datetime) -> str:
    """Take in something that was held back, as a call of whoever's permit it came under."""
    row = _waiting(held)
    worker = Worker.objects.get(pk=row.worker_id)
    try:
        became = _add(_open(json.loads(row.envelope), row.arrived_at), worker, at)
    except (EnvelopeBroken, KeyNotOnRing):
        raise CannotOpen(
            got="something that does not open",
            expected="a whole envelope, sealed to a key that the hub holds",
            next_step="Ask whoever looks after the hub whether an old capture key is missing. It stays here.",
        ) from None
    _settle(row, "taken", by, at)
    return became


@action("call.review")
def put_aside(*, held: UUID, reason: str, by: Viewer, at: datetime) -> None:
    """Put aside something that was held back, with why. It is kept as it came."""
    row = _waiting(held)
    row.sealed_reason = sealed(reason, table="missing_heldcapture", row=row.pk, column="reason")
    _settle(row, "aside", by, at)


def _waiting(held: UUID) -> HeldCapture:
    row = HeldCapture.objects.select_for_update().filter(pk=held, state="waiting").first()
    if row is None:
        raise CannotOpen(
            got="something that does not wait",
            expected="something that does",
            next_step="Somebody settled it a moment ago.",
        )
    return row


def _settle(row: HeldCapture, state: str, by: Viewer, at: datetime) -> None:
    row.state, row.settled_at, row.settled_by_id = state, at, by.worker_id
    row.save(update_fields=["state", "settled_at", "settled_by", "sealed_reason"])
    audit.current().note(held=str(row.pk), became=state)
