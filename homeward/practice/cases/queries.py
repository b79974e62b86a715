"""A child's strategy discussions and notification clocks, for a page that has already been allowed."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from homeward.practice.cases.models import (
    HostNotice,
    HostStep,
    NotificationClock,
    NotificationStep,
    StrategyDiscussion,
    StrategyOutcome,
)
from homeward.practice.cases.rules import ACKNOWLEDGED, ENDED
from homeward.practice.missing.models import TriggerFiring
from homeward.register.access.queries import visible
from homeward.register.access.rules import Viewer
from homeward.register.keys.queries import opened


def discussions_of(subject: UUID) -> list[StrategyDiscussion]:
    """Each discussion with its outcomes, the newest first, in two statements."""
    outcomes = StrategyOutcome.objects.select_related("by").order_by("-recorded_at", "-pk")
    rows = StrategyDiscussion.objects.filter(person=subject).select_related("asked_by", "firing")
    return list(rows.prefetch_related(Prefetch("outcomes", queryset=outcomes)).order_by("-asked_at", "pk"))


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


def host_notices_of(subject: UUID) -> list[HostNotice]:
    """The notices to host authorities about one child, the newest first, in two statements."""
    return list(_with_steps(HostNotice.objects.filter(person=subject)).order_by("-placed_on", "-opened_at"))


def host_notices_waiting(*, viewer: Viewer, at: datetime) -> "QuerySet[HostNotice]":
    """Notices that nobody has acknowledged, of the viewer's own children, the first due first.

    Which authority it is stays sealed: this is a list of what is to be done, and not of where children live.
    """
    settled = HostStep.objects.filter(notice=OuterRef("pk"), kind__in=[ACKNOWLEDGED, ENDED])
    mine = visible(viewer, "cases.notify", at=at, field_class="operational", subject="person_id")
    rows = HostNotice.objects.filter(mine).exclude(Exists(settled)).select_related("person")
    return _with_steps(rows).order_by("due_on", "pk")


def _with_steps(rows: "QuerySet[HostNotice]") -> "QuerySet[HostNotice]":
    steps = HostStep.objects.select_related("by").order_by("recorded_at", "pk")
    return rows.select_related("by", "person").prefetch_related(Prefetch("steps", queryset=steps))


def authority_of(row: HostNotice) -> str:
    """In whose area the child is placed, for whoever may know where."""
    return opened(row.sealed_authority, table="cases_hostnotice", row=row.pk, column="authority")


def who_said(row: HostStep) -> str:
    """Who at the host authority was told, or acknowledged it."""
    if not row.sealed_who:
        return ""
    return opened(row.sealed_who, table="cases_hoststep", row=f"{row.notice_id}:{row.kind}", column="who")
