"""How far a check or a load has got, how fast it goes, and whether it was taken up again."""

from dataclasses import replace
from datetime import datetime, timedelta

from homeward.design.values import Progress
from homeward.foundation.dates_in_words import span_in_words
from homeward.register.jobs.models import Job
from homeward.register.jobs.queries import is_first, progress_of
from homeward.register.jobs.rules import ATTEMPTS, seconds_left

DIED = "The worker that had it died; it was taken up again where it had got to"


def progress_shown(job: Job | None, *, href: str, at: datetime) -> Progress | None:
    """A job's progress, with what is worth knowing while one waits."""
    if job is None:
        return None
    shown = progress_of(job, href=href)
    notes = [died_in_words(job), pace_in_words(job, at=at), shown.note]
    return replace(shown, note=". ".join(note for note in notes if note))


def died_in_words(job: Job) -> str:
    """That a job was taken up again after its worker died, or was given up."""
    if job.message_code == "worker-died":
        return f"{ATTEMPTS} workers died while they did this"
    again = job.attempts > 1 or (job.attempts == 1 and job.state == "waiting")
    return f"{DIED} (try {job.attempts + (job.state == 'waiting')} of {ATTEMPTS})" if again else ""


def pace_in_words(job: Job, *, at: datetime) -> str:
    """How long it still takes at the pace so far, where that can honestly be told."""
    left = seconds_left(job.done, job.total, job.attempts, job.state, since=job.started_at, at=at)
    if left is None or not is_first(job):
        return ""
    minutes = timedelta(minutes=round(left.total_seconds() / 60))
    return f"About {span_in_words(minutes)} left at this pace" if minutes else "Less than a minute left"
