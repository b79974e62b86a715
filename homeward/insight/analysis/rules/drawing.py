"""A control chart as a drawing to be made: what it holds is what its table holds, and nothing that is hidden.

One drawing serves the page, at two widths, and the board paper. The band between the limits, the centre and the points
are told apart by shape and by line as well as by colour, so that a print in grey says the same (S-40).
"""

from typing import Any

from homeward.insight.analysis.rules.trend import Charted
from homeward.insight.analysis.rules.trend_words import TITLES, UNITS, described, number, short
from homeward.methods.disclosure.cells import State

TEAL, RED, BAND, INK, QUIET, PAPER = "#0b4a50", "#a2260b", "#dcebeb", "#0b0c0c", "#4a5556", "#ffffff"
WIDE, NARROW = "wide", "narrow"
SIZES = {WIDE: (760, 330), NARROW: (360, 300)}
LEFT, TOP, FOOT = 52, 34, 58
RIGHT = {WIDE: 104, NARROW: 14}
KINDS = {
    "Quarter": ("circle", TEAL),
    "Special cause": ("diamond", RED),
    "Not yet whole": ("circle", PAPER),
}
CROWDED = 14


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
        "encoding": {"x": {"field": "quarter", "type": "nominal", "sort": None, "axis": _below(), "scale": _BANDS}},
        "layer": [*_limits(charted, size), *_marks(charted, points), *_absent(points)],
        "config": _LOOKS,
    }


_BANDS = {"paddingInner": 0, "paddingOuter": 0}
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
    y = _upright(charted)
    if charted.chart is None:
        return []
    edge = (SIZES[size][0] - LEFT - RIGHT[size]) / len(charted.quarters)
    ends = [
        {
            "mark": {"type": "tick", "orient": "horizontal", "size": edge, "thickness": 1, "color": QUIET},
            "encoding": {"y": {"field": field, "type": "quantitative"}},
        }
        for field in ("lower", "upper")
    ]
    centre = {"y": {"datum": charted.chart.centre, "type": "quantitative"}}
    line = {
        "mark": {"type": "rule", "color": QUIET, "strokeDash": [6, 4], "size": 1.5},
        "encoding": {"x": None, **centre},
    }
    band = {
        "mark": {"type": "bar", "color": BAND, "width": {"band": 1}},
        "encoding": {"y": {"field": "lower", **y}, "y2": {"field": "upper"}},
    }
    return [band, *ends, line, *(_names(charted) if size == WIDE else [])]


def _names(charted: Charted) -> list[dict[str, Any]]:
    chart = charted.chart
    upper = [each for each in chart.upper if each is not None] if chart else []
    lower = [each for each in chart.lower if each is not None] if chart else []
    if chart is None or not upper:
        return []
    told = (("Upper limit", upper[-1]), ("Centre", chart.centre), ("Lower limit", lower[-1]))
    width = SIZES[WIDE][0] - LEFT - RIGHT[WIDE]
    return [
        {
            "mark": {
                "type": "text",
                "align": "left",
                "fontSize": 12,
                "color": INK,
                "text": f"{name} {number(charted, at)}",
            },
            "encoding": {"x": {"value": width + 6}, "y": {"datum": at, "type": "quantitative"}},
        }
        for name, at in told
    ]


def _marks(charted: Charted, points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    y = {"field": "value", **_upright(charted)}
    kinds = [kind for kind in KINDS if any(each["kind"] == kind and each["value"] is not None for each in points)]
    domain, shapes, fills = kinds, [KINDS[kind][0] for kind in kinds], [KINDS[kind][1] for kind in kinds]
    legend = {"direction": "horizontal", "legendX": 0, "legendY": -TOP + 4, "columnPadding": 18}
    return [
        {
            "transform": [{"filter": "datum.value !== null"}],
            "mark": {"type": "line", "color": TEAL, "strokeWidth": 2},
            "encoding": {"y": y},
        },
        {
            "transform": [{"filter": "datum.value !== null"}],
            "mark": {"type": "point", "filled": True, "opacity": 1, "size": 90, "stroke": TEAL, "strokeWidth": 1.5},
            "encoding": {
                "y": y,
                "shape": {"field": "kind", "scale": {"domain": domain, "range": shapes}, "legend": legend},
                "fill": {"field": "kind", "scale": {"domain": domain, "range": fills}, "legend": legend},
            },
        },
    ]


def _absent(points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The letter of a quarter that is hidden, or that nobody counted, stands at the foot in its place."""
    if not any(each["absent"] for each in points):
        return []
    foot = {"datum": 0, "type": "quantitative"}
    mark = {"type": "text", "dy": -9, "fontSize": 14, "color": INK}
    return [{"mark": mark, "encoding": {"y": foot, "text": {"field": "absent", "type": "nominal"}}}]


def _upright(charted: Charted) -> dict[str, Any]:
    """Nought stands at the foot. Where nothing is shown there is no scale to draw but nought itself."""
    axis: dict[str, Any] = {"title": UNITS[charted.code], "tickCount": 5, "titlePadding": 8}
    if charted.code == "missing-episodes":
        axis["tickMinStep"] = 1
    if not any(charted.values):
        return {"type": "quantitative", "axis": {**axis, "values": [0], "format": "d"}, "scale": {"domain": [0, 1]}}
    return {"type": "quantitative", "axis": axis, "scale": {"domainMin": 0}}
