"""Answering for the census factors, handing over before eighteen, and referring an adult met on the way."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from homeward.practice.cases.actions.cases import open_case_of
from homeward.practice.cases.actions.child import has_come, withdrawn, written
from homeward.practice.cases.actions.discussions import end_of
from homeward.practice.cases.actions.refusing import not_this_childs
from homeward.practice.cases.models import AdultReferral, FactorAnswer, Transition
from homeward.practice.cases.queries.afterwards import TURNS, Turning
from homeward.practice.cases.rules.afterwards import ACCEPTED, FACTORS, PLANNED
from homeward.practice.missing.actions.triggers import ask_teams
from homeward.practice.missing.queries.teams import teams_of
from homeward.register.access.actions import action, as_the_system, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions import settle


@action("cases.write", about="child")
def answer_factor(
    *, child: UUID, case: UUID, code: str, accepted: bool, words: str, by: Viewer, at: datetime
) -> FactorAnswer:
    """Say whether the assessment should hold a factor that the record suggests."""
    if code not in FACTORS:
        raise not_this_childs()
    row = open_case_of(subject=child, case=case)
    audit.current().note(factor=code, accepted=accepted)
    return written(FactorAnswer, by, at, case=row, code=code, accepted=accepted, words=words)


@action("cases.write", about="child")
def take_transition_step(*, child: UUID, kind: str, on: date, words: str, by: Viewer, at: datetime) -> Transition:
    """Write down that the handover was planned, offered, accepted or refused."""
    has_come(on, at)
    if kind in (PLANNED, ACCEPTED):
        settle(kind=TURNS, reference=f"{child}:{kind}", at=at, done_by=by.worker_id, outcome=kind)
    if kind == ACCEPTED:
        settle(kind=TURNS, reference=f"{child}:{PLANNED}", at=at, done_by=by.worker_id, outcome=kind)
    return written(Transition, by, at, person_id=child, kind=kind, on=on, words=words)


@action("cases.write", about="child")
def refer_adult(
    *, child: UUID, case: UUID, on: date, agreed: str, sent_to: str, reference: str, who: str, where: str, words: str,
    by: Viewer, at: datetime,
) -> AdultReferral:  # fmt: skip
    """Write down that a vulnerable adult who was met in a child's case was referred as one."""
    return _refer_adult(
        subject=child, case=case, on=on, by=by, at=at, agreed=agreed, sent_to=sent_to, reference=reference, who=who,
        where=where, words=words,
    )  # fmt: skip


@action("context.write", about="context")
def refer_adult_of_context(
    *, context: UUID, case: UUID, on: date, agreed: str, sent_to: str, reference: str, who: str, where: str,
    words: str, by: Viewer, at: datetime,
) -> AdultReferral:  # fmt: skip
    """Write down that a vulnerable adult who was met at a place, or in a group, was referred as one."""
    return _refer_adult(
        subject=context, case=case, on=on, by=by, at=at, agreed=agreed, sent_to=sent_to, reference=reference, who=who,
        where=where, words=words,
    )  # fmt: skip


@step
def _refer_adult(
    *, subject: UUID, case: UUID, on: date, by: Viewer, at: datetime, **said: str
) -> AdultReferral:  # fmt: skip
    has_come(on, at)
    row = open_case_of(subject=subject, case=case)
    return written(AdultReferral, by, at, case=row, on=on, **said)


@action("context.write", about="context")
def withdraw_adult_of_context(*, context: UUID, row: UUID, by: Viewer, at: datetime) -> None:
    """Take back what was written in error of an adult who was met at a place or in a group. The row stays."""
    withdrawn(AdultReferral, row, by, at, case__subject=context)


@as_the_system("cases.transition")
def ask_for_handovers(*, found: Sequence[Turning], at: datetime) -> int:
    """Ask the team of each child who will soon be eighteen to plan the handover, and then to see it accepted."""
    children = {each.child for each in found}
    teams = teams_of(children, at)
    for each in found:
        ask_teams(
            kind=TURNS, child=each.child, reference=each.reference, teams=teams.get(each.child, set()), at=at,
            due_at=end_of(each.due_on),
        )  # fmt: skip
    audit.current().about(children)
    audit.current().result_count = len(found)
    return len(found)
