"""What agencies say happened stands on a child's record and chronology, for those who may read that class of fact."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"


@pytest.fixture
def child() -> Person:
    person = factories.child()
    factories.happened(person, "contact", code="6", days_ago=30)
    factories.happened(person, "suspension", days_ago=20)
    factories.happened(person, "emergency-attendance", days_ago=10)
    factories.happened(person, "custody", at=factories.NOW - timedelta(days=5), days_ago=5)
    return person


def reader(client: Client, child: Person, role: str, because: str, *, agency: str = "council") -> Client:
    account: Account = factories.account(role, of=factories.agency(f"a-{agency}", agency), on_duty=True)
    factories.relate(viewer_of(account, at=factories.NOW), child.pk, because)
    client.force_login(account, backend=DOOR)
    return client


def pages(client: Client, child: Person) -> list[str]:
    return [client.get(reverse(route, args=[child.pk])).content.decode() for route in ("record", "chronology")]


def test_a_case_worker_of_the_council_reads_all_of_it(client: Client, child: Person) -> None:
    for page in pages(reader(client, child, "hub-practitioner", "allocated"), child):
        assert "Contact with social care" in page and "From: police." in page
        assert "Suspended from school" in page and "Attended an emergency department" in page
        assert "Held in police custody" in page and "25 February 2026, 9am" in page
    event = AuditEvent.objects.filter(action="child.open").first()
    assert event is not None and {"health", "youth-justice"} <= set(event.field_classes)


def test_what_a_viewer_may_not_read_is_absent_from_both_pages_and_from_the_counts(
    client: Client, child: Person
) -> None:
    record, chronology = pages(reader(client, child, "call-handler", "call"), child)
    for page in (record, chronology):
        assert "Contact with social care" in page
        assert all(words not in page for words in ("Suspended", "emergency department", "custody"))
    assert "1 of 1 entry" in chronology
    event = AuditEvent.objects.filter(action="child.open").first()
    assert event is not None and not {"health", "youth-justice"} & set(event.field_classes)


def test_the_chronology_can_be_cut_to_one_kind(client: Client, child: Person) -> None:
    reader(client, child, "hub-practitioner", "allocated")
    page = client.get(reverse("chronology", args=[child.pk]), {"kind": "justice"}).content.decode()
    assert "1 of 4 entries" in page and "Held in police custody" in page and "Suspended" not in page


def test_a_record_with_more_than_ten_says_so(client: Client, child: Person) -> None:
    for number in range(12):
        factories.happened(child, "contact", days_ago=100 + number)
    record, _ = pages(reader(client, child, "hub-practitioner", "allocated"), child)
    assert "The latest 10 of 16." in record


def test_the_statements_of_neither_page_grow_with_what_has_happened(client: Client, child: Person) -> None:
    reader(client, child, "hub-practitioner", "allocated")
    pages(client, child)  # the first page of a session also saves the session
    for route in ("record", "chronology"):
        counts = []
        for more in (1, 25):
            for number in range(more):
                factories.happened(child, "contact", days_ago=200 + number)
                factories.happened(child, "custody", days_ago=200 + number)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(route, args=[child.pk])).status_code == 200
            counts.append(len(captured))
        assert counts[0] == counts[1]
