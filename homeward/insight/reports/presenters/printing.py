"""A paper drawn and written out: its document, and the drawings that a page shows.

The programs that draw and write are loaded here as they are wanted, and so never in the web process.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from homeward.insight.analysis.queries import undrawn
from homeward.insight.analysis.rules import drawing_of, png_of, svg_of
from homeward.insight.reports.queries import Drafted

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Printed:
    """A document as bytes, and each drawing that nobody had drawn before, under the digest of what it shows."""

    document: bytes = field(repr=False)
    drawings: Mapping[str, bytes] = field(repr=False)


def to_nobody(done: int, total: int) -> None:
    """How far the work has got, where nobody waits to hear."""


def printed(draft: Drafted, *, tell: Tell = to_nobody) -> Printed:
    """Draw each chart for the page and for the document, then write the document: the same bytes each time."""
    from homeward.insight.reports.presenters.document import document_of

    wanted, charts = undrawn(draft.figures), draft.figures.charts if draft.figures.collected else {}
    total = len(wanted) + len(charts) + 1
    drawings: dict[str, bytes] = {}
    for each in wanted:
        tell(len(drawings), total)
        drawings[each.digest] = svg_of(each.drawing, each.size)
    pictures: dict[str, bytes] = {}
    for code, chart in charts.items():
        tell(len(wanted) + len(pictures), total)
        pictures[code] = png_of(drawing_of(chart))
    document = document_of(draft.paper, pictures)
    tell(total, total)
    return Printed(document, drawings)
