"""What goes out of Homeward to fetch somebody back to it: that they have a message, and never what it is about."""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker
from homeward.register.tasks.models.notices import Notice


class Message(models.Model):
    """One notice on its way by e-mail or to the county's own paging system.

    Its text is always the same. Where it goes is asked when it is sent, and not kept. Its identifier travels with it,
    so that one which arrives twice is known for one. `due_at` is when it is tried next; `ended` is how it ended.
    """

    CHANNELS = [("e-mail", "E-mail"), ("webhook", "Paging system")]
    ENDED = [("sent", "Sent"), ("read", "Read in Homeward first"), ("gave-up", "Given up"), ("nowhere", "No address")]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="messages")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=CHANNELS)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=20, blank=True)
    ended = models.CharField(max_length=8, choices=ENDED, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"]), models.Index(fields=["ended", "ended_at"])]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="one_message_a_channel"),
            models.CheckConstraint(
                condition=models.Q(ended="", due_at__isnull=False, ended_at__isnull=True)
                | (~models.Q(ended="") & models.Q(due_at__isnull=True, ended_at__isnull=False)),
                name="a_message_waits_or_has_ended",
            ),
        ]

    class Record:
        handling = {}
        operational = "id notice worker channel raised_at due_at tries fault ended ended_at"
        retention = "worker"
