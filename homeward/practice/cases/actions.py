"""Asking for a discussion, writing what came of it, and the notification's clock."""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import LONDON, london_day
from homeward.practice.cases.models import (
    HostNotice,
    HostStep,
    NotificationClock,
    NotificationStep,
    StrategyDiscussion,
    StrategyOutcome,
)
from homeward.practice.cases.rules import ACKNOWLEDGED, NOT_NEEDED, NOT_REQUIRED, due_on, may_follow
from homeward.practice.missing.actions.triggers import ask_teams
from homeward.practice.missing.models import MissingEpisode, TriggerFiring
from homeward.practice.missing.queries.teams import teams_of
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions import raise_task, settle
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.limits import limit

CONSIDER, HOLD, NOTIFY = "consider-strategy-discussion", "hold-strategy-discussion", "notify-serious-incident"
DIRECTOR = "duty-director"
TELL_HOST = "notify-host-authority"


class NotThisChilds(HomewardError):
    """A discussion, a clock or an absence that is not this child's."""


class NotThatStep(HomewardError):
    """A step of a notice that is over, was taken already, or whose turn has not come."""


class NotThatDay(HomewardError):
    """A day still to come, or one before what it speaks of."""


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
    raise_task(kind=HOLD, subject_id=child, for_worker=by.worker_id, due_at=_end_of(due), reference=str(pk), at=at)
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
        raise _not_this_childs()
    if decision != NOT_NEEDED and (held_on is None or not london_day(row.asked_at) <= held_on <= london_day(at)):
        raise _not_that_day()
    settle(kind=HOLD, reference=str(row.pk), at=at, done_by=by.worker_id, outcome=decision)
    audit.current().note(discussion=str(row.pk), decision=decision)
    return StrategyOutcome.objects.create(
        discussion=row, decision=decision, held_on=held_on, took_part=";".join(took_part), section_47=section_47,
        sealed_reasons=sealed(reasons, table="cases_strategyoutcome", row=row.pk, column="reasons"),
        by_id=by.worker_id, recorded_at=at,
    )  # fmt: skip


@action("cases.notify", about="child")
def open_clock(
    *, child: UUID, kind: str, known_on: date, words: str, episode: UUID | None = None, by: Viewer, at: datetime
) -> NotificationClock:
    """Open the notification's clock from the day the council knew, and ask the duty director at once."""
    if known_on > london_day(at):
        raise _not_that_day()
    if episode and not MissingEpisode.objects.filter(pk=episode, person=child).exists():
        raise _not_this_childs()
    due = due_on(known_on, limit("notification_working_days", on=known_on), bank_holidays())
    pk = uuid4()
    row = NotificationClock.objects.create(
        pk=pk, person_id=child, episode_id=episode, kind=kind, known_on=known_on, due_on=due, by_id=by.worker_id,
        opened_at=at, sealed_words=sealed(words, table="cases_notificationclock", row=pk, column="words"),
    )  # fmt: skip
    raise_task(kind=NOTIFY, subject_id=child, for_role=DIRECTOR, due_at=_end_of(due), reference=str(pk), at=at)
    audit.current().note(clock=str(pk), kind=kind)
    return row


@action("cases.notify", about="child")
def end_clock(
    *, child: UUID, clock: UUID, kind: str, on: date, reference: str, reason: str, by: Viewer, at: datetime
) -> NotificationStep:
    """Write down that the notification was sent, with its reference, or why none is required."""
    row = NotificationClock.objects.select_for_update().filter(pk=clock, person=child).first()
    if row is None:
        raise _not_this_childs()
    if not row.known_on <= on <= london_day(at):
        raise _not_that_day()
    settle(kind=NOTIFY, reference=str(row.pk), at=at, done_by=by.worker_id, outcome=kind)
    audit.current().note(clock=str(row.pk), step=kind)
    kept = sealed(reason, table="cases_notificationstep", row=row.pk, column="reason") if kind == NOT_REQUIRED else ""
    return NotificationStep.objects.create(
        clock=row, kind=kind, on=on, reference=reference, sealed_reason=kept, by_id=by.worker_id, recorded_at=at
    )


@action("cases.notify", about="child")
def open_host_notice(*, child: UUID, authority: str, placed_on: date, by: Viewer, at: datetime) -> HostNotice:
    """Say that a child is placed in another authority's area, and ask the child's team to tell that authority in time.

    Source: Care Planning, Placement and Case Review (England) Regulations 2010, regulation 13.
    """
    due = due_on(placed_on, limit("host_notice_working_days", on=max(placed_on, london_day(at))), bank_holidays())
    pk = uuid4()
    row = HostNotice.objects.create(
        pk=pk, person_id=child, placed_on=placed_on, due_on=due, by_id=by.worker_id, opened_at=at,
        sealed_authority=sealed(authority, table="cases_hostnotice", row=pk, column="authority"),
    )  # fmt: skip
    teams = teams_of([child], at).get(child, set())
    ask_teams(kind=TELL_HOST, child=child, reference=str(pk), teams=teams, at=at, due_at=_end_of(due))
    audit.current().note(host_notice=str(pk))
    return row


@action("cases.notify", about="child")
def write_host_step(*, child: UUID, notice: UUID, kind: str, on: date, who: str, by: Viewer, at: datetime) -> HostStep:
    """Write that the host authority was told, who there acknowledged it, or that the child is placed there no more."""
    row = HostNotice.objects.select_for_update().filter(pk=notice, person=child).first()
    if row is None:
        raise _not_this_childs()
    steps = list(row.steps.values_list("kind", "on"))
    if not may_follow(kind, steps):
        raise NotThatStep(
            got="a step that was taken already, or whose turn has not come",
            expected="sent, then acknowledged",
            next_step="Write first that it was sent. What is over needs nothing more.",
        )
    if on > london_day(at) or (kind == ACKNOWLEDGED and on < min(day for _, day in steps)):
        raise _not_that_day()
    settle(kind=TELL_HOST, reference=str(row.pk), at=at, done_by=by.worker_id, outcome=kind)
    audit.current().note(host_notice=str(row.pk), step=kind)
    kept = sealed(who, table="cases_hoststep", row=f"{row.pk}:{kind}", column="who") if who else ""
    return HostStep.objects.create(notice=row, kind=kind, on=on, sealed_who=kept, by_id=by.worker_id, recorded_at=at)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), tzinfo=LONDON)


def _not_this_childs() -> NotThisChilds:
    return NotThisChilds(
        got="something that is not this child's",
        expected="what the child's page shows",
        next_step="Open the child's page again: it may have moved to another record.",
    )


def _not_that_day() -> NotThatDay:
    return NotThatDay(
        got="a day that has not come, or lies before what it speaks of",
        expected="a day since then, today at the latest",
        next_step="Check the day.",
    )
