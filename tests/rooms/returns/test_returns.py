"""The returns of one council: read back by the feed that reads them, counted, refused by row, and taken on record."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.london import london_day
from homeward.gateways.returns.queries import list_8, missing_return
from homeward.practice.missing.actions import take_step
from homeward.practice.missing.models import MissingEpisode
from homeward.register.audit.models import AuditEvent
from homeward.register.people.models import CareEpisode, Identifier, Person
from tests import factories as f
from tests.feeds.samples import loaded, refused, write
from tests.feeds.ssda903.rows import absence, episode, header

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
YEAR = CollectionYear(2026)
Send = Callable[..., None]


@pytest.fixture
def send(tmp_path: Path) -> Send:
    numbers = iter(range(100))

    def of(council: str = "middleshire", **parts: Iterable[dict[str, object]]) -> None:
        delivery = loaded(
            "ssda903", write(tmp_path / str(next(numbers)), "ssda903", parts, year="2025-26"), council=council
        )
        assert refused(delivery) == set()

    return of


def days() -> set[tuple[str, date, date | None]]:
    rows = MissingEpisode.objects.filter(joined_into=None)
    return {(row.type, london_day(row.since), london_day(row.until) if row.until else None) for row in rows}


def cells(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def taken(client: Client, kind: str, period: str) -> bytes:
    asked = client.post(reverse("return_take"), {"kind": kind, "period": period})
    return client.get(asked.headers["Location"]).content


def officer(client: Client) -> Client:
    client.force_login(f.account("returns-officer"), backend=DOOR)
    return client


@pytest.fixture
def county(send: Send) -> None:
    """Two looked-after children with absences of every kind, one of them told by a force and joined to the return's."""
    send(
        header=[header(), header(2)],
        episodes=[episode(), episode(2)],
        missing=[
            absence("18/06/2025", "20/06/2025"),
            absence("20/06/2025", "20/06/2025"),
            absence("03/12/2025", "04/12/2025", MISSING="A"),
            absence("15/01/2026", number=2),
        ],
    )


def test_what_is_written_is_read_back_without_a_refusal_and_gives_the_same_absences(
    county: None, client: Client, tmp_path: Path
) -> None:
    before = days()
    assert len(before) == 4
    content = taken(officer(client), "ssda903-missing", "2025-26")
    # Another council takes the file with the same children: its absences are those that stood.
    files = {"header": [header(), header(2)], "episodes": [episode(), episode(2)], "missing": cells(content)}
    delivery = loaded("ssda903", write(tmp_path / "back", "ssda903", files, year="2025-26"), council="northshire")
    assert refused(delivery) == set() and delivery.state == "loaded"
    theirs = Person.objects.filter(identifiers__issuer__code="northshire")
    rows = MissingEpisode.objects.filter(joined_into=None, person__in=theirs)
    assert {(row.type, london_day(row.since), london_day(row.until) if row.until else None) for row in rows} == before


def test_only_this_councils_looked_after_children_are_told_of(county: None, send: Send) -> None:
    f.episode(f.child(), days_ago=3, lasted=1)  # at home
    send("northshire", header=[header(9)], episodes=[episode(9)], missing=[absence("18/06/2025", "20/06/2025", 9)])
    ours = missing_return(YEAR, viewer=f.viewer("returns-officer"), at=f.NOW)
    assert {line.cells["CHILD"] for line in ours.lines} == {"MS000001", "MS000002"} and ours.refusals == []
    theirs = missing_return(YEAR, viewer=f.viewer("returns-officer", of=f.agency("northshire")), at=f.NOW)
    assert {line.cells["CHILD"] for line in theirs.lines} == {"MS000009"}


def test_episodes_are_written_and_not_the_reports_behind_them(county: None) -> None:
    one = MissingEpisode.objects.get(type="A")
    one.reports.create(
        person=one.person, record=f.record(part="missing"), type="A", since=one.since, until=one.until,
        joined_because="same days",
    )  # fmt: skip
    assert len(missing_return(YEAR, viewer=f.viewer("returns-officer"), at=f.NOW).lines) == 4


def test_a_row_that_fails_a_published_check_is_named_by_its_row_and_column(county: None, client: Client) -> None:
    child = Person.objects.get(identifiers__value="MS000001")
    Person.objects.filter(pk=child.pk).update(birth_date=date(2025, 7, 1))
    Identifier.objects.filter(value="MS000002").delete()
    MissingEpisode.objects.create(person=child, type="X", since=f.NOW, until=None)
    overlapping = MissingEpisode.objects.get(type="A")
    MissingEpisode.objects.create(person=child, type="M", since=overlapping.since, until=f.NOW)
    written = missing_return(YEAR, viewer=f.viewer("returns-officer"), at=f.NOW)
    found = {(each.row, each.column, each.rule) for each in written.refusals}
    # Row 1 is the columns; the child without a number comes first.
    assert {(2, "CHILD", "empty"), (3, "MIS_START", "586"), (4, "MIS_START", "586"), (7, "MISSING", "1006")} <= found
    assert (6, "MIS_START", "574") in found
    page = officer(client).get(reverse("returns")).content.decode()
    assert "586" in page and "MIS_START" in page and "MS000001" not in page


def test_two_absences_that_begin_on_one_day_pass_the_published_checks_and_are_warned_of(
    county: None, client: Client
) -> None:
    page = officer(client).get(reverse("returns")).content.decode()
    assert "on the same day" not in page
    child = Person.objects.get(identifiers__value="MS000001")
    for began, hours in ((12, 2), (18, 40)):
        since = datetime(2025, 9, 5, began, tzinfo=UTC)
        MissingEpisode.objects.create(person=child, type="M", since=since, until=since + timedelta(hours=hours))
    written = missing_return(YEAR, viewer=f.viewer("returns-officer"), at=f.NOW)
    assert written.refusals == [] and len(written.lines) == 6
    page = client.get(reverse("returns")).content.decode()
    assert "began on the same day, 1 time: rows 4 and 5." in page and "MS000001" not in page
    client.force_login(f.account("performance-analyst"), backend=DOOR)
    page = client.get(reverse("returns")).content.decode()
    assert "began on the same day, fewer than 10 times." in page and "rows 4" not in page


def test_an_officer_sees_counts_whole_and_an_analyst_in_tens_without_the_file(county: None, client: Client) -> None:
    page = officer(client).get(reverse("returns")).content.decode()
    assert "Take the file" in page and "OFFICIAL-SENSITIVE" in page
    client.force_login(f.account("performance-analyst"), backend=DOOR)
    page = client.get(reverse("returns")).content.decode()
    assert "Fewer than 10" in page and "Take the file" not in page
    assert client.post(reverse("return_take"), {"kind": "ssda903-missing", "period": "2025-26"}).status_code == 403
    for route in ("returns", "return_list_8"):
        assert client.get(reverse(route)).status_code == 200


@pytest.mark.parametrize("role", ["hub-practitioner", "call-handler", "police-hub", "administrator"])
def test_a_return_is_not_for_others(role: str, client: Client) -> None:
    client.force_login(f.account(role), backend=DOOR)
    assert client.get(reverse("returns")).status_code == 403


def test_taking_a_file_is_announced_and_then_recorded_with_every_child(county: None, client: Client) -> None:
    asked = officer(client).post(reverse("return_take"), {"kind": "ssda903-missing", "period": "2025-26"})
    intent = AuditEvent.objects.get(action="return.take", detail__export="intent")
    answer = client.get(asked.headers["Location"])
    assert answer.headers["Content-Disposition"].endswith('"ssda903-missing-2025-26-OFFICIAL-SENSITIVE.csv"')
    outcome = AuditEvent.objects.get(action="return.take", detail__export="outcome")
    assert outcome.detail["of"] == str(intent.uid) and outcome.result_count == 4
    assert set(outcome.subjects.values_list("subject_id", flat=True)) == set(
        Person.objects.values_list("pk", flat=True)
    )


def test_a_file_that_nobody_announced_or_that_somebody_else_did_is_not_there(county: None, client: Client) -> None:
    asked = officer(client).post(reverse("return_take"), {"kind": "ssda903-missing", "period": "2025-26"})
    officer(client)  # another
    assert client.get(asked.headers["Location"]).status_code == 404
    assert client.get(reverse("return_file", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize(
    ("kind", "period"),
    [
        ("", ""),
        ("ssda903-missing", "next year"),
        ("ssda903-missing", "2027-28"),
        ("annex-a-list-8", "2099-01-01"),
        ("annex-a-list-8", "2026-13-01"),
        ("x", "2026-01-01"),
    ],
)
def test_a_return_that_there_is_not_is_not_there(kind: str, period: str, client: Client) -> None:
    assert officer(client).post(reverse("return_take"), {"kind": kind, "period": period}).status_code == 404
    assert not AuditEvent.objects.filter(action="return.take", detail__export="intent").exists()


def test_years_and_days_that_are_no_such_thing_are_told_of_on_the_page(county: None, client: Client) -> None:
    officer(client)
    assert "1 April 2024 to 31 March 2025" in client.get(reverse("returns"), {"year": "2024-25"}).content.decode()
    assert client.get(reverse("returns"), {"year": "soon"}).status_code == 200
    answer = client.get(reverse("return_list_8"), {"day_0": "31", "day_1": "2", "day_2": "2026"})
    assert answer.status_code == 200 and "As at 2 March 2026" in answer.content.decode()


def test_list_8_tells_what_became_of_interviews_here_and_in_the_councils_own_system(
    county: None, client: Client
) -> None:
    child = Person.objects.get(identifiers__value="MS000001")
    by = f.viewer("hub-practitioner")
    f.relate(by, child.pk)
    last = MissingEpisode.objects.filter(person=child, type="M").latest("since", "until")
    other = MissingEpisode.objects.get(person__identifiers__value="MS000002")
    MissingEpisode.objects.filter(pk=other.pk).update(until=f.NOW)
    other.reports.update(return_interview_offered="Y", return_interview_accepted="N")
    take_step(child=child.pk, episode=last.pk, kind="held", when=f.NOW, independent=True, by=by, at=f.NOW)
    rows = {row["Child Unique ID"]: row for row in cells(taken(officer(client), "annex-a-list-8", "2026-03-02"))}
    told = {number: [*row.values()][-4:] for number, row in rows.items()}
    assert told == {"MS000001": ["2", "1", "Y", "Y"], "MS000002": ["1", "0", "Y", "N"]}
    assert list_8(date(2026, 3, 2), viewer=f.viewer("returns-officer"), at=f.NOW).refusals == []


@pytest.mark.parametrize("route", ["returns", "return_list_8"])
def test_a_page_takes_as_many_statements_for_many_children_as_for_few(route: str, county: None, client: Client) -> None:
    officer(client).get(reverse(route))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(route))
    for number in range(20):
        child = f.child()
        f.placement(child)
        Identifier.objects.create(person=child, type="local", issuer=f.agency(), value=f"Z{number}")
        f.episode(child, days_ago=20, lasted=1)
    assert CareEpisode.objects.count() == 22
    with CaptureQueriesContext(connection) as many:
        client.get(reverse(route))
    assert len(many) == len(few)
