"""Which profiles are which child, since when it is known, and what was moved when that changed."""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker
from homeward.register.linkage.models.profiles import Profile
from homeward.register.linkage.models.running import LinkageRun
from homeward.register.subjects.models import Subject


class Change(models.Model):
    """One change to which records are which child: somebody minted, joined, merged or split, or one of these undone.

    `by` is empty where a run or a load made it on identifiers. `subject` is the child that stands after it, and
    `other` the one that was retired by it, or that it made. Changes are numbered in the order in which they were made.
    """

    KINDS = [
        ("mint", "New"),
        ("join", "Joined"),
        ("merge", "Merged"),
        ("split", "Split"),
        ("undo", "Undone"),
    ]
    kind = models.CharField(max_length=6, choices=KINDS)
    at = models.DateTimeField()
    run = models.ForeignKey(LinkageRun, on_delete=models.PROTECT, null=True, related_name="changes")
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_reason = models.TextField(blank=True)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    other = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["subject"]), models.Index(fields=["other"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("by")),
                name="two_people_change_who_is_who",
            )
        ]

    class Record:
        handling = {"sealed_reason": "core"}
        operational = "id kind at run by confirmed_by undoes subject other"
        identity = "stays"
        retention = "child-record"


class Membership(models.Model):
    """One profile stands in one child, from when that is true and from when it was known.

    A row that is no longer believed is superseded, never erased: "as known on a day" reads by the time it was known.
    """

    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="memberships")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="memberships")
    valid_since = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=20)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="memberships")

    class Meta:
        indexes = [models.Index(fields=["subject", "superseded_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["profile"],
                condition=models.Q(superseded_at__isnull=True),
                name="one_standing_membership_per_profile",
            )
        ]

    class Record:
        handling = {}
        operational = "id profile subject valid_since valid_until recorded_at superseded_at because change"
        identity = "stays"
        retention = "child-record"


class Moved(models.Model):
    """One value of one row that a change altered: what it was and what it became, so that it can be put back exactly.

    A row that the change made has no `was`. One that stayed where it was, since the child who stands has its like
    already, says the same twice.
    """

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="moved")
    table = models.CharField(max_length=60)
    row = models.CharField(max_length=40)
    column = models.CharField(max_length=60)
    was = models.JSONField(null=True)
    became = models.JSONField(null=True)

    class Record:
        handling = {"was": "core", "became": "core"}
        operational = "id change table row column"
        retention = "child-record"


class Proposal(models.Model):
    """One person's proposal that two children be made one, or one be made two; a second person answers it (S-24)."""

    KINDS = [("merge", "Merge"), ("split", "Split")]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=6, choices=KINDS)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    profiles = models.JSONField(default=list)
    proposed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sealed_reason = models.TextField()
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    change = models.OneToOneField(Change, on_delete=models.PROTECT, null=True, related_name="proposal")

    class Meta:
        indexes = [models.Index(fields=["answered_at", "at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("proposed_by")),
                name="two_people_answer_a_proposal",
            )
        ]

    class Record:
        handling = {"sealed_reason": "core"}
        operational = "id kind subject other profiles proposed_by at answered_by answered_at agreed change"
        identity = "stays"
        retention = "child-record"
