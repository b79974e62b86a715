"""Pairs drawn to be looked at, so that the hub can say how often it is right, and what was said of each."""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker
from homeward.register.linkage.models.evidence import Edge, LinkageModel


class Sample(models.Model):
    """One draw of pairs from each band of evidence, by one model: how many each band held, and the seed of the draw.

    The bands and their sizes are kept as they stood when it was drawn: later joins change neither.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    model = models.ForeignKey(LinkageModel, on_delete=models.PROTECT, related_name="samples")
    drawn_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seed = models.CharField(max_length=32)
    sizes = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["model", "at"])]

    class Record:
        handling = {}
        operational = "id model drawn_by at seed sizes"
        retention = "child-record"


class SampledPair(models.Model):
    """One scored pair of a sample: its band, whether its two stood in one child then, and by how many it is read.

    Every few pairs two people read the same, neither knowing what the other said.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="pairs")
    edge = models.ForeignKey(Edge, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    band = models.CharField(max_length=12)
    joined = models.BooleanField()
    readers = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "edge"], name="a_pair_is_drawn_once_into_a_sample"),
        ]

    class Record:
        handling = {}
        operational = "id sample edge place band joined readers"
        retention = "child-record"


class SampleAnswer(models.Model):
    """What one reader said of one sampled pair. It counts towards the figures alone: nobody is joined by it."""

    VERDICTS = [("same", "The same child"), ("not-same", "Not the same child"), ("unsure", "Not sure")]
    pair = models.ForeignKey(SampledPair, on_delete=models.PROTECT, related_name="answers")
    verdict = models.CharField(max_length=10, choices=VERDICTS)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "by"], name="a_reader_answers_a_sampled_pair_once")]

    class Record:
        handling = {}
        operational = "id pair verdict by at"
        retention = "child-record"
