"""What a board paper says, block by block, before anybody decides whether it is a page or a document."""

from homeward.insight.reports.rules.blocks import (
    MARKING,
    Block,
    CaptionedTable,
    Drawing,
    Heading,
    Paper,
    Paragraph,
    Plain,
    ToFillIn,
    Turned,
)
from homeward.insight.reports.rules.moments import NotYetPast, as_at_end_of, export_holds, file_name
from homeward.insight.reports.rules.paper import COMPARED, paper_of
from homeward.insight.reports.rules.since import NO_EARLIER, Earlier, SinceLast, figures_kept, since_last

__all__ = [
    "COMPARED",
    "MARKING",
    "NO_EARLIER",
    "Block",
    "CaptionedTable",
    "Drawing",
    "Earlier",
    "Heading",
    "NotYetPast",
    "Paper",
    "Paragraph",
    "Plain",
    "SinceLast",
    "ToFillIn",
    "Turned",
    "as_at_end_of",
    "export_holds",
    "figures_kept",
    "file_name",
    "paper_of",
    "since_last",
]
