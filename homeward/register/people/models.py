"""One record for each child, drawn from what each agency sent.

A person is a cluster of source records: rows that different agencies sent, judged to be about the same child. A child
is a person on a date; somebody whose birth date nobody knows is treated as a child. Every fact keeps the record it
came from, so that the page can say who says so. Where a looked-after child is placed is sealed, and so is the school
that would tell (¶5, ¶24; S-10).
"""

from django.db import models

from homeward.register.agencies.models import Agency
from homeward.register.places.models import District, School
from homeward.register.sources.models import SourceRecord
from homeward.register.subjects.models import Subject


class Person(models.Model):
    """A child, or an adult, as the hub now describes them."""

    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, primary_key=True, related_name="person")
    forename = models.CharField(max_length=80, blank=True)
    surname = models.CharField(max_length=80, blank=True)
    also_known_as = models.CharField(max_length=160, blank=True)
    name_key = models.CharField(max_length=330, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, default="U")
    ethnicity = models.CharField(max_length=4, blank=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="people")
    communication_needs = models.CharField(max_length=300, blank=True)
    corrected_fields = models.JSONField(default=list)
    put_right = models.BooleanField(default=False)
    linked = models.BooleanField(default=False)
    outside_figures = models.BooleanField(default=False)
    synthetic = models.BooleanField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["name_key"]),
            models.Index(fields=["surname", "forename"]),
            models.Index(fields=["birth_date"]),
            # The few whom a worker has put right: no agency's words lead to what they are called now.
            models.Index(fields=["name_key"], condition=models.Q(put_right=True), name="people_put_right"),
        ]

    class Record:
        handling = {
            "forename": "core",
            "surname": "core",
            "also_known_as": "core",
            "name_key": "core",
            "birth_date": "core",
            "sex": "core",
            "ethnicity": "protected-characteristics",
            "district": "core",
            "communication_needs": "core",
        }
        operational = "subject corrected_fields put_right linked outside_figures synthetic version"
        identity = "stays"
        retention = "child-record"
        standard = {"birth_date": "SSDA903 DOB", "sex": "SSDA903 SEX", "ethnicity": "SSDA903 ETHNIC"}
        small_number = {"sex": "dimension", "ethnicity": "dimension", "district": "dimension"}


class Identifier(models.Model):
    """A number by which some agency knows a person, with its type, its value and who said so."""

    TYPES = [
        ("local", "Local identifier"),
        ("upn", "Unique pupil number"),
        ("nhs", "NHS number"),
        ("police", "Police number"),
        ("pnc", "Police national computer number"),
    ]
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    type = models.CharField(max_length=8, choices=TYPES)
    issuer = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    value = models.CharField(max_length=40)
    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["value", "type"])]
        constraints = [
            models.UniqueConstraint(fields=["person", "type", "issuer", "value"], name="one_row_per_issued_identifier"),
            models.UniqueConstraint(
                fields=["person", "type", "value"],
                condition=models.Q(issuer__isnull=True),
                name="one_row_per_national_identifier",
            ),
        ]

    class Record:
        handling = {"value": "core"}
        operational = "id person type issuer record"
        identity = "moves"
        retention = "child-record"


class ResponsibleAuthority(models.Model):
    """The council that answers for a child, from a day until another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="authorities")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "agency", "since"], name="one_authority_row_per_start")
        ]

    class Record:
        handling = {"agency": "core", "since": "core", "until": "core"}
        operational = "id person record"
        identity = "moves"
        retention = "child-record"


class Residence(models.Model):
    """A home address of a person, from a day until another. A placement is never one of these."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    sealed_address = models.TextField()
    place_key = models.CharField(max_length=64)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "place_key", "since"], name="one_residence_row_per_start")
        ]

    class Record:
        handling = {
            "sealed_address": "location",
            "place_key": "location",
            "district": "core",
            "since": "location",
            "until": "location",
        }
        operational = "id person record"
        identity = "moves"
        retention = "child-record"


class SchoolSpell(models.Model):
    """A child on the roll of one school, from a day until another.

    While a shield stands it tells where the child is.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="school_spells")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="spells")
    since = models.DateField()
    until = models.DateField(null=True)
    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "school", "since"], name="one_school_row_per_start")]

    class Record:
        handling = {"school": "education", "since": "education", "until": "education"}
        operational = "id person record"
        identity = "moves"
        retention = "child-record"


class CareEpisode(models.Model):
    """A stretch of being looked after in one placement under one legal status: the SSDA903 episode."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="care_episodes")
    since = models.DateField()
    until = models.DateField(null=True)
    reason_started = models.CharField(max_length=4)
    reason_ended = models.CharField(max_length=4, blank=True)
    legal_status = models.CharField(max_length=4)
    category_of_need = models.CharField(max_length=4)
    placement_type = models.CharField(max_length=4)
    provider = models.CharField(max_length=4, blank=True)
    sealed_whereabouts = models.TextField()
    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "since"])]
        constraints = [models.UniqueConstraint(fields=["person", "since"], name="one_care_episode_per_start")]

    class Record:
        handling = {
            "since": "core",
            "until": "core",
            "reason_started": "core",
            "reason_ended": "core",
            "legal_status": "core",
            "category_of_need": "core",
            "placement_type": "core",
            "provider": "core",
            "sealed_whereabouts": "shielded-location",
        }
        operational = "id person record"
        identity = "moves"
        retention = "child-record"
        standard = {
            "since": "SSDA903 DECOM",
            "until": "SSDA903 DEC",
            "reason_started": "SSDA903 RNE",
            "reason_ended": "SSDA903 REC",
            "legal_status": "SSDA903 LS",
            "category_of_need": "SSDA903 CIN",
            "placement_type": "SSDA903 PLACE",
            "provider": "SSDA903 PLACE_PROVIDER",
        }
