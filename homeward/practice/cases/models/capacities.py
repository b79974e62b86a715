"""The two capacities in which one child may stand at once: safeguarded, and in a criminal matter (¶12).

Each is a table of its own, since who may read that a child is a suspect is not who may read that a plan protects them.
"""

from django.db import models

from homeward.practice.cases.models.child import WRITTEN, Written
from homeward.register.people.models import Person

TOLD = ("role", "since", "until", "reference", "sealed_words")


class Capacity(Written):
    """The shape that the two share: as what, from a day until another, under which reference."""

    role = models.CharField(max_length=16)
    since = models.DateField()
    until = models.DateField(null=True)
    reference = models.CharField(max_length=60, blank=True)
    sealed_words = models.TextField(blank=True)

    class Meta:
        abstract = True


class SafeguardingCapacity(Capacity):
    """That a child is in need, looked after, or under a plan, as a worker wrote it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="safeguarding_capacities")

    class Meta:
        indexes = [models.Index(fields=["person", "since"])]

    class Record:
        handling = dict.fromkeys(TOLD, "core")
        operational = f"{WRITTEN} person"
        identity = "moves"
        retention = "child-record"


class JusticeCapacity(Capacity):
    """That a child is a victim, a suspect or a witness in a criminal matter. A suspicion is never a finding."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="justice_capacities")
    offence = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "since"])]

    class Record:
        handling = dict.fromkeys((*TOLD, "offence"), "youth-justice")
        operational = f"{WRITTEN} person"
        identity = "moves"
        retention = "child-record"
