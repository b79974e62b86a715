"""The sheet for the morning meeting: what is on it, for whom, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.missing.models import Call
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from tests import factories as f
from tests.factories.watch import given, owned, rota
from tests.rooms.missing.test_board import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def front_door() -> Account:
    return f.account("front-door-worker", on_duty=True)


def sheet_for(account: Account) -> str:
    return signed_in(account).get(reverse("morning_sheet")).content.decode()


def test_it_holds_the_night_and_what_waits(front_door: Account) -> None:
    f.episode(f.child("Wren", "Applegarth"), days_ago=2, lasted=None)
    f.episode(f.child("Rowan", "Fernsby"), days_ago=3, lasted=2)
    f.episode(f.child("Sorrel", "Longago"), days_ago=140, lasted=1)
    handler = f.viewer("call-handler", on_duty=True)
    given(handler, owned(handler), to_worker=front_door.worker_id)
    rota("phone-line", hours="always")
    yesterday = f.NOW - timedelta(days=1)
    Call.objects.create(
        opened_at=yesterday,
        labelled_at=yesterday,
        label="silent",
        state="labelled",
        taken_by_id=handler.worker_id,
        agency_id=handler.agency_id,
    )
    page = sheet_for(front_door)
    for words in (
        "Since 27 February 2026 at 5pm: 1 child went missing, and 1 child came back.",
        "Wren Applegarth",
        "Rowan Fernsby",
        "Return interviews that are due",
        "Waiting to be accepted",
        handler.name,
        "Labels of calls to look at again",
        "Phone line",
        "OFFICIAL-SENSITIVE",
        front_door.worker.name,
    ):
        assert words in page, words
    assert "Longago" not in page
    named = AuditEvent.objects.get(action="missing.morning").subjects.count()
    assert named == 2


def test_a_part_that_is_not_the_viewer_s_is_not_on_it_and_a_quiet_night_says_so() -> None:
    page = sheet_for(f.account("call-handler", on_duty=True))
    assert "Labels of calls" not in page and "Return interviews that are due" not in page
    assert "0 children went missing" in page and page.count("None.") == 5


def test_a_case_worker_s_sheet_holds_their_own_children() -> None:
    practitioner = f.account("hub-practitioner")
    mine, other = f.child("Wren", "Applegarth"), f.child("Rowan", "Fernsby")
    f.relate(viewer_of(practitioner, at=f.NOW), mine.pk)
    for each in (mine, other):
        f.episode(each, days_ago=1, lasted=None)
    page = sheet_for(practitioner)
    assert "Wren" in page and "Rowan" not in page and "1 child went missing" in page


def test_many_rows_cost_as_many_statements_as_one(front_door: Account) -> None:
    client, handler = signed_in(front_door), f.viewer("call-handler", on_duty=True)

    def night(number: int) -> None:
        f.episode(f.child(f"Gone{number}"), days_ago=1, lasted=None)
        f.episode(f.child(f"Back{number}"), days_ago=2, lasted=1)
        given(handler, owned(handler), to_worker=front_door.worker_id)
        rota(f"desk-{number}", hours="always")

    night(0)
    client.get(reverse("morning_sheet"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("morning_sheet"))
    for number in range(1, 5):
        night(number)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("morning_sheet"))
    assert len(many) == len(few)
