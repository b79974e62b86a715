"""What helps to find a child who is missing, made ready before the next time: a photograph, and what people know."""

import uuid

from django.db import models

from homeward.register.agencies.models import Worker
from homeward.register.documents.models import Document
from homeward.register.people.models import Person


class Photograph(models.Model):
    """A photograph of a child, drawn again from what was sent and sealed. The newest that stands is shown.

    It stands until it is withdrawn, or replaced by another of the same child: one that took its place while two
    children's records were one does so no more once they are two again. Why it may be held and who agreed are said
    when it is added, with the day by which to ask again. One that was withdrawn is shown to nobody; what was sent is
    sealed as it came, and no page opens it (S-27).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="photographs")
    picture = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="photograph")
    original = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="original_of")
    purpose = models.CharField(max_length=20)
    consent = models.CharField(max_length=20)
    sealed_note = models.TextField(blank=True)
    taken_on = models.DateField(null=True)
    expires_on = models.DateField()
    added_at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(max_length=10, blank=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    sealed_reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "added_at"]), models.Index(fields=["by", "added_at"])]

    class Record:
        handling = {
            "purpose": "find-me",
            "consent": "find-me",
            "sealed_note": "find-me",
            "taken_on": "find-me",
            "expires_on": "find-me",
            "sealed_reason": "find-me",
        }
        operational = "id person picture original added_at by ended_at ended_by ended_because replaced_by"
        identity = "moves"
        retention = "child-record"


class FindMeWord(models.Model):
    """What somebody wrote in one part of a child's find-me sheet. What stood there before names what took its place.

    Where two children's records have become one, what stood in each stands beside the other until somebody writes
    there; undone, each has its own again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="find_me_words")
    section = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    sealed_text = models.TextField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaces")

    class Meta:
        indexes = [models.Index(fields=["person", "section", "at"])]

    class Record:
        handling = {"sealed_text": "find-me"}
        operational = "id person section number by at replaced_by"
        identity = "moves"
        retention = "child-record"


class FindMeLook(models.Model):
    """Somebody looked a sheet through and said that it is right; where `keeps`, that they will keep it up to date."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="find_me_looks")
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    keeps = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["person", "at"])]

    class Record:
        handling = {}
        operational = "id person by at keeps"
        identity = "moves"
        retention = "child-record"
