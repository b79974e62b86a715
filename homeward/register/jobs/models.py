"""Work that goes on after the page has closed: reading a file, drawing a chart, making a paper.

A job says how far it has got and when it last gave a sign of life, so that one whose worker died is noticed, taken up
again where it stopped, and never counted twice.
"""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker


class Job(models.Model):
    """One piece of work in the background, with its progress."""

    STATES = [
        ("waiting", "Waiting"),
        ("running", "Running"),
        ("done", "Done"),
        ("failed", "Failed"),
        ("stopped", "Stopped"),
    ]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=STATES, default="waiting")
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="jobs")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    message_code = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "heartbeat_at"]), models.Index(fields=["kind", "about"])]

    class Record:
        handling = {}
        operational = (
            "id kind about options state done total attempts asked_by asked_at started_at heartbeat_at ended_at "
            "stop_asked_at message_code"
        )
        retention = "operational"
