"""The denominators: how many children there are, from the newest counts that loaded whole. Nobody's record is here."""

from django.db.models import QuerySet

from homeward.register.places.models import PopulationCount
from homeward.register.sources.models import Delivery


def population(*, year: int) -> QuerySet[PopulationCount]:
    """The counts of a year from the newest delivery that loaded whole; none where no such year has been sent.

    A delivery still loading is never used, since half a county would double every rate.
    """
    return PopulationCount.objects.filter(year=year, delivery=_newest_delivery(year)).select_related("district")


def _newest_delivery(year: int) -> object:
    told = PopulationCount.objects.filter(year=year).values("delivery")
    newest = Delivery.objects.filter(pk__in=told, state="loaded").order_by("-received_at", "-loaded_at")
    return newest.values_list("pk", flat=True).first()
