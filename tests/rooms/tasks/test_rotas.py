"""Keeping a rota: who should be at a desk, cover, and holes that are seen before they come (¶20)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.register.access.actions import Refused
from homeward.register.agencies.models import Worker
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.actions.rotas import (
    NoSuchShift,
    NotYoursToKeep,
    add_shift,
    give_cover,
    open_rota,
    withdraw_shift,
)
from homeward.register.tasks.models import Cover, Rota, RotaShift
from homeward.register.tasks.queries.rotas import holes_ahead, on_duty
from homeward.register.tasks.rules.rotas import Span
from tests import factories
from tests.factories import NOW
from tests.factories.watch import rota

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
HOUR = timedelta(hours=1)


@pytest.fixture
def manager():
    return factories.viewer("manager")


@pytest.fixture
def desk(manager) -> Rota:
    return rota(hours="always")


def put(desk, manager, worker=None, *, since=0, until=12, **more) -> RotaShift:
    who = worker or factories.worker(f"On Duty {RotaShift.objects.count()}")
    span = Span(NOW + since * HOUR, NOW + until * HOUR)
    return add_shift(rota=desk.pk, worker=who.pk, span=span, by=manager, at=NOW, **more)


def test_whoever_is_on_the_rota_now_is_named_whom_to_try_first_in_front(desk, manager) -> None:
    second = put(desk, manager, order=2)
    first = put(desk, manager, order=1)
    put(desk, manager, since=12, until=20)
    assert on_duty(desk, at=NOW) == [first.worker, second.worker]
    assert AuditEvent.objects.filter(action="rota.keep").count() == 3


def test_holes_are_seen_two_weeks_ahead_in_a_set_number_of_statements(desk, manager, django_assert_num_queries) -> None:
    put(desk, manager, until=24)
    other = rota("line", role="call-handler", hours="always")
    with django_assert_num_queries(2):
        found = holes_ahead([desk, other], at=NOW)
    assert found[desk.pk][0].since == NOW + 24 * HOUR
    assert found[other.pk][0].since < NOW < found[other.pk][0].until
    assert len(found[other.pk]) == 14


def test_a_shift_taken_off_leaves_a_hole_and_its_row(desk, manager) -> None:
    shift = put(desk, manager)
    withdraw_shift(shift=shift.pk, by=manager, at=NOW)
    assert on_duty(desk, at=NOW) == []
    assert RotaShift.objects.get().withdrawn_by_id == manager.worker_id
    with pytest.raises(NoSuchShift):
        withdraw_shift(shift=shift.pk, by=manager, at=NOW)


def test_cover_stands_in_for_as_long_as_it_lasts(desk, manager) -> None:
    shift, other = put(desk, manager), factories.worker("Standing In")
    give_cover(shift=shift.pk, worker=other.pk, span=Span(NOW + HOUR, NOW + 30 * HOUR), by=manager, at=NOW)
    assert Cover.objects.get().until == shift.until
    assert on_duty(desk, at=NOW) == [shift.worker]
    assert on_duty(desk, at=NOW + HOUR) == [other]
    for worker, span in (
        (shift.worker_id, None),
        (other.pk, Span(NOW + 20 * HOUR, NOW + 30 * HOUR)),
        (factories.worker(of=factories.agency("force", "police")).pk, None),
    ):
        with pytest.raises(NoSuchShift):
            give_cover(shift=shift.pk, worker=worker, span=span, by=manager, at=NOW)


def test_a_worker_who_left_is_at_no_desk_and_is_put_on_none(desk, manager) -> None:
    shift = put(desk, manager)
    Worker.objects.filter(pk=shift.worker_id).update(left_on=date(2026, 3, 2))
    assert on_duty(desk, at=NOW) == []
    assert holes_ahead([desk], at=NOW)[desk.pk][0].since <= NOW
    with pytest.raises(NoSuchShift):
        put(desk, manager, shift.worker, since=13, until=14)


def test_what_is_no_shift(desk, manager) -> None:
    worker = factories.worker()
    put(desk, manager, worker)
    for since, until in ((0, 12), (2, 3), (-3, -1), (20, 20), (20, 19), (20, 46)):
        with pytest.raises(NoSuchShift):
            put(desk, manager, worker, since=since, until=until)
    assert RotaShift.objects.count() == 1


def test_a_rota_is_kept_by_managers_of_its_own_agency(desk, manager) -> None:
    police = factories.viewer("manager", of=factories.agency("force", "police"))
    with pytest.raises(NotYoursToKeep):
        put(desk, police)
    with pytest.raises(Refused):
        put(desk, factories.viewer("call-handler", on_duty=True))
    made = open_rota(title="Day team", code="day-team", role="hub-practitioner", hours="office", by=police, at=NOW)
    assert (made.agency_id, made.manager_id) == (police.agency_id, police.worker_id)
    for code, hours in (("day-team", "office"), ("another", "never")):
        with pytest.raises(NotYoursToKeep):
            open_rota(title="Day team", code=code, role="manager", hours=hours, by=police, at=NOW)


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account, backend=DOOR)
    return client


def test_the_week_shows_its_holes_and_a_manager_fills_one(desk) -> None:
    account = factories.account("manager")
    duty = factories.account("emergency-duty-worker")
    client, address = signed_in(account), reverse("rota", args=[desk.pk])
    assert "Nobody: midnight to midnight" in client.get(address).content.decode()
    form = {"worker": str(duty.worker_id), "on_0": "3", "on_1": "3", "on_2": "2026"}
    form |= {"since": "00:00", "until": "00:00", "order": "1"}
    answer = client.post(address, form, follow=True).content.decode()
    assert f"{duty.worker.name}: midnight to midnight" in answer
    missing = {**form, "on_0": "29", "since": "01:30"}
    assert "the clock goes forward over it" in client.post(address, missing).content.decode()
    shift = RotaShift.objects.get()
    client.post(reverse("give_cover", args=[shift.pk]), {"worker": str(account.worker_id)})
    assert f"{account.worker.name}: midnight to midnight" in client.get(address).content.decode()
    client.post(reverse("withdraw_shift", args=[shift.pk]))
    assert RotaShift.objects.get().withdrawn_at
    for week in ("", "x", "0001-01-01", "9999-12-31"):
        assert client.get(f"{address}?week={week}").status_code == 200
    assert client.get(reverse("rota", args=[99_999])).status_code == 404


def test_who_only_reads_a_rota_is_offered_no_form(desk) -> None:
    client = signed_in(factories.account("call-handler", on_duty=True))
    page = client.get(reverse("rota", args=[desk.pk])).content.decode()
    assert "Put somebody on the rota" not in page
    assert client.get(reverse("rotas")).status_code == 200
    assert client.post(reverse("new_rota"), {"title": "x"}).status_code == 403
    made = signed_in(factories.account("manager")).post(
        reverse("new_rota"), {"title": "Day team", "role": "hub-practitioner", "hours": "office"}
    )
    assert made.status_code == 302 and Rota.objects.filter(code="day-team").exists()
