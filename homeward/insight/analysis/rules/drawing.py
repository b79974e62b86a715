"""A control chart as a drawing to be made: what it holds is what its table holds, and nothing that is hidden.

One drawing serves the page, at two widths, and the board paper. The band between the limits, the centre and the points
are told apart by shape and by line as well as by colour, so that a print in grey says the same (S-40).
"""

from typing import Any

from homeward.insight.analysis.rules.trend import Charted
from homeward.insight.analysis.rules.trend_words import TITLES, UNITS, described, number, short
from homeward.methods.control_charts import ControlChart
from homeward.methods.disclosure.cells import State

TEAL, RED, BAND, INK, QUIET, PAPER = "#0b4a50", "#a2260b", "#dcebeb", "#0b0c0c", "#4a5556", "#ffffff"
WIDE, NARROW = "wide", "narrow"
SIZES = {WIDE: (760, 330), NARROW: (360, 300)}
LEFT, TOP, FOOT = 52, 34, 58
RIGHT = {WIDE: 104, NARROW: 14}
# A point's shape, its fill and its edge.
KINDS = {
    "Quarter": ("circle", TEAL, TEAL),
    "Special cause": ("diamond", RED, RED),
    "Not yet whole": ("circle", PAPER, TEAL),
}
CROWDED = 14
ONCE: dict[str, Any] = {"values": [{}]}


def drawing_of(charted: Charted) -> dict[str, Any]:
    """Both widths of a chart, with the words that go inside the drawing for whoever cannot see it."""
    return {
        "title": TITLES[charted.code],
        "words": described(charted),
        **{size: _vega(charted, size) for size in SIZES},
    }


def _vega(charted: Charted, size: str) -> dict[str, Any]:
    """The chart as Vega-Lite."""
    width, height = SIZES[size]
    points = [_point(charted, place, size) for place in range(len(charted.quarters))]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width - LEFT - RIGHT[size],
        "height": height - TOP - FOOT,
        "padding": {"left": LEFT, "right": RIGHT[size], "top": TOP, "bottom": FOOT},
        "autosize": "none",
        "background": PAPER,
        "data": {"values": points},
        "encoding": {"x": _across(points)},
        "layer": [*_limits(charted, size), *_marks(charted, points), *_absent(points)],
        "config": _LOOKS,
    }


_LOOKS = {
    "font": "Arial, Liberation Sans, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 13,
        "labelColor": INK,
        "titleColor": INK,
        "titleFontWeight": "normal",
        "gridColor": "#e4e9e9",
        "domainColor": QUIET,
        "tickColor": QUIET,
    },
    "legend": {"labelFontSize": 13, "labelColor": INK, "symbolSize": 110, "orient": "none", "title": None},
}


def _point(charted: Charted, place: int, size: str) -> dict[str, Any]:
    quarter, cell, chart = charted.quarters[place], charted.cells[place], charted.chart
    kind = "Special cause" if charted.at(place) else "Quarter"
    return {
        "quarter": "|".join((quarter.code, *_label(charted, place, size))),
        "value": charted.values[place],
        "kind": kind if charted.complete[place] else "Not yet whole",
        "lower": chart.lower[place] if chart else None,
        "upper": chart.upper[place] if chart else None,
        "absent": str(cell) if cell.state in (State.SUPPRESSED, State.NOT_COLLECTED) else "",
    }


def _label(charted: Charted, place: int, size: str) -> tuple[str, ...]:
    """What stands under a point. Where there is little room, one quarter of each year is named."""
    first, last, year = short(charted.quarters[place])
    opens_a_year = place == 0 or charted.quarters[place].number == 1
    near_the_first = place in (1, 2)
    if size == NARROW or len(charted.quarters) > CROWDED:
        return (first, last, year) if opens_a_year and not near_the_first else ()
    return (first, last, year) if opens_a_year else (first, last)


def _across(points: list[dict[str, Any]]) -> dict[str, Any]:
    """Every quarter has its place, in order, whether or not anything stands at it."""
    bands = {"domain": [each["quarter"] for each in points], "paddingInner": 0, "paddingOuter": 0}
    return {"field": "quarter", "type": "nominal", "sort": None, "axis": _below(), "scale": bands}


def _below() -> dict[str, Any]:
    words = "slice(split(datum.label, '|'), 1)"
    return {
        "title": None,
        "labelExpr": words,
        "labelAngle": 0,
        "labelLineHeight": 14,
        "labelPadding": 6,
        "labelOverlap": False,
        "grid": False,
        "ticks": False,
    }


def _limits(charted: Charted, size: str) -> list[dict[str, Any]]:
    """The band between the limits and the line at the centre, each named at its right-hand end where there is room."""
    if charted.chart is None:
        return []
    step = (SIZES[size][0] - LEFT - RIGHT[size]) / len(charted.quarters)
    tick = {"type": "tick", "orient": "horizontal", "size": step, "thickness": 1, "color": QUIET}
    rule = {"type": "rule", "color": QUIET, "strokeDash": [6, 4], "size": 1.5}
    band = {"type": "bar", "color": BAND, "stroke": BAND, "width": {"band": 1}}
    return [
        {"mark": band, "encoding": {"y": {"field": "lower", **_upright(charted)}, "y2": {"field": "upper"}}},
        *({"mark": tick, "encoding": {"y": {"field": end, "type": "quantitative"}}} for end in ("lower", "upper")),
        {"data": ONCE, "mark": rule, "encoding": {"x": None, "y": _at(charted.chart.centre)}},
        *(_names(charted, charted.chart) if size == WIDE else []),
    ]


def _names(charted: Charted, chart: ControlChart) -> list[dict[str, Any]]:
    upper = [each for each in chart.upper if each is not None]
    lower = [each for each in chart.lower if each is not None]
    told = (("Upper limit", upper[-1]), ("Centre", chart.centre), ("Lower limit", lower[-1]))
    end = SIZES[WIDE][0] - LEFT - RIGHT[WIDE] + 6
    text = {"type": "text", "align": "left", "fontSize": 12, "color": INK}
    return [
        {
            "data": ONCE,
            "mark": {**text, "text": f"{name} {number(charted, value)}"},
            "encoding": {"x": {"value": end}, "y": _at(value)},
        }
        for name, value in told
    ]


def _at(value: float) -> dict[str, Any]:
    return {"datum": value, "type": "quantitative"}


def _marks(charted: Charted, points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    y = {"field": "value", **_upright(charted)}
    kinds = [kind for kind in KINDS if any(each["kind"] == kind and each["value"] is not None for each in points)]
    domain, (shapes, fills, edges) = kinds, ([KINDS[kind][part] for kind in kinds] for part in range(3))
    legend = {"direction": "horizontal", "legendX": 0, "legendY": -TOP + 4, "columnPadding": 18}
    return [
        {
            "mark": {"type": "line", "color": TEAL, "strokeWidth": 2},
            "encoding": {"y": y},
        },
        {
            "transform": [{"filter": "datum.value !== null"}],
            "mark": {"type": "point", "filled": True, "opacity": 1, "size": 90, "strokeWidth": 1.5},
            "encoding": {
                "y": y,
                "shape": {"field": "kind", "scale": {"domain": domain, "range": shapes}, "legend": legend},
                "fill": {"field": "kind", "scale": {"domain": domain, "range": fills}, "legend": legend},
                "stroke": {"field": "kind", "scale": {"domain": domain, "range": edges}, "legend": legend},
            },
        },
    ]


def _absent(points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The letter of a quarter that is hidden, or that nobody counted, stands at the foot in its place."""
    if not any(each["absent"] for each in points):
        return []
    mark = {"type": "text", "dy": -9, "fontSize": 14, "color": INK}
    return [{"mark": mark, "encoding": {"y": _at(0), "text": {"field": "absent", "type": "nominal"}}}]


def _upright(charted: Charted) -> dict[str, Any]:
    """Nought stands at the foot. Where nothing is shown there is no scale to draw but nought itself."""
    axis: dict[str, Any] = {"title": UNITS[charted.code], "tickCount": 5, "titlePadding": 8}
    if charted.code == "missing-episodes":
        axis["tickMinStep"] = 1
    if not any(charted.values):
        return {"type": "quantitative", "axis": {**axis, "values": [0], "format": "d"}, "scale": {"domain": [0, 1]}}
    return {"type": "quantitative", "axis": axis, "scale": {"zero": True, "nice": True}}
