"""Two people put right one child's details at once: the second is told, and neither loses a word."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"


def worker_of(child: Person) -> tuple[Client, Account]:
    """A practitioner to whom the child is allocated, signed in."""
    account = factories.account("hub-practitioner", in_team=factories.team())
    factories.relate(viewer_of(account, at=factories.NOW), child.pk)
    client = Client()
    client.force_login(account, backend=DOOR)
    return client, account


def form_of(child: Person, **changed: str) -> dict[str, str]:
    """The correction form as it was opened on the child, with what somebody typed into it."""
    opened = {
        "forename": child.forename,
        "surname": child.surname,
        "also_known_as": child.also_known_as,
        "communication_needs": child.communication_needs,
        "version": str(child.version),
    }
    return opened | changed


def test_the_second_is_told_and_saving_again_keeps_what_the_first_wrote() -> None:
    child = factories.child()
    (first, _), (second, _) = worker_of(child), worker_of(child)
    address = reverse("correct", args=[child.pk])
    assert first.post(address, form_of(child, communication_needs="Text, do not ring")).status_code == 302
    told = second.post(address, form_of(child, also_known_as="Jenny"))
    assert told.status_code == 409
    page = told.content.decode()
    assert "Text, do not ring" in page and "Jenny" in page and "OFFICIAL-SENSITIVE" in page
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    assert second.post(address, again).status_code == 302
    child.refresh_from_db()
    assert (child.also_known_as, child.communication_needs) == ("Jenny", "Text, do not ring")


def test_where_both_changed_one_answer_the_second_may_still_choose_theirs() -> None:
    child = factories.child()
    (first, _), (second, _) = worker_of(child), worker_of(child)
    address = reverse("correct", args=[child.pk])
    first.post(address, form_of(child, communication_needs="Text, do not ring"))
    page = second.post(address, form_of(child, communication_needs="Ring after six")).content.decode()
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    assert again["communication_needs"] == "Ring after six"


def test_a_record_open_for_a_while_says_until_when() -> None:
    child = factories.child()
    handler = factories.account("call-handler", on_duty=True)
    viewer = viewer_of(handler, at=factories.NOW)
    factories.relate(viewer, child.pk, "call", until=factories.LATER)
    client = Client()
    client.force_login(handler, backend=DOOR)
    page = client.get(reverse("record", args=[child.pk])).content.decode()
    assert "Open to you until 9 March 2026 at 9am, on a call." in page
