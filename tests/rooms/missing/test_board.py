"""The board of who is missing now: who sees whom, what it says of each, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.missing import actions
from homeward.practice.missing.actions.live import matter_of
from homeward.practice.missing.jobs import ask_of_long_open
from homeward.practice.missing.models import MissingEpisode
from homeward.practice.missing.queries.board import board
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.people.models import Person
from homeward.register.tasks.actions import give
from homeward.register.tasks.models import Task
from tests import factories as f
from tests.factories.watch import rota
from tests.rooms.missing.test_live import DOOR

pytestmark = pytest.mark.django_db


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend=DOOR)
    return client


def page_for(account: Account, **asked: str) -> str:
    return signed_in(account).get(reverse("missing_now"), asked).content.decode()


@pytest.fixture
def handler() -> Account:
    return f.account("call-handler", on_duty=True)


def gone(forename: str = "Wren", *, hours: float = 3, surname: str = "Applegarth", kind: str = "M") -> MissingEpisode:
    return f.episode(f.child(forename, surname), days_ago=hours / 24, lasted=None, kind=kind)


def graded(row: MissingEpisode, account: Account, level: str = "3", at=f.NOW) -> None:
    viewer = viewer_of(account, at=f.NOW)
    f.relate(viewer, row.person_id, "call")
    actions.grade(child=row.person_id, episode=row.pk, level=level, reasons=["threatened"], by=viewer, at=at)


def test_a_line_says_how_grave_it_is_who_has_it_and_what_is_due(handler: Account) -> None:
    row = gone()
    f.episode(f.child("Rowan", "Fernsby"), lasted=1)
    graded(row, handler, at=f.NOW - timedelta(hours=2))
    page = page_for(handler)
    for words in ("Wren Applegarth", "3 hours", "High", handler.worker.name, "1 child", "2 March 2026 at 8am", "Late"):
        assert words in page
    assert "Rowan" not in page
    event = AuditEvent.objects.get(action="missing.board")
    assert list(event.subjects.values_list("subject_id", flat=True)) == [row.person_id]


def test_a_handover_that_waits_is_due_before_the_next_word(handler: Account) -> None:
    row = gone()
    graded(row, handler)
    viewer = viewer_of(handler, at=f.NOW)
    given = give(matter=matter_of(row), by=viewer, at=f.NOW, to_rota=rota().pk)
    [line] = board(viewer=viewer, at=f.NOW)
    assert line.due_at == given.due_at and line.handover == given
    assert "Given to Duty team, not yet accepted" in page_for(handler)


def test_a_case_worker_sees_their_own_and_somebody_off_shift_nobody(handler: Account) -> None:
    mine, _ = gone("Wren"), gone("Rowan")
    practitioner = f.account("hub-practitioner")
    f.relate(viewer_of(practitioner, at=f.NOW), mine.person_id)
    page = page_for(practitioner)
    assert "Wren" in page and "Rowan" not in page
    assert "You are not on shift" in page_for(f.account("call-handler"))
    assert signed_in(f.account("administrator")).get(reverse("missing_now")).status_code == 403


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"grade": "3"}, {"Wren"}),
        ({"grade": "none"}, {"Rowan", "Sorrel"}),
        ({"kind": "A"}, {"Rowan"}),
        ({"whose": "mine"}, {"Wren"}),
        ({"whose": "nobody"}, {"Rowan", "Sorrel"}),
        ({"stale": "on"}, {"Sorrel"}),
        ({"late": "on"}, {"Rowan", "Sorrel"}),
        ({"whose": "waiting"}, set()),
        ({"grade": "nonsense"}, {"Wren", "Rowan", "Sorrel"}),
    ],
)
def test_it_is_narrowed_and_says_by_what(handler: Account, asked: dict[str, str], shown: set[str]) -> None:
    graded(gone("Wren"), handler)
    gone("Rowan", kind="A")
    gone("Sorrel", hours=24 * 400)
    page = page_for(handler, **asked)
    assert {name for name in ("Wren", "Rowan", "Sorrel") if f"{name} Applegarth" in page} == shown
    assert ("Only: " in page) is (asked != {"grade": "nonsense"})


def test_the_grade_of_a_record_that_was_joined_is_its_own(handler: Account) -> None:
    row = gone()
    other = MissingEpisode.objects.create(person=row.person, type="M", since=row.since)
    graded(other, handler)
    MissingEpisode.objects.filter(pk=other.pk).update(joined_into=row)
    [line] = board(viewer=viewer_of(handler, at=f.NOW), at=f.NOW)
    assert line.grade == "3" and line.episode == row


def test_an_episode_left_open_for_a_year_is_marked_and_asked_about_and_stays_open(handler: Account) -> None:
    row = gone(hours=24 * 366)
    gone("Rowan", hours=24 * 29)
    assert "Open a year: check" in page_for(handler)
    assert ask_of_long_open(f.NOW) == 1 and ask_of_long_open(f.NOW) == 0
    task = Task.objects.get(kind="check-open-absence")
    assert (task.subject_id, task.for_role) == (row.person_id, "front-door-worker")
    Task.objects.update(done_at=f.NOW)
    assert ask_of_long_open(f.NOW + timedelta(hours=1)) == 0
    row.refresh_from_db()
    assert row.until is None


def test_it_is_asked_about_after_a_month_and_once_more_after_a_year() -> None:
    person = f.child()
    team = f.team()
    worker = f.viewer("hub-practitioner", in_team=team)
    f.relate(worker, person.pk, "team", since=f.NOW - timedelta(days=400))
    row = f.episode(person, days_ago=31, lasted=None)
    assert ask_of_long_open(f.NOW) == 1
    assert Task.objects.get().for_team_id == team.pk
    assert ask_of_long_open(row.since + timedelta(days=365)) == 1
    assert Task.objects.count() == 2


def test_many_children_cost_as_many_statements_as_one(handler: Account) -> None:
    graded(gone(), handler)
    client = signed_in(handler)
    client.get(reverse("missing_now"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("missing_now"))
    for number in range(6):
        graded(gone(f"Child{number}"), handler)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("missing_now"))
    assert len(many) == len(one)


def test_an_absence_that_is_over_is_not_read_to_find_those_that_last(handler: Account) -> None:
    person: Person = f.child("Past", "Absences")
    rows = [
        MissingEpisode(
            person=person, type="M", since=f.NOW - timedelta(days=day + 2), until=f.NOW - timedelta(days=day + 1)
        )
        for day in range(3000)
    ]
    MissingEpisode.objects.bulk_create(rows)
    gone()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as asked:
        board(viewer=viewer_of(handler, at=f.NOW), at=f.NOW)
    first = next(each["sql"] for each in asked.captured_queries if '"missing_missingepisode"' in each["sql"])
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + first)
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "SCAN missing_missingepisode" not in plan and "Seq Scan on missing_missingepisode" not in plan, plan
