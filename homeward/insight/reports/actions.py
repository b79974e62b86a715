"""Asking for a board paper, keeping one, and taking one out of the hub.

What draws and writes a document is loaded only where a paper is made: in the worker, or at the command line.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from homeward.foundation.quarters import Quarter
from homeward.insight.reports.models import BoardPaper
from homeward.insight.reports.presenters.printing import Printed, printed
from homeward.insight.reports.queries import JOB, Drafted, drafted, made_already, said_of
from homeward.register.access.actions import action, as_the_system, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.documents import actions as documents
from homeward.register.jobs import actions as jobs
from homeward.register.jobs.models import Job

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Asked:
    """What came of asking for a paper: the one that had been made already, or the job that makes it."""

    paper: BoardPaper | None = None
    job: Job | None = None


@action("paper.make", field_class="aggregate")
def ask(*, quarter: Quarter, as_at: datetime, by: Viewer, at: datetime) -> Asked:
    """Ask for the paper on a quarter as at a moment. One that was made for that moment is given back (¶1)."""
    made = made_already(quarter, as_at)
    audit.current().note(quarter=quarter.code, paper=str(made.pk) if made else "")
    if made:
        return Asked(paper=made)
    options = {"quarter": quarter.code, "as_at": as_at.isoformat()}
    about = f"{quarter.code} {as_at.isoformat()}"
    return Asked(job=jobs.ask(kind=JOB, about=about, at=at, by=by.worker_id, options=options))


@as_the_system("paper.make")
def make_from_the_command_line(*, quarter: Quarter, as_at: datetime, at: datetime) -> BoardPaper:
    """Make the paper where nobody is signed in: an operator's command, which the audit names as the program's own."""
    made = made_already(quarter, as_at)
    if made:
        return made
    draft = drafted(quarter, viewer=None, as_at=as_at, afresh=True)
    return keep(draft=draft, made=printed(draft), worker=None, at=at)


@as_the_system("paper.keep")
def keep_asked_for(*, draft: Drafted, made: Printed, job: Job, at: datetime) -> BoardPaper:
    """Keep the paper that a worker asked for. The event names the one in which they did."""
    audit.current().caused_by = UUID(job.options["caused_by"])
    return keep(draft=draft, made=made, worker=job.asked_by_id, at=at)


@action("paper.export", field_class="aggregate")
def announce_export(*, paper: BoardPaper, by: Viewer, at: datetime) -> UUID:
    """Record that a worker is about to take a paper out of the hub, before a byte of it leaves (S-16)."""
    event = audit.current()
    event.note(paper=str(paper.pk), export="intent", bytes=paper.document.size)
    return event.uid


@step
def keep(*, draft: Drafted, made: Printed, worker: UUID | None, at: datetime) -> BoardPaper:
    """Seal a paper and the drawings of its charts, with what it says beside it."""
    quarter, said = draft.figures.quarter, said_of(draft)
    kept = {"at": at, "by": worker, "synthetic": draft.paper.invented}
    document = documents.keep(kind="paper", part=quarter.code, media_type=WORD, content=[made.document], **kept)
    for digest, drawing in made.drawings.items():
        documents.keep(kind="chart", part=digest, media_type="image/svg+xml", content=[drawing], **kept)
    paper = BoardPaper.objects.create(
        quarter=quarter.code,
        as_at=draft.figures.as_at,
        made_at=at,
        made_by_id=worker,
        document=document,
        definitions=draft.definitions,
        figures=said,
        figures_digest=hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest(),
    )
    audit.current().note(paper=str(paper.pk), quarter=quarter.code, document=document.digest)
    return paper
