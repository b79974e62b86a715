"""With the database down the console answers with its capture page, and never with a trace; the page holds nobody."""

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError
from django.test import Client
from django.urls import reverse

from tests import factories as f
from tests.factories.outage import away
from tests.rooms.missing.test_live import DOOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(f.account("call-handler", on_duty=True), backend=DOOR)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError, DatabaseError])
@pytest.mark.parametrize("address", ["/calls/", "/calls/new/"])
def test_the_console_answers_with_the_capture_page(signed_in: Client, fault, address) -> None:
    with away(fault):
        answer = signed_in.get(address)
    page = answer.content.decode()
    assert answer.status_code == 503 and "Go on taking the call" in page and "data-hw-capture" in page
    assert "10.0.0.7" not in page and "Traceback" not in page


@pytest.mark.parametrize("address", ["/", "/tasks/", "/sign-in/"])
def test_every_other_page_says_that_nothing_can_be_shown(signed_in: Client, address) -> None:
    with away():
        answer = signed_in.get(address)
    assert answer.status_code == 503 and "Nothing can be shown just now" in answer.content.decode()


def test_what_is_saved_meanwhile_is_refused_plainly_and_what_is_sent_too(signed_in: Client) -> None:
    with away():
        assert signed_in.post("/calls/6f9d1c1e-0000-4000-8000-000000000001/save/", {"box": "said"}).status_code == 503
        body = '{"permit": "x", "pieces": []}'
        assert signed_in.post(reverse("captured"), body, content_type="application/json").status_code == 403


def test_the_capture_page_and_its_script_need_no_database_and_know_nobody(signed_in: Client) -> None:
    with away():
        page = signed_in.get(reverse("away"))
        script = signed_in.get(reverse("away_worker"))
    assert page.status_code == 200 and script.status_code == 200
    assert script.headers["Content-Type"] == "text/javascript" and '"/calls/away/"' in script.content.decode()
    assert "Sign out" not in page.content.decode() and "data-hw-key=" in page.content.decode()
    assert (
        "'self'" in page.headers["Content-Security-Policy"] and "unsafe" not in page.headers["Content-Security-Policy"]
    )
