"""Asking for a discussion, writing what came of it, and the notification's clock."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from uuid import UUID, uuid4

from homeward.foundation.london import LONDON, london_day
from homeward.practice.cases.actions.refusing import not_that_day, not_this_childs
from homeward.practice.cases.models import (
    NotificationClock,
    NotificationStep,
    StrategyDiscussion,
    StrategyOutcome,
)
from homeward.practice.cases.queries.discussions import LATE
from homeward.practice.cases.rules import NOT_NEEDED, NOT_REQUIRED, due_on
from homeward.practice.missing.models import MissingEpisode, TriggerFiring
from homeward.register.access.actions import action, as_the_system
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions import raise_task, settle
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.limits import limit

CONSIDER, HOLD, NOTIFY = "consider-strategy-discussion", "hold-strategy-discussion", "notify-serious-incident"
DIRECTOR = "duty-director"


@action("cases.write", about="child")
def ask_for_discussion(*, child: UUID, reason: str, by: Viewer, at: datetime) -> StrategyDiscussion:
    """Ask for a strategy discussion. What a trigger asked somebody to consider is then answered."""
    firings = list(TriggerFiring.objects.filter(person=child).order_by("-at", "-pk"))
    today = london_day(at)
    due = due_on(today, limit("strategy_discussion_working_days", on=today), bank_holidays())
    pk = uuid4()
    row = StrategyDiscussion.objects.create(
        pk=pk, person_id=child, firing=firings[0] if firings else None, asked_by_id=by.worker_id, asked_at=at,
        due_on=due, sealed_reason=sealed(reason, table="cases_strategydiscussion", row=pk, column="reason"),
    )  # fmt: skip
    for firing in firings:
        settle(kind=CONSIDER, reference=str(firing.pk), at=at, done_by=by.worker_id, outcome="asked")
    raise_task(kind=HOLD, subject_id=child, for_worker=by.worker_id, due_at=end_of(due), reference=str(pk), at=at)
    audit.current().note(discussion=str(pk))
    return row


@action("cases.write", about="child")
def write_outcome(
    *, child: UUID, discussion: UUID, decision: str, held_on: date | None, took_part: Sequence[str],
    section_47: bool | None, reasons: str, by: Viewer, at: datetime,
) -> StrategyOutcome:  # fmt: skip
    """Write what came of a discussion. A later word stands before an earlier one; both are kept."""
    row = StrategyDiscussion.objects.select_for_update().filter(pk=discussion, person=child).first()
    if row is None:
        raise not_this_childs()
    if decision != NOT_NEEDED and (held_on is None or not london_day(row.asked_at) <= held_on <= london_day(at)):
        raise not_that_day()
    for kind in (HOLD, LATE):
        settle(kind=kind, reference=str(row.pk), at=at, done_by=by.worker_id, outcome=decision)
    audit.current().note(discussion=str(row.pk), decision=decision)
    return StrategyOutcome.objects.create(
        discussion=row, decision=decision, held_on=held_on, took_part=";".join(took_part), section_47=section_47,
        sealed_reasons=sealed(reasons, table="cases_strategyoutcome", row=row.pk, column="reasons"),
        by_id=by.worker_id, recorded_at=at,
    )  # fmt: skip


@as_the_system("task.raise")
def ask_of_late(*, found: Sequence[tuple[StrategyDiscussion, Collection[UUID]]], at: datetime) -> int:
    """Ask the managers of whoever asked for each discussion, or the duty director, to see that it is held."""
    for row, managers in found:
        asked = {"kind": LATE, "subject_id": row.person_id, "reference": str(row.pk), "at": at}
        for manager in managers:
            raise_task(**asked, for_worker=manager)
        if not managers:
            raise_task(**asked, for_role=DIRECTOR)
    audit.current().about(list(dict.fromkeys(row.person_id for row, _ in found)))
    audit.current().result_count = len(found)
    return len(found)


@action("cases.notify", about="child")
def open_clock(
    *, child: UUID, kind: str, known_on: date, words: str, episode: UUID | None = None, by: Viewer, at: datetime
) -> NotificationClock:
    """Open the notification's clock from the day the council knew, and ask the duty director at once."""
    if known_on > london_day(at):
        raise not_that_day()
    if episode and not MissingEpisode.objects.filter(pk=episode, person=child).exists():
        raise not_this_childs()
    due = due_on(known_on, limit("notification_working_days", on=known_on), bank_holidays())
    pk = uuid4()
    row = NotificationClock.objects.create(
        pk=pk, person_id=child, episode_id=episode, kind=kind, known_on=known_on, due_on=due, by_id=by.worker_id,
        opened_at=at, sealed_words=sealed(words, table="cases_notificationclock", row=pk, column="words"),
    )  # fmt: skip
    raise_task(kind=NOTIFY, subject_id=child, for_role=DIRECTOR, due_at=end_of(due), reference=str(pk), at=at)
    audit.current().note(clock=str(pk), kind=kind)
    return row


@action("cases.notify", about="child")
def end_clock(
    *, child: UUID, clock: UUID, kind: str, on: date, reference: str, reason: str, by: Viewer, at: datetime
) -> NotificationStep:
    """Write down that the notification was sent, with its reference, or why none is required."""
    row = NotificationClock.objects.select_for_update().filter(pk=clock, person=child).first()
    if row is None:
        raise not_this_childs()
    if not row.known_on <= on <= london_day(at):
        raise not_that_day()
    settle(kind=NOTIFY, reference=str(row.pk), at=at, done_by=by.worker_id, outcome=kind)
    audit.current().note(clock=str(row.pk), step=kind)
    kept = sealed(reason, table="cases_notificationstep", row=row.pk, column="reason") if kind == NOT_REQUIRED else ""
    return NotificationStep.objects.create(
        clock=row, kind=kind, on=on, reference=reference, sealed_reason=kept, by_id=by.worker_id, recorded_at=at
    )


def end_of(day: date) -> datetime:
    """The last minute of a day, by which what is due on it is in time."""
    return datetime.combine(day, time(23, 59), tzinfo=LONDON)
