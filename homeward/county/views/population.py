"""Counts of children by year, age, sex, ethnic group and district: the denominators, and nobody's record."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from homeward.county.children import Child
from homeward.county.names import COUNTING_OFFICE, DISTRICTS, ETHNICITIES

COLUMNS = ("year", "age", "sex", "ethnicity", "district", "count", "source", "synthetic")


def rows(children: list[Child], since: date, until: date) -> Iterator[tuple[str, ...]]:
    """Every cell of every year at 30 June, true zeros written as 0."""
    for day in mid_years(since, until):
        cells = Counter(
            (child.age(day), child.sex, child.group, child.district) for child in children if child.is_child_on(day)
        )
        for age in range(18):
            for sex in ("F", "M"):
                for group in ETHNICITIES:
                    for place, district in enumerate(DISTRICTS):
                        count = cells[age, sex, group, place]
                        yield (str(day.year), str(age), sex, group, district, str(count), COUNTING_OFFICE, "1")


def mid_years(since: date, until: date) -> list[date]:
    """Each 30 June from the first year up to the day the county is told to; the first year's in any case."""
    days = [date(year, 6, 30) for year in range(since.year, until.year + 1)]
    return [day for day in days if day < until] or days[:1]
