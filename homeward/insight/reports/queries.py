"""The papers that were made, and the paper on a quarter as it stands: for whoever may read papers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from homeward.foundation.london import london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis import queries as analysis
from homeward.insight.analysis.rules import QuarterInFigures
from homeward.insight.reports.models import BoardPaper
from homeward.insight.reports.rules import Paper, export_holds, paper_of
from homeward.register.access.queries import may
from homeward.register.access.rules import Viewer
from homeward.register.audit.models import AuditEvent
from homeward.register.documents.queries import whole

LISTED = 50


@dataclass(frozen=True)
class Drafted:
    """A paper put together, and the figures it was put together from."""

    paper: Paper
    figures: QuarterInFigures
    definitions: dict[str, int]


def drafted(quarter: Quarter, *, viewer: Viewer | None, as_at: datetime, afresh: bool = False) -> Drafted:
    """The paper on a quarter as at a moment. Its figures are counted for this viewer, or for the program itself."""
    figures = analysis.quarter_in_figures(quarter, viewer=viewer, as_at=as_at, afresh=afresh)
    every = analysis.definitions(on=london_day(as_at))
    definitions = {code: entry for code, entry in every.items() if code in figures.figures}
    sources = analysis.sources_behind(viewer=viewer, as_at=as_at)
    versions = {code: entry.version for code, entry in definitions.items()}
    return Drafted(paper_of(figures, sources, definitions), figures, versions)


def papers(*, viewer: Viewer, quarter: Quarter | None = None) -> list[BoardPaper]:
    """The papers that were made, newest first: of one quarter, or of all."""
    if not may(viewer, "paper.open", field_class="aggregate").allowed:
        return []
    found = BoardPaper.objects.select_related("made_by", "document").order_by("-made_at")
    return list(found.filter(quarter=quarter.code)[:LISTED] if quarter else found[:LISTED])


def paper(paper_id: UUID, *, viewer: Viewer) -> BoardPaper | None:
    """One paper that was made."""
    if not may(viewer, "paper.open", field_class="aggregate").allowed:
        return None
    return BoardPaper.objects.select_related("document", "drawing").filter(pk=paper_id).first()


def content_of(paper: BoardPaper) -> bytes:
    """The document, byte for byte as it was made."""
    return whole(paper.document)


def drawing_of(paper: BoardPaper) -> bytes:
    """The chart that was drawn for the paper."""
    return whole(paper.drawing)


def announced(paper: BoardPaper, export: UUID, *, viewer: Viewer, at: datetime) -> bool:
    """Whether this viewer has just said that they would take this paper out of the hub (S-16)."""
    event = AuditEvent.objects.filter(uid=export, action="paper.export", worker_id=viewer.worker_id).first()
    return event is not None and event.detail.get("paper") == str(paper.pk) and export_holds(event.at, at)
