"""A child's strategy discussions and notification clocks, for a page that has already been allowed."""

from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from homeward.foundation.london import london_day
from homeward.practice.cases.models import (
    NotificationClock,
    NotificationStep,
    StrategyDiscussion,
    StrategyOutcome,
)
from homeward.practice.missing.models import TriggerFiring
from homeward.register.access.models import RoleHolding
from homeward.register.access.queries import open_at
from homeward.register.keys.queries import opened
from homeward.register.tasks.models import Task

LATE = "strategy-discussion-late"


def discussions_of(subject: UUID) -> list[StrategyDiscussion]:
    """Each discussion with its outcomes, the newest first, in two statements."""
    outcomes = StrategyOutcome.objects.select_related("by").order_by("-recorded_at", "-pk")
    rows = StrategyDiscussion.objects.filter(person=subject).select_related("asked_by", "firing")
    return list(rows.prefetch_related(Prefetch("outcomes", queryset=outcomes)).order_by("-asked_at", "pk"))


def late_discussions(*, at: datetime) -> list[tuple[StrategyDiscussion, set[UUID]]]:
    """Discussions whose day is over and of which nothing is written, each with the managers of whoever asked for it.

    Those that somebody was asked about already are left out. Two statements, and one where there is anything new.
    """
    rows = StrategyDiscussion.objects.filter(due_on__lt=london_day(at), outcomes__isnull=True)
    found = {str(row.pk): row for row in rows.select_related("asked_by").order_by("due_on", "pk")}
    if not found:
        return []
    asked = set(Task.objects.filter(kind=LATE, reference__in=found).values_list("reference", flat=True))
    new = [row for reference, row in found.items() if reference not in asked]
    teams = {row.asked_by.team_id for row in new}
    held = RoleHolding.objects.filter(open_at(at), role="manager", worker__team__in=teams)
    managers: dict[int | None, set[UUID]] = {}
    for team, worker in held.values_list("worker__team", "worker") if new else ():
        managers.setdefault(team, set()).add(worker)
    return [(row, managers.get(row.asked_by.team_id, set())) for row in new]


def clocks_of(subject: UUID) -> list[NotificationClock]:
    """Each clock with its steps, the newest first, in two statements."""
    steps = NotificationStep.objects.select_related("by").order_by("-recorded_at", "-pk")
    rows = NotificationClock.objects.filter(person=subject).select_related("by")
    return list(rows.prefetch_related(Prefetch("steps", queryset=steps)).order_by("-opened_at", "pk"))


def firings_of(subject: UUID) -> list[TriggerFiring]:
    """The triggers that the child's absences met, the newest first."""
    return list(TriggerFiring.objects.filter(person=subject).order_by("-at", "-pk")[:20])


def reason_of(row: StrategyDiscussion) -> str:
    """Why it was asked for."""
    return opened(row.sealed_reason, table="cases_strategydiscussion", row=row.pk, column="reason")


def reasons_of(row: StrategyOutcome) -> str:
    """Why it was decided so."""
    return opened(row.sealed_reasons, table="cases_strategyoutcome", row=row.discussion_id, column="reasons")


def words_of(row: NotificationClock) -> str:
    """What happened."""
    return opened(row.sealed_words, table="cases_notificationclock", row=row.pk, column="words")


def why_not(row: NotificationStep) -> str:
    """Why no notification is required; nothing where one was sent."""
    if not row.sealed_reason:
        return ""
    return opened(row.sealed_reason, table="cases_notificationstep", row=row.clock_id, column="reason")
