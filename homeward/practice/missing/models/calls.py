"""Calls to the line for missing children, written down as they are said.

A call is open while somebody is on it, and is then filed into a report of a child, or labelled: silent, a prank, abuse,
to be called back. A label is provisional, is looked at again the next day, and is never a child's history. Nobody is
ever dropped or blocked for it: a silent call may be a child (¶20; S-45).
"""

import uuid

from django.db import models
from django.db.models import Q

from homeward.practice.missing.models.absences import MissingEpisode
from homeward.register.agencies.models import Agency, Worker
from homeward.register.people.models import Person


class Call(models.Model):
    """One call. Its number is made by the page on which it is taken, so that one sent twice is one call."""

    STATES = [("open", "Open"), ("filed", "Filed"), ("labelled", "Labelled")]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opened_at = models.DateTimeField()
    taken_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="calls")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, default="phone")
    state = models.CharField(max_length=8, choices=STATES, default="open")
    label = models.CharField(max_length=20, blank=True)
    labelled_at = models.DateTimeField(null=True)
    labelled_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    label_settled_at = models.DateTimeField(null=True)
    label_settled_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    caller_digest = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="calls")
    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, null=True, related_name="calls")
    filed_at = models.DateTimeField(null=True)
    filed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["state", "opened_at"]),
            models.Index(fields=["opened_at"]),
            models.Index(fields=["caller_digest", "opened_at"]),
            models.Index(fields=["episode"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="filed") | Q(person__isnull=False, episode__isnull=False, filed_at__isnull=False),
                name="a_filed_call_is_of_a_child",
            ),
            models.CheckConstraint(condition=~Q(state="labelled") | ~Q(label=""), name="a_labelled_call_has_a_label"),
        ]

    class Record:
        handling = {"caller_digest": "third-party"}
        operational = (
            "id opened_at taken_by agency channel state label labelled_at labelled_by label_settled_at "
            "label_settled_by person episode filed_at filed_by version"
        )
        identity = "moves"
        retention = "child-record"


class CallPiece(models.Model):
    """What one handler typed in one box of a call, and when. Pieces are only ever added, and the last of a box stands.

    One that was typed over a newer one of somebody else's is kept and held back, until whoever typed it has seen both.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="pieces")
    field = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    sealed_value = models.TextField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    held_back = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="pieces_of_a_call_are_numbered")]

    class Record:
        handling = {"field": "core", "sealed_value": "location"}
        operational = "id call number by at held_back"
        retention = "child-record"


class CallMove(models.Model):
    """A call that was filed to the wrong child, and moved to the right one: from whom, to whom, by whom and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="moves")
    was = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    became = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Record:
        handling = {"sealed_reason": "core"}
        operational = "id call was became at by"
        identity = "stays"
        retention = "child-record"
