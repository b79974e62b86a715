"""Handing a matter over, and saying that one has it. The giver owns it until somebody else says so (¶20)."""

from datetime import datetime
from uuid import UUID

from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Worker
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions.asking import settle
from homeward.register.tasks.actions.climbing import (
    ACCEPTED,
    DECLINED,
    UNANSWERED,
    climb_now,
    notify,
    tell,
    tell_of_hole,
)
from homeward.register.tasks.actions.owning import held, note, pass_on
from homeward.register.tasks.models import Handover, Rota, Rung
from homeward.register.tasks.models.watch import WAITING
from homeward.register.tasks.queries import may_answer
from homeward.register.tasks.queries.rotas import on_duty
from homeward.register.tasks.rules import Matter, acceptance_due, rung_due
from homeward.vocabulary.ladders import ladder_for

LONGEST_REASON = 500


class CannotBeGiven(HomewardError):
    """A handover to nobody, to two, to its own giver, to somebody who has left, or of what is being given already."""


class NotYoursToGive(HomewardError):
    """A matter was to be handed over, or a handover withdrawn, by somebody who does not have it."""


class NotYoursToAccept(HomewardError):
    """A handover was answered by somebody of whom it was not asked."""


class AcceptedAlready(HomewardError):
    """A handover that somebody else answered first: the words say who has the matter."""


@step
def hand_over(
    *,
    matter: Matter,
    by: Viewer,
    at: datetime,
    grade: str = "",
    to_rota: int | None = None,
    to_worker: UUID | None = None,
) -> Handover:
    """Give a matter to a desk or to one worker, who must accept it within the time that its grade sets.

    Until they do, it is still the giver's. Only its owner gives it, and it is given to one at a time.
    """
    row = held(matter)
    if row.worker_id != by.worker_id:
        raise NotYoursToGive(
            got="a matter of somebody else's",
            expected="one that you have in hand",
            next_step="Take it over first, or ask whoever has it to hand it over.",
        )
    refuse_receiver(matter, by, to_rota=to_rota, to_worker=to_worker, at=at)
    grade = grade or row.grade
    ladder = ladder_for(matter.kind, grade, on=london_day(at))
    handover = Handover.objects.create(
        matter_kind=matter.kind,
        matter=matter.id,
        subject_id=row.subject_id,
        given_by_id=by.worker_id,
        given_at=at,
        to_rota_id=to_rota,
        to_worker_id=to_worker,
        grade=grade,
        due_at=acceptance_due(ladder, given_at=at),
        climbs_at=rung_due(ladder, 1, given_at=at),
    )
    tell_first(handover=handover, at=at)
    return handover


@step
def tell_first(*, handover: Handover, at: datetime) -> None:
    """Tell whom it was given to: the worker, or the first on the desk's rota.

    A desk with a hole keeps nothing waiting: it climbs at once, and whoever keeps the rota is asked to mend it.
    """
    if handover.to_worker_id or handover.to_rota is None:
        whom = [handover.to_worker_id] if handover.to_worker_id else []
    else:
        Rung.objects.create(handover=handover, number=0, who="desk", rota=handover.to_rota, told_at=at, because="given")
        there = [each.pk for each in on_duty(handover.to_rota, at=at)]
        whom = [each for each in there if each != handover.given_by_id][:1]
    if whom:
        tell(handover=handover, number=0, who="given", workers=whom, because="given", at=at)
    elif handover.to_rota:
        tell_of_hole(rota=handover.to_rota, at=at)
        climb_now(handover=handover, because="hole", at=at)


def refuse_receiver(matter: Matter, by: Viewer, *, to_rota: int | None, to_worker: UUID | None, at: datetime) -> None:
    """Refuse a handover that would leave the matter with nobody, in words that say what to do."""
    if (to_rota is None) == (to_worker is None):
        raise CannotBeGiven(
            got="nobody, or both a desk and a worker",
            expected="one of the two",
            next_step="Choose a desk or one worker.",
        )
    if to_rota is not None and not Rota.objects.filter(pk=to_rota).exists():
        raise CannotBeGiven(got="a desk", expected="one that is kept", next_step="Choose a desk from the list.")
    if to_worker is not None:
        refuse_worker(to_worker, by, at)
    if Handover.objects.filter(WAITING, matter_kind=matter.kind, matter=matter.id).exists():
        raise CannotBeGiven(
            got="a second handover",
            expected="one at a time",
            next_step="It waits to be accepted already. Withdraw that handover first to give it to somebody else.",
        )


def refuse_worker(to_worker: UUID, by: Viewer, at: datetime) -> None:
    """Refuse a worker who cannot receive: the giver themselves, nobody, or somebody who has left."""
    found = Worker.objects.filter(pk=to_worker).first()
    if found is None or to_worker == by.worker_id:
        raise CannotBeGiven(
            got="the giver, or nobody", expected="another worker", next_step="Choose somebody else, or a desk."
        )
    if found.left_on and found.left_on <= london_day(at):
        raise CannotBeGiven(
            got="a worker who has left",
            expected="one who works here",
            next_step=f"{found.name} has left. Choose somebody else, or a desk.",
        )


@action("handover.give")
def give(
    *, matter: Matter, by: Viewer, at: datetime, to_rota: int | None = None, to_worker: UUID | None = None
) -> Handover:
    """Hand over from the matter's own page, at the grade it has."""
    handover = hand_over(matter=matter, by=by, at=at, to_rota=to_rota, to_worker=to_worker)
    note(handover, did="given")
    return handover


@action("handover.answer")
def accept(*, handover: UUID, by: Viewer, at: datetime) -> Handover:
    """Say that one has the matter: from this moment one owns it, and its record is open to one.

    When two say so at once, the first has it, and the second is told who that is.
    """
    row = asked(handover, by, at)
    note(row, did="accepted")
    matter = Matter(row.matter_kind, row.matter, row.subject_id)
    pass_on(held_by=held(matter), to=by.worker_id, because="accepted", at=at)
    row.accepted_by_id, row.accepted_at, row.climbs_at = by.worker_id, at, None
    row.save(update_fields=["accepted_by", "accepted_at", "climbs_at"])
    notify(worker=row.given_by_id, kind=ACCEPTED, reference=str(row.pk), at=at)
    settle(kind=UNANSWERED, reference=str(row.pk), at=at, done_by=by.worker_id)
    return row


@action("handover.answer")
def decline(*, handover: UUID, reason: str, by: Viewer, at: datetime) -> Handover:
    """Say that one cannot have the matter, and why. The giver still has it, and is told."""
    said = reason.strip()
    if not said or len(said) > LONGEST_REASON:
        raise CannotBeGiven(
            got="no reason, or one too long to read",
            expected="why the matter cannot be accepted",
            next_step="Say in a sentence why you cannot accept it, so that its owner knows whom to ask instead.",
        )
    row = asked(handover, by, at)
    note(row, did="declined")
    row.sealed_reason = sealed(said, table="tasks_handover", row=row.pk, column="reason")
    row.declined_by_id, row.declined_at, row.climbs_at = by.worker_id, at, None
    row.save(update_fields=["sealed_reason", "declined_by", "declined_at", "climbs_at"])
    notify(worker=row.given_by_id, kind=DECLINED, reference=str(row.pk), at=at)
    return row


@action("handover.give")
def withdraw(*, handover: UUID, by: Viewer, at: datetime) -> Handover:
    """Take a handover back before anybody has accepted it: its giver still has the matter."""
    row = Handover.objects.select_for_update().filter(pk=handover).first()
    if row is None or row.given_by_id != by.worker_id:
        raise NotYoursToGive(
            got="a handover of somebody else's",
            expected="one that you gave",
            next_step="Ask whoever gave it to withdraw it.",
        )
    refuse_answered(row)
    note(row, did="withdrawn")
    row.withdrawn_at, row.climbs_at = at, None
    row.save(update_fields=["withdrawn_at", "climbs_at"])
    return row


def asked(handover: UUID, by: Viewer, at: datetime) -> Handover:
    """A handover that waits for this viewer, kept from changing until this action ends."""
    row = Handover.objects.select_for_update(of=("self",)).filter(pk=handover).first()
    if row is None or not may_answer(by, row, at=at):
        raise NotYoursToAccept(
            got="a handover that was not given to you",
            expected="one that was given to you, to a desk you are on shift at, or that climbed to you",
            next_step="Start your shift if it was given to your desk, or take the matter over from its own page.",
        )
    refuse_answered(row)
    return row


def refuse_answered(row: Handover) -> None:
    """Refuse to answer twice, and say who has the matter."""
    if row.accepted_by and row.accepted_at:
        raise AcceptedAlready(
            got="a second acceptance",
            expected="one",
            next_step=f"{row.accepted_by.name} accepted it on {moment_in_words(row.accepted_at)}, and has it.",
        )
    if row.declined_at or row.withdrawn_at:
        raise AcceptedAlready(
            got="an answer to a handover that has ended",
            expected="one that waits",
            next_step="It was declined or withdrawn. Open the matter to see who has it now.",
        )
