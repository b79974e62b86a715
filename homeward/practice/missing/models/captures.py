"""What was captured on a device while the hub was away, once it has come (S-46).

The words themselves are pieces of a call like any other. Here stands what came, from which device, so that nothing
comes twice; and what could not be taken in, which waits for a person.
"""

import uuid

from django.db import models

from homeward.practice.missing.models.calls import Call
from homeward.register.agencies.models import Worker


class Capture(models.Model):
    """A call of which something was captured while the hub was away.

    `follows` is the call that it was begun as, where somebody filed or labelled that one before the rest came.
    """

    call = models.OneToOneField(Call, on_delete=models.PROTECT, primary_key=True, related_name="capture")
    device = models.UUIDField()
    arrived_at = models.DateTimeField()
    follows = models.ForeignKey(Call, on_delete=models.PROTECT, null=True, related_name="more_said")

    class Record:
        handling = {}
        operational = "call device arrived_at follows"
        retention = "child-record"


class CapturedPiece(models.Model):
    """One piece that came from a device, by the number that the device gave it: sent again, it is known.

    Its words are a piece of the call with the same number, unless they stood there already.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="captured_pieces")
    device = models.UUIDField()
    number = models.PositiveIntegerField()
    typed_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    became = models.CharField(max_length=10)

    class Record:
        handling = {}
        operational = "id call device number typed_at arrived_at became"
        retention = "child-record"


class HeldCapture(models.Model):
    """Something that came and could not be taken in by itself, kept as it came, sealed, until a person settles it."""

    STATES = [("waiting", "Waiting"), ("taken", "Taken in"), ("aside", "Put aside")]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    why = models.CharField(max_length=10)
    envelope = models.TextField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    device = models.UUIDField()
    arrived_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=STATES, default="waiting")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "arrived_at"])]

    class Record:
        handling = {"envelope": "location", "sealed_reason": "core"}
        operational = "id digest why worker device arrived_at state settled_at settled_by"
        retention = "child-record"
