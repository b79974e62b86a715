"""What speaks for and against two profiles being one child: scores, and what people said."""

import uuid

from django.db import models

from homeward.register.agencies.models import Agency, Worker
from homeward.register.linkage.models.profiles import Profile


class LinkageModel(models.Model):
    """A trained model by which pairs are scored, frozen: its version, its numbers, and since when it is in use."""

    version = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(max_length=64)
    settings = models.JSONField()
    in_use_since = models.DateTimeField(null=True)

    class Record:
        handling = {}
        operational = "id version sha256 settings in_use_since"
        retention = "reference"


class Edge(models.Model):
    """Two profiles and how much speaks for their being one child, by one model. Written once.

    `bits` is the base-2 logarithm of the odds. `parts` gives for each field the level of agreement that was reached and
    its bits; what is left of the total is where every pair begins. How many independent identifiers agree is counted
    from the levels each time, so that a rule made stricter holds for pairs that were weighed before it.
    """

    a = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="edges_as_a")
    b = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="edges_as_b")
    model = models.ForeignKey(LinkageModel, on_delete=models.PROTECT, related_name="+")
    bits = models.FloatField()
    parts = models.JSONField()
    twin = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["b", "model"])]
        constraints = [
            models.UniqueConstraint(fields=["a", "b", "model"], name="a_pair_is_scored_once_by_a_model"),
            models.CheckConstraint(condition=models.Q(a__lt=models.F("b")), name="an_edge_goes_from_the_lower_profile"),
        ]

    class Record:
        handling = {}
        operational = "id a b model bits parts twin"
        retention = "child-record"

    @property
    def levels(self) -> dict[str, str]:
        """The level of agreement that each field reached which both profiles have."""
        return {field: level for field, (level, _) in self.parts.items()}


class SharedDays(models.Model):
    """How many days two profiles' agencies both tell of, under the number that each has for its child.

    What began on the same day by two agencies' word is an identifier beside a name and a birth date. Noted by a run,
    and again when it has changed; never written over: the latest of a pair stands.
    """

    a = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="+")
    b = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="+", db_index=False)
    days = models.PositiveIntegerField()
    of_a = models.PositiveIntegerField()
    of_b = models.PositiveIntegerField()
    bits = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "shared days"

    class Record:
        handling = {"days": "core", "of_a": "core", "of_b": "core", "bits": "core"}
        operational = "id a b at"
        retention = "child-record"


class PairJudgement(models.Model):
    """A person's word on whether two profiles are one child. Never written over: the latest on a pair stands.

    `withdrawn` takes the one before back.
    """

    VERDICTS = [
        ("same", "The same child"),
        ("not-same", "Not the same child"),
        ("unsure", "Not sure"),
        ("withdrawn", "Taken back"),
    ]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    a = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="judgements_as_a")
    b = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="judgements_as_b")
    verdict = models.CharField(max_length=10, choices=VERDICTS)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.TextField(blank=True)
    edge = models.ForeignKey(Edge, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")

    class Meta:
        indexes = [models.Index(fields=["a", "b", "at"]), models.Index(fields=["b"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(a__lt=models.F("b")), name="a_judged_pair_is_in_order"),
            models.UniqueConstraint(
                fields=["a", "b"],
                condition=models.Q(supersedes__isnull=True),
                name="a_pair_is_judged_first_once",
            ),
        ]

    class Record:
        handling = {"sealed_reason": "core"}
        operational = "id a b verdict by role agency edge at supersedes"
        retention = "child-record"
