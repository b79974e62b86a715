"""The child's record shows each viewer what their work needs, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.register.access.models import Shield, ShieldLowering
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.people.models import Person, SchoolSpell
from homeward.register.places.models import School
from tests import factories

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
CANARY = "ZZ12 3AB"


@pytest.fixture
def practitioner() -> Account:
    return factories.account("hub-practitioner", in_team=factories.team())


@pytest.fixture
def child() -> Person:
    person = factories.child()
    factories.placement(person, whereabouts=CANARY)
    school = School.objects.create(urn="900001", name="Larkfield Academy")
    SchoolSpell.objects.create(
        person=person, school=school, since=factories.NOW.date() - timedelta(days=90), record=factories.record()
    )
    return person


def signed_in(client: Client, account: Account) -> Client:
    client.force_login(account, backend=DOOR)
    return client


def without_token(page: bytes) -> bytes:
    """The page without the token of its sign-out form, which is masked anew for every answer."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def relate(account: Account, child: Person, kind: str = "allocated") -> None:
    factories.relate(viewer_of(account, at=factories.NOW), child.pk, kind)


def test_an_allocated_practitioner_reads_the_record_and_the_reading_is_recorded(
    client: Client, practitioner: Account, child: Person
) -> None:
    relate(practitioner, child)
    answer = signed_in(client, practitioner).get(reverse("record", args=[child.pk]))
    assert answer.status_code == 200
    assert "Wren Applegarth" in answer.content.decode()
    event = AuditEvent.objects.get(action="child.open")
    assert event.outcome == "allowed" and event.reason_code == "allocated"
    assert [row.subject_id for row in event.subjects.all()] == [child.pk]
    assert "education" in event.field_classes


def test_a_child_who_is_not_theirs_and_a_child_who_does_not_exist_look_the_same(
    client: Client, practitioner: Account, child: Person
) -> None:
    signed_in(client, practitioner)
    hidden = client.get(reverse("record", args=[child.pk]))
    absent = client.get(reverse("record", args=["00000000-0000-4000-8000-000000000000"]))
    assert hidden.status_code == absent.status_code == 404
    assert without_token(hidden.content) == without_token(absent.content)
    assert AuditEvent.objects.filter(action="child.open", outcome="denied", reason_code="no-relationship").count() == 2


def test_no_page_of_the_record_tells_where_a_shielded_child_is(
    client: Client, practitioner: Account, child: Person
) -> None:
    relate(practitioner, child)
    signed_in(client, practitioner)
    pages = [client.get(reverse(route, args=[child.pk])).content.decode() for route in ("record", "chronology")]
    assert all(CANARY not in page and "Larkfield" not in page for page in pages)


def test_the_school_shows_once_two_people_have_lowered_the_shield(
    client: Client, practitioner: Account, child: Person
) -> None:
    relate(practitioner, child)
    ShieldLowering.objects.create(
        shield=Shield.objects.get(subject_id=child.pk),
        asked_by=practitioner.worker,
        asked_at=factories.NOW,
        sealed_reason="",
        answered_by=factories.worker("Second Person"),
        answered_at=factories.NOW,
        agreed=True,
    )
    page = signed_in(client, practitioner).get(reverse("record", args=[child.pk])).content.decode()
    assert "Larkfield Academy" in page and CANARY not in page


def test_the_placement_opens_on_a_page_of_its_own_to_the_allocated_team(
    client: Client, practitioner: Account, child: Person
) -> None:
    relate(practitioner, child, "team")
    page = signed_in(client, practitioner).get(reverse("placement", args=[child.pk]))
    assert CANARY in page.content.decode()
    event = AuditEvent.objects.get(action="placement.see")
    assert event.field_classes == ["shielded-location"]


def test_a_call_opens_the_record_but_not_the_placement(client: Client, child: Person) -> None:
    handler = factories.account("call-handler", on_duty=True)
    relate(handler, child, "call")
    signed_in(client, handler)
    assert client.get(reverse("record", args=[child.pk])).status_code == 200
    assert client.get(reverse("placement", args=[child.pk])).status_code == 404


def test_the_statements_do_not_grow_with_the_record(client: Client, practitioner: Account, child: Person) -> None:
    relate(practitioner, child)
    signed_in(client, practitioner)
    counts = []
    factories.episode(child, days_ago=200)
    client.get(reverse("record", args=[child.pk]))  # the first page of a session also saves the session
    for more in (0, 30):
        for number in range(more):
            factories.placement(child, since=factories.NOW.date() - timedelta(days=1000 + number))
            factories.episode(child, days_ago=number + 1)
        counts.append(statements(client, reverse("record", args=[child.pk])))
    assert counts[0] == counts[1]


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_an_analysis_stands_below_the_entry_that_it_is_about(client: Client) -> None:
    wren = factories.child()
    account = factories.account("hub-practitioner", in_team=factories.team())
    factories.relate(viewer_of(account, at=factories.NOW), wren.pk)
    factories.episode(wren, days_ago=40)
    factories.happened(wren, days_ago=40)
    client.force_login(account, backend=DOOR)
    chronology = reverse("chronology", args=[wren.pk])
    page = client.get(chronology).content.decode()
    addresses = re.findall(rf'href="({chronology}[0-9a-f]{{16}}/)"', page)
    assert len(addresses) == len(set(addresses)) == page.count("hw-timeline__when")
    about = addresses[-1]
    assert client.post(about, {}).status_code == 400
    assert client.post(about, {"words": "She went to her aunt."}).status_code == 302
    page = client.get(chronology).content.decode()
    assert page.index(about) < page.index("She went to her aunt.") and "Analysis of the entry above" in page
    assert all(page.index("She went to her aunt.") > page.index(each) for each in addresses)
    assert client.get(f"{chronology}{'0' * 16}/").status_code == 404
    client.force_login(factories.account("hub-practitioner"), backend=DOOR)
    assert client.get(about).status_code == 404
