"""Finding a child on the page: what it shows, what the event keeps, and how it answers whoever searches too often."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from homeward.register.access.rules import Viewer
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit import actions as audit
from homeward.register.audit.models import AuditEvent
from homeward.register.linkage.actions import Said, keep_profiles
from homeward.register.people.models import Person
from homeward.vocabulary.limits import limit
from tests import factories as f
from tests.factories.memory import event

pytestmark = pytest.mark.django_db
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
ALONE = {"HTTP_X_HOMEWARD_PART": "results"}


@pytest.fixture
def comes_in() -> Callable[..., tuple[Client, Viewer]]:
    """Sign in as somebody of a role."""

    def signed_in(role: str, *, on_duty: bool = False) -> tuple[Client, Viewer]:
        account = f.account(role, on_duty=on_duty)
        client = Client()
        client.force_login(account, backend="homeward.register.accounts.actions.DemonstrationDoor")
        return client, viewer_of(account, at=f.NOW)

    return signed_in


def known(forename: str = "Siobhan", surname: str = "McKenna", **facts: Any) -> Person:
    person = f.child(forename, surname, **facts)
    said = Said(
        record=f.record(), person=person, forename=forename, surname=surname, birth_date=person.birth_date, sex="F"
    )
    with transaction.atomic(), audit.event("feed.batch", at=f.NOW):
        keep_profiles(told=[said], at=f.NOW)
    return person


def latest() -> AuditEvent:
    return AuditEvent.objects.filter(action="child.find").latest("pk")


def test_the_page_shows_who_may_be_meant_and_why(comes_in) -> None:
    client, _ = comes_in("call-handler", on_duty=True)
    known()
    page = client.post("/find/", {"words": "Shivon, about 13"}).content.decode()
    assert "1 found" in page
    assert "Siobhan McKenna" in page
    assert "The forename agrees" in page and "None of these is the child" in page


def test_the_event_keeps_how_many_and_who_and_not_a_word(comes_in) -> None:
    client, _ = comes_in("call-handler", on_duty=True)
    person = known()
    client.post("/find/", {"words": "Shivon, about 13", "surname": "Mackenna", "postcode": "ZZ1 1AA"})
    kept = latest()
    assert (kept.result_count, [each.subject_id for each in kept.subjects.all()]) == (1, [person.pk])
    everything = " ".join(str(value) for row in AuditEvent.objects.values() for value in row.values()).casefold()
    assert not re.search("shivon|mackenna|zz1", everything)


def test_the_results_alone_are_a_part_of_the_page(comes_in) -> None:
    client, _ = comes_in("call-handler", on_duty=True)
    known()
    part = client.post("/find/", {"words": "siobh"}, **ALONE)
    assert part.status_code == 200
    assert b"<html" not in part.content
    assert part.content.strip() in TOKEN.sub(b"", client.post("/find/", {"words": "siobh"}).content)
    assert latest().result_count == 1


def test_an_empty_box_finds_nobody_and_a_mistake_leaves_the_results_alone(comes_in) -> None:
    client, _ = comes_in("call-handler", on_duty=True)
    assert client.post("/find/", {"words": ""}, **ALONE).content.strip() == b""
    assert client.post("/find/", {"words": "wren", "born": "soon"}, **ALONE).status_code == 422
    page = client.post("/find/", {"words": "", "born": "soon", "phone": "12", "postcode": "nowhere"}).content.decode()
    for words in ("such as March 2011 or about 15", "too long, too short", "This is not a full postcode"):
        assert words in page
    assert "Enter a name, a number, a date of birth or an age" in client.post("/find/", {"words": " "}).content.decode()


def test_the_full_form_alone_will_do(comes_in) -> None:
    client, _ = comes_in("call-handler", on_duty=True)
    known()
    page = client.post("/find/", {"forename": "Shivaun", "surname": "Mackenna", "born": "2012"}).content.decode()
    assert "Siobhan McKenna" in page and "<details" in page and " open>" in page


def test_hidden_and_absent_are_the_same_to_the_byte(comes_in) -> None:
    client, viewer = comes_in("hub-practitioner")
    for number in range(3):
        f.relate(viewer, known("Wren", f"Applegarth{chr(97 + number)}").pk)
    tried = [{"words": "wren appl"}, {"words": "siobhan mckenna"}, {"born": "1 6 2012"}, {"words": "ashmarket 13 s"}]
    before = [TOKEN.sub(b"", client.post("/find/", each, **part).content) for each in tried for part in ({}, ALONE)]
    for _ in range(5):
        known("Siobhan", "McKenna")
        known("Wren", "Applegarth")
    after = [TOKEN.sub(b"", client.post("/find/", each, **part).content) for each in tried for part in ({}, ALONE)]
    assert before == after


@pytest.mark.parametrize(("role", "on_duty", "found"), [("hub-practitioner", False, 0), ("call-handler", True, 1)])
def test_who_searches_very_often_is_noted_and_waits_unless_on_shift(comes_in, role, on_duty, found) -> None:
    client, viewer = comes_in(role, on_duty=on_duty)
    f.relate(viewer, known().pk)
    for _ in range(limit("searches_per_hour", on=f.NOW.date()) - 1):
        event("child.find", worker_id=viewer.worker_id, result_count=1)
    assert "1 found" in client.post("/find/", {"words": "siobhan"}).content.decode()
    assert "too_often" not in latest().detail
    page = client.post("/find/", {"words": "siobhan"}).content.decode()
    assert ("Wait a little" in page, page.count("1 found")) == (not found, found)
    assert latest().detail["too_often"] is True


def test_only_the_last_hour_counts(comes_in) -> None:
    client, viewer = comes_in("hub-practitioner")
    f.relate(viewer, known().pk)
    for _ in range(limit("searches_per_hour", on=f.NOW.date())):
        event("child.find", worker_id=viewer.worker_id, result_count=1, at=f.NOW - timedelta(hours=2))
    assert "1 found" in client.post("/find/", {"words": "siobhan"}).content.decode()


def test_nobody_has_to_be_chosen(comes_in) -> None:
    client, _ = comes_in("call-handler", on_duty=True)
    page = client.get("/find/none-of-these/").content.decode()
    assert "Never take the nearest" in page and "ring 999" in page
