"""Making a board paper, and taking one out of the hub."""

import hashlib
import json
from datetime import datetime
from uuid import UUID

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import QuarterInFigures
from homeward.insight.reports.models import BoardPaper
from homeward.insight.reports.presenters.chart import drawn
from homeward.insight.reports.presenters.document import document_of
from homeward.insight.reports.queries import drafted
from homeward.insight.reports.rules import charted_in
from homeward.register.access.actions import action, as_the_system, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.documents import actions as documents

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@action("paper.make", field_class="aggregate")
def make(*, quarter: Quarter, as_at: datetime, by: Viewer, at: datetime) -> BoardPaper:
    """Make the paper on a quarter as at a moment, and keep it sealed. Made again, it is the same to the byte (¶1)."""
    return write(quarter=quarter, as_at=as_at, viewer=by, at=at)


@as_the_system("paper.make")
def make_from_the_command_line(*, quarter: Quarter, as_at: datetime, at: datetime) -> BoardPaper:
    """Make the paper where nobody is signed in: an operator's command, which the audit names as the program's own."""
    return write(quarter=quarter, as_at=as_at, viewer=None, at=at)


@action("paper.export", field_class="aggregate")
def announce_export(*, paper: BoardPaper, by: Viewer, at: datetime) -> UUID:
    """Record that a worker is about to take a paper out of the hub, before a byte of it leaves (S-16)."""
    event = audit.current()
    event.note(paper=str(paper.pk), export="intent", bytes=paper.document.size)
    return event.uid


@step
def write(*, quarter: Quarter, as_at: datetime, viewer: Viewer | None, at: datetime) -> BoardPaper:
    """Count, draw, write and seal, as part of the action that makes a paper."""
    draft = drafted(quarter, viewer=viewer, as_at=as_at, afresh=True)
    chart = drawn(charted_in(draft.figures))
    worker = viewer.worker_id if viewer else None
    kept = {"kind": "paper", "at": at, "by": worker, "synthetic": draft.paper.invented}
    file = document_of(draft.paper, chart.png)
    document = documents.keep(part=quarter.code, media_type=WORD, content=[file], **kept)
    drawing = documents.keep(part=f"{quarter.code}-chart", media_type="image/svg+xml", content=[chart.svg], **kept)
    said = said_of(draft.figures)
    paper = BoardPaper.objects.create(
        quarter=quarter.code,
        as_at=as_at,
        made_at=at,
        made_by_id=worker,
        document=document,
        drawing=drawing,
        definitions=draft.definitions,
        figures=said,
        figures_digest=hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest(),
    )
    audit.current().note(paper=str(paper.pk), quarter=quarter.code, document=document.digest)
    return paper


def said_of(figures: QuarterInFigures) -> dict[str, object]:
    """What the paper says, as values that had already been protected: never a count that it hides."""
    tables = {"children": figures.children, "episodes": figures.episodes}
    return {
        "figures": {code: [each.cell.state, each.cell.value, each.version] for code, each in figures.figures.items()},
        **{
            name: {f"{row}/{column}": [cell.state, cell.value] for (row, column), cell in sorted(cells.items())}
            for name, cells in tables.items()
        },
    }
