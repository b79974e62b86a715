"""A page asked for under an identifier that was retired leads to the child it is now, for whoever may open that."""

import pytest
from django.test import Client
from django.urls import reverse

from homeward.register.access.queries import looks_at
from homeward.register.access.rules import Viewer
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit import actions as audit
from homeward.register.audit.models import AuditEvent
from homeward.register.linkage.queries import read, search
from homeward.register.people.models import Identifier, Person
from homeward.register.subjects.models import Subject
from tests import factories as f

pytestmark = pytest.mark.django_db
PAGES = ["record", "chronology", "missing_reports", "who_looked"]


def retired() -> tuple[Person, Person]:
    """A child, and another identifier that was retired into theirs."""
    stays, gone = f.child(), f.child("Ren")
    Subject.objects.filter(pk=gone.pk).update(retired_into=stays.pk)
    return stays, gone


def signed_in(client: Client, *, related_to: Person | None) -> Viewer:
    account: Account = f.account("hub-practitioner")
    client.force_login(account, backend="homeward.register.accounts.actions.DemonstrationDoor")
    viewer = viewer_of(account, at=f.NOW)
    if related_to:
        f.relate(viewer, related_to.pk)
    return viewer


@pytest.mark.parametrize("name", PAGES)
def test_it_leads_to_the_child_who_stays(client: Client, name: str) -> None:
    stays, gone = retired()
    signed_in(client, related_to=stays)
    answer = client.get(reverse(name, args=[gone.pk]) + "?page=1")
    assert (answer.status_code, answer["Location"]) == (302, reverse(name, args=[stays.pk]) + "?page=1")


@pytest.mark.parametrize("name", PAGES)
def test_whoever_may_not_open_that_child_is_told_nothing(client: Client, name: str) -> None:
    _, gone = retired()
    signed_in(client, related_to=None)
    answer = client.get(reverse(name, args=[gone.pk]))
    assert answer.status_code == 404
    assert "Location" not in answer


def test_a_form_is_sent_on(client: Client) -> None:
    stays, gone = retired()
    signed_in(client, related_to=stays)
    assert client.post(reverse("correct", args=[gone.pk]), {}).status_code == 307


def test_the_chain_is_followed_to_its_end(client: Client) -> None:
    stays, gone = retired()
    last = f.child("Jenny")
    Subject.objects.filter(pk=stays.pk).update(retired_into=last.pk)
    signed_in(client, related_to=last)
    assert client.get(reverse("record", args=[gone.pk]))["Location"] == reverse("record", args=[last.pk])


def test_who_looked_shows_who_looked_under_either_identifier() -> None:
    stays, gone = retired()
    for child in (stays, gone):
        with audit.event("child.open", at=f.NOW, subjects=[child.pk]):
            pass
    viewer = f.viewer("information-governance")
    assert AuditEvent.objects.count() == 2
    assert len(looks_at(stays.pk, viewer=viewer, at=f.NOW)) == 2


def test_a_search_finds_the_child_who_stays_alone() -> None:
    stays, gone = retired()
    viewer = f.viewer("hub-practitioner")
    for child in (stays, gone):
        f.relate(viewer, child.pk)
        Identifier.objects.create(person=child, type="local", value="MS1")
    found = search(viewer=viewer, at=f.NOW, asked=read("MS1", at=f.NOW)).found
    assert [each.card.subject_id for each in found] == [stays.pk]
