"""Official statistics of children looked after who went missing, in the shape the department publishes them.

Every area is invented: the county, its ten statistical neighbours, the region that they make up, and the country it
lies in. The county's own row is what truly happened; the others are drawn near it. Local figures are whole, with 1 to 5
kept back as c; regional and national ones are rounded to ten. How many children live in each area stands in a file of
its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from typing import Any

from homeward.county.chance import Stream, Streams
from homeward.county.names import AUTHORITY, COUNTRY, COUNTRY_CODE, NEIGHBOURS, REGION, REGION_CODE

MISSING = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "old_la_code", "la_name", "new_la_code", "CLA_group", "number",
)  # fmt: skip
POPULATION = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "old_la_code", "new_la_code", "la_name", "age_group", "population_estimate",
)  # fmt: skip
CLOSEST = tuple(f"SN_{place}{what}" for place in range(1, 11) for what in ("", "P"))
NEIGHBOURS_FILE = ("old_la_code", "la_name", "region_ind", "region_name", *CLOSEST)
OUR_CODE = "999"
HOW_CLOSE = ("Very close", "Very close", "Close", "Close", "Close", *("Somewhat close",) * 5)
COUNTRY_OF_COUNTIES = 150
NATIONAL, REGIONAL, LOCAL = "National", "Regional", "Local authority"
Area = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """One area's year."""

    looked_after: int
    missing: int
    more_than_once: int
    incidents: int
    at_end: int

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.looked_after + other.looked_after,
            self.missing + other.missing,
            self.more_than_once + other.more_than_once,
            self.incidents + other.incidents,
            self.at_end + other.at_end,
        )


def own(year: dict[str, Any], at_end: int) -> Figures:
    """The county's own year, as it truly was."""
    missing = year["missing_looked_after"]
    return Figures(
        year["looked_after_in_year"],
        missing["children"],
        missing["children_more_than_once"],
        missing["episodes"],
        at_end,
    )


def missing_rows(ours: dict[int, Figures], streams: Streams) -> Iterator[tuple[str, ...]]:
    """The country, the region, then each area, for each whole year that has been published."""
    for ending, figures in sorted(ours.items(), reverse=True):
        areas = {AREAS[0]: figures}
        for area in AREAS[1:]:
            areas[area] = _near(figures, streams.of(f"published {ending}", int(area[0])))
        yield from _area(ending, NATIONAL, None, _country(areas, streams.of("published country", ending)))
        yield from _area(ending, REGIONAL, None, sum(areas.values(), NOBODY))
        for area, found in areas.items():
            yield from _area(ending, LOCAL, area, found)


def population_rows(ours: dict[int, int], streams: Streams) -> Iterator[tuple[str, ...]]:
    """How many children live in the country, the region and each area, in the middle of each year."""
    for year, children in sorted(ours.items(), reverse=True):
        areas = {AREAS[0]: children}
        for area in AREAS[1:]:
            areas[area] = round(children * exp(0.35 * streams.of("published population", int(area[0])).normal()))
        region = sum(areas.values())
        told: list[tuple[str, Area | None, int]] = [
            (NATIONAL, None, round(region * COUNTRY_OF_COUNTIES / len(areas))),
            (REGIONAL, None, region),
            *((LOCAL, area, count) for area, count in areas.items()),
        ]
        for level, told_of, count in told:
            code, name = told_of or ("", "")
            where = (*_where(level), code, _new_code(told_of), name)
            yield (str(year), "Reporting year", *where, "Children aged 0 to 17 years", str(count))


AREAS = (
    (OUR_CODE, AUTHORITY.removesuffix(" County Council")),
    *((f"{901 + at}", name) for at, name in enumerate(NEIGHBOURS)),
)


NOBODY = Figures(0, 0, 0, 0, 0)


def _near(ours: Figures, draw: Stream) -> Figures:
    """Another county's year, of another size and with a rate of its own."""
    looked_after = max(round(ours.looked_after * exp(0.35 * draw.normal())), 20)
    share = min(ours.missing / max(ours.looked_after, 1) * exp(0.25 * draw.normal()), 0.4)
    missing = round(looked_after * share)
    repeat = min(round(missing * min(0.45 + 0.3 * draw.unit(), 1.0)), missing)
    mean = max(ours.incidents / max(ours.missing, 1) * exp(0.2 * draw.normal()), 1.0)
    incidents = max(round(missing * mean), missing + repeat)
    return Figures(looked_after, missing, repeat, incidents, draw.below(5))


def _country(areas: dict[Area, Figures], draw: Stream) -> Figures:
    """The areas told of, and the rest of the country at their rates, a little higher."""
    total = sum(areas.values(), NOBODY)
    times, more = COUNTRY_OF_COUNTIES / len(areas), 1.0 + 0.3 * draw.unit()
    return Figures(
        round(total.looked_after * times),
        round(total.missing * times * more),
        round(total.more_than_once * times * more),
        round(total.incidents * times * more),
        round(total.at_end * times),
    )


def _area(ending: int, level: str, area: Area | None, found: Figures) -> Iterator[tuple[str, ...]]:
    """One area's measures, in the order of their names."""
    where = (*_where(level), *(area or ("", "")), _new_code(area))
    for measure, number in sorted(_measures(found, level == LOCAL).items()):
        yield (str(ending), "Reporting year", *where, measure, number)


def _where(level: str) -> tuple[str, ...]:
    return (level, COUNTRY_CODE, COUNTRY, *(("", "") if level == NATIONAL else (REGION_CODE, REGION)))


def _new_code(area: Area | None) -> str:
    return f"E99{int(area[0]):06d}" if area else ""


def _measures(found: Figures, local: bool) -> dict[str, str]:
    tell = _whole if local else _to_ten
    few = local and 0 < found.missing < 6
    share = f"{100 * found.missing / found.looked_after:.0f}" if found.looked_after else "0"
    mean = f"{found.incidents / found.missing:.1f}" if found.missing else "0"
    return {
        "Average number of away from placement without authorisation incidents per looked after child": "0",
        "Average number of missing incidents per looked after child who went missing": "c" if few else mean,
        "Children away from placement without authorisation at 31 March": "0",
        "Children looked after during the year": tell(found.looked_after),
        "Children missing at 31 March": tell(found.at_end),
        "Children who had a missing incident during the year": tell(found.missing),
        "Children who went missing more than once during the year": tell(found.more_than_once),
        "Children who were away from placement without authorisation during the year": "0",
        "Children who were away from placement without authorisation more than once during the year": "0",
        "Number of away from placement without authorisation incidents during the year": "0",
        "Number of missing incidents during the year": "c" if few else tell(found.incidents),
        "Percentage of children who had a missing incident during the year": "c" if few else share,
        "Percentage of children who were away from placement without authorisation during the year": "0",
    }


def _whole(number: int) -> str:
    return "c" if 0 < number < 6 else str(number)


def _to_ten(number: int) -> str:
    return str((number + 5) // 10 * 10)


def neighbour_rows(streams: Streams) -> Iterator[tuple[str, ...]]:
    """Each area's ten statistical neighbours, which are all the others, in an order of its own."""
    for code, name in AREAS:
        near = {area: streams.of(f"neighbours of {code}", int(area[0])).unit() for area in AREAS if area[0] != code}
        others = sorted(near, key=lambda area: near[area])
        closest = (text for (other, _), how in zip(others, HOW_CLOSE, strict=True) for text in (other, how))
        yield (code, name, "1", REGION, *closest)
