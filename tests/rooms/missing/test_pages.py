"""The pages of a child's absences: what each reader is shown, what may be judged, and where the child was."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.foundation.london import LONDON
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.queries import counting
from homeward.practice.missing.actions import Reported, report, set_apart
from homeward.practice.missing.models import MissingReport
from homeward.practice.missing.queries import counted
from homeward.register.access.models import Shield
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit import actions as audit
from homeward.register.audit.models import AuditEvent
from homeward.register.people.models import Person
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
NIGHT = datetime(2025, 6, 3, 21, 40, tzinfo=LONDON)
MORNING = datetime(2025, 6, 4, 7, 15, tzinfo=LONDON)
SEEN, FOUND = "Ashmarket bus station", "Ashmarket fairground"


def told_twice(child: Person, missing_from: str = "home") -> None:
    """One night, as a force and the council each tell it."""
    places = {"last_seen": SEEN, "found": FOUND}
    details = {"grade": "2", "missing_from": missing_from}
    police = f.record(f.delivery("police"), "reports")
    midnight = NIGHT.replace(hour=0, minute=0)
    rows = [
        Reported(police, child, "M", NIGHT, MORNING, "minute", "minute", details, places),
        Reported(f.record(part="missing"), child, "M", midnight, midnight + timedelta(days=2)),
    ]
    with audit.event("feed.batch", at=f.NOW):
        report(told=rows, at=f.NOW)


@pytest.fixture
def child() -> Person:
    person = f.child()
    told_twice(person)
    return person


@pytest.fixture
def practitioner(child: Person) -> Account:
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), child.pk)
    return account


@pytest.fixture
def signed_in(client: Client, practitioner: Account) -> Client:
    client.force_login(practitioner, backend=DOOR)
    return client


def page_of(client: Client, child: Person, route: str = "missing_reports", **asked: object) -> str:
    answer = client.get(reverse(route, args=[child.pk]), asked)
    return f"{answer.status_code} {answer.content.decode()}"


def judged(client: Client, child: Person, judgement: str, row: int) -> int:
    sent = {"report": row, "judgement": judgement, "page": 1}
    return client.post(reverse("judge_report", args=[child.pk]), sent).status_code


def test_each_report_says_who_told_it_and_why_it_is_there(signed_in: Client, child: Person) -> None:
    page = page_of(signed_in, child)
    assert "ssda903" in page and "police" in page
    assert page.count("one of the two gives only the day") == 2
    assert "The reports differ on the days." in page
    assert page.count("Set apart<") == 2


def test_a_report_is_set_apart_and_put_back_and_figures_follow(signed_in: Client, child: Person) -> None:
    row = MissingReport.objects.order_by("pk").last()
    assert row is not None
    assert "Set this report apart?" in page_of(signed_in, child, "judge_report", report=row.pk)
    assert counted().count() == 1
    assert judged(signed_in, child, "apart", row.pk) == 302
    assert counted().count() == 2
    assert len(counting.episodes_begun(Quarter(2025, 2), None)) == 2
    told = page_of(signed_in, child, judged=row.pk)
    assert "is set apart" in told and ">Undo<" in told.replace("\n", "").replace(" ", "")
    assert judged(signed_in, child, "back", row.pk) == 302
    assert counted().count() == 1
    assert len(counting.episodes_begun(Quarter(2025, 2), None)) == 1
    assert AuditEvent.objects.filter(action="missing.judge-report", detail__report=row.pk).count() == 2


def test_a_report_that_was_superseded_or_judged_meanwhile_is_answered_in_words(
    signed_in: Client, child: Person, practitioner: Account
) -> None:
    first, second = MissingReport.objects.order_by("pk")
    set_apart(child=child.pk, report=first.pk, by=viewer_of(practitioner, at=f.NOW), at=f.NOW)
    MissingReport.objects.filter(pk=second.pk).update(superseded_at=f.NOW)
    assert judged(signed_in, child, "apart", first.pk) == 409
    assert judged(signed_in, child, "apart", second.pk) == 409
    page = page_of(signed_in, child, "judge_report", report=second.pk)
    assert page.startswith("409") and "Nothing has been done" in page
    for nonsense in ("", "x", "-1", str(2**70)):
        assert page_of(signed_in, child, "judge_report", report=nonsense).startswith("409")


def test_somebody_who_only_reads_is_offered_no_judgement(client: Client, child: Person) -> None:
    account = f.account("hub-practitioner", in_team=f.team("elsewhere"))
    f.relate(viewer_of(account, at=f.NOW), child.pk, "invited")
    client.force_login(account, backend=DOOR)
    assert "Set apart" not in page_of(client, child)
    assert judged(client, child, "apart", MissingReport.objects.latest("pk").pk) == 404
    assert counted().count() == 1


def test_places_show_to_whoever_may_see_where_a_child_lives(signed_in: Client, client: Client, child: Person) -> None:
    assert SEEN in page_of(signed_in, child) and FOUND in page_of(signed_in, child)
    interviewer = f.account("independent-interviewer")
    f.relate(viewer_of(interviewer, at=f.NOW), child.pk, "interview")
    client.force_login(interviewer, backend=DOOR)
    page = page_of(client, child)
    assert page.startswith("200") and SEEN not in page and FOUND not in page
    assert page_of(client, child, "missing_places").startswith("404")


def test_a_shield_covers_the_places_as_it_covers_the_placement(signed_in: Client, child: Person) -> None:
    Shield.objects.create(subject_id=child.pk, basis="placement", since=f.NOW)
    assert SEEN not in page_of(signed_in, child) and FOUND not in page_of(signed_in, child)
    opened = page_of(signed_in, child, "missing_places")
    assert SEEN in opened and FOUND in opened
    assert AuditEvent.objects.get(action="placement.see").field_classes == ["shielded-location"]


def test_what_tells_of_a_placement_is_shielded_where_no_shield_stands_too(client: Client) -> None:
    placed = f.child("Oak")
    told_twice(placed, "foster-care")
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), placed.pk)
    client.force_login(account, backend=DOOR)
    assert SEEN not in page_of(client, placed)
    assert SEEN in page_of(client, placed, "missing_places")


def test_the_missing_desk_sees_places_only_while_the_child_is_missing(client: Client, child: Person) -> None:
    desk = f.account("police-missing-desk", of=f.agency("police", "police"), on_duty=True)
    f.relate(viewer_of(desk, at=f.NOW), child.pk, "call")
    client.force_login(desk, backend=DOOR)
    assert page_of(client, child, "missing_places").startswith("404")
    f.episode(child, days_ago=1, lasted=None)
    assert SEEN in page_of(client, child, "missing_places")


def test_three_hundred_absences_are_paged_in_as_many_statements_as_two(signed_in: Client, child: Person) -> None:
    routes = ("missing_reports", "missing_places", "record", "chronology")
    page_of(signed_in, child)
    few = {route: statements(signed_in, child, route) for route in routes}
    for number in range(300):
        f.episode(child, days_ago=2 * number + 2)
    assert {route: statements(signed_in, child, route) for route in routes} == few
    assert "Showing 1 to 10 of 301 absences" in page_of(signed_in, child)
    assert SEEN in page_of(signed_in, child, page=14)
    assert page_of(signed_in, child, page=999).startswith("200")


def statements(client: Client, child: Person, route: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert page_of(client, child, route).startswith("200")
    return len(captured)
