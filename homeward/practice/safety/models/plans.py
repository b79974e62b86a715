"""The plan to keep a child, or the children of a place or a group, safe: what is feared, and what is done.

A plan stands on an open case. Each time it is written there is a further version, and none is ever changed.
"""

import uuid

from django.db import models

from homeward.practice.cases.models import Case
from homeward.register.agencies.models import Agency, Worker
from homeward.register.people.models import Person
from homeward.register.subjects.models import Subject


class Plan(models.Model):
    """A safety plan on a case, with whoever answers for it. One stands on a case at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="safety_plans")
    owner = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="owned_plans")
    begun_at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_ending = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "ended_at"]), models.Index(fields=["owner", "ended_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(ended_at__isnull=True), name="one_standing_plan_of_a_case"
            )
        ]

    class Record:
        handling = {"sealed_ending": "core"}
        operational = "id case subject owner begun_at by ended_at ended_by"
        identity = "moves"
        retention = "child-record"


class PlanVersion(models.Model):
    """A plan as it was written once: its parts, the facts held then, and who agreed or why nobody did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sealed_sections = models.TextField()
    facts = models.CharField(max_length=400, blank=True)
    agreed = models.CharField(max_length=20)
    sealed_why_not = models.TextField(blank=True)
    review_on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_version_of_a_number")]

    class Record:
        handling = {
            "sealed_sections": "core",
            "facts": "core",
            "agreed": "core",
            "sealed_why_not": "core",
            "review_on": "core",
        }
        operational = "id plan number by at"
        retention = "child-record"


class PlanAction(models.Model):
    """One thing to be done, by an agency and a person, by a day. One with a measure is aimed at who exploits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    measure = models.CharField(max_length=40, blank=True)
    sealed_what = models.TextField()
    sealed_who = models.TextField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    for_family = models.BooleanField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["plan", "due_on"])]

    class Record:
        handling = {"measure": "core", "sealed_what": "core", "sealed_who": "core", "due_on": "core"}
        operational = "id plan agency worker for_family by at"
        retention = "child-record"


class ActionStep(models.Model):
    """How an action stands on a day, and what came of it. Rows are only added, and the last stands."""

    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12)
    on = models.DateField()
    sealed_note = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "number"], name="one_action_step_after_another")]

    class Record:
        handling = {"state": "core", "on": "core", "sealed_note": "core"}
        operational = "id action number by at"
        retention = "child-record"


class PlanReview(models.Model):
    """That a plan was looked at again, by whom, what was found, and when it is looked at next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField()
    next_on = models.DateField()
    sealed_words = models.TextField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Record:
        handling = {"on": "core", "next_on": "core", "sealed_words": "core"}
        operational = "id plan by at"
        retention = "child-record"


class Affects(models.Model):
    """A worker confirmed that a place or a group touches a child: its plan is shown in the child's own, until ended."""

    context = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="affects")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="affected_by")
    sealed_because = models.TextField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "until"]), models.Index(fields=["context", "until"])]

    class Record:
        handling = {"sealed_because": "core"}
        operational = "id context person by since until"
        identity = "moves"
        retention = "child-record"
