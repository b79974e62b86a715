"""What became of each child who was referred to a service, and what services say of their room and their wait."""

import uuid

from django.db import models
from django.db.models import Q

from homeward.practice.pathway.models.confidential import ConfidentialService
from homeward.practice.pathway.models.directory import Service
from homeward.register.agencies.models import Worker
from homeward.register.people.models import Person


class CapacityWord(models.Model):
    """What a service said of its room: whether it takes referrals, how many places are free, how long the wait is.

    Rows are only added, and the last stands.
    """

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="capacity_words")
    takes_referrals = models.BooleanField()
    free_places = models.PositiveSmallIntegerField(null=True)
    wait_weeks = models.PositiveSmallIntegerField(null=True)
    said_on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["service", "-recorded_at"])]

    class Record:
        handling = {}
        operational = "id service takes_referrals free_places wait_weeks said_on by recorded_at"
        retention = "operational"


class ServiceReferral(models.Model):
    """A child, or somebody of their family, was offered a service: for which need, who agreed, and why this one.

    To which service tells where a child may be when it is a confidential one: `confidential` is opened only to whoever
    may know such places.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="service_referrals")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="referrals")
    confidential = models.ForeignKey(ConfidentialService, on_delete=models.PROTECT, null=True, related_name="referrals")
    need = models.CharField(max_length=40)
    whom = models.CharField(max_length=20)
    agreed = models.CharField(max_length=20)
    sealed_reason = models.TextField()
    offered_on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "recorded_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(service__isnull=True, confidential__isnull=False)
                | Q(service__isnull=False, confidential__isnull=True),
                name="referred_to_one_service",
            )
        ]

    class Record:
        handling = {
            "service": "core",
            "confidential": "shielded-location",
            "need": "core",
            "whom": "core",
            "agreed": "core",
            "sealed_reason": "core",
            "offered_on": "core",
        }
        operational = "id person by recorded_at"
        identity = "moves"
        retention = "child-record"


class ReferralStep(models.Model):
    """What became of a referral on a day: accepted, waiting, started, ended and with what outcome.

    Rows are only added, and the last stands.
    """

    referral = models.ForeignKey(ServiceReferral, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12)
    on = models.DateField()
    outcome = models.CharField(max_length=20, blank=True)
    sealed_note = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["referral", "number"], name="one_step_after_another")]

    class Record:
        handling = {"state": "core", "on": "core", "outcome": "core", "sealed_note": "core"}
        operational = "id referral number by recorded_at"
        retention = "child-record"
