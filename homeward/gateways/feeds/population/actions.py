"""Keeping counts of children, in a constant number of statements for each batch."""

from collections.abc import Sequence
from datetime import datetime

from homeward.gateways.feeds.population.rules import group_of
from homeward.gateways.feeds.stored import Stored
from homeward.register.access.actions.guard import step
from homeward.register.places import actions as places
from homeward.register.places.models import District, PopulationCount
from homeward.register.sources.models import Delivery


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Keep each count with its delivery. Counts of other deliveries are left as they are."""
    districts = places.districts_named(names={str(each.values["district"]) for each in batch})
    places.add_counts(
        counts=[
            _count(each, district, delivery)
            for each in batch
            if (district := districts.get(str(each.values["district"])))
        ]
    )


def _count(stored: Stored, district: District, delivery: Delivery) -> PopulationCount:
    values = stored.values
    return PopulationCount(
        year=values["year"],
        age=values["age"],
        sex=values["sex"],
        ethnicity=group_of(str(values["ethnicity"])),
        district=district,
        count=values["count"],
        source=values["source"],
        delivery=delivery.pk,
    )
