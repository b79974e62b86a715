"""An instrument answered about a child, a place or a group, what each answer rests on, and the bands that people gave.

The instrument itself is data (`vocabulary/instruments`), and what answers come to is worked out by
`methods/instruments` as at the day of the assessment (¶8, ¶18, ¶22).
"""

import uuid

from django.db import models

from homeward.practice.indicators.models import Observation
from homeward.register.agencies.models import Worker
from homeward.register.subjects.models import Subject


class Assessment(models.Model):
    """One instrument, in the version of its day, answered by one assessor; a draft until it is finished.

    What the tool came to is kept when it is finished, and is then changed by nothing: a new version is read beside it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="assessments")
    instrument = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    as_at = models.DateField()
    age = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    score = models.PositiveIntegerField(null=True)
    band = models.CharField(max_length=40, blank=True)
    lowest = models.CharField(max_length=40, blank=True)
    highest = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "as_at"]),
            models.Index(fields=["instrument", "version", "done_at"]),
        ]

    class Record:
        handling = {
            "instrument": "core",
            "as_at": "core",
            "age": "core",
            "score": "core",
            "band": "core",
            "lowest": "core",
            "highest": "core",
            "sealed_reason": "core",
        }
        operational = "id subject version by started_at done_at withdrawn_at withdrawn_by"
        identity = "moves"
        retention = "child-record"


class Answer(models.Model):
    """What was answered to one item at one saving. Rows are only added, and the one with the highest number stands."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    item = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    said = models.CharField(max_length=40)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item", "number"], name="one_answer_per_number"),
        ]

    class Record:
        handling = {"said": "core"}
        operational = "id assessment item number by at"
        retention = "child-record"


class AnswerEvidence(models.Model):
    """One thing that an answer rests on: an observation, or words that say who told it or where it is kept.

    Its days are those of the observation as it then was, or those that were written; `last` is included. Not `exact` is
    some day between the two.
    """

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="evidence")
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, null=True, related_name="evidence")
    sealed_words = models.TextField(blank=True)
    since = models.DateField(null=True)
    last = models.DateField(null=True)
    exact = models.BooleanField(default=True)

    class Record:
        handling = {"sealed_words": "core", "since": "core", "last": "core", "exact": "core"}
        operational = "id answer observation"
        retention = "child-record"


class BandGiven(models.Model):
    """The professional's band, or the agreed one, with why. Rows are only added, and the last of each kind stands."""

    KINDS = [("professional", "The professional’s band"), ("agreed", "The agreed band")]
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="bands")
    kind = models.CharField(max_length=12, choices=KINDS)
    band = models.CharField(max_length=40)
    sealed_reason = models.TextField(blank=True)
    second = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Record:
        handling = {"kind": "core", "band": "core", "sealed_reason": "core"}
        operational = "id assessment second by at"
        retention = "child-record"


class Rescored(models.Model):
    """What a finished assessment's answers come to under a later version, as at its own day: beside it, not instead."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="rescored")
    version = models.PositiveIntegerField()
    score = models.PositiveIntegerField(null=True)
    band = models.CharField(max_length=40)
    lowest = models.CharField(max_length=40)
    highest = models.CharField(max_length=40)
    moved = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "version"], name="rescored_once_for_each_version"),
        ]

    class Record:
        handling = {"score": "core", "band": "core", "lowest": "core", "highest": "core", "moved": "core"}
        operational = "id assessment version at"
        retention = "child-record"
