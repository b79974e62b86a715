"""What nobody accepts climbs its ladder until somebody does, and it can be shown who was told of it when (¶20)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.register.access.models import RoleHolding
from homeward.register.agencies.models import Worker
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.actions import accept, decline
from homeward.register.tasks.actions.climbing import climb
from homeward.register.tasks.jobs import climb_what_is_due
from homeward.register.tasks.models import Notice, RotaShift, Rung, Task
from tests import factories
from tests.factories import NOW
from tests.factories.watch import given, owned, rota

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def handler():
    return factories.viewer("call-handler", on_duty=True)


@pytest.fixture
def manager():
    return factories.viewer("manager")


@pytest.fixture
def director():
    return factories.viewer("duty-director", on_duty=True)


@pytest.fixture
def desk(manager):
    return rota(manager=Worker.objects.get(pk=manager.worker_id))


def rostered(desk, order=1):
    who = factories.viewer("emergency-duty-worker")
    hours = {"since": NOW - 60 * MINUTE, "until": NOW + 600 * MINUTE, "added_at": NOW}
    RotaShift.objects.create(rota=desk, worker_id=who.worker_id, order=order, **hours)
    return who


def told(handover) -> list[tuple]:
    rows = Rung.objects.filter(handover=handover, worker__isnull=False).order_by("told_at", "number")
    return [(row.number, row.worker_id, row.because, (row.told_at - NOW) // MINUTE) for row in rows]


def test_a_lost_acceptance_climbs_from_the_next_to_the_manager_to_the_director_and_is_told_again(
    handler, manager, director, desk
) -> None:
    first, second = rostered(desk, 1), rostered(desk, 2)
    handover = given(handler, owned(handler, grade="3"), to_rota=desk.pk)
    climbed = [climb_what_is_due(NOW + minute * MINUTE) for minute in range(50)]
    assert [minute for minute, number in enumerate(climbed) if number] == [10, 20, 30, 45]
    assert told(handover) == [
        (0, first.worker_id, "given", 0),
        (1, second.worker_id, "late", 10),
        (2, manager.worker_id, "late", 20),
        (3, director.worker_id, "late", 30),
        (4, director.worker_id, "again", 45),
    ]
    assert set(Notice.objects.values_list("worker_id", flat=True)) == {
        each.worker_id for each in (first, second, manager, director)
    }
    accept(handover=handover.pk, by=director, at=NOW + 46 * MINUTE)
    assert [climb_what_is_due(NOW + minute * MINUTE) for minute in (60, 600)] == [0, 0]
    assert Notice.objects.get(worker_id=handler.worker_id).kind == "handover-accepted"


def test_a_turn_that_two_workers_take_climbs_once_and_one_that_finds_nothing_leaves_no_event(
    handler, manager, desk
) -> None:
    rostered(desk)
    handover = given(handler, owned(handler, grade="3"), to_rota=desk.pk)
    late = NOW + 10 * MINUTE
    assert climb(handover=handover.pk, at=late) is not None
    assert climb(handover=handover.pk, at=late) is None
    assert len(told(handover)) == 2
    before = AuditEvent.objects.count()
    assert climb_what_is_due(late) == 0
    assert AuditEvent.objects.count() == before


def test_a_desk_with_a_hole_climbs_at_once_and_its_manager_is_asked_to_mend_it(handler, manager, desk) -> None:
    handover = given(handler, owned(handler, grade="2"), to_rota=desk.pk)
    assert told(handover) == [(2, manager.worker_id, "hole", 0)]
    task = Task.objects.get(kind="rota-hole")
    assert (task.for_worker_id, task.reference) == (manager.worker_id, desk.code)
    handover.refresh_from_db()
    assert (handover.rung, handover.climbs_at) == (2, NOW + 90 * MINUTE)
    accept(handover=handover.pk, by=manager, at=NOW)


def test_in_a_hole_somebody_on_shift_in_the_desks_role_is_told_before_the_manager(handler, manager, desk) -> None:
    there = factories.viewer("emergency-duty-worker", on_duty=True)
    handover = given(handler, owned(handler), to_rota=desk.pk)
    assert told(handover) == [(1, there.worker_id, "hole", 0)]


def test_a_worker_who_left_is_told_of_nothing(handler, manager, director, desk) -> None:
    gone = rostered(desk)
    Worker.objects.filter(pk__in=[gone.worker_id, manager.worker_id]).update(left_on=date(2026, 3, 2))
    handover = given(handler, owned(handler), to_rota=desk.pk)
    assert told(handover) == [(3, director.worker_id, "hole", 0)]


def test_with_nobody_anywhere_the_directors_are_asked_by_a_task_that_acceptance_settles(handler) -> None:
    duty = factories.viewer("emergency-duty-worker")
    handover = given(handler, owned(handler, grade="3"), to_worker=duty.worker_id)
    assert climb_what_is_due(NOW + 10 * MINUTE) == 1
    task = Task.objects.get(kind="handover-unanswered")
    assert (task.for_role, task.done_at) == ("duty-director", None)
    accept(handover=handover.pk, by=duty, at=NOW + 11 * MINUTE)
    task.refresh_from_db()
    assert task.done_by_id == duty.worker_id


def test_the_giver_is_never_told_of_their_own(desk) -> None:
    giver = rostered(desk)
    RoleHolding.objects.create(worker_id=giver.worker_id, role="duty-director", since=NOW)
    handover = given(giver, owned(giver), to_rota=desk.pk)
    assert giver.worker_id not in {worker for _, worker, _, _ in told(handover)}


def test_a_notice_says_that_something_waits_and_never_what(handler, desk) -> None:
    wren = factories.child()
    account = factories.account("emergency-duty-worker")
    handover = given(handler, owned(handler, subject=wren.pk), to_worker=account.worker_id)
    client = Client()
    client.force_login(account, backend="homeward.register.accounts.actions.DemonstrationDoor")
    page = client.get(reverse("notices")).content.decode()
    assert "Something waits for you to accept it" in page and "New" in page
    for words in ("Wren", "Applegarth", handler.name, str(wren.pk), str(handover.pk)):
        assert words not in page
    assert Notice.objects.get().seen_at == NOW
    assert "New" not in client.get(reverse("notices")).content.decode()


def test_one_who_declines_is_told_to_the_giver(handler) -> None:
    duty = factories.viewer("emergency-duty-worker")
    handover = given(handler, owned(handler), to_worker=duty.worker_id)
    decline(handover=handover.pk, reason="Nobody tonight.", by=duty, at=NOW)
    assert Notice.objects.get(worker_id=handler.worker_id).kind == "handover-declined"
    assert climb_what_is_due(NOW + 600 * MINUTE) == 0
