"""Today's page says why a list is empty, and is marked by what it shows."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.register.access.actions import as_the_system
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.tasks.actions import raise_task
from tests import factories
from tests.factories import NOW
from tests.factories.watch import given, owned, rota

pytestmark = pytest.mark.django_db


def today(*roles: str, on_duty: bool = False) -> str:
    """Today, as somebody who holds these roles reads it."""
    client = Client()
    kind = {"partner": "school", "police-missing-desk": "police"}.get(roles[0], "council")
    agency = factories.agency() if kind == "council" else factories.agency("larkfield", kind)
    account = factories.account(*roles, of=agency, on_duty=on_duty)
    client.force_login(account, backend="homeward.register.accounts.actions.DemonstrationDoor")
    return client.get("/").content.decode()


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("hub-practitioner", "No child is allocated to you."),
        ("manager", "No child is allocated to your team."),
        ("independent-interviewer", "No return interview is asked of you."),
        ("meeting-chair", "No child is on an agenda of yours."),
        ("partner", "No child of yours is with the hub."),
    ],
)
def test_an_empty_list_gives_the_reason_of_the_role(role: str, words: str) -> None:
    assert words in today(role)


def test_somebody_of_two_roles_is_answered_as_a_worker() -> None:
    assert "No child is allocated to you." in today("hub-practitioner", "meeting-chair")


@pytest.mark.parametrize(
    "role", ["call-handler", "emergency-duty-worker", "front-door-worker", "police-missing-desk", "duty-director"]
)
def test_whoever_works_in_shifts_is_told_off_shift_to_start_one_and_never_that_nobody_is_missing(role: str) -> None:
    factories.episode(factories.child("Gone"), lasted=None)
    off = today(role)
    assert off.count("Start your shift at the top of this page") == 2
    assert "Gone" not in off and "is missing now." not in off and "allocated to you" not in off
    on = today(role, on_duty=True)
    assert "Gone" in on and "at the top of this page" not in on


@pytest.mark.parametrize("role", ["publisher", "administrator", "director", "hub-intelligence-analyst"])
def test_a_page_that_can_name_no_child_is_official(role: str) -> None:
    page = today(role)
    assert "OFFICIAL" in page and "OFFICIAL-SENSITIVE" not in page


@pytest.mark.parametrize("role", ["hub-practitioner", "call-handler", "partner"])
def test_a_page_that_names_children_is_sensitive_and_says_who_opened_it(role: str) -> None:
    page = today(role)
    assert "OFFICIAL-SENSITIVE" in page and "hw-strip__watermark" in page


@as_the_system("feed.load")
def ask(*, at: datetime, **facts: Any) -> None:
    """A task that a load gives cause for."""
    raise_task(at=at, **facts)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="homeward.register.accounts.actions.DemonstrationDoor")
    return client


def test_what_waits_stands_before_the_list_of_ones_children() -> None:
    page = today("hub-practitioner")
    found = [page.index(f'id="{each}"') for each in ("missing-now", "tasks", "children")]
    assert found == sorted(found)


def test_of_tasks_that_read_alike_the_first_three_stand_for_all() -> None:
    account = factories.account("matching-reviewer")
    for each in range(5):
        ask(
            at=NOW, kind="identifiers-disagree", for_role="matching-reviewer", subject_id=factories.child(f"C{each}").pk
        )
    page = signed_in(account).get("/").content.decode()
    assert page.count("Two records disagree about who a child is") == 3
    assert f'href="{reverse("tasks")}">See every task' in page


def test_a_task_names_the_child_and_the_page_costs_the_same_for_one_task_and_for_thirty() -> None:
    account = factories.account("hub-practitioner")
    client, counts = signed_in(account), []
    client.get("/")  # the first page of a session also saves the session
    for more in (1, 29):
        for each in range(more):
            child = factories.child(f"Wren{more}{each}", "Applegarth")
            factories.relate(viewer_of(account, at=NOW), child.pk)
            ask(at=NOW, kind="hold-strategy-discussion", for_worker=account.worker_id, subject_id=child.pk)
        with CaptureQueriesContext(connection) as captured:
            page = client.get("/").content.decode()
        counts.append(len(captured))
    assert "Hold a strategy discussion: Wren10 Applegarth" in page
    assert counts[0] == counts[1], counts


@pytest.mark.parametrize(("role", "place"), [("information-governance", "Who looked"), ("administrator", "Accounts")])
def test_whoever_works_with_no_child_is_told_where_their_work_is(role: str, place: str) -> None:
    page = today(role)
    assert "Where your work is" in page
    assert place in page.partition("Where your work is")[2]
    assert "Where your work is" not in today("hub-practitioner")


def test_what_nobody_has_accepted_yet_stands_first_for_whoever_may_accept_it() -> None:
    handler, desk = factories.viewer("call-handler", on_duty=True), rota()
    given(handler, owned(handler, grade="3"), to_rota=desk.pk)
    page = signed_in(factories.account("emergency-duty-worker", on_duty=True)).get("/").content.decode()
    assert "1 matter to be accepted by you or your desk" in page
    assert page.index('id="to-accept"') < page.index('id="missing-now"')
    assert "to be accepted by you" not in today("hub-practitioner")
