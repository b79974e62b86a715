"""Drawing the charts of a quarter in the background, and asking for those that a page will be opened for first.

A chart is kept under a digest of what it shows, as a sealed document. Drawn once, it serves every page and every moment
that shows the same; another figure is another chart. The program that draws is too heavy for the web process.
"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.queries import drawings, newest_quarter, quarter_in_figures, stamp
from homeward.insight.analysis.queries.sources import Stamp
from homeward.insight.analysis.rules import QuarterInFigures, svg_of
from homeward.register.access.actions import as_the_system, step
from homeward.register.audit import actions as audit
from homeward.register.documents import actions as documents
from homeward.register.jobs import actions as jobs
from homeward.register.jobs.models import Job
from homeward.register.jobs.queries import Beat

NEWEST = 2
_asked_for: Stamp | None = None


def draw(job: Job, beat: Beat) -> None:
    """Draw each chart of a quarter that nobody has drawn yet; one that is taken up again goes on with the rest."""
    quarter, as_at = Quarter.parse(job.about), datetime.fromisoformat(job.options["as_at"])
    found = quarter_in_figures(quarter, viewer=None, as_at=as_at)
    wanted = drawings.undrawn(found)
    for number, each in enumerate(wanted):
        beat(number, len(wanted))
        keep(each=each, synthetic=is_invented(found), caused_by=cause_of(job), at=timezone.now())
    beat(len(wanted), len(wanted))


@as_the_system("chart.draw")
def keep(*, each: drawings.Wanted, synthetic: bool, caused_by: UUID | None, at: datetime) -> None:
    """Draw one chart and keep it sealed."""
    audit.current().caused_by = caused_by
    audit.current().note(chart=each.digest)
    content = [svg_of(each.drawing, each.size)]
    documents.keep(
        kind="chart", part=each.digest, media_type="image/svg+xml", content=content, at=at, synthetic=synthetic
    )


def is_invented(found: QuarterInFigures) -> bool:
    """Whether anything the chart rests on is invented."""
    return any(source.synthetic for source in found.sources)


def cause_of(job: Job) -> UUID | None:
    """The event in which somebody asked for the job."""
    asked = job.options.get("caused_by")
    return UUID(asked) if asked else None


@step
def ask(*, quarter: Quarter, as_at: datetime, by: UUID | None, at: datetime) -> Job:
    """Ask for the charts of a quarter as at a moment, as part of whatever wants them."""
    return jobs.ask(kind=drawings.JOB, about=quarter.code, at=at, by=by, options={"as_at": as_at.isoformat()})


def ask_for_newest(*, at: datetime) -> int:
    """The worker's round: once something has been loaded or put right, ask for the charts of the newest quarters."""
    global _asked_for
    now = stamp()
    if now == _asked_for or now.is_loading or now.latest_at is None:
        return 0
    newest = newest_quarter(viewer=None, as_at=at)
    wanted = [each for each in (newest, newest.previous)[:NEWEST] if undrawn_of(each, at)]
    if wanted:
        ask_on_its_own(quarters=wanted, at=at)
    _asked_for = now
    return len(wanted)


def undrawn_of(quarter: Quarter, at: datetime) -> bool:
    """Whether a quarter has a chart that nobody has drawn."""
    return bool(drawings.undrawn(quarter_in_figures(quarter, viewer=None, as_at=at)))


@as_the_system("chart.ask")
def ask_on_its_own(*, quarters: list[Quarter], at: datetime) -> None:
    """Ask for charts where nobody has opened a page yet."""
    for quarter in quarters:
        ask(quarter=quarter, as_at=at, by=None, at=at)
