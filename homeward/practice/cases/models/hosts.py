"""Notices to the authority in whose area a looked-after child is placed (Care Planning Regulations 2010, reg. 13)."""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker
from homeward.register.people.models import Person


class HostNotice(models.Model):
    """A looked-after child is placed in another authority's area, and that authority is to be told.

    Which authority it is tells where the child lives: it is sealed, and as shielded as the placement.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="host_notices")
    sealed_authority = models.TextField()
    placed_on = models.DateField()
    due_on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "placed_on"]), models.Index(fields=["due_on"])]

    class Record:
        handling = {"sealed_authority": "shielded-location", "placed_on": "core"}
        operational = "id person due_on by opened_at"
        identity = "moves"
        retention = "child-record"


class HostStep(models.Model):
    """That the host authority was told, that somebody there acknowledged it, or that it ended. Rows are only added."""

    notice = models.ForeignKey(HostNotice, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12)
    on = models.DateField()
    sealed_who = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Record:
        handling = {"kind": "core", "on": "core", "sealed_who": "shielded-location"}
        operational = "id notice by recorded_at"
        retention = "child-record"
