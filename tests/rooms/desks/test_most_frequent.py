"""Which of a worker's children were missing most often: only their own, with no sign of others, and never a score."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.register.access.models import Relationship
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.people.models import Person
from homeward.vocabulary.roles import load_roles
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
ADDRESS = "/most-frequent/"
LAST_QUARTER = f"{ADDRESS}?quarter=2025-Q4"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def worker() -> Account:
    """A practitioner."""
    return factories.account("hub-practitioner")


def sent_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend=DOOR)
    return client


def page(account: Account, address: str = ADDRESS) -> str:
    """What the page says to somebody, without the token that differs every time."""
    answer = sent_in(account).get(address)
    assert answer.status_code == 200
    return TOKEN.sub("", answer.content.decode())


def gone(forename: str, times: int, *, first: datetime = NOW - timedelta(days=50), **more: Any) -> Person:
    """A child missing so many times, three days apart and for a day each."""
    child = factories.child(forename, "Applegarth", **more)
    for number in range(times):
        went(child, first + timedelta(days=3 * number), first + timedelta(days=3 * number + 1))
    return child


def went(child: Person, since: datetime, until: datetime | None, kind: str = "M") -> None:
    episode = MissingEpisode.objects.create(person=child, type=kind, since=since, until=until, precision="minute")
    MissingReport.objects.create(
        person=child, episode=episode, record=factories.record(part="missing"), type=kind, since=since, until=until,
        precision="minute", joined_because="first",
    )  # fmt: skip


def own(account: Account, *children: Person, kind: str = "allocated") -> None:
    for child in children:
        factories.relate(viewer_of(account, at=NOW), child.pk, kind)


def rows(body: str) -> list[str]:
    """Each row of the table in plain words."""
    found = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found[1:]]


def test_children_stand_by_how_often_they_were_missing_and_equals_share_a_place(worker) -> None:
    own(worker, gone("Wren", 3), gone("Zoë", 5), gone("Ash", 3), gone("Once", 1))
    first, second, third = rows(page(worker))
    assert first.startswith("Zoë Applegarth 13 years Place 1st By chance, 1st to 3rd Episodes 5")
    assert second.startswith("Ash Applegarth 13 years Place Equal 2nd")
    assert third.startswith("Wren Applegarth 13 years Place Equal 2nd")


def test_a_row_says_how_long_when_back_and_whose(worker) -> None:
    child = gone("Wren", 2, first=datetime(2026, 2, 1, 22, 5, tzinfo=NOW.tzinfo))
    own(worker, child)
    (row,) = rows(page(worker))
    assert "Time away 2 days Last came back 5 February 2026 at 10:05pm Last graded Not graded Allocated to" in row
    assert "Missing now" not in row
    went(child, NOW - timedelta(hours=6), None)
    (row,) = rows(page(worker))
    assert "Missing now" in row and "Episodes 3" in row


def test_a_row_says_what_grade_was_given_last_and_never_orders_by_it(worker) -> None:
    child = gone("Wren", 3, first=datetime(2026, 2, 1, 22, 5, tzinfo=NOW.tzinfo))
    own(worker, child, gone("Ash", 2))
    first, second, third = MissingReport.objects.filter(person=child).order_by("since")
    for report, grade, days in ((first, "1", 0), (second, "3", 1), (third, "2", 0)):
        MissingReport.objects.filter(pk=report.pk).update(grade=grade, graded_at=report.since + timedelta(days=days))
    wren, ash = rows(page(worker))
    assert "Last graded Medium, 7 February 2026" in wren and "Last graded Not graded" in ash


def test_somebody_who_never_came_back_is_not_said_to_have(worker) -> None:
    child = factories.child()
    went(child, NOW - timedelta(days=40), None)
    went(child, NOW - timedelta(days=20), None)
    own(worker, child)
    assert "Last came back Not yet back" in rows(page(worker))[0]


def test_the_last_of_ten_places_is_kept_whoever_shares_it(worker) -> None:
    own(worker, *(gone(f"Child{number}", 12 - number) for number in range(9)))
    own(worker, *(gone(f"Tied{number}", 3) for number in range(4)), *(gone(f"Left{number}", 2) for number in range(3)))
    found = rows(page(worker))
    assert len(found) == 13
    assert sum("Equal 10th" in row for row in found) == 4
    assert not any("Left" in row for row in found)


def test_what_is_not_an_episode_of_the_quarter_is_not_counted(worker) -> None:
    child = gone("Wren", 1)
    went(child, NOW - timedelta(days=10), NOW - timedelta(days=9), kind="A")
    went(child, datetime(2025, 12, 31, 12, tzinfo=NOW.tzinfo), datetime(2026, 1, 2, 12, tzinfo=NOW.tzinfo))
    grown = gone("Grown", 4, birth_date=date(2007, 1, 1))
    own(worker, child, grown)
    assert "was missing twice or more in these days" in page(worker)


def test_another_quarter_is_chosen_by_the_form_and_one_not_offered_is_asked_for_again(worker) -> None:
    own(worker, gone("Wren", 2, first=datetime(2025, 11, 3, 9, tzinfo=NOW.tzinfo)))
    now, before = page(worker), page(worker, LAST_QUARTER)
    assert "1 January 2026 to 2 March 2026" in now and "Wren" not in now
    assert "1 October 2025 to 31 December 2025" in before and "Wren" in before
    assert "1 January 2026 to 2 March 2026" in page(worker, f"{ADDRESS}?quarter=1999-Q1")


def test_nothing_on_the_page_bears_the_mark_of_a_child_whom_the_viewer_may_not_open(worker) -> None:
    """Hidden at the top, in the middle, equal with others, and missing now: the page is the same to the last letter."""
    own(worker, gone("Wren", 6), gone("Ash", 3), gone("Zoë", 3))
    before = page(worker)
    another = factories.account("hub-practitioner")
    hidden = [gone("Hidden", times) for times in (14, 6, 4, 3, 2)]
    went(hidden[0], NOW - timedelta(hours=1), None)
    own(another, *hidden)
    assert page(worker) == before
    assert page(another) != before


def test_a_reason_that_lapses_is_no_duty_to_a_case(worker) -> None:
    child = gone("Wren", 4)
    for kind in ("call", "referral", "invited", "emergency", "interview"):
        Relationship.objects.all().delete()
        own(worker, child, kind=kind)
        assert "Wren" not in page(worker), kind
    Relationship.objects.all().delete()
    own(worker, child)
    Relationship.objects.update(until=NOW)
    assert "Wren" not in page(worker)


def test_a_manager_reads_the_children_of_their_team() -> None:
    team = factories.team()
    manager = factories.account("manager", in_team=team)
    own(manager, gone("Wren", 2), kind="team")
    own(factories.account("hub-practitioner"), gone("Elsewhere", 9))
    body = page(manager)
    assert "Wren" in body and "Elsewhere" not in body


@pytest.mark.parametrize(
    "role", [role.code for role in load_roles().roles if role.code not in ("hub-practitioner", "police-hub", "manager")]
)
def test_it_is_closed_and_unlinked_to_every_other_role(role: str) -> None:
    agencies = next(each.agencies for each in load_roles().roles if each.code == role)
    account = factories.account(role, of=factories.agency(agencies[0], agencies[0]), on_duty=True)
    client = sent_in(account)
    assert client.get(ADDRESS).status_code == 403
    for address in ("/", "/quarter/"):
        assert "most-frequent" not in client.get(address).content.decode()


def test_one_event_names_the_children_shown_and_what_for(worker) -> None:
    shown, once = gone("Wren", 2), gone("Once", 1)
    own(worker, shown, once)
    page(worker, LAST_QUARTER)
    page(worker)
    _, event = AuditEvent.objects.filter(action="most-frequent.open").order_by("pk")
    assert [row.subject_id for row in event.subjects.all()] == [shown.pk]
    assert (event.purpose, event.result_count, event.field_classes) == ("casework", 1, ["core"])
    assert event.detail == {"quarter": "2026-Q1"}


def test_it_is_marked_kept_by_nobody_and_cannot_be_taken_away(worker) -> None:
    own(worker, gone("Wren", 2))
    answer = sent_in(worker).get(ADDRESS)
    body = answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert "OFFICIAL-SENSITIVE" in body and "hw-watermark" in body
    assert "download" not in body and ".csv" not in body and ".docx" not in body
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {name for name in names if "frequent" in name} == {"most_frequent"}
    assert sent_in(worker).get(f"{ADDRESS}?format=csv").headers["Content-Type"].startswith("text/html")


def test_it_says_the_same_twice_and_that_a_place_is_no_score(worker) -> None:
    own(worker, *(gone(f"Child{number}", 2 + number % 4) for number in range(9)))
    body = page(worker)
    assert page(worker) == body
    assert "A place here is not a score" in body


def test_the_number_of_statements_is_the_same_for_two_children_and_for_forty(worker) -> None:
    client = sent_in(worker)
    own(worker, gone("Wren", 2), gone("Ash", 2))
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS)
    own(worker, *(gone(f"Child{number}", 2) for number in range(38)))
    with CaptureQueriesContext(connection) as many:
        body = client.get(ADDRESS).content.decode()
    assert len(few) == len(many)
    assert "Showing 1 to 25 of 40" in body
    assert len(rows(client.get(f"{ADDRESS}?page=2").content.decode())) == 15
