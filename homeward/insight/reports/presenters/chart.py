"""The paper's one chart: the control chart that the quarter's page shows, by the same drawing.

The drawing program is loaded only when a paper is made, never as the web process starts.
"""

from dataclasses import dataclass

from homeward.insight.analysis.rules import WIDE, Charted, drawing_of, png_of, svg_of


@dataclass(frozen=True)
class Drawn:
    """The chart in the two forms it is kept in: for a page, and for a document."""

    svg: bytes
    png: bytes


def drawn(charted: Charted) -> Drawn:
    """The chart drawn, offline and the same each time."""
    drawing = drawing_of(charted)
    return Drawn(svg_of(drawing, WIDE), png_of(drawing))
