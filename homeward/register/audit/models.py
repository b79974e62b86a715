"""The memory of who looked at what, and why.

Every time somebody opens a child's record, searches, changes or takes something away, or is refused, one event is
written here, before anything is shown, and in one transaction with whatever is changed. Events name people and children
by identifier and never hold what was read. Nobody can edit or remove one: the database itself refuses. Seals chain the
events, so that a missing or altered one can be proved (S-16 to S-20).

The room lies at the bottom of the floor because every other room writes to it; it therefore points at nothing, and
keeps identifiers instead of foreign keys.
"""

import uuid

from django.db import models

from homeward.register.audit.rules import checkpoint_words, moment


class AuditEvent(models.Model):
    """One thing one person did, or was refused. Never updated, never deleted."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=[("allowed", "allowed"), ("denied", "denied")])
    reason_code = models.CharField(max_length=60)
    worker_id = models.UUIDField(null=True)
    agency_code = models.CharField(max_length=40, blank=True)
    roles = models.JSONField(default=list)
    session = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=40, blank=True)
    field_classes = models.JSONField(default=list)
    result_count = models.PositiveIntegerField(null=True)
    caused_by = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["at"]),
            models.Index(fields=["worker_id", "at"]),
            models.Index(fields=["action", "at"]),
        ]

    class Record:
        handling = {}
        operational = (
            "id uid at action outcome reason_code worker_id agency_code roles session purpose field_classes "
            "result_count caused_by detail"
        )
        retention = "as-long-as-the-record"


class WaitingEvent(models.Model):
    """An event of a captured call that is not yet among the others, sealed as it will be written.

    A caller's words are kept though the memory cannot be written at that moment (S-17). This row is written with them,
    in one transaction, and goes in the transaction that writes the event itself.
    """

    uid = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()
    sealed_event = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["at"])]

    class Record:
        handling = {}
        operational = "uid at sealed_event"
        retention = "operational"


class AuditSubject(models.Model):
    """A child, or another subject, that an event was about. A list is one event with a row here for each."""

    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="subjects")
    subject_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["subject_id", "event"])]
        constraints = [models.UniqueConstraint(fields=["event", "subject_id"], name="one_row_per_event_and_subject")]

    class Record:
        handling = {}
        operational = "id event subject_id"
        retention = "as-long-as-the-record"


class Revision(models.Model):
    """What a row held before a correction, sealed.

    Written by the action that changed it; nothing is overwritten unseen.
    """

    event_uid = models.UUIDField()
    at = models.DateTimeField()
    table = models.CharField(max_length=60)
    row = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    fields = models.JSONField(default=list)
    sealed_before = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "row", "version"], name="one_revision_per_version")]

    class Record:
        handling = {"sealed_before": "core"}
        operational = "id event_uid at table row version fields"
        retention = "child-record"


class Seal(models.Model):
    """The proof that an event has its place (S-19): a dense number, and a hash over it and the seal before it."""

    number = models.PositiveBigIntegerField(primary_key=True)
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="seal")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Record:
        handling = {}
        operational = "number event previous digest"
        retention = "as-long-as-the-record"


class Checkpoint(models.Model):
    """The chain's state at a moment, signed with a key that partner agencies hold the public half of (S-19)."""

    seal_number = models.PositiveBigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    signature = models.CharField(max_length=128)

    class Record:
        handling = {}
        operational = "id seal_number digest made_at signature"
        retention = "as-long-as-the-record"

    def words(self) -> bytes:
        """What the signature is over."""
        return checkpoint_words(self.seal_number, self.digest, moment(self.made_at))


class Withholding(models.Model):
    """An event kept from the list of who looked, because showing it would expose an inquiry (S-22).

    The event itself stays, and information governance goes on seeing it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="withholdings")
    by_worker_id = models.UUIDField()
    at = models.DateTimeField()
    sealed_reason = models.TextField()
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by_worker_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=models.Q(ended_at__isnull=True), name="one_open_withholding_per_event"
            )
        ]

    class Record:
        handling = {"sealed_reason": "legal-privilege"}
        operational = "id event by_worker_id at review_on ended_at ended_by_worker_id"
        retention = "as-long-as-the-record"
