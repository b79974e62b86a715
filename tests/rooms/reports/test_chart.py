"""The paper's chart: its bars stand on nought at the foot of the drawing, even when there is no bar."""

import re

import pytest

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import TrendPoint
from homeward.insight.reports.presenters.chart import HEIGHT, drawn
from homeward.methods.disclosure.cells import SUPPRESSED, Cell, cell_of

DRAWN = {
    "only noughts": ([cell_of(0), cell_of(0)], ["0"]),
    "only hidden counts": ([SUPPRESSED, SUPPRESSED], ["0"]),
    "a bar": ([cell_of(0), cell_of(40)], ["0", "10", "20", "30", "40"]),
}


@pytest.mark.parametrize(("cells", "marks"), DRAWN.values(), ids=DRAWN)
def test_nought_is_at_the_foot(cells: list[Cell], marks: list[str]) -> None:
    trend = tuple(TrendPoint(Quarter(2025, place), cell, cell) for place, cell in enumerate(cells, start=1))
    axis = re.findall(r"translate\(-7,(\d+)\)[^>]*>([^<]*)</text>", drawn(trend, "A chart").svg.decode())
    assert [mark for _, mark in axis] == marks
    assert abs(int(axis[0][0]) - HEIGHT) < 6
