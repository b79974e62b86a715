"""One row for everything the hub can hold knowledge about: a child, an adult, a place, a group, a phone, a vehicle.

The row says only that the thing exists and what kind of thing it is. Its identifier is minted once and never used
again; when two subjects turn out to be one, the retired identifier points at the one that stays. What is known about a
subject lives in the rooms above.
"""

import uuid

from django.db import models


class Subject(models.Model):
    """The thing itself, without anything said about it."""

    KINDS = [
        ("person", "Person"),
        ("place", "Place"),
        ("group", "Group"),
        ("phone", "Phone"),
        ("vehicle", "Vehicle"),
        ("online-name", "Online name"),
    ]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=KINDS)
    minted_at = models.DateTimeField()
    retired_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="retired")

    class Record:
        handling = {}
        operational = "id kind minted_at retired_into"
        identity = "stays"
        retention = "child-record"
