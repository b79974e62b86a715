"""Why a worker may see a child, and what stays hidden even then.

A role says what kind of work somebody does. It never opens a child's record by itself: a relationship does, and a
relationship starts, ends and lapses. Being on shift at the phone line or the front door is one to every child, but
opens only enough to find the right one. A shield hides where a child lives; every looked-after placement has one from
the first moment, and only two people together can lower it (¶20, ¶24; S-05 to S-12).
"""

import uuid

from django.db import models

from homeward.register.agencies.models import Agency, Team, Worker
from homeward.register.subjects.models import Subject


class RoleHolding(models.Model):
    """A role that a worker holds, from a moment until another."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="role_holdings")
    role = models.CharField(max_length=40)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["worker", "until"])]

    class Record:
        handling = {}
        operational = "id worker role since until given_by"
        retention = "worker"


class Shift(models.Model):
    """Time that a worker is on duty for the county: the phone line, the front door, a missing desk (¶20)."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="shifts")
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["worker", "until"])]

    class Record:
        handling = {}
        operational = "id worker since until"
        retention = "worker"


class Relationship(models.Model):
    """Why one worker, one team or one agency has to do with one child, and until when (S-06)."""

    KINDS = [
        ("allocated", "Allocated worker"),
        ("team", "Allocated team"),
        ("call", "Call"),
        ("referral", "Referral"),
        ("invited", "Invited to a meeting"),
        ("interview", "Return interview"),
        ("emergency", "Emergency opening"),
        ("placing", "Placing authority"),
        ("partner", "School or health partner"),
    ]
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="relationships")
    kind = models.CharField(max_length=12, choices=KINDS)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="relationships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="relationships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="relationships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reference = models.CharField(max_length=60, blank=True)
    source_record = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["worker", "subject", "until"]),
            models.Index(fields=["team", "subject", "until"]),
            models.Index(fields=["agency", "kind", "subject"]),
            models.Index(fields=["subject", "until"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(worker__isnull=False, team__isnull=True, agency__isnull=True)
                    | models.Q(worker__isnull=True, team__isnull=False, agency__isnull=True)
                    | models.Q(worker__isnull=True, team__isnull=True, agency__isnull=False)
                ),
                name="relationship_held_by_one",
            )
        ]

    class Record:
        handling = {}
        operational = "id subject kind worker team agency since until reference source_record"
        identity = "moves"
        retention = "child-record"


class Shield(models.Model):
    """A child's whereabouts are hidden, from the moment named, until two people lower it (S-10 to S-12)."""

    BASES = [
        ("placement", "Looked-after placement"),
        ("witness", "Witness"),
        ("asked", "Set by a worker"),
        ("possible", "May be a shielded child"),
    ]
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="shields")
    basis = models.CharField(max_length=12, choices=BASES)
    since = models.DateTimeField()
    set_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    review_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "basis"], name="one_shield_per_basis")]

    class Record:
        handling = {"basis": "shielded-location"}
        operational = "id subject since set_by review_on"
        identity = "moves"
        retention = "child-record"


class ShieldLowering(models.Model):
    """One person's request that a shield be lowered, and another person's answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shield = models.ForeignKey(Shield, on_delete=models.PROTECT, related_name="lowerings")
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    sealed_reason = models.TextField()
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    raised_again_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shield"], condition=models.Q(answered_at__isnull=True), name="one_open_request_per_shield"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("asked_by")),
                name="two_people_lower_a_shield",
            ),
        ]

    class Record:
        handling = {"sealed_reason": "shielded-location"}
        operational = "id shield asked_by asked_at answered_by answered_at agreed raised_again_at"
        retention = "child-record"


class EmergencyOpening(models.Model):
    """A record opened without a relationship because waiting would have been worse (S-08).

    It opens one child's record for 60 minutes, and is always reviewed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="emergency_openings")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="emergency_openings")
    category = models.CharField(max_length=40)
    sealed_reason = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    review_due_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["reviewed_at", "review_due_at"]),
            models.Index(fields=["worker", "at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("worker")),
                name="nobody_reviews_their_own_opening",
            )
        ]

    class Record:
        handling = {"sealed_reason": "core"}
        operational = "id worker subject category at until review_due_at reviewed_by reviewed_at finding"
        identity = "moves"
        retention = "child-record"
