"""The papers a board was given.

A paper is made once for a quarter as at a moment, kept sealed exactly as it was made, and never altered: a correction
is a paper as at a later moment. What it said is kept beside it, as figures that had already been protected, so that the
next paper can be compared with it (¶1 to ¶27; S-42).
"""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker
from homeward.register.documents.models import Document


class BoardPaper(models.Model):
    """One paper to the board: its quarter, the moment its figures are as at, and its file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quarter = models.CharField(max_length=7)
    as_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="paper")
    definitions = models.JSONField()
    figures = models.JSONField()
    figures_digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["quarter", "-made_at"])]
        constraints = [models.UniqueConstraint(fields=["quarter", "as_at"], name="one_paper_per_quarter_and_moment")]

    class Record:
        handling = {}
        operational = "id quarter as_at made_at made_by document definitions figures figures_digest"
        retention = "paper"
