"""What follows when a child is back: the two interviews, what the child said, and the leads in it."""

import uuid

from django.db import models

from homeward.practice.missing.models.absences import MissingEpisode
from homeward.register.agencies.models import Worker
from homeward.register.people.models import Person


class PreventionInterview(models.Model):
    """What came of the police's talk with a child who is back, as somebody here wrote it. The newest row stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="prevention_interviews")
    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, related_name="prevention_interviews")
    outcome = models.CharField(max_length=10)
    harm = models.CharField(max_length=20, blank=True)
    held_at = models.DateTimeField(null=True)
    sealed_words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Record:
        handling = {"outcome": "core", "harm": "core", "held_at": "core", "sealed_words": "core"}
        operational = "id person episode by recorded_at"
        identity = "moves"
        retention = "child-record"


class ReturnInterview(models.Model):
    """The interview that somebody independent offers a child after one absence.

    Where two absences turn out to be one, what was done about either counts for the one that stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="return_interviews")
    episode = models.OneToOneField(MissingEpisode, on_delete=models.PROTECT, related_name="return_interview")
    opened_at = models.DateTimeField()

    class Record:
        handling = {}
        operational = "id person episode opened_at"
        identity = "moves"
        retention = "child-record"


class InterviewStep(models.Model):
    """One thing done about a return interview: asked of somebody, offered, declined, held. Rows are only added.

    A step that was written by mistake is withdrawn by a further row that names it.
    """

    interview = models.ForeignKey(ReturnInterview, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    reason = models.CharField(max_length=40, blank=True)
    independent = models.BooleanField(null=True)
    asked_of = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdraws = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="withdrawn")

    class Meta:
        indexes = [models.Index(fields=["interview", "kind", "at"])]

    class Record:
        handling = {"kind": "core", "at": "core", "reason": "core", "independent": "core"}
        operational = "id interview asked_of by recorded_at withdraws"
        retention = "child-record"


class InterviewPiece(models.Model):
    """What stands in one section of an interview after one saving. Rows are only added; the last that stands is read.

    `beside` marks what was typed over something newer that its writer had not seen: kept, and shown beside it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    interview = models.ForeignKey(ReturnInterview, on_delete=models.PROTECT, related_name="pieces")
    section = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    beside = models.BooleanField(default=False)
    sealed_text = models.TextField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "section", "number"], name="one_interview_piece_per_number"),
        ]

    class Record:
        handling = {"sealed_text": "core"}
        operational = "id interview section number beside by at"
        retention = "child-record"


class Lead(models.Model):
    """A piece of an interview that a person confirmed is a lead, or refused; what was refused is not offered again.

    It waits here with where it came from, for the rooms above to draw in: a later row has a larger number.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leads")
    interview = models.ForeignKey(ReturnInterview, on_delete=models.PROTECT, related_name="leads")
    piece = models.ForeignKey(InterviewPiece, on_delete=models.PROTECT, null=True, related_name="leads")
    kind = models.CharField(max_length=10)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    because = models.CharField(max_length=30)
    sealed_value = models.TextField()
    digest = models.CharField(max_length=64)
    confirmed = models.BooleanField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["confirmed", "undone_at", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "kind", "digest"],
                condition=models.Q(undone_at__isnull=True),
                name="a_lead_is_decided_once",
            ),
        ]

    class Record:
        handling = {"sealed_value": "third-party"}
        operational = "id person interview piece kind start end because digest confirmed by at undone_at undone_by"
        identity = "moves"
        retention = "child-record"
