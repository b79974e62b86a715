"""Deciding about a concern, stage by stage: once each, with a reason, in time or saying why not."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.frontdoor.actions.going import set_going
from homeward.practice.frontdoor.actions.saying import not_here
from homeward.practice.frontdoor.models import Concern, ConcernChild, Stage
from homeward.practice.frontdoor.queries.concerns import stages_of
from homeward.practice.frontdoor.queries.joining import joinings_of
from homeward.practice.frontdoor.queries.watching import DECIDE
from homeward.practice.frontdoor.rules import (
    CLOSING,
    due_on,
    end_of,
    may_decide,
    needs_reason_for_lateness,
    next_stage,
)
from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions import raise_task, settle
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.labels import label
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole

ANSWER = "answer-referrer"
# Outcomes that are about a child, and so wait until one has been found.
OF_A_CHILD = ("assessment", "section-47")


class DecidedAlready(HomewardError):
    """Somebody else decided, or more was said, after the page was opened."""


class NotThatDecision(HomewardError):
    """A decision that is not one of this stage, or that lacks its level."""


class LateWithoutReason(HomewardError):
    """A decision after its day that does not say why."""


class NobodyYet(HomewardError):
    """An outcome about a child for a concern in which none has been found."""


@action("concern.decide")
def decide(
    *, concern: UUID, stage: str, decision: str, level: str = "", reason: str, late_because: str = "", read: int,
    by: Viewer, at: datetime,
) -> Stage:  # fmt: skip
    """Decide one stage of a concern that was read at a version. Of two who decide at once the first has decided.

    The last stage, or one that closes it earlier, ends the clock, sets the later ones going and asks for the answer to
    whoever told.
    """
    row = Concern.objects.select_for_update().filter(pk=concern, way="frontdoor").first()
    if row is None or row.state in ("aside", "joined"):
        raise not_here()
    _refuse_stale(row, read)
    decided = [(each.stage, each.decision) for each in stages_of([row.pk])]
    children = list(ConcernChild.objects.filter(concern=row, removed_at__isnull=True).values_list("person", flat=True))
    _refuse_wrong(row, stage, decision, level, decided, children)
    today = london_day(at)
    is_late = needs_reason_for_lateness(stage, decision, row.due_on, today=today)
    if is_late and late_because not in load_whole("concern_late_reasons"):
        raise LateWithoutReason(
            got="a decision after the day on which it was due",
            expected="why it is late",
            next_step="Say why it is late, and decide again.",
        )
    made = Stage.objects.create(
        concern=row, stage=stage, decision=decision, level=level, late_because=late_because if is_late else "",
        sealed_reason=sealed(reason, table="frontdoor_stage", row=f"{row.pk}:{stage}", column="reason"),
        by_id=by.worker_id, at=at,
    )  # fmt: skip
    row.stage, row.version = stage, row.version + 1
    if stage == "decision" or decision in CLOSING:
        row.state, row.outcome, row.decided_at = "decided", decision, at
        _after(row, decision, reason, children, by, at)
    row.save()
    audit.current().about(children)
    audit.current().note(concern=str(row.pk), stage=stage, decision=decision)
    return made


def _refuse_stale(row: Concern, read: int) -> None:
    if row.version == read:
        return
    last = Stage.objects.filter(concern=row).select_related("by").order_by("-at", "-pk").first()
    who = f"{last.by.name} decided “{label('concern_decisions', last.decision)}”. " if last else "More was said. "
    raise DecidedAlready(
        got="a concern that changed since the page was opened",
        expected="the concern as it stands",
        next_step=f"{who}Nothing you wrote was kept: read it again, and decide if it still waits.",
    )


def _refuse_wrong(
    row: Concern, stage: str, decision: str, level: str, decided: Sequence[tuple[str, str]], children: Sequence[UUID]
) -> None:
    groups = [(each.code, each.group or "") for each in load_whole("concern_decisions").entries]
    waits = "" if row.state == "decided" else next_stage(decided)
    needs_level = stage == "decision" and level not in load_whole("threshold_levels")
    if needs_level or not may_decide(stage, decision, groups, waits=waits):
        raise NotThatDecision(
            got="a decision that is not one of the stage that waits, or has no level",
            expected="a decision of that stage, and at the last one a level of need",
            next_step="Open the concern again and choose from its list.",
        )
    if decision in OF_A_CHILD and not children:
        raise NobodyYet(
            got="an outcome about a child, and no child",
            expected="the child whom it is about",
            next_step="Find or add the child first. If nobody knows who it is, the hub can take it.",
        )


@step
def _after(row: Concern, decision: str, reason: str, children: Sequence[UUID], by: Viewer, at: datetime) -> None:
    """What a decision sets going, and the answer to whoever told this worry or one that was joined into it."""
    settle(kind=DECIDE, reference=str(row.pk), at=at, done_by=by.worker_id, outcome=decision)
    set_going(row, decision, reason, children, by=by, at=at)
    today = london_day(at)
    within = limit("referrer_answer_working_days", on=today)
    due = end_of(due_on(today, within, bank_holidays()))
    for each in (row.pk, *(joined.concern_id for joined in joinings_of(row.pk))):
        raise_task(kind=ANSWER, for_worker=by.worker_id, reference=str(each), at=at, due_at=due)
