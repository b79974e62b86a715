"""How a child or a parent may be reached without harm to them, and that a letter went there (S-13)."""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker
from homeward.register.people.models import Person


class SafeContact(models.Model):
    """A number or an address that somebody said is safe, and from whom it must be hidden. One found unsafe stays known.

    Where a letter may go can tell where a child is: it is sealed, and as shielded as a placement.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="safe_contacts")
    whom = models.CharField(max_length=20)
    way = models.CharField(max_length=20)
    sealed_how = models.TextField()
    sealed_hidden_from = models.TextField(blank=True)
    added_at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "added_at"])]

    class Record:
        handling = {
            "whom": "shielded-location",
            "way": "shielded-location",
            "sealed_how": "shielded-location",
            "sealed_hidden_from": "shielded-location",
        }
        operational = "id person added_at by ended_at ended_because"
        identity = "moves"
        retention = "child-record"


class Letter(models.Model):
    """That somebody wrote to a safe contact: that they ask to be rung, and nothing of why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(SafeContact, on_delete=models.PROTECT, related_name="letters")
    ring = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Record:
        handling = {"ring": "core"}
        operational = "id contact at by"
        retention = "child-record"
