"""Which charts of a quarter have been drawn, and what was drawn: by the digest of what a chart shows."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import SIZES, QuarterInFigures, digest_of, drawing_of
from homeward.register.access.queries import may
from homeward.register.access.rules import Viewer
from homeward.register.documents.models import Document
from homeward.register.documents.queries import whole
from homeward.register.jobs.models import Job

KIND = "chart"
JOB = "charts.draw"
ASKED_AGAIN_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Wanted:
    """One chart at one width, under the digest that it is kept by."""

    code: str
    size: str
    digest: str
    drawing: dict[str, Any] = field(repr=False)


def wanted_by(quarter: QuarterInFigures) -> list[Wanted]:
    """Every chart of a quarter, at each width. A quarter nobody counted has none."""
    if not quarter.collected:
        return []
    drawn = {code: drawing_of(each) for code, each in quarter.charts.items()}
    return [Wanted(code, size, digest_of(drawing, size), drawing) for code, drawing in drawn.items() for size in SIZES]


def undrawn(quarter: QuarterInFigures) -> list[Wanted]:
    """The charts of a quarter that nobody has drawn, in one statement."""
    wanted = wanted_by(quarter)
    there = drawn_among(wanted)
    return [each for each in wanted if each.digest not in there]


def drawn_among(wanted: list[Wanted]) -> frozenset[str]:
    """The digests of those that have been drawn, in one statement."""
    rows = Document.objects.filter(kind=KIND, part__in=[each.digest for each in wanted]).order_by()
    return frozenset(rows.values_list("part", flat=True)) if wanted else frozenset()


def chart(digest: str, *, viewer: Viewer) -> bytes | None:
    """What was drawn, for whoever may see the quarter; none where nothing was drawn under this digest."""
    if not may(viewer, "quarter.open", field_class="aggregate").allowed:
        return None
    found = Document.objects.filter(kind=KIND, part=digest).order_by("made_at").first()
    return whole(found) if found else None


def latest_drawing(quarter: Quarter) -> Job | None:
    """The last job that was asked to draw a quarter's charts."""
    return Job.objects.filter(kind=JOB, about=quarter.code).order_by("-asked_at", "-pk").first()


def may_ask_again(job: Job | None, at: datetime) -> bool:
    """Whether to ask for charts: not where a job failed a moment ago, which would fail again."""
    return job is None or job.state != "failed" or at - job.asked_at > ASKED_AGAIN_AFTER
