"""What is said and done in one absence while a child is gone, and how it ends.

Nothing here is written over: a grade that changes is a further row, an ending that was wrong is taken back and stays,
and an episode that is opened again keeps what closed it. Where two episodes turn out to be one, the rows of the one
that is no longer counted are read with those of the one that stays (¶5, ¶16; domain reference, section 2).
"""

import uuid

from django.db import models
from django.db.models import F, Q

from homeward.practice.missing.models.absences import MissingEpisode
from homeward.register.agencies.models import Worker


class Grade(models.Model):
    """How grave somebody thought it that a child was gone, at a moment, on what was known then, and why.

    Codes of `missing_grade`, with prompts of `grade_prompts`. It speaks of this absence, and never ranks children.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, related_name="grades")
    level = models.CharField(max_length=1)
    reasons = models.JSONField(default=list)
    sealed_words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["episode", "at"]), models.Index(fields=["at"])]

    class Record:
        handling = {"level": "core", "reasons": "core", "sealed_words": "core"}
        operational = "id episode at by"
        retention = "child-record"


class Entry(models.Model):
    """Something done to find a child, or something learnt: from whom, when it happened and when it was written."""

    KINDS = [("action", "Something done"), ("update", "Something learnt")]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=6, choices=KINDS)
    source = models.CharField(max_length=30)
    sealed_text = models.TextField()
    at = models.DateTimeField()
    precision = models.CharField(max_length=6, default="minute")
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["episode", "at"])]

    class Record:
        handling = {"kind": "core", "source": "core", "sealed_text": "core", "at": "core"}
        operational = "id episode precision recorded_at by"
        retention = "child-record"


class Ending(models.Model):
    """A child was found or came back: the return, from which the interviews that follow are counted.

    Where the child was, and with whom, is sealed. `out_of_area` is the code of the district or authority where the
    child was found, when that was not the county. Taken back, it stays, and the episode is open again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, related_name="endings")
    found_at = models.DateTimeField()
    precision = models.CharField(max_length=6, default="minute")
    how = models.CharField(max_length=30)
    condition = models.CharField(max_length=20)
    out_of_area = models.CharField(max_length=60, blank=True)
    sealed_where = models.TextField(blank=True)
    sealed_with_whom = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["found_at"]), models.Index(fields=["recorded_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["episode"], condition=Q(undone_at__isnull=True), name="one_standing_ending_per_episode"
            )
        ]

    class Record:
        handling = {
            "found_at": "core",
            "how": "core",
            "condition": "core",
            "out_of_area": "location",
            "sealed_where": "shielded-location",
            "sealed_with_whom": "third-party",
        }
        operational = "id episode precision recorded_at by undone_at undone_by"
        retention = "child-record"


class TypeChange(models.Model):
    """Somebody says that an absence is of the other kind: missing, or away. The last word stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, related_name="type_changes")
    type = models.CharField(max_length=1)
    was = models.CharField(max_length=1)
    sealed_reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["episode", "at"])]
        constraints = [models.CheckConstraint(condition=~Q(type=F("was")), name="a_kind_changes_to_another")]

    class Record:
        handling = {"type": "core", "was": "core", "sealed_reason": "core"}
        operational = "id episode at by"
        retention = "child-record"


class Closure(models.Model):
    """Nothing more is to be done in an episode that has ended. It may be opened again, and then both stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, related_name="closures")
    sealed_reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"], condition=Q(reopened_at__isnull=True), name="one_standing_closure_per_episode"
            )
        ]

    class Record:
        handling = {"sealed_reason": "core"}
        operational = "id episode at by reopened_at reopened_by"
        retention = "child-record"
