"""Asking for something to be done, and saying that it has been."""

from datetime import datetime
from typing import Any
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.tasks.models import Task
from homeward.register.tasks.queries import asked_of
from homeward.register.tasks.rules import is_done_by_hand
from homeward.vocabulary.loader import load_whole


class NobodyAsked(HomewardError):
    """A task for nobody, or for more than one kind of owner."""


class NoSuchKind(HomewardError):
    """A kind of task that has no words."""


class NotYoursToDo(HomewardError):
    """The task is somebody else's, or has been done."""


@step
def raise_task(
    *,
    kind: str,
    at: datetime,
    subject_id: UUID | None = None,
    for_worker: UUID | None = None,
    for_team: int | None = None,
    for_role: str = "",
    due_at: datetime | None = None,
    raised_by: UUID | None = None,
    reference: str = "",
) -> Task:
    """Ask one worker, one team, or everybody who holds a role, for one thing.

    Asked twice, it is one task while it waits.
    """
    if [for_worker, for_team, for_role or None].count(None) != 2:
        raise NobodyAsked(
            got="a task with no owner or several",
            expected="a worker, a team or a role",
            next_step="Raise one task for each.",
        )
    if kind not in load_whole("task_kinds"):
        raise NoSuchKind(
            got=f"the kind {kind}",
            expected="a kind on the list of task kinds",
            next_step="Add it there with its words first.",
        )
    whose: dict[str, Any] = {"for_worker_id": for_worker, "for_team_id": for_team, "for_role": for_role}
    same = {"kind": kind, "subject_id": subject_id, "reference": reference, **whose}
    more = {"raised_at": at, "raised_by_id": raised_by, "due_at": due_at}
    task, _ = Task.objects.get_or_create(done_at=None, **same, defaults=more)
    return task


@action("task.do")
def do_task(*, task: UUID, by: Viewer, at: datetime, outcome: str = "done") -> Task:
    """Say that a task has been done. Anybody it was asked of may; the first to say so is remembered."""
    row = Task.objects.select_for_update(of=("self",)).filter(asked_of(by), pk=task, done_at__isnull=True).first()
    if row is None or not is_done_by_hand(row.kind):
        raise NotYoursToDo(
            got="a task that is done, is somebody else's, or is done on a page of its own",
            expected="one that waits for you",
            next_step="Go back to your tasks: somebody may have done it a moment ago, or it has a page of its own.",
        )
    if row.subject_id:
        audit.current().about([row.subject_id])
    audit.current().note(task=str(row.pk), kind=row.kind, outcome=outcome)
    row.done_at, row.done_by_id, row.outcome = at, by.worker_id, outcome
    row.save(update_fields=["done_at", "done_by", "outcome"])
    return row


@step
def settle(*, kind: str, reference: str, at: datetime, done_by: UUID | None, outcome: str = "done") -> int:
    """Mark as done the tasks that asked for something which has now happened elsewhere, whoever they were asked of."""
    waiting = Task.objects.filter(kind=kind, reference=reference, done_at__isnull=True)
    return waiting.update(done_at=at, done_by_id=done_by, outcome=outcome)
