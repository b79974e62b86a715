"""A photograph is read from an origin that answers nothing else: once, within a minute, in a viewer's name (S-28)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client
from time_machine import travel

from homeward.config.origins import checked_origin, is_for_files
from homeward.practice.missing.queries.find_me import photograph_of
from homeward.register.access.models import Relationship
from homeward.register.accounts.models import Account
from homeward.register.audit.models import AuditEvent
from homeward.register.documents.queries import address_of_file
from homeward.register.people.models import Person
from tests import factories as f
from tests.rooms.missing.test_find_me import FILES, add, picture_on, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def child() -> Person:
    return f.child()


@pytest.fixture
def address(child: Person, client: Client) -> str:
    """Where the sheet of a child says that the photograph is, to a worker who may read it."""
    add(child, signed_in(client, child))
    return picture_on(client, child)


def asked(address: str, **more: str) -> HttpResponse:
    """What the files' origin answers to a browser on which nobody is known."""
    return Client().get(address, SERVER_NAME=FILES, **more)


def looks() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action="find-me.see").order_by("pk"))


def test_the_picture_is_read_there_and_the_reading_is_written_as_a_part_of_the_look(
    child: Person, address: str
) -> None:
    answer = asked(address)
    assert answer.status_code == 200 and answer.content[:3] == b"\xff\xd8\xff"
    sheet, picture = looks()
    shown = photograph_of(child.pk)
    assert shown and picture.detail["photograph"] == str(shown.pk) and picture.outcome == "allowed"
    assert (picture.caused_by, picture.worker_id, picture.session) == (sheet.uid, sheet.worker_id, sheet.session)
    assert picture.reason_code == "allocated" and picture.field_classes == ["find-me"]
    assert [row.subject_id for row in picture.subjects.all()] == [child.pk]


def test_what_it_answers_can_be_nothing_but_a_picture(address: str) -> None:
    answer = asked(address)
    told = answer.headers
    assert told["Content-Type"] == "image/jpeg" and told["X-Content-Type-Options"] == "nosniff"
    assert told["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert told["Cross-Origin-Resource-Policy"] == "cross-origin" and told["Cache-Control"] == "no-store, private"
    assert told["Content-Disposition"].startswith("attachment") and not answer.cookies
    assert told["Content-Disposition"] != asked(address).headers["Content-Disposition"]


def test_the_address_says_nothing_and_the_page_lets_that_origin_in_for_images_alone(
    child: Person, address: str, client: Client
) -> None:
    told = (child.pk, photograph_of(child.pk).pk, looks()[0].worker_id, looks()[0].session)
    assert not any(str(each) in address for each in told)
    policy = client.get(f"/children/{child.pk}/find-me/").headers["Content-Security-Policy"]
    assert [each for each in policy.split("; ") if FILES in each] == [f"img-src 'self' data: http://{FILES}"]
    assert FILES not in client.get(f"/children/{child.pk}/").headers["Content-Security-Policy"]


def test_a_second_reading_is_refused_and_written_down(address: str) -> None:
    assert asked(address).status_code == 200
    assert asked(address).status_code == 404
    again = looks()[-1]
    assert (again.outcome, again.reason_code) == ("denied", "address-used")


@pytest.mark.parametrize(("seconds", "status"), [(59, 200), (60, 404), (3600, 404)])
def test_it_lasts_for_a_minute(seconds: int, status: int, address: str) -> None:
    with travel(f.NOW + timedelta(seconds=seconds), tick=False):
        assert asked(address).status_code == status


@pytest.mark.parametrize("place", [5, 40, 150, -60, -2])
def test_one_that_was_altered_opens_nothing(place: int, address: str) -> None:
    other = "A" if address[place] != "A" else "B"
    altered = f"{address[:place]}{other}{address[place:][1:]}"
    assert asked(altered).status_code == 404 and asked(address).status_code == 200


def test_one_for_somebody_who_may_not_see_it_opens_nothing(child: Person, address: str) -> None:
    shown, stranger = photograph_of(child.pk), f.viewer("hub-practitioner")
    refused = address_of_file(shown.pk, subject=child.pk, viewer=stranger, shown=uuid4(), at=f.NOW)
    assert asked(refused.removeprefix(f"http://{FILES}")).status_code == 404
    assert (looks()[-1].outcome, looks()[-1].worker_id) == ("denied", stranger.worker_id)


def test_whoever_lost_the_child_or_the_account_meanwhile_is_shown_nothing(child: Person, client: Client) -> None:
    add(child, signed_in(client, child))
    first, second = picture_on(client, child), picture_on(client, child)
    Relationship.objects.update(until=f.NOW)
    assert asked(first).status_code == 404
    assert (looks()[-1].outcome, looks()[-1].reason_code) == ("denied", "no-relationship")
    Relationship.objects.update(until=None)
    Account.objects.update(closed_at=f.NOW)
    assert asked(second).status_code == 404


def test_by_another_childs_number_the_photograph_is_not_there(child: Person, client: Client) -> None:
    by, other = signed_in(client, child), f.child("Rowan")
    f.relate(by, other.pk)
    row = add(child, by)
    address = address_of_file(row.pk, subject=other.pk, viewer=by, shown=uuid4(), at=f.NOW)
    assert asked(address.removeprefix(f"http://{FILES}")).status_code == 404


ELSEWHERE = ["/", "/sign-in/", "/healthz", "/static/design/hub.css", "/worry/", "/find/", "/%ff.a.b.c"]


@pytest.mark.parametrize("path", ELSEWHERE)
def test_nothing_else_is_answered_there_whoever_is_signed_in(path: str, child: Person, client: Client) -> None:
    signed_in(client, child)
    for host in (FILES, FILES.upper(), f"{FILES}.", f"{FILES}:8000"):
        for answer in (client.get(path, SERVER_NAME=host), client.post(path, SERVER_NAME=host)):
            assert (answer.status_code, answer.content) == (404, b"Nothing here.\n") and not answer.cookies


def test_a_file_is_answered_on_no_other_host_and_to_no_window(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404
    assert asked(address, HTTP_SEC_FETCH_DEST="document").status_code == 404
    assert asked(address, HTTP_SEC_FETCH_DEST="image").status_code == 200


def test_cookies_are_not_looked_at(address: str, client: Client, child: Person) -> None:
    signed_in(client, child, "administrator", "")
    assert client.get(address, SERVER_NAME=FILES).status_code == 200
    assert looks()[-1].reason_code == "allocated"


WRONG = ["http://files.test", "https://hub.test", "https://HUB.test", "https://files.test/a", "files.test"]


@pytest.mark.parametrize("wrong", WRONG)
def test_an_installation_does_not_start_with_an_origin_that_is_none_or_the_pages(wrong: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="HOMEWARD_FILES_ORIGIN"):
        checked_origin(wrong, pages=["https://hub.test:8443", "hub.test"])
    assert checked_origin("https://files.test", pages=["hub.test"]) == "https://files.test"


@pytest.mark.parametrize(
    ("host", "files", "is_it"),
    [
        ("localhost:8001", "http://localhost:8001", True),
        ("127.0.0.1:8001", "http://localhost:8001", True),
        ("localhost:8000", "http://localhost:8001", False),
        ("files.example", "https://files.example", True),
        ("Files.Example.:444", "https://files.example", True),
        ("hub.example", "https://files.example", False),
    ],
)
def test_which_host_is_the_files(host: str, files: str, is_it: bool) -> None:
    assert is_for_files(host, files=files, pages="http://localhost:8000") is is_it
