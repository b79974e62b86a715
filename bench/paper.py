"""How long is a board paper in the making, in a whole county?

A county's three years are loaded through the feeds, and the paper on its last whole quarter is made as `homeward report
make` makes it: counted, drawn, written, sealed and put in the audit memory. The peer is the same library writing a
document of as many paragraphs, table cells and pictures with nothing counted and nothing drawn, in the same run.
"""

import io
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from _hub import NOW, hub
from _results import database, keep, machine, table

SEED, MONTHS, SIZE, TIMES = 2019, 36, "county", 9
Parts = dict[str, Any]


def parts_of(content: bytes) -> Parts:
    """What a document is made of: its paragraphs, the text of its cells, and its pictures."""
    from docx import Document

    document = Document(io.BytesIO(content))
    pictures = [
        document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].blob
        for shape in document.inline_shapes
    ]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return {"paragraphs": [each.text for each in document.paragraphs], "tables": tables, "pictures": pictures}


def peer(parts: Parts) -> bytes:
    """The plainest document of the same paragraphs, cells and pictures."""
    from docx import Document

    document = Document()
    for text in parts["paragraphs"]:
        document.add_paragraph(text)
    for rows in parts["tables"]:
        added = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(added.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    for picture in parts["pictures"]:
        document.add_picture(io.BytesIO(picture))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def stretches(quarter: Any, at: Any) -> dict[str, float]:
    """The seconds of each stretch of one paper, and of the whole as it is made."""
    from homeward.insight.analysis.queries import comparing
    from homeward.insight.analysis.rules import drawing_of, png_of
    from homeward.insight.reports import actions, queries
    from homeward.insight.reports.presenters.document import document_of

    comparing._remembered.clear()
    marks = [perf_counter()]
    draft = queries.drafted(quarter, viewer=None, as_at=at, afresh=True)
    marks.append(perf_counter())
    pictures = {code: png_of(drawing_of(chart)) for code, chart in draft.figures.charts.items()}
    marks.append(perf_counter())
    document_of(draft.paper, pictures)
    marks.append(perf_counter())
    comparing._remembered.clear()
    actions.make_from_the_command_line(quarter=quarter, as_at=at, at=at)
    marks.append(perf_counter())
    names = ("count", "draw", "write", "whole")
    return dict(zip(names, (after - before for before, after in zip(marks, marks[1:], strict=False)), strict=True))


def statements(quarter: Any, at: Any) -> int:
    """How many statements a paper is counted in."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from homeward.insight.analysis.queries import comparing
    from homeward.insight.reports import queries

    comparing._remembered.clear()
    with CaptureQueriesContext(connection) as asked:
        queries.drafted(quarter, viewer=None, as_at=at, afresh=True)
    return len(asked)


def measured() -> Parts:
    """Make papers on the last whole quarter, and as many of the peer's documents, in turn."""
    from homeward.foundation.quarters import Quarter
    from homeward.insight.reports import queries
    from homeward.insight.reports.models import BoardPaper

    quarter = Quarter(2025, 4)
    asked = statements(quarter, NOW)
    taken: list[dict[str, float]] = []
    for number in range(TIMES):
        found = stretches(quarter, NOW + timedelta(seconds=number))
        content = queries.content_of(BoardPaper.objects.order_by("-as_at")[0])
        parts = parts_of(content)
        began = perf_counter()
        peer(parts)
        taken.append({**found, "peer": perf_counter() - began})
    seconds = {name: round(median(each[name] for each in taken), 3) for name in taken[0]}
    return {
        "paragraphs": len(parts["paragraphs"]),
        "cells": sum(len(row) for rows in parts["tables"] for row in rows),
        "pictures": len(parts["pictures"]),
        "bytes": len(content),
        "statements": asked,
        "seconds_median": seconds,
        "ratio_to_peer": {name: round(each / seconds["peer"], 2) for name, each in seconds.items()},
    }


def main() -> int:
    """Make a county, load it, make its paper again and again, and say what it cost."""
    facts = machine()
    with hub(), tempfile.TemporaryDirectory() as town:
        from homeward.config.commands.serve import load_county, open_accounts
        from homeward.county import make
        from homeward.register.people.models import Person

        open_accounts()
        make(Path(town), SIZE, MONTHS, until=NOW.date() - timedelta(days=1), seed=SEED)
        load_county(Path(town))
        found = measured()
        facts["database"] = database()
        figures = {"size": SIZE, "months": MONTHS, "seed": SEED, "children": Person.objects.count(), **found}
    rows = [(name, found["ratio_to_peer"][name], f"{each:.3f}") for name, each in found["seconds_median"].items()]
    table(("the paper on a quarter", "ratio", "seconds"), rows)
    held = {name: found[name] for name in ("paragraphs", "cells", "pictures", "statements")}
    print(", ".join(f"{number:,} {name}" for name, number in held.items()))
    keep("paper" + ("-postgresql" if "Post" in facts["database"] else ""), {"machine": facts, **figures})
    return 0


if __name__ == "__main__":
    sys.exit(main())
