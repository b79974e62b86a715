"""The directory, as Open Referral UK 3.0 tells it: what is public of services, whoever runs them, and where they are.

`content` holds what was told in the standard's own names, with what belongs to the thing alone (telephone numbers,
contacts, hours) inside it. What a search asks for stands in columns beside it. A thing that another names before it was
told of itself has no content yet, and is served to nobody.
"""

from django.db import models

from homeward.register.agencies.models import Agency


class Told(models.Model):
    """One thing of the directory, as its agency last told it."""

    id = models.UUIDField(primary_key=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300, blank=True)
    content = models.JSONField(default=dict)
    told_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Taxonomy(Told):
    """A list of terms by which services are described."""

    class Record:
        handling = {}
        operational = "id agency name content told_at"
        retention = "reference"


class TaxonomyTerm(Told):
    """One term, of the taxonomy and below the term that its content names."""

    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.PROTECT, null=True, related_name="terms")
    parent = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["parent"])]

    class Record:
        handling = {}
        operational = "id agency name content told_at taxonomy parent"
        retention = "reference"


class Organisation(Told):
    """Whoever runs services."""

    class Record:
        handling = {}
        operational = "id agency name content told_at"
        retention = "reference"


class Location(Told):
    """A place at which services are given: a building, a postal address, or a page."""

    class Record:
        handling = {}
        operational = "id agency name content told_at"
        retention = "reference"


class Service(Told):
    """A service for children or their families. One that is withheld gave something of a confidential service away."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="services")
    status = models.CharField(max_length=20, blank=True)
    minimum_age = models.FloatField(null=True)
    maximum_age = models.FloatField(null=True)
    withheld_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["status", "name"])]

    class Record:
        handling = {}
        operational = "id agency name content told_at organisation status minimum_age maximum_age withheld_at"
        retention = "reference"


class ServiceAtLocation(Told):
    """That a service is given at a location."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="at_locations")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, null=True, related_name="services_here")

    class Record:
        handling = {}
        operational = "id agency name content told_at service location"
        retention = "reference"


class ServiceTag(models.Model):
    """By what a service is found: a need, a form of exploitation, a level, for whom it is, or a district it covers."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "kind", "code"], name="one_tag_of_a_service")]
        indexes = [models.Index(fields=["kind", "code"])]

    class Record:
        handling = {}
        operational = "id service kind code"
        retention = "reference"
