"""The papers that were made, and the paper on a quarter as it stands: for whoever may read papers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from homeward.foundation.london import london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis import queries as analysis
from homeward.insight.analysis.rules import QuarterInFigures
from homeward.insight.analysis.rules.comparing import Comparison
from homeward.insight.reports.models import BoardPaper
from homeward.insight.reports.rules import (
    COMPARED,
    Earlier,
    Paper,
    export_holds,
    figures_kept,
    paper_of,
    since_last,
)
from homeward.register.access.queries import may
from homeward.register.access.rules import Viewer
from homeward.register.audit.models import AuditEvent
from homeward.register.documents.queries import whole
from homeward.register.jobs.models import Job

LISTED = 50
JOB = "paper.make"


@dataclass(frozen=True)
class Drafted:
    """A paper put together, and the figures it was put together from."""

    paper: Paper
    figures: QuarterInFigures
    comparison: Comparison
    definitions: dict[str, int]


def drafted(quarter: Quarter, *, viewer: Viewer | None, as_at: datetime, afresh: bool = False) -> Drafted:
    """The paper on a quarter as at a moment. Its figures are counted for this viewer, or for the program itself.

    It is compared with the last paper that had been made by that moment, and so says the same whenever it is made.
    """
    figures = analysis.quarter_in_figures(quarter, viewer=viewer, as_at=as_at, afresh=afresh)
    on = london_day(as_at)
    every = analysis.definitions(on=on)
    definitions = {code: entry for code, entry in every.items() if code in figures.figures or code in COMPARED}
    comparison = analysis.comparison(quarter, viewer=viewer, as_at=as_at)
    paper = paper_of(
        figures,
        figures.sources,
        definitions,
        comparison=comparison,
        since=since_last(figures.figures, earlier(quarter, as_at), analysis.profile(on=on)),
    )
    return Drafted(paper, figures, comparison, {code: entry.version for code, entry in definitions.items()})


def earlier(quarter: Quarter, as_at: datetime) -> Earlier | None:
    """The last paper on the quarter that had been made by a moment, as at an earlier one."""
    before = BoardPaper.objects.filter(quarter=quarter.code, as_at__lt=as_at, made_at__lte=as_at)
    found = before.order_by("-as_at").first()
    return Earlier(found.as_at, found.figures["figures"]) if found else None


def said_of(draft: Drafted) -> dict[str, object]:
    """What a paper says, as values that had already been protected: never a count that it hides."""
    figures, beside = draft.figures, draft.comparison.grid
    tables = {"children": figures.children, "episodes": figures.episodes}
    return {
        "figures": figures_kept(figures.figures),
        **{
            name: {f"{row}/{column}": [cell.state, cell.value] for (row, column), cell in sorted(cells.items())}
            for name, cells in tables.items()
        },
        "charts": {
            code: {each.code: [cell.state, cell.value] for each, cell in zip(chart.quarters, chart.cells, strict=True)}
            for code, chart in sorted(figures.charts.items())
        },
        "comparison": [[slot.text for slot in row] for row in beside.rows] if beside else [],
    }


def papers(*, viewer: Viewer, quarter: Quarter | None = None) -> list[BoardPaper]:
    """The papers that were made, newest first: of one quarter, or of all."""
    if not may(viewer, "paper.open", field_class="aggregate").allowed:
        return []
    found = BoardPaper.objects.select_related("made_by", "document").order_by("-made_at", "-as_at")
    return list(found.filter(quarter=quarter.code)[:LISTED] if quarter else found[:LISTED])


def paper(paper_id: UUID, *, viewer: Viewer) -> BoardPaper | None:
    """One paper that was made."""
    if not may(viewer, "paper.open", field_class="aggregate").allowed:
        return None
    return BoardPaper.objects.select_related("document", "made_by").filter(pk=paper_id).first()


def made_already(quarter: Quarter, as_at: datetime) -> BoardPaper | None:
    """The paper on a quarter as at a moment, where it has been made."""
    return BoardPaper.objects.select_related("document").filter(quarter=quarter.code, as_at=as_at).first()


def in_the_making(*, viewer: Viewer) -> list[Job]:
    """Papers that are being made, and the last that failed where nothing has been asked for since; newest first."""
    if not may(viewer, "paper.open", field_class="aggregate").allowed:
        return []
    newest = Job.objects.filter(kind=JOB).order_by("-asked_at", "-pk")[:LISTED]
    return [each for place, each in enumerate(newest) if each.state in ("waiting", "running") or is_news(each, place)]


def is_news(job: Job, place: int) -> bool:
    """Whether a job that ended without a paper is the last that was asked for."""
    return place == 0 and job.state in ("failed", "stopped")


def content_of(paper: BoardPaper) -> bytes:
    """The document, byte for byte as it was made."""
    return whole(paper.document)


def announced(paper: BoardPaper, export: UUID, *, viewer: Viewer, at: datetime) -> bool:
    """Whether this viewer has just said that they would take this paper out of the hub (S-16)."""
    event = AuditEvent.objects.filter(uid=export, action="paper.export", worker_id=viewer.worker_id).first()
    return event is not None and event.detail.get("paper") == str(paper.pk) and export_holds(event.at, at)
