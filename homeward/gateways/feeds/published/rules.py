"""What a published figure may say, and what a row of published figures must hold.

A figure is a number, a true nought, or one of the department's symbols, and those are never turned into one another: a
nought that was never counted reads as safety (analysis reference, finding 5). Source: Department for Education, *How we
present statistics*; Government Analysis Function, symbols in tables.
"""

import re
from collections.abc import Container, Iterator, Mapping
from decimal import Decimal

from homeward.gateways.feeds.rows import Checked, Problem
from homeward.insight.analysis.rules.published import LEVELS, Published, State

FIRST_YEAR, LAST_YEAR = 2000, 2100
FIGURES = {"areas": "number", "nation": "number", "population": "population_estimate"}
NEIGHBOURS = 10
SYMBOLS = {
    "c": State.SUPPRESSED,
    "z": State.NOT_APPLICABLE,
    "k": State.ROUNDS_TO_ZERO,
    "low": State.ROUNDS_TO_ZERO,
    "x": State.NOT_COLLECTED,
}
NEEDED = {
    "Regional": ("region_code", "region_name"),
    "Local authority": ("old_la_code", "la_name"),
}


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row of published figures."""
    part = checked.row.part
    return list(neighbour_problems(checked) if part == "neighbours" else figure_problems(checked))


def figure_problems(checked: Checked) -> Iterator[Problem]:
    """What is wrong with one figure: its year, its area, or the figure itself."""
    number, values = checked.row.number, checked.values
    if not isinstance(values["time_period"], int) or not FIRST_YEAR <= values["time_period"] <= LAST_YEAR:
        yield Problem(number, "time_period", "no-such-year", "Enter the year in four figures, such as 2024.")
    level = str(values["geographic_level"])
    if level not in LEVELS:
        words = f"Use one of the kinds of area: {', '.join(LEVELS)}."
        yield Problem(number, "geographic_level", "no-such-area", words)
    for column in NEEDED.get(level, ()):
        if column in values and not values[column]:
            yield Problem(number, column, "no-area", "Say which area the figure is for.")
    column = FIGURES[checked.row.part]
    if figure_in(str(values[column])) is None:
        words = "Enter a number in figures, with no commas, signs or per cent, or a symbol: c, z, k, x, low."
        yield Problem(number, column, "not-a-figure", words)


def neighbour_problems(checked: Checked) -> Iterator[Problem]:
    """An authority is nobody's neighbour twice, nor its own."""
    named = [checked.values[f"SN_{place}"] for place in range(1, NEIGHBOURS + 1) if checked.values[f"SN_{place}"]]
    if len({*named, checked.values["old_la_code"]}) != len(named) + 1:
        words = "Each neighbour must be another authority, told once."
        yield Problem(checked.row.number, "SN_1", "not-a-neighbour", words)


def figure_in(cell: str) -> Published | None:
    """What a cell says; nothing where it is no figure at all. Percentages, signs, commas and powers are no figures."""
    if symbol := SYMBOLS.get(cell.strip().casefold()):
        return Published(symbol)
    if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", cell, re.ASCII):
        return None
    value = Decimal(cell)
    return Published(State.NUMBER, value) if value else Published(State.TRUE_ZERO, Decimal(0))
