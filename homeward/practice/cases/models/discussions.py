"""Discussions between agencies about a child, and the notification that a death or serious harm asks for by law.

A strategy discussion brings together the council, the police, health and whoever else knows the child, to decide what
is needed (Children Act 1989, section 47). What came of it is a row each time, and the last stands.
"""

import uuid

from django.db import models

from homeward.practice.missing.models import MissingEpisode, TriggerFiring
from homeward.register.agencies.models import Worker
from homeward.register.people.models import Person


class StrategyDiscussion(models.Model):
    """A discussion that somebody asked for, and why; the trigger that asked them to consider it, where one did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="strategy_discussions")
    firing = models.ForeignKey(TriggerFiring, on_delete=models.PROTECT, null=True, related_name="strategy_discussions")
    sealed_reason = models.TextField()
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "asked_at"])]

    class Record:
        handling = {"sealed_reason": "core"}
        operational = "id person firing asked_by asked_at due_on"
        identity = "moves"
        retention = "child-record"


class StrategyOutcome(models.Model):
    """What came of a discussion, as somebody wrote it down. Rows are only added, and the last stands."""

    discussion = models.ForeignKey(StrategyDiscussion, on_delete=models.PROTECT, related_name="outcomes")
    decision = models.CharField(max_length=20)
    held_on = models.DateField(null=True)
    took_part = models.CharField(max_length=200, blank=True)
    section_47 = models.BooleanField(null=True)
    sealed_reasons = models.TextField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Record:
        handling = {
            "decision": "core",
            "held_on": "core",
            "took_part": "core",
            "section_47": "core",
            "sealed_reasons": "core",
        }
        operational = "id discussion by recorded_at"
        retention = "child-record"


class NotificationClock(models.Model):
    """A child died or was seriously harmed while missing: from the day the council knew, the notification is due."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notification_clocks")
    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, null=True, related_name="notification_clocks")
    kind = models.CharField(max_length=20)
    known_on = models.DateField()
    due_on = models.DateField()
    sealed_words = models.TextField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "opened_at"])]

    class Record:
        handling = {"kind": "core", "known_on": "core", "sealed_words": "core"}
        operational = "id person episode due_on by opened_at"
        identity = "moves"
        retention = "child-record"


class NotificationStep(models.Model):
    """That the notification was sent, or why none is required. Rows are only added, and the last stands."""

    clock = models.ForeignKey(NotificationClock, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20)
    on = models.DateField()
    reference = models.CharField(max_length=60, blank=True)
    sealed_reason = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Record:
        handling = {"kind": "core", "on": "core", "reference": "core", "sealed_reason": "core"}
        operational = "id clock by recorded_at"
        retention = "child-record"
