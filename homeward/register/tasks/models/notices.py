"""Telling somebody inside Homeward that something waits for them. A notice never holds what it is about."""

from django.db import models

from homeward.register.agencies.models import Worker


class Notice(models.Model):
    """That one worker was told, and when they read it. Its kind has the words; its reference is an identifier alone."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=40)
    reference = models.CharField(max_length=60)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["worker", "seen_at", "at"])]
        constraints = [
            models.UniqueConstraint(fields=["worker", "kind", "reference", "at"], name="told_once_at_a_moment")
        ]

    class Record:
        handling = {}
        operational = "id worker kind reference at seen_at"
        retention = "worker"
