"""Writing a plan: begun, written again, taken over, ended; and which places and groups touch a child."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from homeward.foundation.london import london_day
from homeward.practice.cases.actions.cases import open_case_of
from homeward.practice.cases.actions.discussions import end_of
from homeward.practice.cases.models import Case, Context
from homeward.practice.cases.queries.cases import lead_of
from homeward.practice.missing.actions.find_me import write_sheet
from homeward.practice.missing.queries.find_me import words_of
from homeward.practice.safety.actions.refusing import WroteMeanwhile, not_this_ones, refuse
from homeward.practice.safety.models import Affects, Plan, PlanVersion
from homeward.practice.safety.rules import may_be_kept
from homeward.register.access.actions import action, as_the_system, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions import raise_task, settle

IF_MISSING, PERSON = "if-missing", "person"
TAKE_OVER, REVIEW = "take-over-safety-plan", "review-safety-plan"
OF_CONTEXT = {TAKE_OVER: "take-over-context-plan", REVIEW: "review-context-plan"}
PLAN, VERSION, AFFECTS = "safety_plan", "safety_planversion", "safety_affects"


@dataclass(frozen=True)
class Written:
    """A plan as somebody wrote it: its parts by code, the facts held, who agreed or why nobody did, and until when."""

    sections: Mapping[str, str] = field(repr=False)
    agreed: str
    review_on: date
    why_not: str = field(default="", repr=False)
    facts: Sequence[str] = ()


@action("safety.write", about="child")
def begin_plan(*, child: UUID, case: UUID, written: Written, by: Viewer, at: datetime) -> Plan:
    """Begin a child's plan on an open case. Whoever begins it answers for it."""
    plan = _begin(subject=child, case=case, written=written, by=by, at=at)
    _tell_the_sheet(child, written, by, at)
    return plan


@action("context.write", about="context")
def begin_context_plan(*, context: UUID, case: UUID, written: Written, by: Viewer, at: datetime) -> Plan:
    """Begin the plan of a place or a group."""
    return _begin(subject=context, case=case, written=written, by=by, at=at)


@action("safety.write", about="child")
def write_plan(*, child: UUID, plan: UUID, read: int, written: Written, by: Viewer, at: datetime) -> PlanVersion:
    """Write a child's plan again, as a further version. `read` is the number of the version it stands on."""
    version = _write(subject=child, plan=plan, read=read, written=written, by=by, at=at)
    _tell_the_sheet(child, written, by, at)
    return version


@action("context.write", about="context")
def write_context_plan(
    *, context: UUID, plan: UUID, read: int, written: Written, by: Viewer, at: datetime
) -> PlanVersion:
    """Write the plan of a place or a group again."""
    return _write(subject=context, plan=plan, read=read, written=written, by=by, at=at)


@step
def _begin(*, subject: UUID, case: UUID, written: Written, by: Viewer, at: datetime) -> Plan:
    row = open_case_of(subject=subject, case=case)
    refuse("second" if Plan.objects.filter(case=row, ended_at__isnull=True).exists() else "")
    plan = Plan.objects.create(
        case=row, subject_id=subject, owner_id=by.worker_id, begun_at=at, by_id=by.worker_id
    )  # fmt: skip
    _add_version(plan, 1, written, by, at)
    return plan


@step
def _write(*, subject: UUID, plan: UUID, read: int, written: Written, by: Viewer, at: datetime) -> PlanVersion:
    row = standing_plan(subject=subject, plan=plan)
    last = row.versions.order_by("-number")[0]
    if last.number != read and last.by_id != by.worker_id:
        raise WroteMeanwhile(
            got="a plan that somebody else wrote meanwhile",
            expected="the version that was read",
            next_step="Read what they wrote, put the two together, and save again.",
        )
    return _add_version(row, last.number + 1, written, by, at)


def _add_version(plan: Plan, number: int, written: Written, by: Viewer, at: datetime) -> PlanVersion:
    refuse(
        may_be_kept(
            written.sections, agreed=written.agreed, why_not=written.why_not, review_on=written.review_on,
            today=london_day(at),
        )
    )  # fmt: skip
    pk = uuid4()
    audit.current().note(plan=str(plan.pk), version=number, agreed=written.agreed)
    why = sealed(written.why_not, table=VERSION, row=pk, column="why_not") if written.why_not else ""
    version = PlanVersion.objects.create(
        id=pk, plan=plan, number=number, facts=";".join(sorted(written.facts)), agreed=written.agreed,
        sealed_sections=sealed(json.dumps(dict(written.sections)), table=VERSION, row=pk, column="sections"),
        sealed_why_not=why, review_on=written.review_on, by_id=by.worker_id, at=at,
    )  # fmt: skip
    ask_to_review(plan, written.review_on, at)
    return version


def ask_to_review(plan: Plan, on: date, at: datetime) -> None:
    """Ask whoever answers for a plan to look at it again, in place of what was asked before."""
    kind = kind_for(plan, REVIEW)
    settle(kind=kind, reference=str(plan.pk), at=at, done_by=plan.owner_id, outcome="written")
    raise_task(
        kind=kind,
        subject_id=plan.subject_id,
        for_worker=plan.owner_id,
        due_at=end_of(on),
        reference=str(plan.pk),
        at=at,
    )


def kind_for(plan: Plan, kind: str) -> str:
    """The kind of a task about this plan: it opens the child's page, or that of the place or the group."""
    return kind if plan.case.subject.kind == PERSON else OF_CONTEXT[kind]


def _tell_the_sheet(child: UUID, written: Written, by: Viewer, at: datetime) -> None:
    """What the plan says is to be done when the child is missing stands on the find-me sheet from now on."""
    standing = words_of(child).get(IF_MISSING)
    said = written.sections.get(IF_MISSING, "").strip()
    if said and (standing is None or standing.text != said):
        read = {IF_MISSING: standing.read} if standing else {}
        write_sheet(child=child, texts={IF_MISSING: said}, read=read, by=by, at=at)


@action("safety.write", about="child")
def take_over_plan(*, child: UUID, plan: UUID, by: Viewer, at: datetime) -> Plan:
    """Answer for a child's plan from now on."""
    return _take_over(subject=child, plan=plan, by=by, at=at)


@action("context.write", about="context")
def take_over_context_plan(*, context: UUID, plan: UUID, by: Viewer, at: datetime) -> Plan:
    """Answer for the plan of a place or a group from now on."""
    return _take_over(subject=context, plan=plan, by=by, at=at)


@step
def _take_over(*, subject: UUID, plan: UUID, by: Viewer, at: datetime) -> Plan:
    row = standing_plan(subject=subject, plan=plan)
    audit.current().note(plan=str(row.pk), was=str(row.owner_id))
    settle(kind=kind_for(row, TAKE_OVER), reference=str(row.pk), at=at, done_by=by.worker_id, outcome="taken")
    row.owner_id = by.worker_id
    row.save(update_fields=["owner"])
    ask_to_review(row, max(review_day(row), london_day(at)), at)
    return row


def review_day(plan: Plan) -> date:
    """When a plan is next to be looked at: as the latest version or review says."""
    days = [*plan.versions.order_by("-number").values_list("at", "review_on")[:1]]
    days += [*plan.reviews.order_by("-at").values_list("at", "next_on")[:1]]
    return max(days)[1]


@action("safety.write", about="child")
def end_plan(*, child: UUID, plan: UUID, words: str, by: Viewer, at: datetime) -> Plan:
    """End a child's plan, and say why. What was asked about it is asked no more."""
    return _end(subject=child, plan=plan, words=words, by=by, at=at)


@action("context.write", about="context")
def end_context_plan(*, context: UUID, plan: UUID, words: str, by: Viewer, at: datetime) -> Plan:
    """End the plan of a place or a group, and say why: it is shown in no child's from now on."""
    return _end(subject=context, plan=plan, words=words, by=by, at=at)


@step
def _end(*, subject: UUID, plan: UUID, words: str, by: Viewer, at: datetime) -> Plan:
    row = standing_plan(subject=subject, plan=plan)
    audit.current().note(plan=str(row.pk), ended=True)
    row.ended_at, row.ended_by_id = at, by.worker_id
    row.sealed_ending = sealed(words, table=PLAN, row=row.pk, column="ending")
    row.save(update_fields=["ended_at", "ended_by", "sealed_ending"])
    for kind in (REVIEW, TAKE_OVER):
        settle(kind=kind_for(row, kind), reference=str(row.pk), at=at, done_by=by.worker_id, outcome="ended")
    return row


@step
def standing_plan(*, subject: UUID, plan: UUID) -> Plan:
    """The plan that is this child's, place's or group's and stands, held while it is written in."""
    rows = Plan.objects.select_for_update(of=("self",)).select_related("case__subject", "owner")
    row = rows.filter(pk=plan, subject=subject, ended_at__isnull=True).first()
    if row is None:
        raise not_this_ones()
    return row


@action("safety.write", about="child")
def confirm_affects(*, child: UUID, context: UUID, because: str, by: Viewer, at: datetime) -> Affects:
    """Say that a place or a group touches a child: its plan is shown in the child's from now on."""
    if not Context.objects.filter(pk=context).exists():
        raise not_this_ones()
    standing = Affects.objects.filter(person=child, context=context, until__isnull=True).first()
    if standing:
        return standing
    audit.current().note(context=str(context))
    why = sealed(because, table=AFFECTS, row=f"{child}:{context}:{at.isoformat()}", column="because")
    return Affects.objects.create(
        person_id=child, context_id=context, sealed_because=why, by_id=by.worker_id, since=at
    )  # fmt: skip


@action("safety.write", about="child")
def end_affects(*, child: UUID, affects: int, by: Viewer, at: datetime) -> None:
    """Say that a place or a group touches a child no more."""
    audit.current().note(affects=affects)
    if not Affects.objects.filter(pk=affects, person=child, until__isnull=True).update(until=at):
        raise not_this_ones()


@as_the_system("safety.ask")
def ask_for_another(*, plans: Sequence[Plan], at: datetime) -> int:
    """Ask whoever leads the case, or a manager, to answer for each plan whose owner has left."""
    audit.current().about({plan.subject_id for plan in plans})
    for plan in plans:
        given = {"kind": kind_for(plan, TAKE_OVER), "subject_id": plan.subject_id, "reference": str(plan.pk), "at": at}
        lead = _lead(plan.case, at)
        raise_task(**given, **({"for_worker": lead} if lead else {"for_role": "manager"}))
    return len(plans)


def _lead(case: Case, at: datetime) -> UUID | None:
    lead = lead_of(case, at)
    return lead.pk if lead and lead.left_on is None else None
