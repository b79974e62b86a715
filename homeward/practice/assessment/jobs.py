"""Reading old answers under a new version, after whoever asked has closed the page."""

from datetime import datetime

from django.utils import timezone

from homeward.foundation.london import london_day
from homeward.practice.assessment.actions.rescoring import (
    ask_for_rescoring,
    batch_after,
    keep_rescored,
    read_again,
    waiting,
    with_new_versions,
)
from homeward.register.jobs.models import Job
from homeward.register.jobs.queries import Beat
from homeward.vocabulary.instruments.loader import version


def look_for_versions(at: datetime) -> int:
    """One round: a version that has begun, and for which old answers wait, asks for a job."""
    tools = with_new_versions(on=london_day(at))
    if tools:
        ask_for_rescoring(tools=tools, at=at)
    return len(tools)


def rescore(job: Job, beat: Beat) -> None:
    """Read every finished assessment of an earlier version under this one. Taken up again, it does what is left."""
    tool = version(job.options["instrument"], job.options["version"])
    done, total, last = 0, waiting(tool).count(), None
    ways: dict[int, tuple[object, object]] = {}
    beat(done, total)
    while rows := batch_after(tool, last):
        found = read_again(rows, tool, ways, timezone.now())  # type: ignore[arg-type]  # filled as versions are met
        keep_rescored(rows=found, tool=tool.name, at=timezone.now())
        done, last = done + len(rows), rows[-1].pk
        beat(done, total)
