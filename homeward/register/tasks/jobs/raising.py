"""Raises the tasks that the rooms below give cause for: they cannot ask upward, so their new rows are walked here.

The worker takes a turn every second. What has been raised is known by its reference, so a turn taken twice, or by two
workers, raises nothing twice; a turn that finds nothing leaves no event.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from homeward.register.access.actions import as_the_system
from homeward.register.access.models import EmergencyOpening, Relationship, RoleHolding, ShieldLowering
from homeward.register.access.queries import DOWN, open_at
from homeward.register.agencies.models import Team
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions import raise_task, settle
from homeward.register.tasks.actions.climbing import climb
from homeward.register.tasks.models import Task
from homeward.register.tasks.queries.climbing import due_to_climb

MOST_IN_A_TURN = 200
REVIEW = "review-emergency-opening"
TOLD_OPENED = "told-of-emergency-opening"
ANSWER = "answer-shield-request"
TOLD_LOWERED = "told-of-lowered-shield"


def raise_what_waits(at: datetime) -> int:
    """One turn: raise a task for each emergency opening and shield request that has none, and settle the answered."""
    openings = untold(REVIEW, EmergencyOpening.objects.filter(reviewed_at__isnull=True))
    requests = untold(ANSWER, ShieldLowering.objects.select_related("shield").filter(answered_at__isnull=True))
    down = ShieldLowering.objects.select_related("shield").filter(DOWN)
    lowered = untold(TOLD_LOWERED, down)
    answered = settled_elsewhere()
    if openings or requests or lowered or answered:
        raise_and_settle(openings=openings, requests=requests, lowered=lowered, answered=answered, at=at)
    return len(openings) + len(requests) + len(lowered)


def climb_what_is_due(at: datetime) -> int:
    """One turn: every handover that nobody accepted in time climbs one rung, each in a transaction of its own."""
    due = list(due_to_climb(at=at).values_list("pk", flat=True)[:MOST_IN_A_TURN])
    return sum(climb(handover=each, at=at) is not None for each in due)


def untold(kind: str, rows: Iterable[Any]) -> list[Any]:
    """Those rows about which no task of this kind was ever raised."""
    found = {str(row.pk): row for row in rows}
    told = set(Task.objects.filter(kind=kind, reference__in=found).values_list("reference", flat=True))
    return [row for reference, row in found.items() if reference not in told]


def settled_elsewhere() -> list[tuple[str, str, UUID | None]]:
    """Tasks that wait although what they ask for has been done on another page: their kind, reference and by whom."""
    waiting = Task.objects.filter(kind__in=[REVIEW, ANSWER], done_at__isnull=True).values_list("reference", flat=True)
    references = set(waiting)
    reviewed = EmergencyOpening.objects.filter(pk__in=references, reviewed_at__isnull=False)
    answered = ShieldLowering.objects.filter(pk__in=references, answered_at__isnull=False)
    return [(REVIEW, str(row.pk), row.reviewed_by_id) for row in reviewed] + [
        (ANSWER, str(row.pk), row.answered_by_id) for row in answered
    ]


@as_the_system("task.raise")
def raise_and_settle(
    *,
    openings: list[EmergencyOpening],
    requests: list[ShieldLowering],
    lowered: list[ShieldLowering],
    answered: list[tuple[str, str, UUID | None]],
    at: datetime,
) -> None:
    """Write the tasks of one turn, and the event that tells of them."""
    for opening in openings:
        ask_for_review(opening, at)
    for request in requests:
        ask(kind=ANSWER, subject=request.shield.subject_id, reference=request.pk, at=at, for_role="shield-keeper")
    for request in lowered:
        tell_team(TOLD_LOWERED, request.shield.subject_id, request.pk, at)
    for kind, reference, done_by in answered:
        settle(kind=kind, reference=reference, at=at, done_by=done_by)


def ask(*, kind: str, subject: UUID, reference: UUID, at: datetime, **more: Any) -> None:
    """Raise one task about one child, and name the child in the event."""
    audit.current().about([subject])
    raise_task(kind=kind, subject_id=subject, reference=str(reference), at=at, **more)


def ask_for_review(opening: EmergencyOpening, at: datetime) -> None:
    """Ask information governance and the team's managers to review an opening, and tell the child's team of it.

    The person who opened the record is never asked to review it.
    """
    asked = {"kind": REVIEW, "subject": opening.subject_id, "reference": opening.pk, "due_at": opening.review_due_at}
    ask(**asked, at=at, for_role="information-governance", raised_by=opening.worker_id)
    for manager in managers_of(teams_of(opening.subject_id, at), at) - {opening.worker_id}:
        ask(**asked, at=at, for_worker=manager, raised_by=opening.worker_id)
    tell_team(TOLD_OPENED, opening.subject_id, opening.pk, at)


def tell_team(kind: str, subject: UUID, reference: UUID, at: datetime) -> None:
    """Tell every team that answers for the child; with no team, information governance."""
    teams = teams_of(subject, at)
    for team in teams:
        ask(kind=kind, subject=subject, reference=reference, at=at, for_team=team)
    if not teams:
        ask(kind=kind, subject=subject, reference=reference, at=at, for_role="information-governance")


def teams_of(subject: UUID, at: datetime) -> list[int]:
    """The teams that answer for a child now: the allocated team, and the allocated worker's own."""
    rows = Relationship.objects.filter(open_at(at), subject=subject, kind__in=["team", "allocated"])
    return list(
        Team.objects.filter(Q(relationships__in=rows) | Q(workers__relationships__in=rows))
        .distinct()
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def managers_of(teams: list[int], at: datetime) -> set[UUID]:
    """Those who hold the manager's role in these teams now."""
    return set(
        RoleHolding.objects.filter(open_at(at), role="manager", worker__team__in=teams).values_list("worker", flat=True)
    )
