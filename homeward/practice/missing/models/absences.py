"""What agencies report of a child who is missing, and the absence that their reports are of."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from homeward.register.people.models import Person
from homeward.register.sources.models import SourceRecord

CALL_LINE = "Call to the missing line"


class MissingEpisode(models.Model):
    """One absence of one child, from when they were last where they should be until they were found or came back.

    When two turn out to be one absence, the later-made row points at the one that stays and is no longer counted:
    queries keep only rows whose `joined_into` is empty. Where only the day is known, `since` and `until` are the
    midnights that begin those days, so a child found on the day they left has an episode without length.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="missing_episodes")
    type = models.CharField(max_length=1)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    precision = models.CharField(max_length=6, default="day")
    until_precision = models.CharField(max_length=6, default="day")
    # Not indexed: almost every row is empty here, and a planner that takes such an index reads them all.
    joined_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="joined", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["person", "since"]),
            models.Index(fields=["since"]),
            models.Index(fields=["until"]),
        ]

    class Record:
        handling = {"type": "core", "since": "core", "until": "core"}
        operational = "id person precision until_precision joined_into"
        identity = "moves"
        retention = "child-record"
        standard = {"type": "SSDA903 MISSING", "since": "SSDA903 MIS_START", "until": "SSDA903 MIS_END"}
        small_number = {"person": "count"}


class MissingReport(models.Model):
    """What one agency says of one absence, in a row that it sent or on a call, and the episode it was joined to.

    A force tells more than a council's return does: how grave it thought the absence, how the child was found, whether
    it suspected exploitation. A council's own system may tell whether a return interview was offered and accepted.
    Where the child was seen, found and missing from would tell where the child lives: it is sealed, and as shielded as
    the placement.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="missing_reports")
    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, related_name="reports")
    record = models.OneToOneField(SourceRecord, on_delete=models.PROTECT, null=True, related_name="missing_report")
    type = models.CharField(max_length=1)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    precision = models.CharField(max_length=6, default="day")
    until_precision = models.CharField(max_length=6, default="day")
    reference = models.CharField(max_length=60, blank=True)
    reported_at = models.DateTimeField(null=True)
    grade = models.CharField(max_length=1, blank=True)
    graded_at = models.DateTimeField(null=True)
    missing_from = models.CharField(max_length=30, blank=True)
    found_how = models.CharField(max_length=30, blank=True)
    condition = models.CharField(max_length=20, blank=True)
    flags = models.CharField(max_length=100, blank=True)
    interview = models.CharField(max_length=10, blank=True)
    interview_at = models.DateTimeField(null=True)
    return_interview_offered = models.CharField(max_length=2, blank=True)
    return_interview_accepted = models.CharField(max_length=2, blank=True)
    sealed_places = models.TextField(blank=True)
    superseded_at = models.DateTimeField(null=True)
    joined_because = models.CharField(max_length=40)
    call = models.OneToOneField("missing.Call", on_delete=models.PROTECT, null=True, related_name="report")

    class Meta:
        indexes = [models.Index(fields=["person", "since"]), models.Index(fields=["since"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=False, call__isnull=True) | Q(record__isnull=True, call__isnull=False),
                name="a_report_comes_from_a_row_or_a_call",
            )
        ]

    @property
    def told_by(self) -> str:
        """Who told it: the source of its row, or the line on which somebody rang."""
        return self.record.source.name if self.record else CALL_LINE

    @property
    def agency_name(self) -> str:
        """Which agency said it."""
        return self.record.source.agency.name if self.record else CALL_LINE

    @property
    def received_at(self) -> datetime:
        """When the hub had it."""
        return self.record.received_at if self.record else self.reported_at or self.since

    class Record:
        handling = {
            "type": "core",
            "since": "core",
            "until": "core",
            "reference": "core",
            "reported_at": "core",
            "grade": "core",
            "graded_at": "core",
            "missing_from": "core",
            "found_how": "core",
            "condition": "core",
            "flags": "core",
            "interview": "core",
            "interview_at": "core",
            "return_interview_offered": "core",
            "return_interview_accepted": "core",
            "sealed_places": "shielded-location",
        }
        operational = "id person episode record call precision until_precision superseded_at joined_because"
        identity = "moves"
        retention = "child-record"
        standard = {
            "type": "SSDA903 MISSING",
            "since": "SSDA903 MIS_START",
            "until": "SSDA903 MIS_END",
            "return_interview_offered": "SSD miss_missing_rhi_offered",
            "return_interview_accepted": "SSD miss_missing_rhi_accepted",
        }
