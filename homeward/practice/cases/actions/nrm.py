"""Preparing a referral to the National Referral Mechanism, saying that it was sent, and what became of it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.cases.actions.discussions import end_of
from homeward.practice.cases.actions.refusing import NotThatStep, not_that_day, not_this_childs
from homeward.practice.cases.models import NrmAnswer, NrmReferral, NrmStep
from homeward.practice.cases.queries.nrm import limits_on, missing_of, plain, read_marks, standing_answers
from homeward.practice.cases.rules import nrm as rules
from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions import raise_task, settle
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.loader import load_whole

ASK = "ask-nrm-decision"


class WroteMeanwhile(HomewardError):
    """Somebody else wrote in this part of the referral since it was read."""


class NotWhole(HomewardError):
    """A referral that is said to be sent, and lacks what the form needs."""


@action("nrm.write", about="child")
def begin_referral(*, child: UUID, decider: str, by: Viewer, at: datetime) -> NrmReferral:
    """Begin a referral. One that is still a draft is gone on with instead."""
    for row in NrmReferral.objects.select_for_update().filter(person=child).prefetch_related("steps"):
        if rules.standing_of_referral(plain(row)) == "draft":
            return row
    row = NrmReferral.objects.create(person_id=child, decider=decider, begun_by_id=by.worker_id, begun_at=at)
    audit.current().note(referral=str(row.pk))
    return row


@action("nrm.write", about="child")
def answer(*, child: UUID, referral: UUID, texts: Mapping[str, str], read: str, by: Viewer, at: datetime) -> int:
    """Keep the answers of one part that changed, and say how many. `read` is how the part stood when it was read."""
    row = _held(child=child, referral=referral)
    unknown = set(texts) - set(load_whole("nrm_form").codes)
    if unknown:
        raise not_this_childs()
    standing = standing_answers(row)
    if read != read_marks(row, list(texts)):
        raise WroteMeanwhile(
            got="a part that somebody else wrote in meanwhile",
            expected="the part as it was read",
            next_step="Somebody else wrote in this part meanwhile. Read what they wrote, and write yours again.",
        )
    changed = {code: text for code, text in texts.items() if text != standing.get(code, "")}
    numbers = {each.question: each.number for each in row.answers.order_by("number")}
    for code, text in changed.items():
        pk = uuid4()
        NrmAnswer.objects.create(
            pk=pk, referral=row, question=code, number=numbers.get(code, 0) + 1, by_id=by.worker_id, at=at,
            sealed_text=sealed(text, table="cases_nrmanswer", row=pk, column="text") if text else "",
        )  # fmt: skip
    audit.current().note(referral=str(row.pk), wrote=sorted(changed))
    return len(changed)


@action("nrm.write", about="child")
def take_nrm_step(
    *, child: UUID, referral: UUID, kind: str, on: date, outcome: str = "", reference: str = "", words: str = "",
    by: Viewer, at: datetime,
) -> NrmStep:  # fmt: skip
    """Write down that a referral was sent, what was decided, or that a guardian was asked for."""
    row = _held(child=child, referral=referral)
    limits, steps = limits_on(london_day(at)), plain(row)
    if on > london_day(at):
        raise not_that_day()
    if not rules.may_come(kind, on, steps, decider=row.decider, limits=limits):
        raise NotThatStep(
            got="a step whose turn or whose day has not come",
            expected="sent, then reasonable grounds, then conclusive grounds after positive ones",
            next_step="Check the day and the steps before it: conclusive grounds wait thirty days after positive ones.",
        )
    if kind == rules.SUBMITTED and missing_of(row, at=at):
        raise NotWhole(
            got="a referral that lacks answers",
            expected="every answer that the form needs",
            next_step="Answer what is still missing first: it is listed at the head of the referral.",
        )
    _ask(row, kind, on, outcome, limits, by=by, at=at)
    pk = uuid4()
    kept = sealed(words, table="cases_nrmstep", row=pk, column="words") if words else ""
    audit.current().note(referral=str(row.pk), step=kind, outcome=outcome)
    return NrmStep.objects.create(
        pk=pk, referral=row, kind=kind, on=on, outcome=outcome, reference=reference, sealed_words=kept,
        by_id=by.worker_id, recorded_at=at,
    )  # fmt: skip


@step
def _ask(
    row: NrmReferral, kind: str, on: date, outcome: str, limits: rules.Limits, *, by: Viewer, at: datetime
) -> None:
    """Whoever wrote it is asked again when the next decision is due, and no longer for one that has come."""
    key = str(row.pk)
    if kind in (rules.REASONABLE, rules.CONCLUSIVE, rules.RECONSIDERED, rules.WITHDRAWN):
        settle(kind=ASK, reference=key, at=at, done_by=by.worker_id, outcome=kind)
    due = None
    if kind == rules.SUBMITTED:
        due = rules.reasonable_due(on, row.decider, limits, bank_holidays())
    elif kind in (rules.REASONABLE, rules.RECONSIDERED) and outcome == rules.POSITIVE:
        due = rules.conclusive_from([*plain(row), rules.Step(kind, on, outcome)], row.decider, limits)
    if due:
        raise_task(
            kind=ASK, subject_id=row.person_id, for_worker=by.worker_id, due_at=end_of(due), reference=key, at=at
        )


@step
def _held(*, child: UUID, referral: UUID) -> NrmReferral:
    rows = NrmReferral.objects.select_for_update(of=("self",)).select_related("person")
    row = rows.filter(pk=referral, person=child).first()
    if row is None:
        raise not_this_childs()
    return row
