"""What an agency says happened to a child on a day or over a span.

A contact with social care, an assessment, a suspension, a visit to an emergency department, a night in custody: each is
one row, kept apart by what kind of fact it is, since a school may not read of a charge nor the police of a treatment.
The words of a child's own agency are shown as its words. A row that is sent again takes the place of what it told
before, which stays (¶6 to ¶8, ¶12, ¶26; S-07, S-10).
"""

from django.db import models

from homeward.register.people.models import Person
from homeward.register.sources.models import SourceRecord

SHIELDED = "shielded-location"
OPERATIONAL = "id person record superseded_at"
TOLD = ("kind", "since", "until", "at", "until_at", "code", "outcome", "reference")


class Event(models.Model):
    """The shape that the four tables share. `kind` is a code of the list `event_kinds`, which says the table and words.

    `code` and `outcome` are codes of the source's own lists, several of them parted by semicolons. `sealed_details` is
    what would tell where a child is, and free text, bound to the record.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="%(class)ss")
    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="%(class)ss")
    kind = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)
    at = models.DateTimeField(null=True)
    until_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    sealed_details = models.TextField(blank=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["person", "since"]),
            models.Index(fields=["kind", "since"]),
        ]
        constraints = [models.UniqueConstraint(fields=["record", "kind"], name="one_%(class)s_of_a_kind_per_row")]


class SocialCareEvent(Event):
    """What a council's social care, or a decision about exploitation, says of a child: referral, assessment, plan.

    The decisions of the National Referral Mechanism stand here: they say that a child may be a victim.
    """

    class Record:
        handling = dict.fromkeys(TOLD, "core") | {"sealed_details": SHIELDED}
        operational = OPERATIONAL
        retention = "child-record"
        identity = "moves"
        standard = {"since": "CIN census, the date of each module", "code": "CIN census factors at end of assessment"}
        small_number = {"person": "count", "code": "dimension"}


class EducationEvent(Event):
    """A suspension, a permanent exclusion, or an attendance that somebody was worried about."""

    class Record:
        handling = dict.fromkeys(TOLD, "education") | {"sealed_details": SHIELDED}
        operational = OPERATIONAL
        retention = "child-record"
        identity = "moves"
        small_number = {"person": "count"}


class HealthEvent(Event):
    """An attendance at a health service, of a child already on the record and under an agreement that says so."""

    class Record:
        handling = dict.fromkeys(TOLD, "health") | {"sealed_details": SHIELDED}
        operational = OPERATIONAL
        retention = "child-record"
        identity = "moves"
        small_number = {"person": "count"}


class JusticeEvent(Event):
    """What the police or a youth justice service says was done: custody, a charge, an intervention, an outcome.

    An arrest and a charge are allegations; what a court found is its own kind (¶12).
    """

    class Record:
        handling = dict.fromkeys(TOLD, "youth-justice") | {"sealed_details": SHIELDED}
        operational = OPERATIONAL
        retention = "child-record"
        identity = "moves"
        small_number = {"person": "count"}


TABLES: dict[str, type[Event]] = {
    "social-care": SocialCareEvent,
    "education": EducationEvent,
    "health": HealthEvent,
    "justice": JusticeEvent,
}
