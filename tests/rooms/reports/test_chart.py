"""The chart, drawn: nought at its foot, what is hidden as its letter, and the whole of it in words inside."""

import re

import pytest
from lxml import etree

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import NARROW, SIZES, WIDE, Charted, charts_of, drawing_of, png_of, svg_of
from homeward.insight.analysis.rules import TrendPoint as Point
from homeward.methods.disclosure.cells import SUPPRESSED, Cell, cell_of
from homeward.methods.disclosure.shares import rate

SVG = "{http://www.w3.org/2000/svg}"
PEOPLE = 10_000


def chart_of(cells: list[Cell]) -> Charted:
    first = Quarter(2021, 1)
    quarters = [first]
    while len(quarters) < len(cells):
        quarters.append(quarters[-1].next)
    points = [
        Point(quarter, cell, cell, rate=rate(cell, PEOPLE), population=PEOPLE)
        for quarter, cell in zip(quarters, cells, strict=True)
    ]
    return charts_of(points)["missing-rate"]


DRAWN = {
    "only noughts": ([cell_of(0), cell_of(0)], ["0"]),
    "only hidden counts": ([SUPPRESSED, SUPPRESSED], ["0"]),
    "a value": ([cell_of(0), cell_of(40)], ["0", "1", "2", "3", "4"]),
}


@pytest.mark.parametrize(("cells", "marks"), DRAWN.values(), ids=DRAWN)
def test_nought_is_at_the_foot(cells: list[Cell], marks: list[str]) -> None:
    axis = re.findall(
        r"translate\(-7,([\d.]+)\)[^>]*>([\d.]+)</text>", svg_of(drawing_of(chart_of(cells)), WIDE).decode()
    )
    assert [float(mark) for _, mark in axis][0] == 0
    assert float(axis[0][0]) == max(float(place) for place, _ in axis)


def test_what_is_hidden_is_its_letter_and_nothing_else() -> None:
    texts = [each.text for each in inside([cell_of(40), SUPPRESSED, cell_of(30)]).iter(f"{SVG}text")]
    assert texts.count("c") == 1
    assert not [each for each in inside([SUPPRESSED, SUPPRESSED]).iter(f"{SVG}text") if each.text in list("12345")]


def inside(cells: list[Cell], size: str = WIDE) -> etree._Element:
    return etree.fromstring(svg_of(drawing_of(chart_of(cells)), size))


@pytest.mark.parametrize("size", SIZES)
def test_it_says_itself_in_words(size: str) -> None:
    svg = inside([cell_of(40), SUPPRESSED, cell_of(30)], size)
    assert svg.get("role") == "img" and svg.get("aria-label") == svg.findtext(f"{SVG}title")
    assert "April to June 2021, hidden" in (svg.findtext(f"{SVG}desc") or "")
    assert (int(svg.get("width", 0)), int(svg.get("height", 0))) == SIZES[size]


def test_a_signal_is_a_shape_of_its_own_and_is_named_in_the_key() -> None:
    ordinary = [cell_of(38 + 18 * (place % 2)) for place in range(12)]
    said = [each.text for each in inside([*ordinary, cell_of(99)], NARROW).iter(f"{SVG}text")]
    assert "Special cause" in said and "Quarter" in said
    assert "Special cause" not in [each.text for each in inside(ordinary).iter(f"{SVG}text")]


def test_the_same_chart_is_the_same_bytes() -> None:
    cells = [cell_of(40), SUPPRESSED, cell_of(30)]
    drawing, again = (drawing_of(chart_of(cells)) for _ in range(2))
    assert (svg_of(drawing, WIDE), png_of(drawing)) == (svg_of(again, WIDE), png_of(again))
