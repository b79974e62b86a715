"""The quarter's charts: its tables stand at once, the worker draws, and what was drawn is kept by what it shows."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis import jobs, queries
from homeward.register.audit.models import AuditEvent
from homeward.register.documents.models import Document
from homeward.register.jobs.jobs import run
from homeward.register.jobs.models import Job
from tests import factories
from tests.rooms.analysis.conftest import Missing

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
ADDRESS = "/quarter/2025-Q4/"
AUTUMN = Quarter(2025, 4)


@pytest.fixture
def director(client: Client) -> Client:
    client.force_login(factories.account("director"), backend=DOOR)
    return client


def read(client: Client) -> str:
    return re.sub(r"\s+", " ", client.get(ADDRESS).content.decode())


def draw() -> None:
    """What the worker does."""
    run.call(str(Job.objects.get(state="waiting").pk))


def test_the_table_stands_at_once_and_the_drawing_when_it_is_ready(director: Client, county: None) -> None:
    before = read(director)
    assert "Drawing the charts" in before and 'data-hw-poll="3000"' in before and "<img" not in before
    assert before.count("For every 1,000 children") >= 1
    draw()
    after = read(director)
    assert "Drawing the charts" not in after and after.count("<img") == after.count("<source") == 3
    assert Document.objects.filter(kind="chart").count() == 6


def test_a_page_that_is_asked_for_again_asks_for_nothing_twice(director: Client, county: None) -> None:
    read(director)
    read(director)
    assert Job.objects.count() == 1
    draw()
    read(director)
    assert Job.objects.count() == 1


def test_a_job_that_failed_a_moment_ago_is_not_asked_for_again_at_once(director: Client, county: None) -> None:
    read(director)
    Job.objects.update(state="failed", message_code="ValueError")
    page = read(director)
    assert Job.objects.count() == 1 and "Failed" in page and "data-hw-poll" not in page


def test_a_chart_is_shown_to_whoever_reads_the_quarter_and_to_nobody_else(client: Client, county: None) -> None:
    client.force_login(factories.account("director"), backend=DOOR)
    read(client)
    draw()
    address = re.findall(r'src="(/charts/[^"]+)"', read(client))[0]
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer.content.startswith(b"<svg") and b'role="img"' in answer.content
    client.force_login(factories.account("call-handler"), backend=DOOR)
    assert client.get(address).status_code == 403
    client.force_login(factories.account("manager"), backend=DOOR)
    assert client.get("/charts/0123456789/").status_code == 404


def test_what_shows_the_same_is_drawn_once_and_another_figure_is_another_chart(
    director: Client, county: None, missing: Missing
) -> None:
    read(director)
    draw()
    for number in range(7):
        missing(factories.child("Other", f"No{number}", birth_date=date(2011, 3, 1), sex="M"), date(2025, 12, 7))
    read(director)
    draw()
    assert Document.objects.filter(kind="chart").count() == 10  # nobody more is looked after, so those two stand
    assert AuditEvent.objects.filter(action="chart.draw").count() == 10


def test_the_worker_asks_for_the_newest_quarters_once_something_was_loaded(
    county: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_asked_for", None)
    assert jobs.ask_for_newest(at=factories.NOW) == 1
    assert jobs.ask_for_newest(at=factories.NOW) == 0
    assert [job.about for job in Job.objects.all()] == ["2025-Q4"]
    draw()
    assert not queries.undrawn(queries.quarter_in_figures(AUTUMN, viewer=None, as_at=factories.NOW))


def test_with_nothing_loaded_the_worker_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_asked_for", None)
    assert jobs.ask_for_newest(at=factories.NOW) == 0


def test_nothing_small_is_in_any_drawing(director: Client, county: None, missing: Missing) -> None:
    """A quarter of three children is its letter in the drawing, and hidden in its words."""
    for number in range(3):
        missing(factories.child("Few", f"No{number}"), date(2025, 8, 7))
    read(director)
    draw()
    page = read(director)
    drawings = [director.get(each).content.decode() for each in re.findall(r'="(/charts/[^"]+)"', page)]
    assert len(drawings) == 6
    for drawing in drawings:
        assert "July to September 2025, hidden" in drawing or "not collected" in drawing
        assert not re.search(r"July to September 2025, [1-5]\b", drawing)


def test_the_same_statements_whatever_the_size_once_the_charts_are_drawn(
    director: Client, county: None, missing: Missing
) -> None:
    read(director)
    draw()
    counted = [statements(director)]
    for number in range(60):
        missing(factories.child("More", f"No{number}", birth_date=date(2011, 3, 1), sex="F"), date(2025, 10, 7))
    read(director)
    draw()
    counted.append(statements(director))
    assert counted[0] == counted[1] <= 30


def statements(client: Client) -> int:
    queries.quarter._remembered.clear()  # type: ignore[attr-defined]  # a module of the package
    with CaptureQueriesContext(connection) as found:
        client.get(ADDRESS)
    return len(found)
