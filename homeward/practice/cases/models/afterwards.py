"""What a case comes to: the census factors a worker answers for, turning eighteen, and an adult met on the way."""

from django.db import models

from homeward.practice.cases.models.cases import Case
from homeward.practice.cases.models.child import WRITTEN, Written
from homeward.register.people.models import Person


class FactorAnswer(Written):
    """That a worker accepts or refuses a factor of the census that the record suggests. The last answer stands."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="factors")
    code = models.CharField(max_length=4)
    accepted = models.BooleanField()
    sealed_words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "code"])]

    class Record:
        handling = {"code": "core", "accepted": "core", "sealed_words": "core"}
        operational = f"{WRITTEN} case"
        retention = "child-record"
        standard = {"code": "CIN census factors at end of assessment"}


class Transition(Written):
    """A step towards adult services before a child is eighteen: planned, offered, accepted or refused there."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transitions")
    kind = models.CharField(max_length=12)
    on = models.DateField()
    sealed_words = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["person", "on"])]

    class Record:
        handling = {"kind": "core", "on": "core", "sealed_words": "core"}
        operational = f"{WRITTEN} person"
        identity = "moves"
        retention = "child-record"


class AdultReferral(Written):
    """That a vulnerable adult who was met on the way, in a cuckooed home for one, was referred as one."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="adult_referrals")
    on = models.DateField()
    agreed = models.CharField(max_length=12)
    sent_to = models.CharField(max_length=120)
    reference = models.CharField(max_length=60, blank=True)
    sealed_who = models.TextField()
    sealed_where = models.TextField(blank=True)
    sealed_words = models.TextField()

    class Record:
        handling = {
            "on": "third-party",
            "agreed": "third-party",
            "sent_to": "third-party",
            "reference": "third-party",
            "sealed_who": "third-party",
            "sealed_where": "third-party",
            "sealed_words": "third-party",
        }
        operational = f"{WRITTEN} case"
        retention = "child-record"
