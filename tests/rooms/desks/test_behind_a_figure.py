"""The page of the children behind a figure: only children whom the viewer may open, and no sign of any other."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis import queries
from homeward.insight.analysis.presenters import REPEATS
from homeward.methods.disclosure.cells import State
from homeward.register.access.models import Relationship
from homeward.register.accounts.models import Account
from homeward.register.audit.models import AuditEvent
from homeward.vocabulary.roles import load_roles
from tests import factories
from tests.factories import NOW
from tests.rooms.desks.test_most_frequent import gone, own, page, rows, sent_in

pytestmark = pytest.mark.django_db
LAST = datetime(2025, 11, 3, 9, tzinfo=NOW.tzinfo)


def address(figure: str = "missing-episodes", quarter: str = "2025-Q4") -> str:
    return f"/quarter/{quarter}/{figure}/children/"


@pytest.fixture
def worker() -> Account:
    """A practitioner to whom two children are allocated, one of them in care."""
    account = factories.account("hub-practitioner")
    wren = gone("Wren", 3, first=LAST)
    factories.placement(wren, since=date(2025, 9, 1))
    own(account, wren, gone("Ash", 1, first=LAST + timedelta(days=1)))
    return account


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("children-missing", [("Ash", "first episode of the quarter"), ("Wren", "first episode of the quarter")]),
        ("missing-episodes", [("Wren", "Began"), ("Wren", "Began"), ("Ash", "Began"), ("Wren", "Began")]),
        ("looked-after-missing", [("Wren", "Looked after on the day it began")]),
        ("repeat-incident-share", [("Wren", "3rd episode"), ("Wren", "2nd episode")]),
        ("share-from-repeaters", [("Wren", "One of their 3"), ("Wren", "One of their 3"), ("Wren", "One of their 3")]),
    ],
)
def test_each_row_names_the_child_the_days_the_source_and_why_it_counts(worker, figure, expected) -> None:
    found = rows(page(worker, address(figure)))
    assert len(found) == len(expected)
    for row, (name, words) in zip(found, expected, strict=True):
        assert row.startswith(f"{name} Applegarth") and words in row
        assert re.search(r"First day \d+ November 2025 Came back \d+ November 2025 at 9am Said by ssda903", row)


@pytest.mark.parametrize(
    ("order", "first_days"),
    [("newest", ["9", "6", "4", "3"]), ("oldest", ["3", "4", "6", "9"]), ("child", ["4", "3", "6", "9"])],
)
def test_the_rows_are_read_in_the_order_asked_for(worker, order, first_days) -> None:
    found = rows(page(worker, f"{address()}?order={order}"))
    assert [re.search(r"First day (\d+)", row)[1] for row in found] == first_days  # type: ignore[index]  # every row has one


@pytest.mark.parametrize("figure", ["children-missing", "missing-episodes", "repeat-incident-share"])
def test_nothing_on_the_page_bears_the_mark_of_a_hidden_child(worker, figure) -> None:
    before = page(worker, address(figure))
    own(factories.account("hub-practitioner"), *(gone("Hidden", times, first=LAST) for times in (1, 2, 5)))
    assert page(worker, address(figure)) == before
    assert "Hidden" not in before


def test_a_hidden_figure_still_shows_whoever_the_viewer_may_open_and_never_its_number(worker) -> None:
    asked = {"viewer": factories.viewer("performance-analyst"), "as_at": NOW}
    figure = queries.quarter_in_figures(Quarter(2025, 4), **asked).figures["children-missing"]
    assert figure.cell.state is State.SUPPRESSED
    body = page(worker, address("children-missing"))
    assert len(rows(body)) == 2
    own(factories.account("hub-practitioner"), gone("Hidden", 2, first=LAST))
    assert page(worker, address("children-missing")) == body
    assert "Of any other child this page says nothing" in body


def test_somebody_without_children_reads_why_it_is_empty() -> None:
    gone("Hidden", 2, first=LAST)
    officer = factories.account("police-hub", of=factories.agency("county-police", "police"))
    assert "counts no episode of a child allocated to you" in page(officer, address())


@pytest.mark.parametrize("wrong", ["/quarter/2025-Q4/nothing/children/", "/quarter/autumn/missing-episodes/children/"])
def test_a_figure_or_a_quarter_that_is_not_one_is_not_found(worker, wrong) -> None:
    assert sent_in(worker).get(wrong).status_code == 404


@pytest.mark.parametrize(
    "role", [role.code for role in load_roles().roles if role.code not in ("hub-practitioner", "police-hub", "manager")]
)
def test_it_is_closed_and_unlinked_to_every_other_role(role: str) -> None:
    agencies = next(each.agencies for each in load_roles().roles if each.code == role)
    child = gone("Wren", 2, first=LAST)
    account = factories.account(role, of=factories.agency(agencies[0], agencies[0]), on_duty=True)
    own(account, child)
    client = sent_in(account)
    assert client.get(address()).status_code == 403
    assert "/children/" not in client.get("/quarter/2025-Q4/").content.decode()


def test_whoever_opens_the_rows_may_read_the_figures() -> None:
    """The page leads back to the quarter, so it is granted to nobody whom the quarter is closed to."""
    opens = {role.code for role in load_roles().roles if any(each.action == "figure.open-rows" for each in role.grants)}
    reads = {role.code for role in load_roles().roles if any(each.action == "quarter.open" for each in role.grants)}
    assert opens and opens <= reads


def test_one_event_names_the_children_the_figure_and_what_for(worker) -> None:
    page(worker, address("looked-after-missing"))
    event = AuditEvent.objects.get(action="figure.open-rows")
    wren = Relationship.objects.order_by("pk")[0].subject_id
    assert [row.subject_id for row in event.subjects.all()] == [wren]
    assert (event.purpose, event.result_count) == ("casework", 1)
    assert event.detail == {"quarter": "2025-Q4", "figure": "looked-after-missing"}


@pytest.mark.parametrize("figure", ["missing-episodes", "looked-after-missing"])
def test_the_number_of_statements_is_the_same_for_few_rows_and_for_many(worker, figure) -> None:
    client = sent_in(worker)
    client.get(address(figure))
    with CaptureQueriesContext(connection) as few:
        client.get(address(figure))
    own(worker, *(gone(f"Child{number}", 2, first=LAST) for number in range(30)))
    with CaptureQueriesContext(connection) as many:
        body = client.get(address(figure)).content.decode()
    assert len(few) == len(many)
    if figure == "missing-episodes":
        assert "Showing 1 to 50 of 64 episodes" in body
        last = client.get(f"{address(figure)}?page=2").content.decode()
        assert len(rows(last)) == 14


def test_each_figure_of_the_quarter_leads_to_its_rows_for_whoever_may_read_them(worker) -> None:
    quarter = page(worker, "/quarter/2025-Q4/")
    for figure in ("children-missing", "missing-rate", "missing-episodes", "looked-after-missing", *REPEATS):
        assert quarter.count(f'href="{address(figure)}"') == 1
        assert sent_in(worker).get(address(figure)).status_code == 200
