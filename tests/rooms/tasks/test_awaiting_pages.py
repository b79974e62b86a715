"""The page of what waits to be accepted, its buttons, and the panel that a matter's own page shows."""

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.models import Ownership
from homeward.register.tasks.queries import watch_of
from tests import factories
from tests.factories import NOW
from tests.factories.watch import given, owned, rota

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account, backend=DOOR)
    return client


@pytest.fixture
def handler():
    return factories.viewer("call-handler", on_duty=True)


def test_one_press_accepts_and_a_second_person_is_told_who_has_it(handler) -> None:
    desk = rota()
    one, two = (factories.account("emergency-duty-worker", on_duty=True) for _ in range(2))
    what = owned(handler, grade="3")
    handover = given(handler, what, to_rota=desk.pk)
    page = signed_in(one).get(reverse("awaiting")).content.decode()
    assert "A child who is missing" in page and handler.name in page and "Accept within 10 minutes" in page
    signed_in(one).post(reverse("accept_handover", args=[handover.pk]))
    answer = signed_in(two).post(reverse("accept_handover", args=[handover.pk]), follow=True).content.decode()
    assert f"{one.worker.name} accepted it" in answer
    assert Ownership.objects.get(until__isnull=True).worker_id == one.worker_id
    told = AuditEvent.objects.filter(action="handover.answer", worker_id=two.worker_id)
    assert {event.detail.get("turned_away") for event in told} >= {"AcceptedAlready"}


def test_the_page_names_the_child_to_the_memory_and_not_to_the_reader(handler) -> None:
    wren = factories.child()
    given(handler, owned(handler, subject=wren.pk), to_rota=rota().pk)
    duty = factories.account("emergency-duty-worker", on_duty=True)
    page = signed_in(duty).get(reverse("awaiting")).content.decode()
    assert "Wren" not in page
    event = AuditEvent.objects.get(action="handover.see")
    assert list(event.subjects.values_list("subject_id", flat=True)) == [wren.pk]


def test_declining_asks_why(handler) -> None:
    handover = given(handler, owned(handler), to_rota=rota().pk)
    duty = signed_in(factories.account("emergency-duty-worker", on_duty=True))
    address = reverse("decline_handover", args=[handover.pk])
    assert "Say why you cannot accept it" in duty.post(address, {"reason": ""}).content.decode()
    duty.post(address, {"reason": "We have nobody tonight."})
    handover.refresh_from_db()
    assert handover.declined_at == NOW


def panel(viewer, what) -> str:
    request = RequestFactory().get("/")
    request.viewer = viewer
    context = Context({"request": request, "watch": watch_of(what, viewer=viewer, at=NOW)})
    return Template("{% load watch %}{% watch_panel watch %}").render(context)


def test_a_matters_panel_offers_each_person_only_what_they_may_do(handler) -> None:
    duty = factories.viewer("emergency-duty-worker", on_duty=True)
    stranger = factories.viewer("hub-practitioner")
    desk = rota()
    what = owned(handler)
    assert f"rota:{desk.pk}" in panel(handler, what)
    given(handler, what, to_rota=desk.pk)
    assert "Withdraw" in panel(handler, what) and "Take over" not in panel(handler, what)
    assert "Accept<" in panel(duty, what) and "Take over" in panel(duty, what)
    for words in ("Accept<", "Take over", "Withdraw", "rota:"):
        assert words not in panel(stranger, what)


def test_a_matter_is_handed_over_and_taken_over_by_its_buttons(handler) -> None:
    account = factories.account("call-handler", on_duty=True)
    client = signed_in(account)
    what = owned(handler)
    assert client.post(reverse("take_over", args=[what.kind, what.id])).status_code == 302
    assert Ownership.objects.get(until__isnull=True).worker_id == account.worker_id
    for bad in ("", "rota:", "rota:x", "rota:-1", f"rota:{10**30}", "worker:x", "everyone:1"):
        client.post(reverse("hand_over", args=[what.kind, what.id]), {"to": bad})
    client.post(reverse("hand_over", args=[what.kind, what.id]), {"to": f"rota:{rota().pk}"})
    assert [row.to_rota for row in watch_of(what, viewer=handler, at=NOW).handovers] == [rota()]
    assert client.post(reverse("take_over", args=["nothing", what.id])).status_code == 404


def test_a_panel_costs_a_set_number_of_statements(handler, django_assert_max_num_queries) -> None:
    what = owned(handler)
    for _ in range(3):
        handover = given(handler, what, to_rota=rota().pk)
        handover.withdrawn_at = NOW
        handover.save()
    with django_assert_max_num_queries(10):
        panel(handler, what)
