"""What was told, by whom and how, and the children it turned out to be about."""

import uuid

from django.db import models
from django.db.models import Q

from homeward.practice.cases.models import Context
from homeward.practice.missing.models import MissingEpisode
from homeward.register.agencies.models import Agency, Team, Worker
from homeward.register.people.models import Person
from homeward.register.sources.models import SourceRecord


class Concern(models.Model):
    """One worry. Its words are its parts, each sealed as it came; here stands only what it takes to work a queue.

    `reference` is a keyed digest of what whoever told was given: with it they add more and hear what became of it.
    `received_on` is the day on which its clock began. `context` is the place or the group that somebody found it to be
    about. `seems` says that it looks as if a robot had filled it in.
    """

    WAYS = [("frontdoor", "The front door"), ("worker", "About somebody who works with children")]
    CHANNELS = [("public", "Public form"), ("partner", "Account"), ("feed", "Feed"), ("episode", "Missing episode")]
    STATES = [
        ("draft", "Being written"),
        ("open", "Open"),
        ("decided", "Decided"),
        ("aside", "Put aside"),
        ("joined", "Joined with another"),
    ]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    way = models.CharField(max_length=10, choices=WAYS, default="frontdoor")
    channel = models.CharField(max_length=8, choices=CHANNELS)
    state = models.CharField(max_length=8, choices=STATES, default="draft")
    about = models.CharField(max_length=12, blank=True)
    forms = models.CharField(max_length=160, blank=True)
    referrer = models.CharField(max_length=20, blank=True)
    in_danger = models.CharField(max_length=10, blank=True)
    reference = models.CharField(max_length=64, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="concerns")
    told_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="concerns_told")
    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, null=True, related_name="concerns")
    context = models.ForeignKey(Context, on_delete=models.PROTECT, null=True, related_name="concerns")
    record = models.OneToOneField(SourceRecord, on_delete=models.PROTECT, null=True, related_name="concern")
    begun_at = models.DateTimeField()
    last_said_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    received_on = models.DateField()
    due_on = models.DateField()
    more_at = models.DateTimeField(null=True)
    seems = models.CharField(max_length=8, blank=True)
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="concerns")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="concerns")
    stage = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["way", "state", "due_on"]),
            models.Index(fields=["worker", "state"]),
            models.Index(fields=["agency", "begun_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="decided") | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="a_decided_concern_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(looked_at__isnull=True) | Q(looked_by__isnull=False),
                name="somebody_looked_at_a_robots_form",
            ),
        ]

    class Record:
        handling = {
            "about": "core",
            "forms": "core",
            "in_danger": "core",
            "outcome": "core",
            "referrer": "source-identity",
        }
        operational = (
            "id way channel state reference agency told_by episode context record begun_at last_said_at sent_at "
            "received_on due_on more_at seems looked_at looked_by team worker stage decided_at version"
        )
        retention = "child-record"


class ConcernPart(models.Model):
    """What was said in one box, and when. Parts are only added, and the last of a box stands.

    `by` is a worker who wrote it down signed in; of whoever has no account it is empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="parts")
    box = models.CharField(max_length=24)
    number = models.PositiveIntegerField()
    sealed_words = models.TextField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "number"], name="parts_of_a_concern_are_numbered")]

    class Record:
        handling = {"box": "core", "sealed_words": "source-identity"}
        operational = "id concern number by at"
        retention = "child-record"


class ConcernChild(models.Model):
    """A child whom somebody found a concern to be about: a concern of twins has two. One found wrongly is taken off."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="concerns")
    added_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "removed_at"]), models.Index(fields=["concern", "removed_at"])]

    class Record:
        handling = {}
        operational = "id concern person added_by added_at removed_by removed_at"
        identity = "moves"
        retention = "child-record"
