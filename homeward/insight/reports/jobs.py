"""Making a paper in the background, so that whoever asked for it may close the page."""

from datetime import datetime

from django.utils import timezone

from homeward.foundation.quarters import Quarter
from homeward.insight.reports import actions, queries
from homeward.insight.reports.presenters.printing import printed
from homeward.register.jobs.models import Job
from homeward.register.jobs.queries import Beat


def make(job: Job, beat: Beat) -> None:
    """Count, draw, write and keep the paper a job asks for; taken up again, it makes no second one."""
    quarter, as_at = Quarter.parse(job.options["quarter"]), datetime.fromisoformat(job.options["as_at"])
    beat(0, None)
    if queries.made_already(quarter, as_at):
        return
    draft = queries.drafted(quarter, viewer=None, as_at=as_at, afresh=True)
    made = printed(draft, tell=beat)
    actions.keep_asked_for(draft=draft, made=made, job=job, at=timezone.now())
