"""A page's stamp: it changes when what the viewer may see there changes, and it is no look at anything."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.config.second_factor import SEEN
from homeward.practice.missing import actions
from homeward.practice.missing.models import Call, MissingEpisode
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit import actions as audit
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.actions.climbing import FOR_YOU, notify
from tests import factories as f
from tests.factories.watch import given, owned, rota
from tests.rooms.missing.test_live import DOOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler() -> Account:
    return f.account("call-handler", on_duty=True)


@pytest.fixture
def episode() -> MissingEpisode:
    return f.episode(f.child(), days_ago=0, lasted=None)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend=DOOR)
    return client


def told(client: Client, of: str) -> str:
    answer = client.get(reverse("stamp"), {"of": of})
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/plain")
    return answer.content.decode()


def test_the_stamp_of_a_page_is_what_is_asked_for_later_until_something_changes(handler, episode) -> None:
    client, viewer = signed_in(handler), viewer_of(handler, at=f.NOW)
    page = client.get(reverse("missing_now"))
    before = page.context["stamp"].token
    assert told(client, "missing-now") == before and f'data-hw-token="{before}"' in page.content.decode()
    f.relate(viewer, episode.person_id, "call")
    whose = {"child": episode.person_id, "episode": episode.pk, "by": viewer, "at": f.NOW}
    actions.grade(**whose, level="3", reasons=["threatened"])
    graded = told(client, "missing-now")
    assert graded != before
    whose["at"] += timedelta(minutes=1)
    actions.note(**whose, kind="update", source="own", text="Seen at the fairground")
    assert told(client, "missing-now") != graded


def test_what_waits_the_notices_the_calls_and_an_absence_have_stamps_of_their_own(handler, episode) -> None:
    viewer, client = viewer_of(handler, at=f.NOW), signed_in(handler)
    f.relate(viewer, episode.person_id, "call")
    pages = ("awaiting", "notices", "calls", f"episode.{episode.pk}")
    before = {of: told(client, of) for of in pages}
    assert len(set(before.values())) == len(pages)
    given(viewer, owned(viewer), to_rota=rota().pk)
    with audit.event("handover.climb", at=f.NOW):
        notify(worker=viewer.worker_id, kind=FOR_YOU, reference="x", at=f.NOW)
    Call.objects.create(opened_at=f.NOW, taken_by_id=viewer.worker_id, agency_id=viewer.agency_id)
    whose = {"child": episode.person_id, "episode": episode.pk, "by": viewer, "at": f.NOW}
    actions.note(**whose, kind="update", source="own", text="Seen at the fairground")
    after = {of: told(client, of) for of in pages}
    assert [of for of in pages if after[of] == before[of]] == []


@pytest.mark.parametrize("route", ["awaiting", "notices", "calls", "missing_now"])
def test_each_page_says_when_it_was_made_and_leads_to_itself(handler, route: str) -> None:
    page = signed_in(handler).get(reverse(route)).content.decode()
    assert "Made on 2 March 2026 at 9am." in page and f'href="{reverse(route)}">Show it again' in page


def test_asking_is_no_look_at_a_record_and_keeps_no_session_open(handler, episode) -> None:
    client = signed_in(handler)
    client.get(reverse("missing_now"))
    events = AuditEvent.objects.count()
    session = client.session
    session[SEEN] = (f.NOW - timedelta(minutes=9)).isoformat()
    session.save()
    told(client, "missing-now")
    told(client, f"episode.{episode.pk}")
    assert AuditEvent.objects.count() == events and client.session[SEEN] == session[SEEN]
    client.get(reverse("missing_now"), headers={"X-Homeward-By-Itself": "yes"})
    event = AuditEvent.objects.order_by("pk").last()
    assert event.action == "missing.board" and event.detail["by_itself"] is True
    assert client.session[SEEN] == session[SEEN]
    client.get(reverse("missing_now"))
    assert client.session[SEEN] != session[SEEN]


def test_it_tells_nobody_of_what_they_may_not_see(handler, episode) -> None:
    stranger = signed_in(f.account("administrator"))
    before = [told(stranger, of) for of in ("missing-now", "calls", f"episode.{episode.pk}")]
    viewer = viewer_of(handler, at=f.NOW)
    f.relate(viewer, episode.person_id, "call")
    actions.grade(child=episode.person_id, episode=episode.pk, level="3", reasons=["threatened"], by=viewer, at=f.NOW)
    Call.objects.create(opened_at=f.NOW, taken_by_id=viewer.worker_id, agency_id=viewer.agency_id)
    assert [told(stranger, of) for of in ("missing-now", "calls", f"episode.{episode.pk}")] == before
    assert told(signed_in(handler), "awaiting") != told(stranger, "awaiting")


@pytest.mark.parametrize("of", ["", "elsewhere", "episode.", "episode.x"])
def test_any_other_page_has_no_stamp(handler, of: str) -> None:
    assert signed_in(handler).get(reverse("stamp"), {"of": of}).status_code == 404


def test_whoever_is_not_signed_in_is_told_nothing(client: Client) -> None:
    answer = client.get(reverse("stamp"), {"of": "missing-now"})
    assert answer.status_code == 204 and answer.content == b""


def test_a_stamp_costs_a_set_number_of_statements(handler) -> None:
    client = signed_in(handler)
    f.episode(f.child(), lasted=None)
    pages = ("missing-now", "awaiting", "notices", "calls")
    told(client, "missing-now")

    def cost(of: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            told(client, of)
        return len(asked)

    few = {of: cost(of) for of in pages}
    viewer = viewer_of(handler, at=f.NOW)
    for number in range(5):
        f.episode(f.child(f"Child{number}"), lasted=None)
        given(viewer, owned(viewer), to_rota=rota().pk)
        Call.objects.create(opened_at=f.NOW, taken_by_id=viewer.worker_id, agency_id=viewer.agency_id)
    assert {of: cost(of) for of in pages} == few


def test_the_bell_counts_what_is_unread_without_a_word_of_it(handler) -> None:
    client, viewer = signed_in(handler), viewer_of(handler, at=f.NOW)
    page = client.get(reverse("help")).content.decode()
    assert "No unread messages" in page
    for minute in range(120):
        with audit.event("handover.climb", at=f.NOW):
            notify(worker=viewer.worker_id, kind=FOR_YOU, reference="x", at=f.NOW + timedelta(minutes=minute))
    page = client.get(reverse("help")).content.decode()
    assert "You have a message. Unread: " in page and ">100<" in page and "Something waits for you" not in page
    client.get(reverse("notices"))
    assert "No unread messages" in client.get(reverse("help")).content.decode()


def test_the_bell_costs_each_page_one_statement(handler) -> None:
    client = signed_in(handler)
    client.get(reverse("help"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("help"))
    assert sum('"tasks_notice"' in each["sql"] for each in asked.captured_queries) == 1
