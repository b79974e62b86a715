"""Keeping published figures, in a constant number of statements for each batch."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from homeward.gateways.feeds.published.rules import FIGURES, NEIGHBOURS, figure_in
from homeward.gateways.feeds.rows import Value
from homeward.gateways.feeds.stored import Stored
from homeward.insight.analysis import actions as analysis
from homeward.insight.analysis.models import Neighbour, PublishedFigure
from homeward.insight.analysis.rules.published import measure_of
from homeward.register.access.actions.guard import step
from homeward.register.sources.models import Delivery

AREAS = {
    "National": ("country_code", "country_name"),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("old_la_code", "la_name"),
}
COUNTED = {"areas": ("CLA_group", ""), "nation": ("missing_status", "characteristic"), "population": ("age_group", "")}


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Keep each figure with its delivery. Figures of other releases are left as they are."""
    analysis.keep_figures(figures=[_figure(each, delivery) for each in batch if each.part in FIGURES])
    rows = [each.values for each in batch if each.part not in FIGURES]
    analysis.keep_neighbours(neighbours=[each for values in rows for each in _neighbours(values, delivery)])


@step
def finish(*, delivery: Delivery, at: datetime) -> None:
    """Every row is in: from here on the release may be read."""
    analysis.tell_releases(delivery=delivery, at=at)


def _figure(stored: Stored, delivery: Delivery) -> PublishedFigure:
    values, part = stored.values, stored.part
    level = str(values["geographic_level"])
    code, name = AREAS[level]
    measure, breakdown = COUNTED[part]
    said = figure_in(str(values[FIGURES[part]]))
    if said is None:
        raise ValueError("a row that was not checked")
    return PublishedFigure(
        delivery=delivery,
        part=part,
        year=values["time_period"],
        level=level,
        area=str(values[code]),
        name=str(values[name]),
        region=str(values.get("region_code") or ""),
        measure=measure_of(str(values[measure])),
        breakdown=str(values[breakdown]) if breakdown else "",
        state=said.state.value,
        value=said.value,
    )


def _neighbours(values: Mapping[str, Value], delivery: Delivery) -> list[Neighbour]:
    return [
        Neighbour(
            delivery=delivery,
            area=str(values["old_la_code"]),
            place=place,
            neighbour=str(values[f"SN_{place}"]),
            closeness=str(values[f"SN_{place}P"] or ""),
        )
        for place in range(1, NEIGHBOURS + 1)
        if values[f"SN_{place}"]
    ]
