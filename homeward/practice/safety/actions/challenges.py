"""What a child or a parent says is wrong, in their words, and what they were answered."""

from datetime import date, datetime
from uuid import UUID, uuid4

from homeward.foundation.london import london_day
from homeward.foundation.working_days import add_working_days
from homeward.practice.cases.actions.discussions import end_of
from homeward.practice.safety.actions.refusing import not_this_ones, refuse
from homeward.practice.safety.models import Challenge, ChallengeAnswer
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions import raise_task, settle
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.limits import limit

ANSWER, CHALLENGE, ANSWERED = "answer-challenge", "safety_challenge", "safety_challengeanswer"


@action("safety.write", about="child")
def raise_challenge(
    *, child: UUID, raised_by: str, about: str, words: str, raised_on: date, by: Viewer, at: datetime
) -> Challenge:
    """Write down what a child or a parent says is wrong, in their words. A manager is asked to answer by a day."""
    refuse("day" if raised_on > london_day(at) else "")
    days = limit("challenge_answer_working_days", on=london_day(at))
    due = add_working_days(max(raised_on, london_day(at)), days, bank_holidays())
    pk = uuid4()
    row = Challenge.objects.create(
        id=pk, person_id=child, raised_by=raised_by, about=about, raised_on=raised_on, due_on=due, at=at,
        sealed_words=sealed(words, table=CHALLENGE, row=pk, column="words"), by_id=by.worker_id,
    )  # fmt: skip
    raise_task(
        kind=ANSWER, subject_id=child, for_role="manager", due_at=end_of(due), reference=str(pk), at=at
    )  # fmt: skip
    audit.current().note(challenge=str(pk), about=about)
    return row


@action("safety.write", about="child")
def answer_challenge(
    *, child: UUID, challenge: UUID, outcome: str, words: str, told_on: date, by: Viewer, at: datetime
) -> ChallengeAnswer:
    """Write what was answered, what was changed, and when they were told. A later answer stands before an earlier."""
    row = Challenge.objects.select_for_update().filter(pk=challenge, person=child).first()
    if row is None:
        raise not_this_ones()
    refuse("" if row.raised_on <= told_on <= london_day(at) else "day")
    number = row.answers.count() + 1
    settle(kind=ANSWER, reference=str(row.pk), at=at, done_by=by.worker_id, outcome=outcome)
    audit.current().note(challenge=str(row.pk), outcome=outcome)
    return ChallengeAnswer.objects.create(
        challenge=row, number=number, outcome=outcome, told_on=told_on, by_id=by.worker_id, at=at,
        sealed_words=sealed(words, table=ANSWERED, row=f"{row.pk}:{number}", column="words"),
    )  # fmt: skip
