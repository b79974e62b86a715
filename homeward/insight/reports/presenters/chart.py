"""The paper's one chart: children by quarter, drawn from cells that are already protected.

The drawing program is loaded only when a paper is made, never as the web process starts. A hidden count has no bar: its
letter stands where the bar would begin, as in the table (S-40).
"""

from dataclasses import dataclass
from typing import Any

from homeward.foundation.dates_in_words import MONTHS
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import TrendPoint

WIDTH, HEIGHT = 640, 220
TEAL = "#0b4a50"


@dataclass(frozen=True)
class Drawn:
    """The chart in the two forms it is kept in: for a page, and for a document."""

    svg: bytes
    png: bytes


def spec_of(trend: tuple[TrendPoint, ...], words: str) -> dict[str, Any]:
    """The chart as Vega-Lite: what it holds is what the table holds."""
    bars = [
        {"quarter": short(point.quarter), "children": point.children.value or 0, "label": str(point.children)}
        for point in trend
    ]
    x = {"field": "quarter", "type": "nominal", "sort": None, "axis": {"title": None, "labelAngle": 0}}
    y = {"field": "children", "type": "quantitative", **_upright(any(bar["children"] for bar in bars))}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": words,
        "width": WIDTH,
        "height": HEIGHT,
        "data": {"values": bars},
        "encoding": {"x": x, "y": y},
        "layer": [
            {"mark": {"type": "bar", "color": TEAL, "width": {"band": 0.6}}},
            {"mark": {"type": "text", "dy": -8, "fontSize": 14}, "encoding": {"text": {"field": "label"}}},
        ],
        "config": {
            "font": "Arial, Liberation Sans, sans-serif",
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": 13,
                "titleFontSize": 13,
                "labelColor": "#0b0c0c",
                "titleColor": "#0b0c0c",
                "titleFontWeight": "normal",
                "gridColor": "#d5dcdd",
                "domainColor": "#4a5556",
                "labelLineHeight": 16,
            },
            "axisX": {"labelExpr": "split(datum.label, '|')", "grid": False, "ticks": False, "labelPadding": 8},
        },
    }


def _upright(has_bars: bool) -> dict[str, Any]:
    """Nought stands at the foot; without a bar there is no scale to draw, and left to itself nought would float."""
    if has_bars:
        return {"axis": {"title": "Children", "tickMinStep": 1, "tickCount": 5}, "scale": {"domainMin": 0}}
    return {"axis": {"title": "Children", "values": [0], "format": "d"}, "scale": {"domain": [0, 1]}}


def short(quarter: Quarter) -> str:
    """A quarter's months on two short lines, which fit under a bar."""
    first, last = MONTHS[quarter.since.month - 1], MONTHS[quarter.since.month + 1]
    return f"{first[:3]} to {last[:3]}|{quarter.year}"


def drawn(trend: tuple[TrendPoint, ...], words: str) -> Drawn:
    """The chart drawn, offline and the same each time."""
    import vl_convert

    spec = spec_of(trend, words)
    return Drawn(vl_convert.vegalite_to_svg(spec).encode(), vl_convert.vegalite_to_png(spec, scale=2))
