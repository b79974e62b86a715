"""The rotas: desks that must have somebody at them, who should be at each, and who stands in for them.

A rota says who should be on duty. That a worker is on duty is still their own act: they start their shift (access).
"""

import uuid

from django.db import models

from homeward.register.agencies.models import Agency, Worker


class Rota(models.Model):
    """A desk that must be answered at set hours: the phone line, the emergency duty team, a missing desk (¶20).

    `hours` names when it must be answered. `role` is the role of those who stand on it. `manager` is told of its
    holes, and is the rung after whoever is next.
    """

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="rotas")
    role = models.CharField(max_length=40)
    hours = models.CharField(max_length=24, default="always")
    manager = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["title"]

    class Record:
        handling = {}
        operational = "id code title agency role hours manager"
        retention = "reference"

    def __str__(self) -> str:
        return self.title


class RotaShift(models.Model):
    """Time for which one worker should be at a desk. `order` is whom to try first where several are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, related_name="shifts")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="rota_shifts")
    since = models.DateTimeField()
    until = models.DateTimeField()
    order = models.PositiveSmallIntegerField(default=1)
    added_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["rota", "until"]), models.Index(fields=["worker", "until"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="rota_shift_has_length")
        ]

    class Record:
        handling = {}
        operational = "id rota worker since until order added_by added_at withdrawn_by withdrawn_at"
        retention = "worker"


class Cover(models.Model):
    """Time within somebody's shift for which another worker stands in for them."""

    shift = models.ForeignKey(RotaShift, on_delete=models.PROTECT, related_name="covers")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="covers")
    since = models.DateTimeField()
    until = models.DateTimeField()
    given_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="cover_has_length")]

    class Record:
        handling = {}
        operational = "id shift worker since until given_by given_at"
        retention = "worker"
