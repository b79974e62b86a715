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
)
from homeward.insight.reports.rules.moments import NotYetPast, as_at_end_of, export_holds, file_name
from homeward.insight.reports.rules.paper import charted_in, paper_of

__all__ = [
    "MARKING",
    "Block",
    "CaptionedTable",
    "Drawing",
    "Heading",
    "NotYetPast",
    "Paper",
    "Paragraph",
    "Plain",
    "ToFillIn",
    "as_at_end_of",
    "charted_in",
    "export_holds",
    "file_name",
    "paper_of",
]
