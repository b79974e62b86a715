"""Whose count of the population a rate rests on, as at a moment: never half a delivery, nor one that came later."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import Population
from homeward.register.places.models import PopulationCount
from homeward.register.sources.models import Delivery


def populations_of(quarters: Iterable[Quarter], held: datetime | None) -> dict[Quarter, Population]:
    """For each quarter the newest count on or before its last day, or the earliest there is, in two statements.

    A cell that a later delivery put right is taken from that one, and the cells it left alone from the earlier.
    """
    years = _by_year(_newest_cells(held))
    found = {}
    for quarter in quarters:
        earlier = [year for year in years if year <= _mid_year_by(quarter)]
        if years:
            found[quarter] = years[max(earlier) if earlier else min(years)]
    return found


def _newest_cells(held: datetime | None) -> dict[tuple[Any, ...], tuple[int, str]]:
    """Each cell of the counts as the newest delivery told it: year, age, sex, ethnic group and district."""
    order = {pk: place for place, pk in enumerate(_deliveries(held))}
    rows = PopulationCount.objects.filter(age__lt=18).order_by()
    if not order:
        return {}
    cells: dict[tuple[Any, ...], tuple[int, int, str]] = {}
    for delivery, count, source, *cell in rows.values_list(
        "delivery", "count", "source", "year", "age", "sex", "ethnicity", "district"
    ).iterator():
        place, key = order.get(delivery, -1), tuple(cell)
        if place >= 0 and (key not in cells or cells[key][0] < place):
            cells[key] = (place, count, source)
    return {key: (count, source) for key, (_, count, source) in cells.items()}


def _deliveries(held: datetime | None) -> "QuerySet[Delivery, Any]":
    """The deliveries that had loaded, whole, by the moment, oldest first."""
    loaded = (
        Delivery.objects.filter(loaded_at__isnull=False)
        if held is None
        else Delivery.objects.filter(loaded_at__lte=held)
    )
    told = PopulationCount.objects.order_by().values("delivery").distinct()
    return loaded.filter(pk__in=told).order_by("loaded_at", "pk").values_list("pk", flat=True)


def _by_year(cells: dict[tuple[Any, ...], tuple[int, str]]) -> dict[int, Population]:
    counts: dict[int, dict[tuple[int, str], int]] = {}
    sources: dict[int, str] = {}
    for (year, age, sex, *_), (count, source) in cells.items():
        of_year = counts.setdefault(year, {})
        of_year[age, sex] = of_year.get((age, sex), 0) + count
        sources[year] = max(source, sources.get(year, ""))
    return {year: Population(of_year, sources[year], year) for year, of_year in counts.items()}


def _mid_year_by(quarter: Quarter) -> int:
    """The newest 30 June on or before the quarter's last day."""
    return quarter.year if quarter.number > 1 else quarter.year - 1
