"""What somebody has been asked to do, and by when.

A task is for one worker, one team, or everybody who holds a role. It says what kind of thing is asked and about whom;
the words come from the kind, so that a list of tasks can be shown without opening a record.
"""

import uuid

from django.db import models

from homeward.register.agencies.models import Team, Worker
from homeward.register.subjects.models import Subject


class Task(models.Model):
    """One thing to be done, with an owner and a date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="tasks")
    for_worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="tasks")
    for_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="tasks")
    for_role = models.CharField(max_length=40, blank=True)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["for_worker", "done_at", "due_at"]),
            models.Index(fields=["for_team", "done_at", "due_at"]),
            models.Index(fields=["for_role", "done_at", "due_at"]),
            models.Index(fields=["kind", "reference"]),
            models.Index(fields=["kind", "raised_at"]),
        ]

    class Record:
        handling = {}
        operational = (
            "id kind subject for_worker for_team for_role raised_at raised_by due_at done_at done_by outcome reference"
        )
        identity = "moves"
        retention = "child-record"
