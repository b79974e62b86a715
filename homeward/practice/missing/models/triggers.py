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
    """A worker's word that a trigger is on, or off, from a day. Rows are only added; the newest begun counts."""

    trigger = models.CharField(max_length=40)
    on = models.BooleanField()
    since = models.DateField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Record:
        handling = {}
        operational = "id trigger on since reason by at"
        retention = "operational"
