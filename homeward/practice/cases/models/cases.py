"""A case, what it is about, and who has it.

A case is about one child, or about a place or a group where children come to harm (contextual safeguarding, ¶18). A
place or a group holds nothing about any child: which children it touches is written where their plans are.
"""

import uuid

from django.db import models

from homeward.register.access.models import Relationship
from homeward.register.agencies.models import Team, Worker
from homeward.register.sources.models import SourceRecord
from homeward.register.subjects.models import Subject


class Context(models.Model):
    """A place or a group where children come to harm: what it is called and where it is, and nothing of any child."""

    KINDS = [("place", "A place"), ("group", "A group")]
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, primary_key=True, related_name="context")
    kind = models.CharField(max_length=8, choices=KINDS)
    sealed_name = models.TextField()
    sealed_whereabouts = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Record:
        handling = {"kind": "core", "sealed_name": "core", "sealed_whereabouts": "core"}
        operational = "subject by added_at"
        identity = "stays"
        retention = "child-record"


class Case(models.Model):
    """Work with one child, or on one place or group, from the day it was opened until it is closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="cases")
    kind = models.CharField(max_length=24)
    forms = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_because = models.TextField()
    reference = models.CharField(max_length=60, blank=True)
    record = models.OneToOneField(SourceRecord, on_delete=models.PROTECT, null=True, related_name="case")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    grounds = models.CharField(max_length=200, blank=True)
    sealed_closing = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "closed_at"]), models.Index(fields=["closed_at", "opened_at"])]

    class Record:
        handling = {
            "kind": "core",
            "forms": "core",
            "sealed_because": "core",
            "reference": "core",
            "grounds": "core",
            "sealed_closing": "core",
        }
        operational = "id subject opened_at opened_by record closed_at closed_by"
        identity = "moves"
        retention = "child-record"


class Allocation(models.Model):
    """A worker or a team who has a case, from a moment until another, and as what.

    The lead professional answers for it. Whoever covers does so for somebody, and until a day. Each opens the child's
    record for as long as it lasts, by the relationship it names.
    """

    ROLES = [
        ("lead", "Lead professional"),
        ("joint", "Works jointly"),
        ("cover", "Covers"),
        ("team", "Team"),
    ]
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="allocations")
    role = models.CharField(max_length=8, choices=ROLES)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="allocations")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="allocations")
    covers = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, null=True, related_name="allocations")

    class Meta:
        indexes = [models.Index(fields=["worker", "until"]), models.Index(fields=["team", "until"])]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(role="team", team__isnull=False, worker__isnull=True)
                    | (~models.Q(role="team") & models.Q(team__isnull=True, worker__isnull=False))
                ),
                name="allocation_held_by_one",
            )
        ]

    class Record:
        handling = {}
        operational = "id case role worker team covers since until by relationship"
        retention = "child-record"
