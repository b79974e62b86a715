"""Asking for work, taking it up, stopping it, and noticing when a worker has died."""

from datetime import datetime
from typing import Any
from uuid import UUID

from homeward.register.access.actions import as_the_system, step
from homeward.register.audit import actions as audit
from homeward.register.jobs.models import Job
from homeward.register.jobs.queries import silent, unfinished
from homeward.register.jobs.rules import may_go_on


@step
def ask(
    *, kind: str, about: UUID | str, at: datetime, by: UUID | None = None, options: dict[str, Any] | None = None
) -> Job:
    """Put a piece of work in the queue, once: one that is still waiting or running is given back instead.

    `options` are identifiers and codes. The event that asked is kept with them, and what the job does names it.
    """
    already = unfinished(kind, about)
    if already:
        return already
    caused = {"caused_by": str(audit.current().uid)}
    job = Job.objects.create(kind=kind, about=str(about), options=caused | (options or {}), asked_by_id=by, asked_at=at)
    send(job)
    return job


def send(job: Job) -> None:
    """Tell the queue. It is a table of the same database, so a transaction that is undone sends nothing."""
    from homeward.register.jobs.jobs import run  # the task calls back into these actions

    run.enqueue(str(job.pk))


@as_the_system("job.start")
def take_up(*, job_id: UUID, at: datetime) -> Job | None:
    """Begin a waiting job; nothing when another worker was quicker."""
    audit.current().note(job=str(job_id))
    taken = Job.objects.filter(pk=job_id, state="waiting", stop_asked_at=None)
    job = taken.select_for_update().first()
    if job is None:
        return None
    job.state, job.attempts, job.message_code = "running", job.attempts + 1, ""
    job.started_at, job.heartbeat_at = job.started_at or at, at
    job.save()
    return job


@as_the_system("job.end")
def end(*, job: Job, state: str, code: str = "", at: datetime) -> None:
    """Say how a job ended, unless it has been taken from this worker meanwhile."""
    audit.current().note(job=str(job.pk), state=state, code=code)
    mine = Job.objects.filter(pk=job.pk, state="running", attempts=job.attempts)
    mine.update(state=state, message_code=code, ended_at=at)


@step
def stop(*, job: Job, at: datetime) -> None:
    """Ask a job to stop at its next beat; one that has not begun stops now."""
    Job.objects.filter(pk=job.pk, stop_asked_at=None).update(stop_asked_at=at)
    Job.objects.filter(pk=job.pk, state="waiting").update(state="stopped", ended_at=at)


@as_the_system("job.revive")
def revive(*, job: Job, code: str = "worker-died", at: datetime) -> None:
    """Put a job that was broken off back in the queue, or give it up after three tries; `code` says what broke it off.

    One that another worker has taken up since is left alone.
    """
    audit.current().note(job=str(job.pk))
    held = Job.objects.select_for_update().get(pk=job.pk)
    if (held.state, held.attempts) != ("running", job.attempts):
        return
    if may_go_on(held.attempts):
        held.state = "waiting"
        send(held)
    else:
        held.state, held.message_code, held.ended_at = "failed", code, at
    held.save()


def revive_silent(*, at: datetime) -> int:
    """Revive every job whose worker has died, each in a transaction of its own, and say how many there were."""
    found = silent(at=at)
    for job in found:
        revive(job=job, at=at)
    return len(found)
