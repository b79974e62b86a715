"""What somebody noticed of a child, or was told, on a day: an indicator of the catalogue, or something that protects.

An observation is a fact with a source and never a score. *Not known* is kept as an answer of its own, since it differs
from *no* (¶8; the catalogue is `exploitation_indicators` and `protective_factors` in the vocabulary).
"""

import uuid
from datetime import date, timedelta

from django.db import models

from homeward.practice.missing.models import Lead
from homeward.register.agencies.models import Agency, Worker
from homeward.register.people.models import Person


class Observation(models.Model):
    """One thing that one agency noticed of a child. `until` is not included; a day alone ends on the day after it.

    It stands until it is withdrawn, or corrected by one that names it in `replaces`; what ended is kept with why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="observations")
    code = models.CharField(max_length=40)
    value = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField()
    precision = models.CharField(max_length=10)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="observations")
    heard_from = models.CharField(max_length=20)
    grounds = models.CharField(max_length=10)
    sure = models.CharField(max_length=10)
    sealed_words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "ended_at", "until"]),
            # Of the few that put another right: a planner that counts the empty ones too reads every row instead.
            models.Index(fields=["replaces"], condition=models.Q(replaces__isnull=False), name="put_right"),
        ]

    @property
    def last_day(self) -> date:
        """The last day of it, which is included."""
        return self.until - timedelta(days=1)

    class Record:
        handling = {
            "code": "core",
            "value": "core",
            "since": "core",
            "until": "core",
            "precision": "core",
            "heard_from": "core",
            "grounds": "core",
            "sure": "core",
            "sealed_words": "core",
            "sealed_reason": "core",
        }
        operational = "id person agency by recorded_at replaces ended_at ended_by"
        identity = "moves"
        retention = "child-record"


class LeadAnswer(models.Model):
    """What somebody made of a confirmed lead: the observation that was written from it, or that there is none in it."""

    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, related_name="indicator_answer")
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, null=True, related_name="leads")
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Record:
        handling = {}
        operational = "id lead observation by at"
        retention = "child-record"


class Hint(models.Model):
    """What was told elsewhere of a child and may hold an observation, and what somebody made of it.

    A room above writes down what it was told (`offered_at`). What lies below is read where it stands, and is a row here
    once somebody answered. It is never an observation by itself.
    """

    SOURCES = [("concern", "A worry"), ("call", "A call"), ("report", "An absence"), ("custody", "Police custody")]
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hints")
    source = models.CharField(max_length=8, choices=SOURCES)
    reference = models.CharField(max_length=40)
    forms = models.CharField(max_length=160, blank=True)
    on = models.DateField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, null=True, related_name="hints")
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "answered_at"]),
            models.Index(fields=["source", "reference"]),
        ]

    class Record:
        handling = {"source": "core", "forms": "core", "on": "core"}
        operational = "id person reference agency offered_at withdrawn_at observation answered_by answered_at"
        identity = "moves"
        retention = "child-record"
