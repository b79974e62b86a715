"""Who has a concern in hand, and who has it while they are away."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.frontdoor.actions.saying import not_here
from homeward.practice.frontdoor.models import Allocated, Away, Concern
from homeward.practice.frontdoor.queries.watching import DECIDE, Misplaced, misplaced
from homeward.practice.frontdoor.queries.workload import covers_on, workers_at_the_door
from homeward.practice.frontdoor.rules import end_of
from homeward.register.access.actions import action, as_the_system, step
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Team, Worker
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions import raise_task, settle


class CannotHaveIt(HomewardError):
    """Somebody who does not work the front door, or days that do not follow each other."""


@action("concern.allocate")
def allocate(*, concern: UUID, worker: UUID, by: Viewer, at: datetime) -> Concern:
    """Give a concern to a worker of the front door. The task goes to whoever covers them, while they are away."""
    row = Concern.objects.select_for_update().filter(pk=concern, way="frontdoor").first()
    if row is None or row.state not in ("open", "draft"):
        raise not_here()
    if worker not in {each.pk for each in workers_at_the_door(at=at)}:
        raise CannotHaveIt(
            got="somebody who does not work at the front door, or has left",
            expected="a worker of the front door",
            next_step="Choose somebody from the list.",
        )
    row.worker_id = worker
    row.team_id = Worker.objects.values_list("team", flat=True).get(pk=worker) or row.team_id
    row.save(update_fields=["worker", "team"])
    Allocated.objects.create(concern=row, worker_id=worker, since=at, by_id=by.worker_id)
    settle(kind=DECIDE, reference=str(row.pk), at=at, done_by=by.worker_id, outcome="given")
    does = covers_on(london_day(at)).get(worker, worker)
    raise_task(kind=DECIDE, for_worker=does, reference=str(row.pk), at=at, due_at=end_of(row.due_on))
    audit.current().note(concern=str(row.pk))
    return row


@action("concern.allocate")
def pass_to_team(*, concern: UUID, team: int, by: Viewer, at: datetime) -> Concern:
    """Put a concern in the queue of another team of one's agency. Whoever had it has it no more."""
    row = Concern.objects.select_for_update().filter(pk=concern, way="frontdoor").first()
    if row is None or row.state not in ("open", "draft"):
        raise not_here()
    if not Team.objects.filter(pk=team, agency=by.agency_id).exists():
        raise CannotHaveIt(got="a team of another agency", expected="one of yours", next_step="Choose from the list.")
    row.team_id, row.worker_id = team, None
    row.save(update_fields=["team", "worker"])
    settle(kind=DECIDE, reference=str(row.pk), at=at, done_by=by.worker_id, outcome="passed-on")
    audit.current().note(concern=str(row.pk), team=team)
    return row


@action("concern.allocate")
def cover(*, worker: UUID, cover: UUID, since: date, until: date, by: Viewer, at: datetime) -> Away:
    """Say that a worker is away and who has their concerns meanwhile.

    What waits for them is asked of the other from the first day on, and of them again once they are back.
    """
    there = {each.pk for each in workers_at_the_door(at=at)}
    if worker == cover or not {worker, cover} <= there or until <= since or until <= london_day(at):
        raise CannotHaveIt(
            got="days that are over or do not follow each other, or somebody who cannot cover",
            expected="two workers of the front door, and a last day after the first",
            next_step="Check both days, and who covers.",
        )
    row = Away.objects.create(worker_id=worker, cover_id=cover, since=since, until=until, by_id=by.worker_id, at=at)
    _put_right(misplaced(at=at), by.worker_id, at)
    audit.current().note(away=row.pk)
    return row


@as_the_system("task.raise")
def give_to_who_is_there(*, found: Sequence[Misplaced], at: datetime) -> int:
    """Ask whoever covers, from the day on which an absence begins, and ask the worker again from the day it is over."""
    _put_right(found, None, at)
    audit.current().result_count = len(found)
    return len(found)


@step
def _put_right(found: Sequence[Misplaced], by: UUID | None, at: datetime) -> None:
    for each in found:
        settle(kind=DECIDE, reference=str(each.concern), at=at, done_by=by, outcome="covered")
        raise_task(kind=DECIDE, for_worker=each.does, reference=str(each.concern), at=at, due_at=end_of(each.due_on))
