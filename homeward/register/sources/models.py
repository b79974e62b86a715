"""What partners sent, kept as it came.

A delivery is one file, or one set of files that belong together, from one source. It is hashed and read to its last
byte before any row is used. Each row becomes a source record, sealed as received and never changed; a row that cannot
be used is a refusal that names row and column; a row about a child this feed may not bring is counted and dropped.
*Synthetic* is said of the delivery, and everything stored from it inherits it (S-25).
"""

import uuid

from django.db import models

from homeward.register.agencies.models import Agency, Worker
from homeward.register.sources.rules import ToldOf
from homeward.register.subjects.models import Subject


class Source(models.Model):
    """An agency's way of sending one kind of file."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="sources")
    feed = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    outside_figures = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "feed"], name="one_source_per_agency_and_feed")]

    class Record:
        handling = {}
        operational = "id agency feed name outside_figures"
        retention = "reference"

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One arrival: the same content from the same source is the same delivery."""

    STATES = [
        ("received", "Received"),
        ("checked", "Checked"),
        ("loading", "Loading"),
        ("loaded", "Loaded"),
        ("refused", "Refused"),
    ]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="deliveries")
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    synthetic = models.BooleanField()
    about_people = models.BooleanField(default=True)
    collection_year = models.PositiveSmallIntegerField(null=True)
    release = models.CharField(max_length=80, blank=True)
    agreement = models.CharField(max_length=60, blank=True)
    extracted_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=STATES, default="received")
    loaded_at = models.DateTimeField(null=True)
    batches_done = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    rows_new = models.PositiveIntegerField(default=0)
    rows_changed = models.PositiveIntegerField(default=0)
    rows_known = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)
    rows_dropped = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list)
    measures = models.JSONField(default=dict)

    class Meta:
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["synthetic"]), models.Index(fields=["source", "-received_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "digest", "collection_year", "release"], name="same_content_is_same_delivery"
            ),
            # SQLite cannot say that two empty years are one and the same, so this says it.
            models.UniqueConstraint(
                fields=["source", "digest", "release"],
                condition=models.Q(collection_year__isnull=True),
                name="same_content_without_a_year_is_same_delivery",
            ),
        ]

    class Record:
        handling = {}
        operational = (
            "id source digest received_at received_by synthetic about_people collection_year release agreement "
            "extracted_on state loaded_at batches_done rows rows_new rows_changed rows_known rows_refused rows_dropped "
            "notes measures"
        )
        retention = "delivery"

    @property
    def told_of(self) -> ToldOf:
        """The time that its rows tell of."""
        return ToldOf(self.collection_year, self.extracted_on)


class SourceRecord(models.Model):
    """One row as a partner sent it, sealed under a key of its own, with the person it was judged to be about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="records")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="records")
    part = models.CharField(max_length=20)
    external_id = models.CharField(max_length=80)
    content_digest = models.CharField(max_length=64)
    row = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    synthetic = models.BooleanField()
    sealed_payload = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["source", "part", "external_id"]), models.Index(fields=["synthetic"])]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "part", "external_id"], name="one_record_per_row_of_a_delivery")
        ]

    class Record:
        handling = {"external_id": "core", "sealed_payload": "core"}
        operational = "id source delivery part content_digest row received_at synthetic"
        retention = "child-record"


class Refusal(models.Model):
    """A row that could not be used: where it is, which column, and how to put it right.

    What it held is not repeated.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="refusals")
    part = models.CharField(max_length=20)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=60)
    rule = models.CharField(max_length=40)
    message = models.CharField(max_length=300)
    place = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["part", "row", "column"]
        indexes = [models.Index(fields=["delivery", "part", "row"])]

    class Record:
        handling = {}
        operational = "id delivery part row column rule message place"
        retention = "delivery"


class Judgement(models.Model):
    """Somebody's, or a rule's, word that a source record is about a subject. It can be undone and is never erased."""

    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="judgements")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="judgements")
    basis = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["subject", "undone_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=models.Q(undone_at__isnull=True),
                name="one_standing_judgement_per_record",
            )
        ]

    class Record:
        handling = {}
        operational = "id record subject basis at by undone_at undone_by"
        identity = "moves"
        retention = "child-record"
