"""What came of calls captured while the hub was away, and what waits for a person."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.practice.missing.models import CallPiece, Capture, CapturedPiece, HeldCapture
from homeward.practice.missing.rules.calls import Standing
from homeward.practice.missing.rules.captures import Piece


def capture_of(call: UUID) -> Capture | None:
    """How a call came, where any of it was captured while the hub was away."""
    return Capture.objects.filter(pk=call).first()


def captured_among(calls: Collection[UUID]) -> set[UUID]:
    """Which of these calls were captured while the hub was away, in whole or in part."""
    return set(Capture.objects.filter(pk__in=calls).values_list("pk", flat=True))


def has_come(piece: UUID) -> CapturedPiece | None:
    """The piece, if it came before."""
    return CapturedPiece.objects.filter(pk=piece).first()


def follows(standing: Standing | None, piece: Piece, *, call: UUID, by: UUID) -> bool:
    """Whether what stands in a box is what this piece was typed after.

    It was captured by the same device before, or it is the same worker's own and was saved before the piece was typed:
    a save may have come though its answer did not.
    """
    if standing is None:
        return False
    there = CallPiece.objects.filter(call=call, number=standing.number)
    if there.filter(by=by, at__lte=piece.typed_at).exists():
        return True
    captured = CapturedPiece.objects.filter(pk__in=there.values("pk"), device=piece.device)
    return captured.filter(number__lt=piece.number).exists()


def is_spoken_in(call: UUID, *, besides: UUID, after: datetime) -> bool:
    """Whether anybody besides one worker has written in a call, or that worker has after a moment."""
    return CallPiece.objects.filter(call=call).exclude(Q(by=besides) & Q(at__lte=after)).exists()


def held_captures() -> "QuerySet[HeldCapture]":
    """What could not be taken in and that nobody has settled, the longest waiting first."""
    return HeldCapture.objects.filter(state="waiting").select_related("worker").order_by("arrived_at")
