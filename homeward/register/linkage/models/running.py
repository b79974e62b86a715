"""The runs that compare profiles, and the questions they leave for people."""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker
from homeward.register.linkage.models.evidence import Edge, LinkageModel
from homeward.register.linkage.models.profiles import Profile
from homeward.register.subjects.models import Subject


class LinkageRun(models.Model):
    """One run over the profiles that no run has compared yet: by which model, how far it has got, and what it did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    model = models.ForeignKey(LinkageModel, on_delete=models.PROTECT, null=True, related_name="runs")
    parameters = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=20, blank=True)
    cursor = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)

    class Record:
        handling = {}
        operational = "id model parameters started_at finished_at stage cursor counts"
        retention = "child-record"


class ReviewItem(models.Model):
    """A question that a run leaves to a person: are these two one child?

    Always two things side by side, never "find a match". What bears on an open matter comes first.
    """

    KINDS = [
        ("possible", "Possibly the same child"),
        ("twin", "Perhaps twins"),
        ("id-conflict", "Numbers disagree"),
        ("judgement-conflict", "Judgements contradict each other"),
        ("broken", "No longer hangs together"),
        ("big-cluster", "Very many records"),
    ]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=KINDS)
    a = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="+")
    b = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="+")
    subject_a = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    subject_b = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=20, blank=True)
    edge = models.ForeignKey(Edge, on_delete=models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(LinkageRun, on_delete=models.PROTECT, null=True, related_name="questions")
    raised_at = models.DateTimeField()
    touches_open_matter = models.BooleanField(default=False)
    claimed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=20, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["settled_at", "-touches_open_matter", "raised_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "a", "b"],
                condition=models.Q(settled_at__isnull=True),
                name="a_question_is_open_once",
            ),
            models.CheckConstraint(condition=models.Q(a__lt=models.F("b")), name="a_question_is_of_a_pair_in_order"),
        ]

    class Record:
        handling = {}
        operational = (
            "id kind a b subject_a subject_b about edge run raised_at touches_open_matter claimed_by claimed_at "
            "settled_at settled_by how reopened"
        )
        identity = "moves"
        retention = "child-record"
