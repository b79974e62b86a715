"""Sealed originals, and the papers made here.

Every file that comes in is kept exactly as received, encrypted in pieces so that its size does not matter, and never
served back as it came. Papers made in the hub are kept the same way, so that what a board was given can be given
again. Charts are kept under a digest of what they show. A photograph
is drawn again from what came, and it is the drawing that is shown.
"""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker
from homeward.register.sources.models import Delivery


class Document(models.Model):
    """One file: what it is, its hash, and where it came from. Its bytes are in its pieces."""

    KINDS = [
        ("original", "Received file"),
        ("paper", "Paper made here"),
        ("chart", "Chart drawn here"),
        ("photograph", "Photograph drawn again here"),
    ]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=KINDS)
    part = models.CharField(max_length=40)
    media_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, null=True, related_name="documents")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    synthetic = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["kind", "part", "-made_at"])]

    class Record:
        handling = {}
        operational = "id kind part media_type digest size delivery made_at made_by synthetic"
        retention = "delivery"


class DocumentPiece(models.Model):
    """A sealed stretch of a document, at most a mebibyte of it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="pieces")
    number = models.PositiveIntegerField()
    sealed = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_piece_per_number")]

    class Record:
        handling = {"sealed": "core"}
        operational = "id document number"
        retention = "delivery"
