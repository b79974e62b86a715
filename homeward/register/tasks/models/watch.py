"""Who has a matter in hand, to whom it was given, and who was told of that when.

A matter lies in a room above this one, so it is named by its kind and its identifier and no key points at it.
"""

import uuid

from django.db import models
from django.db.models import Q

from homeward.register.agencies.models import Worker
from homeward.register.subjects.models import Subject
from homeward.register.tasks.models.rotas import Rota

WAITING = Q(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True)


class Ownership(models.Model):
    """The time for which one worker has one matter in hand. A matter has exactly one owner while it is open.

    `grade` is how grave the matter is, as the room above last said: it sets how soon a handover must be accepted.
    """

    BECAUSE = [("began", "Began it"), ("accepted", "Accepted it"), ("taken-over", "Took it over")]
    matter_kind = models.CharField(max_length=40)
    matter = models.UUIDField()
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="ownerships")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="ownerships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    because = models.CharField(max_length=12, choices=BECAUSE)
    grade = models.CharField(max_length=2, blank=True)

    class Meta:
        indexes = [models.Index(fields=["worker", "until"]), models.Index(fields=["matter"])]
        constraints = [
            models.UniqueConstraint(
                fields=["matter_kind", "matter"], condition=Q(until__isnull=True), name="one_owner_per_matter"
            )
        ]

    class Record:
        handling = {}
        operational = "id matter_kind matter subject worker since until because grade"
        identity = "moves"
        retention = "child-record"


class Handover(models.Model):
    """A matter given to a desk or to one worker, who must say that they have it.

    Until somebody does, the giver owns it, and it climbs a ladder. `rung` is how far it has climbed and `climbs_at`
    when it climbs next.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter_kind = models.CharField(max_length=40)
    matter = models.UUIDField()
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="handovers")
    given_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    to_rota = models.ForeignKey(Rota, on_delete=models.PROTECT, null=True, related_name="handovers")
    to_worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    grade = models.CharField(max_length=2, blank=True)
    due_at = models.DateTimeField()
    climbs_at = models.DateTimeField(null=True)
    rung = models.PositiveSmallIntegerField(default=0)
    accepted_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    sealed_reason = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["matter", "given_at"]),
            models.Index(fields=["climbs_at"]),
            models.Index(fields=["to_rota", "accepted_at"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["matter_kind", "matter"], condition=WAITING, name="one_handover_waiting"),
            models.CheckConstraint(
                condition=Q(to_rota__isnull=True, to_worker__isnull=False)
                | Q(to_rota__isnull=False, to_worker__isnull=True),
                name="handover_to_one",
            ),
        ]

    class Record:
        handling = {"sealed_reason": "core"}
        operational = (
            "id matter_kind matter subject given_by given_at to_rota to_worker grade due_at climbs_at rung accepted_by "
            "accepted_at declined_by declined_at withdrawn_at"
        )
        identity = "moves"
        retention = "child-record"


class Rung(models.Model):
    """That one worker, or one desk, was told of a handover at a moment, and why: who knew what when. Written once."""

    BECAUSE = [
        ("given", "It was given to them"),
        ("late", "Nobody before them accepted in time"),
        ("hole", "Nobody was on the rota"),
        ("left", "The worker it was given to has left"),
        ("again", "Still nobody had accepted"),
    ]
    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="rungs")
    number = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=20)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField()
    because = models.CharField(max_length=8, choices=BECAUSE)

    class Meta:
        indexes = [models.Index(fields=["worker", "handover"])]
        constraints = [
            models.UniqueConstraint(fields=["handover", "number", "worker"], name="told_once_a_rung"),
        ]

    class Record:
        handling = {}
        operational = "id handover number who worker rota told_at because"
        retention = "child-record"
