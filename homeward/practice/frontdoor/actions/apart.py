"""The separate way of a worry about somebody who works with children: one role reads it, and nobody else.

Source: Working Together to Safeguard Children 2023, allegations against people who work with children.
"""

from datetime import datetime
from uuid import UUID

from homeward.foundation.london import london_day
from homeward.practice.frontdoor.actions.deciding import DecidedAlready, LateWithoutReason, NotThatDecision
from homeward.practice.frontdoor.actions.linking import CONCERN
from homeward.practice.frontdoor.actions.saying import DESIGNATED, READ_WORKER, not_here, put_words
from homeward.practice.frontdoor.models import Concern, Stage
from homeward.practice.frontdoor.queries.clocks import review_due
from homeward.practice.frontdoor.queries.concerns import stages_of
from homeward.practice.frontdoor.rules import end_of, may_decide, next_step_apart
from homeward.practice.indicators import actions as indicators
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions import raise_task, settle
from homeward.vocabulary.loader import load_whole

BACK, REVIEW = "not-a-worker", "review-worker-concern"
ENDS = ("advice", "substantiated", "malicious", "false", "unsubstantiated", "unfounded")


@action("concern.decide")
def send_apart(*, concern: UUID, reason: str, by: Viewer, at: datetime) -> Concern:
    """Send a worry the separate way because it turns out to be about somebody who works with children.

    From then on the front door sees nothing of it. Why is said to the designated officer, as a part of it.
    """
    row = Concern.objects.select_for_update().filter(pk=concern, way="frontdoor").first()
    if row is None or row.state not in ("open", "draft"):
        raise not_here()
    row.way, row.state = "worker", "open"
    put_words(row, {"front-door": reason}, by=by.worker_id, at=at)
    row.save()
    indicators.withdraw_offers(source=CONCERN, reference=str(row.pk), at=at)
    raise_task(kind=READ_WORKER, for_role=DESIGNATED, reference=str(row.pk), at=at, due_at=end_of(row.due_on))
    audit.current().note(concern=str(row.pk), apart=True)
    return row


@action("allegation.decide")
def decide_apart(
    *, concern: UUID, stage: str, decision: str, reason: str, late_because: str = "", read: int, by: Viewer,
    at: datetime,
) -> Stage | None:  # fmt: skip
    """Decide a step of a worry about a worker. One that is about none goes back to the front door, with its own clock.

    Nothing of what the designated officer wrote goes with it. Whether the threshold is met is due when a worry's
    decision is; what came of it is asked for again until there is an outcome.
    """
    row = Concern.objects.select_for_update().filter(pk=concern, way="worker").first()
    if row is None:
        raise not_here()
    if row.version != read:
        raise DecidedAlready(
            got="a worry that changed since the page was opened",
            expected="the worry as it stands",
            next_step="More was said, or it was decided. Nothing you wrote was kept: read it again.",
        )
    groups = [(each.code, each.group or "") for each in load_whole("allegation_decisions").entries]
    decided = [(each.stage, each.decision) for each in stages_of([row.pk], way="worker")]
    if not may_decide(stage, decision, groups, waits=next_step_apart(decided)):
        raise NotThatDecision(
            got="a decision that is not one of the step that waits",
            expected="a decision of that step",
            next_step="Open it again and choose from its list.",
        )
    late = stage == "threshold" and decision != BACK and london_day(at) > row.due_on
    if late and late_because not in load_whole("concern_late_reasons"):
        raise LateWithoutReason(
            got="a threshold decided after its day",
            expected="why it is late",
            next_step="Say why it is late, and decide again.",
        )
    for kind in (READ_WORKER, REVIEW):
        settle(kind=kind, reference=str(row.pk), at=at, done_by=by.worker_id, outcome=decision)
    audit.current().note(concern=str(row.pk), stage=stage, decision=decision)
    row.version += 1
    if decision == BACK:
        row.way, row.about = "frontdoor", "not-sure"
        row.save()
        return None
    made = Stage.objects.create(
        concern=row, stage=stage, decision=decision, late_because=late_because if late else "", by_id=by.worker_id,
        at=at,
        sealed_reason=sealed(reason, table="frontdoor_stage", row=f"{row.pk}:{stage}", column="reason"),
    )  # fmt: skip
    if decision in ENDS:
        row.state, row.outcome, row.decided_at = "decided", decision, at
    else:
        due = end_of(review_due(london_day(at)))
        raise_task(kind=REVIEW, for_role=DESIGNATED, reference=str(row.pk), at=at, due_at=due)
    row.stage = stage
    row.save()
    return made
