"""Figures that others publish, kept beside ours and never mixed with them.

Each is kept with the delivery it came by, and so with its release: a later release of the same year stands beside an
earlier one, since the two differ (¶16, ¶22; analysis reference, finding 5). No row is about anybody.
"""

from django.db import models

from homeward.register.sources.models import Delivery


class Release(models.Model):
    """One file of published figures that has been loaded whole: its name, and the years that it tells of."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="releases")
    part = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "part"], name="one_release_per_file")]

    class Record:
        handling = {}
        operational = "id delivery part name first_year last_year loaded_at"
        retention = "reference"


class PublishedFigure(models.Model):
    """What a release says of one area, one year and one thing counted: a number, or in which way there is none."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+", db_index=False)
    part = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=20)
    area = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    region = models.CharField(max_length=12, blank=True)
    measure = models.CharField(max_length=120)
    breakdown = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=11, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "part", "year", "measure", "breakdown", "level", "area"],
                name="one_figure_per_area_year_and_release",
            )
        ]

    class Record:
        handling = {}
        operational = "id delivery part year level area name region measure breakdown state value"
        retention = "reference"


class Neighbour(models.Model):
    """One of the ten authorities most like another, by the department's model; place 1 is the closest."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.CharField(max_length=12)
    place = models.PositiveSmallIntegerField()
    neighbour = models.CharField(max_length=12)
    closeness = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "area", "place"], name="one_neighbour_per_place_and_release")
        ]

    class Record:
        handling = {}
        operational = "id delivery area place neighbour closeness"
        retention = "reference"
