"""What the worker runs: one task for every kind of job, and what is done once a minute.

A beat is bookkeeping of the program's own and leaves no event: it tells nobody anything about a child.
"""

import logging
from types import TracebackType
from uuid import UUID

from django.db import OperationalError
from django.utils import timezone
from django_tasks import task

from homeward.foundation.errors import HomewardError
from homeward.register.jobs.actions import end, revive, revive_silent, take_up
from homeward.register.jobs.models import Job
from homeward.register.jobs.queries import rounds, work_of

log = logging.getLogger("homeward.jobs")


class JobStopped(HomewardError):
    """A job that must go no further: somebody asked, or another worker has it."""

    def __init__(self) -> None:
        super().__init__(
            got="a job that was asked to stop, or was taken up by another worker",
            expected="a job that is still this worker's",
            next_step="Nothing is lost: it goes on from its last whole batch when it is asked for again.",
        )


class Told:
    """Turns whatever ends a job into its state and a code. An error's text may hold a name, so it goes no further."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __enter__(self) -> None:
        log.info("job %s %s started, attempt %s", self.job.pk, self.job.kind, self.job.attempts)

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if kind is not None and not issubclass(kind, Exception):
            return False
        if kind is not None and issubclass(kind, OperationalError):
            # The database was away, or two who waited for each other were told so: nothing is wrong with the work.
            log.warning("job %s broken off: %s", self.job.pk, kind.__name__)
            revive(job=self.job, code=kind.__name__, at=timezone.now())
            return True
        state = "done" if kind is None else "stopped" if issubclass(kind, JobStopped) else "failed"
        code = kind.__name__[:60] if kind and state == "failed" else ""
        end(job=self.job, state=state, code=code, at=timezone.now())
        log.log(logging.ERROR if code else logging.INFO, "job %s %s %s", self.job.pk, state, code)
        return True


@task()
def run(job_id: str) -> None:
    """Do a job, if it is still waiting to be done."""
    job = take_up(job_id=UUID(job_id), at=timezone.now())
    if job:
        with Told(job):
            work_of(job.kind)(job, lambda done, total: beat(job, done, total))


def beat(job: Job, done: int, total: int | None) -> None:
    """Say how far the job has got and that it is alive. Raises JobStopped when it must go no further."""
    mine = Job.objects.filter(pk=job.pk, state="running", attempts=job.attempts, stop_asked_at=None)
    if not mine.update(done=done, total=total, heartbeat_at=timezone.now()):
        raise JobStopped


def once_a_minute() -> None:
    """Take up what a dead worker left, and let each room do its round."""
    at = timezone.now()
    revived = revive_silent(at=at)
    if revived:
        log.warning("jobs revived: %s", revived)
    for one in rounds():
        one(at=at)
