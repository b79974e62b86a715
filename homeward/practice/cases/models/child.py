"""What a case knows of the child beside what agencies send: their voice, family, needs, and the author's analysis.

Rows are only added. One that was written in error is withdrawn, and both stay.
"""

import uuid

from django.db import models

from homeward.practice.cases.models.cases import Case
from homeward.register.agencies.models import Worker
from homeward.register.people.models import Person

WRITTEN = "id by recorded_at withdrawn_at withdrawn_by"


class Written(models.Model):
    """What the tables share: who wrote a row and when, and who withdrew it. What a row seals is bound to its number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class Voice(Written):
    """What the child said, showed or wished, on a day, and how it was gathered (Children Act 1989, section 1(3))."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="voices")
    how = models.CharField(max_length=20)
    on = models.DateField()
    sealed_words = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["person", "on"])]

    class Record:
        handling = {"how": "core", "on": "core", "sealed_words": "core"}
        operational = f"{WRITTEN} person"
        identity = "moves"
        retention = "child-record"


class HouseholdMember(Written):
    """Somebody of the child's family or household: who they are to the child, and whether they live together."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="household")
    relation = models.CharField(max_length=24)
    lives_with = models.CharField(max_length=12)
    responsible = models.CharField(max_length=12)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    sealed_name = models.TextField()
    sealed_note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "recorded_at"])]

    class Record:
        handling = {
            "relation": "third-party",
            "lives_with": "third-party",
            "responsible": "third-party",
            "since": "third-party",
            "until": "third-party",
            "sealed_name": "third-party",
            "sealed_note": "third-party",
        }
        operational = f"{WRITTEN} person"
        identity = "moves"
        retention = "child-record"


class CommunicationNeed(Written):
    """How the child understands and is understood: language, interpreter, disability. The last row stands.

    What helps stands on the child's find card too, and so on every page and print that carries it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="needs")
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=12)
    helps = models.CharField(max_length=200, blank=True)
    sealed_disability = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "recorded_at"])]

    class Record:
        handling = {
            "language": "core",
            "interpreter": "core",
            "helps": "core",
            "sealed_disability": "protected-characteristics",
        }
        operational = f"{WRITTEN} person"
        identity = "moves"
        retention = "child-record"


class FamilyTold(Written):
    """Whether the family was told of a case, when and how, or why not. The last row stands."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="family_told")
    told = models.CharField(max_length=12)
    on = models.DateField(null=True)
    why_not = models.CharField(max_length=24, blank=True)
    sealed_words = models.TextField()

    class Record:
        handling = {"told": "core", "on": "core", "why_not": "core", "sealed_words": "core"}
        operational = f"{WRITTEN} case"
        retention = "child-record"


class Analysis(Written):
    """What an author makes of a day, a span or one entry of the chronology, under their name, and never a fact itself.

    `sealed_beside` is the mark of the entry. It is sealed, since two alike would tell that two children share a thing.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="analyses")
    since = models.DateField()
    until = models.DateField(null=True)
    sealed_beside = models.TextField(blank=True)
    sealed_words = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["person", "since"])]

    class Record:
        handling = {"since": "core", "until": "core", "sealed_beside": "core", "sealed_words": "core"}
        operational = f"{WRITTEN} person"
        identity = "moves"
        retention = "child-record"
