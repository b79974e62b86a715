"""What is to be done of a plan, by whom and by when; what came of it; and looking at the whole again."""

from datetime import date, datetime
from uuid import UUID, uuid4

from homeward.foundation.london import london_day
from homeward.practice.safety.actions.plans import ask_to_review, standing_plan
from homeward.practice.safety.actions.refusing import not_this_ones, refuse
from homeward.practice.safety.models import ActionStep, PlanAction, PlanReview
from homeward.practice.safety.rules import may_follow
from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed

ACTION, STEP, REVIEWED, OPEN = "safety_planaction", "safety_actionstep", "safety_planreview", "open"


@action("safety.act", about="child")
def add_action(
    *, child: UUID, plan: UUID, what: str, who: str, agency: int, due_on: date, measure: str = "",
    for_family: bool = False, by: Viewer, at: datetime,
) -> PlanAction:  # fmt: skip
    """Add what is to be done of a child's plan. A measure against whoever exploits is never printed for the family."""
    return _add(
        subject=child, plan=plan, what=what, who=who, agency=agency, due_on=due_on, measure=measure,
        for_family=for_family, by=by, at=at,
    )  # fmt: skip


@action("context.write", about="context")
def add_context_action(
    *, context: UUID, plan: UUID, what: str, who: str, agency: int, due_on: date, measure: str = "",
    for_family: bool = False, by: Viewer, at: datetime,
) -> PlanAction:  # fmt: skip
    """Add what is to be done of the plan of a place or a group."""
    return _add(
        subject=context, plan=plan, what=what, who=who, agency=agency, due_on=due_on, measure=measure,
        for_family=False, by=by, at=at,
    )  # fmt: skip


@step
def _add(
    *, subject: UUID, plan: UUID, what: str, who: str, agency: int, due_on: date, measure: str, for_family: bool,
    by: Viewer, at: datetime,
) -> PlanAction:  # fmt: skip
    row = standing_plan(subject=subject, plan=plan)
    refuse("day" if due_on < london_day(at) else "")
    pk = uuid4()
    audit.current().note(plan=str(row.pk), action=str(pk), measure=measure)
    return PlanAction.objects.create(
        id=pk, plan=row, measure=measure, agency_id=agency, due_on=due_on, for_family=for_family and not measure,
        sealed_what=sealed(what, table=ACTION, row=pk, column="what"),
        sealed_who=sealed(who, table=ACTION, row=pk, column="who"), by_id=by.worker_id, at=at,
    )  # fmt: skip


@action("safety.act", about="child")
def write_action_step(
    *, child: UUID, done: UUID, state: str, on: date, note: str, by: Viewer, at: datetime
) -> ActionStep:
    """Write how what is to be done of a child's plan stands, and what came of it."""
    return _step(subject=child, done=done, state=state, on=on, note=note, by=by, at=at)


@action("context.write", about="context")
def write_context_action_step(
    *, context: UUID, done: UUID, state: str, on: date, note: str, by: Viewer, at: datetime
) -> ActionStep:
    """Write how what is to be done of the plan of a place or a group stands."""
    return _step(subject=context, done=done, state=state, on=on, note=note, by=by, at=at)


@step
def _step(*, subject: UUID, done: UUID, state: str, on: date, note: str, by: Viewer, at: datetime) -> ActionStep:
    rows = PlanAction.objects.select_for_update(of=("self",))
    row = rows.filter(pk=done, plan__subject=subject, plan__ended_at__isnull=True).first()
    if row is None:
        raise not_this_ones()
    last = row.steps.order_by("-number").first()
    after, day = (last.state, last.on) if last else (OPEN, london_day(row.at))
    fits = may_follow(state, after, measure=bool(row.measure)) and day <= on <= london_day(at)
    refuse("" if fits else "step")
    number = (last.number if last else 0) + 1
    audit.current().note(action=str(row.pk), state=state)
    return ActionStep.objects.create(
        action=row, number=number, state=state, on=on, by_id=by.worker_id, at=at,
        sealed_note=sealed(note, table=STEP, row=f"{row.pk}:{number}", column="note") if note else "",
    )  # fmt: skip


@action("safety.write", about="child")
def review_plan(
    *, child: UUID, plan: UUID, on: date, next_on: date, words: str, by: Viewer, at: datetime
) -> PlanReview:
    """Say that a child's plan was looked at again, what was found, and when it is looked at next."""
    return _review(subject=child, plan=plan, on=on, next_on=next_on, words=words, by=by, at=at)


@action("context.write", about="context")
def review_context_plan(
    *, context: UUID, plan: UUID, on: date, next_on: date, words: str, by: Viewer, at: datetime
) -> PlanReview:
    """Say that the plan of a place or a group was looked at again."""
    return _review(subject=context, plan=plan, on=on, next_on=next_on, words=words, by=by, at=at)


@step
def _review(*, subject: UUID, plan: UUID, on: date, next_on: date, words: str, by: Viewer, at: datetime) -> PlanReview:
    row = standing_plan(subject=subject, plan=plan)
    refuse("day" if not london_day(row.begun_at) <= on <= london_day(at) or next_on <= london_day(at) else "")
    pk = uuid4()
    audit.current().note(plan=str(row.pk), reviewed=True)
    review = PlanReview.objects.create(
        id=pk, plan=row, on=on, next_on=next_on, by_id=by.worker_id, at=at,
        sealed_words=sealed(words, table=REVIEWED, row=pk, column="words"),
    )  # fmt: skip
    ask_to_review(row, next_on, at)
    return review
