"""The partners in the hub: the council, the police, health, schools, and the councils next door.

A worker belongs to one agency, and usually to a team. Workers come in two ways: partners' files name them as the
person allocated to a child, and an administrator adds those who will sign in. Other councils are agencies too; their
children are not here, except those they have placed in this county or asked this hub to work with (¶23, ¶24).
"""

import uuid

from django.db import models


class Agency(models.Model):
    """An organisation that sends, sees or answers for what is known about a child."""

    KINDS = [
        ("council", "Council"),
        ("police", "Police"),
        ("health", "Health"),
        ("school", "School or college"),
        ("education", "Education service"),
        ("youth-justice", "Youth justice service"),
        ("voluntary", "Voluntary organisation"),
        ("other", "Other"),
    ]
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=KINDS)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    class Record:
        handling = {}
        operational = "id code name kind"
        retention = "reference"

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A group of workers in one agency who answer for the same children or the same desk."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="one_team_code_per_agency")]

    class Record:
        handling = {}
        operational = "id agency code name"
        retention = "reference"

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A member of staff of a partner agency, whether or not they ever sign in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="workers")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="workers")
    # Null, and not empty, where no partner has numbered the worker: two such workers are not the same one.
    external_id = models.CharField(max_length=60, null=True)  # noqa: DJ001  (uniqueness needs null)
    name = models.CharField(max_length=120)
    left_on = models.DateField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["agency", "external_id"], name="one_worker_per_external_id")]

    class Record:
        handling = {}
        operational = "id agency team external_id name left_on"
        retention = "worker"

    def __str__(self) -> str:
        return self.name
