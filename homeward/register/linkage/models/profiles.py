"""What one agency says of who a child is, in the words it used."""

import uuid

from django.db import models

from homeward.register.agencies.models import Agency, Worker
from homeward.register.linkage.rules import TELLING
from homeward.register.sources.models import SourceRecord
from homeward.register.subjects.models import Subject


class Profile(models.Model):
    """One agency's distinct word on who a child is: number, names, birth date, sex, home and national numbers.

    A row that says the same again belongs to the same profile, so a hundred absences cost one. One that says too little
    to tell a child by (`thin`: neither both names with a birth date nor a national number) is shared only under the
    agency's own number. `digest` is a keyed index of the whole tuple with its spelling levelled. The spelling is kept
    as it was first given. `subject` repeats the membership that stands, `scored_with` names the model by which all its
    pairs have been scored, and it is `unsettled` until a run has clustered what it touches (linkage reference, section
    4).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="profiles")
    own_key = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    thin = models.BooleanField()
    forename = models.CharField(max_length=80, blank=True)
    middle_name = models.CharField(max_length=80, blank=True)
    surname = models.CharField(max_length=80, blank=True)
    also_known_as = models.CharField(max_length=160, blank=True)
    birth_date = models.DateField(null=True)
    birth_precision = models.CharField(max_length=5, default="day")
    sex = models.CharField(max_length=1, default="U")
    upn = models.CharField(max_length=20, blank=True)
    nhs = models.CharField(max_length=20, blank=True)
    pnc = models.CharField(max_length=20, blank=True)
    sealed_postcode = models.TextField(blank=True)
    first_said_on = models.DateField(null=True)
    last_said_on = models.DateField(null=True)
    withdrawn = models.BooleanField(default=False)
    synthetic = models.BooleanField()
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="profiles")
    scored_with = models.CharField(max_length=40, blank=True)
    unsettled = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "own_key"]),
            models.Index(fields=["subject"]),
            models.Index(fields=["scored_with", "id"]),
            models.Index(fields=["id"], condition=models.Q(unsettled=True), name="profiles_to_be_settled"),
            models.Index(fields=["birth_date"]),
            models.Index(fields=["upn"], condition=~models.Q(upn=""), name="profiles_by_upn"),
            models.Index(fields=["nhs"], condition=~models.Q(nhs=""), name="profiles_by_nhs"),
            models.Index(fields=["pnc"], condition=~models.Q(pnc=""), name="profiles_by_pnc"),
        ]

    class Record:
        handling = {
            "own_key": "core",
            "forename": "core",
            "middle_name": "core",
            "surname": "core",
            "also_known_as": "core",
            "birth_date": "core",
            "birth_precision": "core",
            "sex": "core",
            "upn": "core",
            "nhs": "core",
            "pnc": "core",
            "sealed_postcode": "location",
        }
        operational = (
            "id agency digest thin first_said_on last_said_on withdrawn synthetic subject scored_with unsettled"
        )
        identity = "moves"
        retention = "child-record"


class ProfileRecord(models.Model):
    """Which profile a source record belongs to: what it says of who its child is."""

    record = models.OneToOneField(
        SourceRecord, on_delete=models.PROTECT, primary_key=True, related_name="profile_record"
    )
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="records")

    class Record:
        handling = {}
        operational = "record profile"
        retention = "child-record"


class BlockKey(models.Model):
    """A keyed digest under which a profile is looked for: two that share one are worth comparing.

    The digest is of the key's kind and value together, so the kind beside it serves only to take away keys of a kind.
    The year of birth, nought where nobody knows it, narrows a common name without reading a profile. Digest, year and
    profile are the row and its only index, since there are eighteen to a profile. No key is made of where a shielded
    child is, nor of how to reach one (S-11, S-44).
    """

    pk = models.CompositePrimaryKey("digest", "year", "profile_id")
    digest = models.BigIntegerField()
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="block_keys", db_index=False)
    year = models.PositiveSmallIntegerField()
    kind = models.PositiveSmallIntegerField()

    class Meta:
        # What a shield takes away is found by its profile; no other key ever is.
        indexes = [
            models.Index(
                fields=["profile"],
                condition=models.Q(kind__in=sorted(int(kind) for kind in TELLING)),
                name="keys_a_shield_takes_away",
            )
        ]

    class Record:
        handling = {"digest": "core", "year": "core"}
        operational = "kind profile"
        retention = "child-record"


class HiddenKeys(models.Model):
    """The keys of a profile that a shield took away, or that were never made for one: sealed, and found by nobody.

    Once no shield covers the child any more they are put back and this row goes, so that a lowered shield hides nothing
    for good.
    """

    profile = models.OneToOneField(Profile, on_delete=models.PROTECT, primary_key=True, related_name="hidden_keys")
    sealed_keys = models.TextField()

    class Meta:
        verbose_name_plural = "hidden keys"

    class Record:
        handling = {"sealed_keys": "location"}
        operational = "profile"
        retention = "child-record"


class DisplayChoice(models.Model):
    """A worker's choice of whose word on one fact is shown, where sources differ. The latest stands; the others stay.

    Without a profile it takes an earlier choice back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="display_choices")
    field = models.CharField(max_length=40)
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "field", "at"])]

    class Record:
        handling = {}
        operational = "id subject field profile by at"
        identity = "moves"
        retention = "child-record"
