"""A job in words: what it is doing, how far it has got, and what to do when it went wrong."""

from dataclasses import dataclass

from django.urls import reverse

from homeward.design.values import Tag
from homeward.register.access.rules import Viewer
from homeward.register.jobs.models import Job
from homeward.register.jobs.queries import UNFINISHED, may_stop, title_of

NEXT = {
    "waiting": "It starts as soon as a worker is free. If it waits for more than a minute, ask whoever runs "
    "Homeward to start the worker.",
    "running": "You can leave this page; the work goes on.",
    "done": "",
    "stopped": "What was done before it stopped is kept. Ask for it again and it goes on from there.",
    "failed": "What was done before it failed is kept. Try again; if it fails once more, give whoever runs "
    "Homeward the number of this job and its code.",
}
TAGS = {
    "waiting": Tag("Waiting to start", "grey"),
    "running": Tag("Running", "blue"),
    "done": Tag("Finished", "green"),
    "stopped": Tag("Stopped", "yellow"),
    "failed": Tag("Failed", "red"),
}


@dataclass(frozen=True)
class JobShown:
    """What the page says of a job."""

    title: str
    tag: Tag
    words: str
    next_step: str
    done: int
    total: int | None
    state: str
    is_unfinished: bool
    href: str
    stop_href: str
    number: str
    code: str


def job_shown(job: Job, *, viewer: Viewer) -> JobShown:
    """A job as the page shows it."""
    return JobShown(
        title=title_of(job.kind),
        tag=TAGS[job.state],
        words=progress_in_words(job.done, job.total),
        next_step=NEXT[job.state],
        done=job.done,
        total=job.total,
        state=job.state,
        is_unfinished=job.state in UNFINISHED,
        href=reverse("job", args=[job.pk]),
        stop_href=reverse("job_stop", args=[job.pk]) if may_stop(job, viewer=viewer) else "",
        number=str(job.pk),
        code=job.message_code,
    )


def progress_in_words(done: int, total: int | None) -> str:
    """How far it has got: "1,500 of 12,450 rows"."""
    if total:
        return f"{done:,} of {total:,} rows"
    return f"{done:,} rows read so far" if done else ""
