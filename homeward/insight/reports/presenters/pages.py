"""The paper and the list of papers as the page kit prints them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from homeward.design.values import Cell, Chart, Column, Link, Progress, Row, Table
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import NARROW, SIZES, WIDE, Figure, Grid, Slot
from homeward.insight.analysis.rules.tables import denominator_in_words
from homeward.insight.reports.models import BoardPaper
from homeward.insight.reports.rules import (
    NO_EARLIER,
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
from homeward.register.jobs.models import Job
from homeward.register.jobs.queries import progress_of

FEW = 5  # a table of so few columns, of numbers, is read across on a phone too
LEVELS = {1: ("h2", "m"), 2: ("h3", "s"), 3: ("h4", "s")}
Drawn = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Opened:
    """One figure with everything that travels with it, for whoever opens it."""

    code: str
    summary: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Shown:
    """A paper on a page: which of its charts have been drawn, and whether its figures lead to records."""

    paper: Paper
    drawn: Drawn = field(default_factory=dict)
    leads_to_records: bool = False


def blocks_of(shown: Shown) -> list[dict[str, object]]:
    """The paper's blocks for a template, each with the kind it is. A chart takes its table with it."""
    found: list[dict[str, object]] = []
    drawing: Drawing | None = None
    for block in shown.paper.blocks:
        if isinstance(block, Drawing):
            drawing = block
        elif isinstance(block, CaptionedTable) and drawing:
            chart = chart_of(drawing, block, shown.drawn)
            found.append({"kind": "chart", "chart": chart, "leads": leads_of(block, shown.paper)})
            drawing = None
        elif not isinstance(block, Turned):
            found.append(values_of(block, shown))
    return found


def values_of(block: Block, shown: Shown) -> dict[str, object]:
    """A block with its kind, and what the kit's parts need besides the block itself."""
    match block:
        case Heading():
            tag, size = LEVELS[block.level]
            return {"kind": "heading", "block": block, "tag": tag, "size": size}
        case Paragraph():
            return {"kind": "paragraph", "block": block, "opened": [opened(code, shown) for code in block.figures]}
        case CaptionedTable():
            stack = not block.grid.numeric or len(block.grid.columns) > FEW
            return {"kind": "table", "table": table_of(block), "stack": stack, "leads": leads_of(block, shown.paper)}
        case ToFillIn():
            return {"kind": "to-fill-in", "rows": [Row(label, f"[{hint}]") for label, hint in block.answers]}
        case _:
            assert isinstance(block, Plain), "a block that no page prints"
            return {"kind": "plain", "block": block}


def opened(code: str, shown: Shown) -> Opened:
    """A figure opened: what it is, of how many, how sure, and what it was before."""
    figure, definition = shown.paper.figures[code], shown.paper.definitions[code]
    interval = f"{figure.range}. {definition.interval}" if figure.interval else definition.interval
    rows = [
        Row("Value", figure.value, note=figure.state),
        Row("What is counted", definition.description),
        Row("Formula", definition.formula),
        Row("Quarter", str(figure.quarter)),
        Row("As at", moment_in_words(figure.as_at)),
        Row("n", str(figure.n), note="The count that the value rests on"),
        Row("Denominator", denominator_in_words(figure)),
        Row("95% interval", interval),
        Row("Not known", figure.unknown),
        Row("Since the quarter before", figure.change),
        Row("Since the last paper", shown.paper.since.get(code, NO_EARLIER)),
        Row("Definition", f"Version {figure.version}", href=reverse("figure", args=[code])),
        *records_behind(figure, shown),
    ]
    return Opened(code, f"{figure.label}: {figure.value}", tuple(rows))


def records_behind(figure: Figure, shown: Shown) -> list[Row]:
    """Where a desk shows the records behind a figure, for whoever may open some of them."""
    if not shown.leads_to_records:
        return []
    href = reverse("behind_figure", args=[figure.quarter.code, figure.code])
    return [Row("Records behind it", "Those that you may open", href=href, note="As they stand now")]


def leads_of(table: CaptionedTable, paper: Paper) -> list[Link]:
    """From a table to the figures it belongs to, opened on the same page, or to their definitions."""
    opened_here = {code for block in paper.blocks if isinstance(block, Paragraph) for code in block.figures}
    return [
        Link(
            paper.definitions[code].label,
            f"#figure-{code}" if code in opened_here else reverse("figure", args=[code]),
        )
        for code in table.figures
        if code in paper.definitions
    ]


def chart_of(drawing: Drawing, table: CaptionedTable, drawn: Drawn) -> Chart:
    """The chart with its table. Until it has been drawn there is only the table."""
    wide, narrow = (drawn.get((drawing.code, size), "") for size in (WIDE, NARROW))
    width, height = SIZES[WIDE]
    return Chart(
        title=f"Chart {drawing.number}: {drawing.caption}",
        src=reverse("drawn_chart", args=[wide]) if wide else "",
        narrow=reverse("drawn_chart", args=[narrow]) if wide and narrow else "",
        description="",
        table=table_of(table),
        width=width,
        height=height,
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


def made_table(papers: Sequence[BoardPaper]) -> Table:
    """The papers that were made, newest first."""
    return Table(
        caption="Papers made",
        columns=tuple(Column(label) for label in ("Quarter", "Figures as at", "Made", "Made by")),
        rows=tuple(
            (
                Cell(str(Quarter.parse(each.quarter)), href=reverse("paper_made", args=[each.pk])),
                Cell(moment_in_words(each.as_at)),
                Cell(moment_in_words(each.made_at)),
                Cell(each.made_by.name if each.made_by else "Command line"),
            )
            for each in papers
        ),
        empty="No paper has been made yet.",
    )


def making(jobs: Sequence[Job]) -> list[Progress]:
    """How far each paper is that is being made; of one that failed, what to do."""
    return [progress_of_paper(job) for job in jobs]


def progress_of_paper(job: Job) -> Progress:
    """A job as the making of one paper."""
    found = progress_of(job, href=reverse("papers"))
    return Progress(
        title=f"The paper on {Quarter.parse(job.options['quarter'])}",
        done=found.done,
        total=found.total,
        unit="steps" if found.total else "what the paper holds",
        state=found.state,
        note=found.note,
        again_href=found.again_href,
        anchor=f"paper-{job.pk}",
    )
