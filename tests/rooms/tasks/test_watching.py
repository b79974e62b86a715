"""What is asked for before it is too late: a matter whose owner has left, and a hole in a rota before it comes."""

from datetime import timedelta

import pytest

from homeward.register.agencies.models import Worker
from homeward.register.tasks.actions import take_over
from homeward.register.tasks.jobs.watching import ask_of_holes, ask_of_what_was_left
from homeward.register.tasks.models import RotaShift, Task
from tests import factories
from tests.factories import NOW
from tests.factories.watch import owned, rota

pytestmark = pytest.mark.django_db


def test_a_matter_whose_owner_leaves_is_asked_about_until_somebody_has_it() -> None:
    team = factories.team()
    manager = factories.viewer("manager", in_team=team)
    leaver = factories.viewer("hub-practitioner", in_team=team)
    what = owned(leaver, subject=factories.child().pk)
    assert ask_of_what_was_left(NOW) == 0
    Worker.objects.filter(pk=leaver.worker_id).update(left_on=NOW.date())
    assert ask_of_what_was_left(NOW) == 1 and ask_of_what_was_left(NOW) == 0
    task = Task.objects.get(kind="owner-has-left")
    assert (task.for_worker_id, task.subject_id) == (manager.worker_id, what.subject)
    take_over(matter=what, by=manager, at=NOW)
    task.refresh_from_db()
    assert task.done_at == NOW and ask_of_what_was_left(NOW) == 0


def test_where_the_leaver_had_no_manager_the_duty_directors_are_asked() -> None:
    leaver = factories.viewer("call-handler")
    owned(leaver)
    Worker.objects.filter(pk=leaver.worker_id).update(left_on=NOW.date())
    assert ask_of_what_was_left(NOW) == 1
    assert Task.objects.get().for_role == "duty-director"


def on(desk, worker: Worker, *, since, hours: float) -> RotaShift:
    until = since + timedelta(hours=hours)
    return RotaShift.objects.create(rota=desk, worker=worker, since=since, until=until, added_at=NOW)


def test_the_next_hole_of_a_rota_is_asked_about_before_it_comes_and_no_more_once_it_is_filled() -> None:
    manager, worker = factories.worker("Maud Manager"), factories.worker()
    desk = rota("phone-line", hours="always", manager=manager)
    on(desk, worker, since=NOW - timedelta(days=2), hours=72)
    assert ask_of_holes(NOW) == 1 and ask_of_holes(NOW) == 0
    task = Task.objects.get(kind="rota-hole-ahead")
    assert (task.for_worker, task.due_at) == (manager, NOW + timedelta(days=1))
    on(desk, worker, since=NOW + timedelta(days=1), hours=24 * 20)
    assert ask_of_holes(NOW) == 0
    task.refresh_from_db()
    assert (task.outcome, task.done_at) == ("filled", NOW)


def test_a_hole_that_is_days_away_waits() -> None:
    desk = rota("phone-line", hours="always")
    on(desk, factories.worker(), since=NOW - timedelta(days=2), hours=24 * 6)
    assert ask_of_holes(NOW) == 0
    assert ask_of_holes(NOW + timedelta(days=1, hours=1)) == 1
    assert Task.objects.get().for_role == "duty-director"
