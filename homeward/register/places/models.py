"""Districts, schools, and how many children live where.

The population is a table of counts, never a list of children: it gives a rate its denominator (product, *What it
refuses to be*). Places as subjects in their own right (a park, a flat that has been taken over) come with the picture.
"""

from django.db import models


class District(models.Model):
    """A district council's area: the finest geography any figure uses."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]

    class Record:
        handling = {}
        operational = "id code name"
        retention = "reference"

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school, by its unique reference number."""

    urn = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=160)

    class Meta:
        ordering = ["name"]

    class Record:
        handling = {}
        operational = "id urn name"
        retention = "reference"

    def __str__(self) -> str:
        return self.name


class PopulationCount(models.Model):
    """How many children of one year of age, sex and ethnic group live in one district, from a named source and year.

    Kept for each delivery beside the others: corrected counts replace nothing, so that a paper can be made again.
    """

    year = models.PositiveSmallIntegerField()
    age = models.PositiveSmallIntegerField()
    sex = models.CharField(max_length=1)
    ethnicity = models.CharField(max_length=20)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="population_counts")
    count = models.PositiveIntegerField()
    source = models.CharField(max_length=160)
    delivery = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "year", "age", "sex", "ethnicity", "district"],
                name="one_count_per_cell_and_delivery",
            )
        ]
        indexes = [models.Index(fields=["year", "delivery"])]

    class Record:
        handling = {}
        operational = "id year age sex ethnicity district count source delivery"
        retention = "reference"
