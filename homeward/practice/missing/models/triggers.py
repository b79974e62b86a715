"""What an absence may ask somebody to do: which rules fired about it, and which of them the county has on."""

from django.db import models

from homeward.practice.missing.models.absences import MissingEpisode
from homeward.register.agencies.models import Worker
from homeward.register.people.models import Person


class TriggerFiring(models.Model):
    """A trigger that one absence met, once. It asked a person to act, and did nothing by itself."""

    trigger = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="trigger_firings")
    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, related_name="trigger_firings")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["trigger", "at"])]
        constraints = [models.UniqueConstraint(fields=["trigger", "episode"], name="a_trigger_fires_once_an_absence")]

    class Record:
        handling = {"trigger": "core"}
        operational = "id person episode at"
        identity = "moves"
        retention = "child-record"


class TriggerSwitch(models.Model):
    """A worker asked that a trigger be on, or off, from a day, and a second person answered.

    Rows are only added. Of those that were agreed the newest begun counts, from the day of the answer at the earliest.
    """

    trigger = models.CharField(max_length=40)
    on = models.BooleanField()
    since = models.DateField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(answered_by=models.F("by")) | models.Q(answered_by__isnull=True),
                name="a_trigger_is_switched_by_two",
            ),
            models.UniqueConstraint(
                fields=["trigger"],
                condition=models.Q(answered_at__isnull=True),
                name="one_waiting_switch_of_a_trigger",
            ),
        ]

    class Record:
        handling = {}
        operational = "id trigger on since reason by at answered_by answered_at agreed"
        retention = "operational"
