"""Keeping figures that others publish. Every write here is a step of an action of the gateway that received them."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max, Min

from homeward.insight.analysis.models import Neighbour, PublishedFigure, Release
from homeward.register.access.actions import step
from homeward.register.sources.models import Delivery


@step
def keep_figures(*, figures: Sequence[PublishedFigure]) -> None:
    """Keep figures beside those of every other release; one told twice in one release is kept once."""
    PublishedFigure.objects.bulk_create(figures, batch_size=500, ignore_conflicts=True)


@step
def keep_neighbours(*, neighbours: Sequence[Neighbour]) -> None:
    """Keep which authorities are most like each other."""
    Neighbour.objects.bulk_create(neighbours, batch_size=500, ignore_conflicts=True)


@step
def tell_releases(*, delivery: Delivery, at: datetime) -> None:
    """Say of each file of a delivery that it is here whole, and which years it tells of, in three statements."""
    years = PublishedFigure.objects.filter(delivery=delivery).values_list("part").order_by("part")
    found = list(years.annotate(first=Min("year"), last=Max("year")))
    if Neighbour.objects.filter(delivery=delivery).exists():
        found.append(("neighbours", None, None))
    facts = {"delivery": delivery, "name": delivery.release, "loaded_at": at}
    Release.objects.bulk_create(
        (Release(part=part, first_year=first, last_year=last, **facts) for part, first, last in found),
        ignore_conflicts=True,
    )
