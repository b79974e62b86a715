"""A referral to the National Referral Mechanism: prepared here once, sent on the government's own form, and followed.

What stands in it is what somebody wrote last in each answer. Its questions are a list of the vocabulary (`nrm_form`).
"""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker
from homeward.register.people.models import Person


class NrmReferral(models.Model):
    """One referral of one child, or of somebody who was a child when exploited, from its draft to its last decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="nrm_referrals")
    decider = models.CharField(max_length=24)
    begun_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "begun_at"])]

    class Record:
        handling = {"decider": "core"}
        operational = "id person begun_by begun_at"
        identity = "moves"
        retention = "child-record"


class NrmAnswer(models.Model):
    """What somebody wrote in answer to one question. Rows are only added, and the highest number stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(NrmReferral, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=32)
    number = models.PositiveIntegerField()
    sealed_text = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "question", "number"], name="one_nrm_answer_per_number")
        ]

    class Record:
        handling = {"sealed_text": "third-party"}
        operational = "id referral question number by at"
        retention = "child-record"


class NrmStep(models.Model):
    """What became of a referral: sent, decided, reconsidered, a guardian. Rows are only added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(NrmReferral, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20)
    on = models.DateField()
    outcome = models.CharField(max_length=12, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    sealed_words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["referral", "on"])]

    class Record:
        handling = {"kind": "core", "on": "core", "outcome": "core", "reference": "core", "sealed_words": "core"}
        operational = "id referral by recorded_at"
        retention = "child-record"
