"""What was decided about a concern, by when it had to be, who has it, and what whoever told was answered."""

from django.db import models

from homeward.practice.frontdoor.models.concerns import Concern
from homeward.register.agencies.models import Worker
from homeward.register.people.models import Person


class Stage(models.Model):
    """What somebody decided at one stage, and why. A stage is decided once; a later word is a further row."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=10)
    decision = models.CharField(max_length=20)
    level = models.CharField(max_length=12, blank=True)
    sealed_reason = models.TextField()
    late_because = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "stage"], name="a_stage_is_decided_once")]

    class Record:
        handling = {"stage": "core", "decision": "core", "level": "core", "sealed_reason": "core"}
        operational = "id concern late_because by at"
        retention = "child-record"


class Clock(models.Model):
    """A limit that a decision set going about one child: the assessment, or the first conference.

    It ends on the day on which the thing was done or was no longer needed. One that ended late says why.
    """

    KINDS = [("assessment", "Assessment"), ("conference", "Child protection conference")]
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="clocks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="frontdoor_clocks")
    kind = models.CharField(max_length=12, choices=KINDS)
    since = models.DateField()
    due_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended = models.CharField(max_length=12, blank=True)
    late_because = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "person", "kind"], name="one_clock_of_a_kind_for_a_child")
        ]

    class Record:
        handling = {"kind": "core", "since": "core", "due_on": "core", "ended_on": "core", "ended": "core"}
        operational = "id concern person late_because by"
        identity = "moves"
        retention = "child-record"


class Allocated(models.Model):
    """Who has had a concern in hand, from when, and who gave it to them."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Record:
        handling = {}
        operational = "id concern worker since by"
        retention = "child-record"


class Away(models.Model):
    """Time for which a worker of the front door is away, and who has their concerns meanwhile."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="frontdoor_away")
    cover = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="frontdoor_covers")
    since = models.DateField()
    until = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["until", "worker"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="an_absence_has_length"),
            models.CheckConstraint(
                condition=~models.Q(cover=models.F("worker")), name="nobody_covers_their_own_absence"
            ),
        ]

    class Record:
        handling = {}
        operational = "id worker cover since until by at"
        retention = "worker"


class Answer(models.Model):
    """What whoever told was answered, and how. The sentence is one of a list and names nobody.

    `sealed_words` are for the agency that told, on its account; without an account only the sentence is read.
    """

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="answers")
    sentence = models.CharField(max_length=24)
    how = models.CharField(max_length=12)
    sealed_words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Record:
        handling = {"sentence": "core", "sealed_words": "core"}
        operational = "id concern how by at"
        retention = "child-record"


class Joining(models.Model):
    """That two worries are one: which into which, why, and what the other said before. It may be undone, and both stay.

    What stood in the other before is put back when it is undone.
    """

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="joinings")
    into = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="joinings_of_others")
    sealed_reason = models.TextField()
    danger_before = models.CharField(max_length=10, blank=True)
    forms_before = models.CharField(max_length=160, blank=True)
    due_before = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["into", "undone_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(concern=models.F("into")), name="no_concern_is_joined_into_itself"
            ),
            models.UniqueConstraint(
                fields=["concern"], condition=models.Q(undone_at__isnull=True), name="one_joining_of_a_concern_stands"
            ),
        ]

    class Record:
        handling = {"sealed_reason": "core", "danger_before": "core", "forms_before": "core"}
        operational = "id concern into due_before by at undone_by undone_at"
        retention = "child-record"
