"""A matter has one owner at every moment: the giver owns it until somebody else says that they have it (¶20)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from homeward.register.access.actions import Refused
from homeward.register.access.models import Relationship
from homeward.register.agencies.models import Worker
from homeward.register.audit import actions as audit
from homeward.register.audit.actions import NoOpenEvent
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.actions import (
    AcceptedAlready,
    CannotBeGiven,
    NobodyHasIt,
    NotYoursToAccept,
    NotYoursToGive,
    NotYoursToTake,
    accept,
    close,
    decline,
    give,
    own,
    regrade,
    take_over,
    withdraw,
)
from homeward.register.tasks.models import Handover, Ownership
from homeward.register.tasks.queries import awaiting, handovers_of, owners_of
from tests import factories
from tests.factories import NOW
from tests.factories.watch import given, matter, owned, rota

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(minutes=5)


@pytest.fixture
def handler():
    return factories.viewer("call-handler", on_duty=True)


@pytest.fixture
def duty():
    return factories.viewer("emergency-duty-worker", on_duty=True)


def owner(what):
    return Ownership.objects.get(matter=what.id, until__isnull=True)


def test_a_matter_begins_with_one_owner_and_a_second_beginning_changes_nothing(handler, duty) -> None:
    what = owned(handler)
    with audit.event("shift.work", at=SOON):
        assert own(matter=what, worker=duty.worker_id, at=SOON).worker_id == handler.worker_id
    assert owners_of([what.id])[what.id].worker_id == handler.worker_id
    with pytest.raises(IntegrityError), transaction.atomic():
        Ownership.objects.create(
            matter_kind=what.kind, matter=what.id, worker_id=duty.worker_id, since=SOON, because="began"
        )
    with pytest.raises(NoOpenEvent):
        own(matter=matter(), worker=duty.worker_id, at=NOW)


def test_the_giver_owns_it_until_somebody_accepts_and_then_the_record_is_open_to_them(handler, duty) -> None:
    wren = factories.child()
    what = owned(handler, subject=wren.pk, grade="3")
    handover = given(handler, what, to_rota=rota().pk)
    assert handover.due_at == NOW + timedelta(minutes=10)
    assert owner(what).worker_id == handler.worker_id

    accept(handover=handover.pk, by=duty, at=SOON)

    first, second = Ownership.objects.filter(matter=what.id).order_by("since")
    assert (first.worker_id, first.until) == (handler.worker_id, SOON)
    assert (second.worker_id, second.since, second.because, second.grade) == (duty.worker_id, SOON, "accepted", "3")
    opened = Relationship.objects.get(subject_id=wren.pk, worker_id=duty.worker_id)
    assert (opened.kind, opened.until) == ("call", SOON + timedelta(hours=72))
    event = AuditEvent.objects.get(action="handover.answer")
    assert event.detail["did"] == "accepted"
    assert list(event.subjects.values_list("subject_id", flat=True)) == [wren.pk]


def test_two_accept_at_once_and_the_second_is_told_who_has_it(handler, duty) -> None:
    other = factories.viewer("emergency-duty-worker", on_duty=True)
    what = owned(handler)
    handover = given(handler, what, to_rota=rota().pk)
    accept(handover=handover.pk, by=duty, at=SOON)
    with pytest.raises(AcceptedAlready) as told:
        accept(handover=handover.pk, by=other, at=SOON)
    assert duty.name in told.value.next_step and "9:05am" in told.value.next_step
    assert owner(what).worker_id == duty.worker_id


def test_only_those_it_was_given_to_accept(handler, duty) -> None:
    what = owned(handler)
    handover = given(handler, what, to_rota=rota().pk)
    off_shift = factories.viewer("emergency-duty-worker")
    elsewhere = factories.viewer("emergency-duty-worker", of=factories.agency("hallamford"), on_duty=True)
    other_role = factories.viewer("front-door-worker", on_duty=True)
    for nobody in (handler, off_shift, elsewhere, other_role):
        with pytest.raises(NotYoursToAccept):
            accept(handover=handover.pk, by=nobody, at=SOON)
    with pytest.raises(Refused):
        accept(handover=handover.pk, by=factories.viewer("publisher"), at=SOON)
    with pytest.raises(NotYoursToAccept):
        accept(handover=uuid4(), by=duty, at=SOON)
    assert owner(what).worker_id == handler.worker_id


def test_a_worker_is_given_it_by_name(handler, duty) -> None:
    what = owned(handler)
    handover = given(handler, what, to_worker=duty.worker_id)
    assert list(awaiting(duty, at=NOW)) == list(awaiting(handler, at=NOW)) == [handover]
    accept(handover=handover.pk, by=duty, at=SOON)
    assert not awaiting(duty, at=NOW).exists()
    told = handovers_of(what)[0].rungs.get()
    assert (told.worker_id, told.because, told.told_at) == (duty.worker_id, "given", NOW)


def test_what_cannot_be_given(handler, duty) -> None:
    what = owned(handler)
    gone = factories.viewer("emergency-duty-worker")
    Worker.objects.filter(pk=gone.worker_id).update(left_on=date(2026, 3, 1))
    for whom in (
        {},
        {"to_rota": rota().pk, "to_worker": duty.worker_id},
        {"to_rota": 99_999},
        {"to_worker": handler.worker_id},
        {"to_worker": uuid4()},
        {"to_worker": gone.worker_id},
    ):
        with pytest.raises(CannotBeGiven), transaction.atomic():
            given(handler, what, **whom)
    with pytest.raises(NotYoursToGive):
        given(duty, what, to_rota=rota().pk)
    with pytest.raises(NobodyHasIt):
        given(duty, matter(), to_rota=rota().pk)
    given(handler, what, to_rota=rota().pk)
    with pytest.raises(CannotBeGiven, match="one at a time"):
        given(handler, what, to_worker=duty.worker_id)
    assert Handover.objects.count() == 1


def test_one_who_declines_says_why_and_the_giver_still_has_it(handler, duty) -> None:
    what = owned(handler)
    handover = given(handler, what, to_rota=rota().pk)
    with pytest.raises(CannotBeGiven):
        decline(handover=handover.pk, reason="  ", by=duty, at=SOON)
    row = decline(handover=handover.pk, reason="Two other children are missing tonight.", by=duty, at=SOON)
    assert "missing tonight" not in row.sealed_reason and row.declined_by_id == duty.worker_id
    assert owner(what).worker_id == handler.worker_id
    with pytest.raises(AcceptedAlready):
        accept(handover=handover.pk, by=duty, at=SOON)
    given(handler, what, to_rota=rota().pk, at=SOON)


def test_the_giver_takes_it_back_and_nobody_else_does(handler, duty) -> None:
    what = owned(handler)
    handover = give(matter=what, by=handler, at=NOW, to_rota=rota().pk)
    with pytest.raises(NotYoursToGive):
        withdraw(handover=handover.pk, by=duty, at=SOON)
    withdraw(handover=handover.pk, by=handler, at=SOON)
    with pytest.raises(AcceptedAlready):
        withdraw(handover=handover.pk, by=handler, at=SOON)
    assert not awaiting(duty, at=SOON).exists()
    assert owner(what).worker_id == handler.worker_id


def test_somebody_on_shift_takes_over_what_an_absent_owner_has(handler, duty) -> None:
    wren = factories.child()
    what = owned(handler, subject=wren.pk)
    handover = given(handler, what, to_rota=rota().pk)
    far = factories.viewer("hub-practitioner")
    with pytest.raises(NotYoursToTake):
        take_over(matter=what, by=far, at=SOON)
    assert not Relationship.objects.filter(worker_id=far.worker_id).exists()
    take_over(matter=what, by=duty, at=SOON)
    assert (owner(what).worker_id, owner(what).because) == (duty.worker_id, "taken-over")
    handover.refresh_from_db()
    assert handover.withdrawn_at == SOON
    factories.relate(far, wren.pk, "allocated")
    assert take_over(matter=what, by=far, at=SOON).worker_id == far.worker_id
    with pytest.raises(NobodyHasIt):
        take_over(matter=matter(), by=duty, at=SOON)


def test_a_graver_grade_makes_a_waiting_handover_due_sooner_and_a_lesser_never_later(handler, duty) -> None:
    what = owned(handler, grade="1")
    handover = given(handler, what, to_worker=duty.worker_id)
    for grade, minutes in (("3", 10), ("0", 10)):
        with audit.event("shift.work", at=SOON):
            regrade(matter=what, grade=grade, at=SOON)
        handover.refresh_from_db()
        assert (handover.due_at, handover.climbs_at) == (NOW + timedelta(minutes=minutes),) * 2
    assert owner(what).grade == "0"


def test_a_closed_matter_has_no_owner_and_asks_nobody(handler, duty) -> None:
    what = owned(handler)
    handover = given(handler, what, to_rota=rota().pk)
    with audit.event("shift.work", at=SOON):
        close(matter=what, at=SOON)
    assert owners_of([what.id]) == {}
    with pytest.raises(AcceptedAlready):
        accept(handover=handover.pk, by=duty, at=SOON)


def test_a_manager_sees_all_of_their_agency_and_others_do_not(handler) -> None:
    handover = given(handler, owned(handler), to_rota=rota().pk)
    manager = factories.viewer("manager")
    police = factories.viewer("manager", of=factories.agency("force", "police"))
    assert list(awaiting(manager, at=NOW, everything=True)) == [handover]
    assert not awaiting(manager, at=NOW).exists()
    assert not awaiting(police, at=NOW, everything=True).exists()
    assert not awaiting(factories.viewer("hub-practitioner"), at=NOW, everything=True).exists()
