"""What a child or a parent says is wrong, or is not agreed with, and what they were answered."""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker
from homeward.register.people.models import Person


class Challenge(models.Model):
    """A child, a parent or an advocate challenges what is recorded or planned, in their own words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="challenges")
    raised_by = models.CharField(max_length=20)
    about = models.CharField(max_length=20)
    sealed_words = models.TextField()
    raised_on = models.DateField()
    due_on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "at"])]

    class Record:
        handling = {"raised_by": "core", "about": "core", "sealed_words": "core", "raised_on": "core"}
        operational = "id person due_on by at"
        identity = "moves"
        retention = "child-record"


class ChallengeAnswer(models.Model):
    """What was answered and changed, and on which day they were told. Rows are only added, and the last stands."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20)
    sealed_words = models.TextField()
    told_on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "number"], name="one_answer_after_another")]

    class Record:
        handling = {"outcome": "core", "sealed_words": "core", "told_on": "core"}
        operational = "id challenge number by at"
        retention = "child-record"
