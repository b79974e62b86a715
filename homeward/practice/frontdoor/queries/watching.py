"""What the worker's rounds look for: who is to be told of which worry, and whose task is with somebody who is away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from homeward.foundation.london import london_day
from homeward.practice.frontdoor.models import Concern
from homeward.practice.frontdoor.queries.queue import looked_at, waiting
from homeward.practice.frontdoor.queries.workload import covers_on, workers_at_the_door, workers_in
from homeward.practice.frontdoor.rules import is_near
from homeward.register.agencies.models import Worker
from homeward.register.tasks.models import Notice, Task
from homeward.vocabulary.limits import limit

DECIDE = "decide-concern"
READ_NOW, DUE_TODAY, DUE_APART = "front-door-read-now", "front-door-due", "designated-officer-due"


@dataclass(frozen=True)
class Telling:
    """Whom to tell, by a notice of which kind, because of which worry."""

    kind: str
    concern: UUID
    workers: tuple[UUID, ...]


@dataclass(frozen=True)
class Misplaced:
    """A worry whose task is with somebody who is not there, and who does it meanwhile."""

    concern: UUID
    due_on: date
    does: UUID


def tellings(*, at: datetime) -> list[Telling]:
    """Each worry that somebody must hear of and nobody was told of: danger, and a decision whose day is nearly over.

    Of danger the whole team hears; of a day that is nearly over whoever has it, or the team where nobody has.
    """
    today = london_day(at)
    open_now = Concern.objects.filter(waiting(at=at), looked_at())
    near = open_now.filter(due_on__lte=today + timedelta(days=1))
    hours = limit("worry_due_soon_hours", on=today)
    soon = [row for row in near if is_near(row.due_on, hours=hours, at=at)]
    dangers = _untold(READ_NOW, open_now.filter(way="frontdoor", in_danger="yes"))
    due = _untold(DUE_TODAY, [row for row in soon if row.way == "frontdoor"])
    apart = _untold(DUE_APART, [row for row in soon if row.way == "worker" and not row.stage])
    if not (dangers or due or apart):
        return []
    there, covers = workers_at_the_door(at=at), covers_on(today)
    officers = tuple(each.pk for each in workers_in(["designated-officer"], at=at)) if apart else ()
    found = [Telling(READ_NOW, row.pk, _team_of(row, there)) for row in dangers]
    found += [Telling(DUE_TODAY, row.pk, _who_has(row, there, covers)) for row in due]
    found += [Telling(DUE_APART, row.pk, officers) for row in apart]
    return [each for each in found if each.workers]


def _untold(kind: str, rows: "Iterable[Concern] | QuerySet[Concern]") -> list[Concern]:
    """Those of which nobody had a notice of this kind, in one statement."""
    found = {str(row.pk): row for row in rows}
    if not found:
        return []
    told = set(Notice.objects.filter(kind=kind, reference__in=found).values_list("reference", flat=True))
    return [row for reference, row in found.items() if reference not in told]


def _team_of(row: Concern, there: Iterable[Worker]) -> tuple[UUID, ...]:
    """The workers of the team in whose queue it is; everybody at the front door where it is in none."""
    everybody = list(there)
    team = tuple(each.pk for each in everybody if row.team_id and each.team_id == row.team_id)
    return team or tuple(each.pk for each in everybody)


def _who_has(row: Concern, there: Iterable[Worker], covers: Mapping[UUID, UUID]) -> tuple[UUID, ...]:
    return (covers.get(row.worker_id, row.worker_id),) if row.worker_id else _team_of(row, there)


def misplaced(*, at: datetime) -> list[Misplaced]:
    """Worries whose waiting task is with somebody other than whoever does it today, in three statements."""
    rows = Concern.objects.filter(way="frontdoor", state__in=("open", "draft"), worker__isnull=False)
    held = {str(pk): (worker, due_on) for pk, worker, due_on in rows.values_list("pk", "worker_id", "due_on")}
    if not held:
        return []
    covers = covers_on(london_day(at))
    tasks = Task.objects.filter(kind=DECIDE, reference__in=held, done_at__isnull=True, for_worker__isnull=False)
    found = []
    for reference, with_whom in tasks.values_list("reference", "for_worker_id"):
        worker, due_on = held[reference]
        does = covers.get(worker, worker)
        if does != with_whom:
            found.append(Misplaced(UUID(reference), due_on, does))
    return found
