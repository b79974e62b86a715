"""Once a minute: matters whose owner has left, and holes in the rotas before they come."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from homeward.register.access.actions import as_the_system
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions import raise_task, settle
from homeward.register.tasks.jobs.raising import managers_of
from homeward.register.tasks.models import Ownership, Rota, Task
from homeward.register.tasks.queries.watching import HOLE_AHEAD, LEFT, first_holes, left_behind, reference_of

DIRECTOR = "duty-director"


def ask_of_what_was_left(at: datetime) -> int:
    """One round: somebody is asked to take over each matter whose owner has left."""
    found = left_behind(at=at)
    return ask_to_take_over(found=found, at=at) if found else 0


@as_the_system("task.raise")
def ask_to_take_over(*, found: Sequence[Ownership], at: datetime) -> int:
    """Ask the managers of the owner's team, or a duty director where there are none."""
    for row in found:
        asked = {"kind": LEFT, "subject_id": row.subject_id, "reference": reference_of(row), "at": at}
        managers = managers_of([row.worker.team_id], at) if row.worker.team_id else set()
        for manager in managers:
            raise_task(**asked, for_worker=manager)
        if not managers:
            raise_task(**asked, for_role=DIRECTOR)
        if row.subject_id:
            audit.current().about([row.subject_id])
    return len(found)


def ask_of_holes(at: datetime) -> int:
    """One round: whoever keeps a rota is asked to fill its next hole, and no more once it is filled."""
    found = first_holes(at=at)
    rows = Task.objects.filter(kind=HOLE_AHEAD)
    waiting = set(rows.filter(done_at__isnull=True).values_list("reference", flat=True))
    known = set(rows.filter(reference__in=found).values_list("reference", flat=True))
    new, filled = {each: found[each] for each in found.keys() - known}, waiting - found.keys()
    if new or filled:
        ask_to_fill(new=new, filled=filled, at=at)
    return len(new)


@as_the_system("task.raise")
def ask_to_fill(*, new: Mapping[str, tuple[Rota, datetime]], filled: Collection[str], at: datetime) -> None:
    """Ask for each hole that is new, due when it begins, and take off the lists what was filled or is over."""
    for reference, (rota, since) in new.items():
        whose = {"for_worker": rota.manager_id} if rota.manager_id else {"for_role": DIRECTOR}
        raise_task(kind=HOLE_AHEAD, reference=reference, due_at=since, at=at, **whose)
    for reference in filled:
        settle(kind=HOLE_AHEAD, reference=reference, at=at, done_by=None, outcome="filled")
