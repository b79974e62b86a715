"""Services of which nobody may know where they are: refuges, safe accommodation, and whoever runs them in secret."""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker


class ConfidentialService(models.Model):
    """A confidential service. Its name, what it offers and how it is asked are sealed; no open page reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed_name = models.TextField()
    sealed_words = models.TextField()
    sealed_contact = models.TextField()
    needs = models.CharField(max_length=300, blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Record:
        handling = {
            "sealed_name": "shielded-location",
            "sealed_words": "shielded-location",
            "sealed_contact": "shielded-location",
        }
        operational = "id needs minimum_age maximum_age by added_at ended_at"
        retention = "operational"


class ConfidentialMark(models.Model):
    """Something by which a confidential service could be known, sealed: an address of it, a number, its name.

    Whatever is told to the open directory is held against these before anybody reads it.
    """

    service = models.ForeignKey(ConfidentialService, on_delete=models.CASCADE, related_name="marks")
    sealed_text = models.TextField()

    class Record:
        handling = {"sealed_text": "shielded-location"}
        operational = "id service"
        retention = "operational"
