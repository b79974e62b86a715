"""What is done about a return interview: asking somebody to hold it, each step of it, and the police's own talk."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.missing.models import InterviewStep, MissingEpisode, PreventionInterview, ReturnInterview
from homeward.practice.missing.queries.returning import OFFER, absence, hours_on, interviewers
from homeward.practice.missing.rules.returning import (
    ASKED,
    SETTLING,
    WITHDRAWN,
    Step,
    interview_due,
    is_possible,
)
from homeward.register.access.actions import action, step
from homeward.register.access.models import Relationship
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.people.models import Person
from homeward.register.tasks.actions import raise_task, settle
from homeward.vocabulary.limits import limit

HOLD = "hold-return-interview"


class NotBackYet(HomewardError):
    """An interview about an absence that has not ended, or that is not this child's."""


class NotPossibleThen(HomewardError):
    """A step that was said to have been taken before the child was back, or that is still to come."""


class NobodyToHoldIt(HomewardError):
    """An interview was asked of somebody who does not hold interviews."""


class NothingToWithdraw(HomewardError):
    """A step that is not this interview's, or that was withdrawn already."""


@step
def interview_of(*, child: UUID, episode: UUID, at: datetime) -> ReturnInterview:
    """The interview about one absence, begun where there is none. The child's row is held, so there is only one."""
    Person.objects.select_for_update().get(pk=child)
    row = absence(child, episode)
    if row is None or row.until is None or row.until > at:
        raise NotBackYet(
            got="an absence that is not this child's, or has not ended",
            expected="one that the child is back from",
            next_step="Write down that the child is back first.",
        )
    return ReturnInterview.objects.select_related("episode").get_or_create(
        episode=row, defaults={"person_id": child, "opened_at": at}
    )[0]


@action("interview.ask", about="child")
def ask_interviewer(*, child: UUID, episode: UUID, worker: UUID, by: Viewer, at: datetime) -> InterviewStep:
    """Ask somebody independent to hold it: the child's record opens to them for it alone, and it is on their list."""
    interview = interview_of(child=child, episode=episode, at=at)
    if worker not in {each.pk for each in interviewers(at)}:
        raise NobodyToHoldIt(
            got="somebody who is not an independent interviewer",
            expected="one of those on the list",
            next_step="Choose somebody from the list.",
        )
    until = at + timedelta(days=limit("interview_access_days", on=london_day(at)))
    Relationship.objects.create(
        subject_id=child, kind="interview", worker_id=worker, since=at, until=until, reference=str(interview.pk)
    )
    raise_task(
        kind=HOLD, subject_id=child, for_worker=worker, due_at=_due(interview.episode), raised_by=by.worker_id,
        reference=str(interview.pk), at=at,
    )  # fmt: skip
    audit.current().note(step=ASKED, interview=str(interview.pk))
    return _add(interview, ASKED, at, by, at, asked_of_id=worker)


@action("interview.record", about="child")
def take_step(
    *, child: UUID, episode: UUID, kind: str, when: datetime, reason: str = "", independent: bool | None = None,
    by: Viewer, at: datetime,
) -> InterviewStep:  # fmt: skip
    """Write down that it was offered, declined, held, or not offered; one that settles it takes it off every list."""
    interview = interview_of(child=child, episode=episode, at=at)
    returned = interview.episode.until
    if returned is None or not is_possible(Step(kind, when), returned_at=returned, at=at):
        raise NotPossibleThen(
            got="a time before the child was back, or one that is still to come",
            expected="a time since the return",
            next_step="Check the day and the time against when the child was back.",
        )
    if kind in SETTLING:
        settle(kind=HOLD, reference=str(interview.pk), at=at, done_by=by.worker_id, outcome=kind)
    settle(kind=OFFER, reference=str(interview.episode_id), at=at, done_by=by.worker_id, outcome=kind)
    audit.current().note(step=kind, interview=str(interview.pk))
    return _add(interview, kind, when, by, at, reason=reason, independent=independent)


@action("interview.record", about="child")
def withdraw_step(*, child: UUID, step: int, by: Viewer, at: datetime) -> InterviewStep:
    """Take back a step that was written by mistake; both rows stay."""
    row = InterviewStep.objects.select_related("interview").filter(pk=step, interview__person=child).first()
    if row is None or row.kind == WITHDRAWN or InterviewStep.objects.filter(withdraws=row).exists():
        raise NothingToWithdraw(
            got="a step that is not on this interview, or was withdrawn",
            expected="one that stands",
            next_step="Open the interview again: somebody may have withdrawn it a moment ago.",
        )
    audit.current().note(step=WITHDRAWN, interview=str(row.interview_id))
    return _add(row.interview, WITHDRAWN, at, by, at, withdraws=row)


def _add(
    interview: ReturnInterview, kind: str, when: datetime, by: Viewer, at: datetime, **more: object
) -> InterviewStep:
    return InterviewStep.objects.create(
        interview=interview, kind=kind, at=when, by_id=by.worker_id, recorded_at=at, **more
    )


def _due(episode: MissingEpisode) -> datetime | None:
    return interview_due(episode.until, hours=hours_on(episode.until)) if episode.until else None


@action("prevention.record", about="child", field_class="core")
def record_prevention(
    *, child: UUID, episode: UUID, outcome: str, harm: str = "", held_at: datetime | None = None, words: str = "",
    by: Viewer, at: datetime,
) -> PreventionInterview:  # fmt: skip
    """Write down what came of the police's talk with a child who is back; a later word stands before an earlier one."""
    row = absence(child, episode)
    if row is None or row.until is None or (held_at and not row.until <= held_at <= at):
        raise NotPossibleThen(
            got="a talk before the child was back, or one that is still to come",
            expected="a time since the return",
            next_step="Check the day and the time against when the child was back.",
        )
    pk = uuid4()
    kept = sealed(words, table="missing_preventioninterview", row=pk, column="words") if words else ""
    return PreventionInterview.objects.create(
        pk=pk, person_id=child, episode=row, outcome=outcome, harm=harm, held_at=held_at, sealed_words=kept,
        by_id=by.worker_id, recorded_at=at,
    )  # fmt: skip
