"""What came of calls captured while the hub was away, and what waits for a person."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from homeward.practice.missing.models import CallPiece, Capture, CapturedPiece, HeldCapture
from homeward.practice.missing.rules.calls import Standing


def capture_of(call: UUID) -> Capture | None:
    """How a call came, where any of it was captured while the hub was away."""
    return Capture.objects.filter(pk=call).first()


def captured_among(calls: Collection[UUID]) -> set[UUID]:
    """Which of these calls were captured while the hub was away, in whole or in part."""
    return set(Capture.objects.filter(pk__in=calls).values_list("pk", flat=True))


def has_come(piece: UUID) -> CapturedPiece | None:
    """The piece, if it came before."""
    return CapturedPiece.objects.filter(pk=piece).first()


def follows(standing: Standing | None, *, call: UUID, device: UUID, number: int) -> bool:
    """Whether what stands in a box was captured by the same device, before."""
    if standing is None:
        return False
    there = CallPiece.objects.filter(call=call, number=standing.number).values("pk")
    return CapturedPiece.objects.filter(pk__in=there, device=device, number__lt=number).exists()


def held_captures() -> "QuerySet[HeldCapture]":
    """What could not be taken in and that nobody has settled, the longest waiting first."""
    return HeldCapture.objects.filter(state="waiting").select_related("worker").order_by("arrived_at")
