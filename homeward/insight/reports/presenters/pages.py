"""The paper and the list of papers as the page kit prints them."""

from django.urls import reverse

from homeward.design.values import Cell, Chart, Column, Row, Table
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import Grid, Slot
from homeward.insight.reports.models import BoardPaper
from homeward.insight.reports.rules import Block, CaptionedTable, Drawing, Heading, Paper, Paragraph, Plain, ToFillIn

FEW = 5  # a table of so few columns, of numbers, is read across on a phone too
KINDS = {
    Heading: "heading",
    Paragraph: "paragraph",
    Plain: "plain",
    CaptionedTable: "table",
    Drawing: "drawing",
    ToFillIn: "to-fill-in",
}


def blocks_of(paper: Paper, made: BoardPaper | None) -> list[dict[str, object]]:
    """The paper's blocks for a template, each with the kind it is. A chart takes its table with it."""
    found: list[dict[str, object]] = []
    drawing: Drawing | None = None
    for block in paper.blocks:
        if isinstance(block, Drawing):
            drawing = block
        elif isinstance(block, CaptionedTable) and drawing:
            found.append({"kind": "chart", "chart": chart_of(drawing, block, made)})
            drawing = None
        else:
            found.append({"kind": KINDS[type(block)], "block": block, **values_of(block)})
    return found


def values_of(block: Block) -> dict[str, object]:
    """What the kit's parts need besides the block itself."""
    if isinstance(block, CaptionedTable):
        return {"table": table_of(block), "stack": not block.grid.numeric or len(block.grid.columns) > FEW}
    if isinstance(block, ToFillIn):
        return {"rows": [Row(label, f"[{hint}]") for label, hint in block.answers]}
    return {}


def chart_of(drawing: Drawing, table: CaptionedTable, made: BoardPaper | None) -> Chart:
    """The chart with its table. It is drawn when the paper is made, so before that there is only the table."""
    return Chart(
        title=f"Chart {drawing.number}: {drawing.caption}",
        src=reverse("paper_chart", args=[made.pk]) if made else "",
        description=drawing.words,
        table=table_of(table),
    )


def table_of(block: CaptionedTable) -> Table:
    """A captioned table, each figure leading to its definition and each quarter to its page."""
    grid: Grid = block.grid
    caption = f"Table {block.number}: {grid.caption}"
    return Table(
        caption=caption,
        columns=tuple(Column(label, numeric=label in grid.numeric) for label in grid.columns),
        rows=tuple(tuple(cell_of(slot) for slot in row) for row in grid.rows),
        note=grid.note,
        empty=f"{caption}. {grid.withheld}",
    )


def cell_of(slot: Slot) -> Cell:
    """One cell, with where it leads."""
    href = reverse("figure", args=[slot.figure]) if slot.figure else ""
    if slot.quarter:
        href = reverse("quarter_of", args=[slot.quarter])
    return Cell(slot.text, href=href, note=slot.note)


def made_table(papers: list[BoardPaper]) -> Table:
    """The papers that were made, newest first."""
    return Table(
        caption="Papers made",
        columns=tuple(Column(label) for label in ("Quarter", "Figures as at", "Made", "Made by")),
        rows=tuple(
            (
                Cell(str(Quarter.parse(each.quarter)), href=reverse("paper", args=[each.quarter])),
                Cell(moment_in_words(each.as_at)),
                Cell(moment_in_words(each.made_at)),
                Cell(each.made_by.name if each.made_by else "Command line"),
            )
            for each in papers
        ),
        empty="No paper has been made yet.",
    )
