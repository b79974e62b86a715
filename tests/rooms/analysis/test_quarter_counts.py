"""What the quarter counts: each child once, each absence once, and only what the hub had been told by then."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis import queries
from homeward.insight.analysis.rules import QuarterInFigures
from homeward.methods.disclosure.cells import State
from homeward.methods.disclosure.sums import TOTAL
from homeward.practice.missing.models import MissingReport
from homeward.register.audit.models import Revision
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery
from tests import factories
from tests.rooms.analysis.conftest import Missing, populate

pytestmark = pytest.mark.django_db
AUTUMN = Quarter(2025, 4)
WHOLE = (TOTAL, TOTAL)


def autumn(**given: object) -> QuarterInFigures:
    asked = {"viewer": factories.viewer("performance-analyst"), "as_at": factories.NOW, **given}
    return queries.quarter_in_figures(AUTUMN, **asked)  # type: ignore[arg-type]  # given by each test


def many(missing: Missing, number: int, on: date = date(2025, 11, 5), **more: object) -> None:
    for each in range(number):
        missing(factories.child("Child", f"No{each}", sex="M", **more), on)


def test_a_child_is_counted_once_and_each_absence_once(county: None) -> None:
    figures = autumn().figures
    assert str(figures["children-missing"].cell) == "93"
    assert str(figures["missing-episodes"].cell) == str(40 + 13 + 13 + 13 + 24 + 12 + 15 + 9 + 2 + 3 - 0)


def test_two_reports_of_one_absence_count_once(missing: Missing) -> None:
    many(missing, 8)
    first = MissingReport.objects.first()
    assert first is not None
    MissingReport.objects.create(
        person=first.person, episode=first.episode, record=factories.record(), type="M",
        since=first.since + timedelta(hours=2), joined_because="overlap",
    )  # fmt: skip
    assert str(autumn().episodes[WHOLE]) == "8"


def test_an_absence_first_reported_before_the_quarter_belongs_to_the_quarter_before(missing: Missing) -> None:
    many(missing, 8)
    episode = missing(factories.child(), date(2025, 9, 30))
    MissingReport.objects.create(
        person=episode.person, episode=episode, record=factories.record(), type="M",
        since=episode.since + timedelta(days=1), joined_because="overlap",
    )  # fmt: skip
    assert str(autumn().episodes[WHOLE]) == "8"


@pytest.mark.parametrize(
    "left_out",
    [{"on": date(2025, 11, 5), "kind": "A"}, {"on": date(2026, 1, 1)}, {"on": date(2025, 9, 30)}],
    ids=["away without authorisation", "the quarter after", "the quarter before"],
)
def test_what_is_not_a_missing_episode_of_the_quarter_is_left_out(
    missing: Missing, left_out: dict[str, object]
) -> None:
    many(missing, 8)
    missing(factories.child(), **left_out)
    assert str(autumn().children[WHOLE]) == "8"


def test_a_sample_council_and_an_adult_are_left_out_of_the_tables_and_of_the_trend(missing: Missing) -> None:
    many(missing, 8)
    missing(factories.child(outside_figures=True), date(2025, 11, 5))
    missing(factories.child(birth_date=date(2007, 11, 5)), date(2025, 11, 5))
    missing(factories.child(birth_date=date(2007, 11, 6)), date(2025, 11, 5))
    found = autumn()
    assert str(found.children[WHOLE]) == str(found.trend[-1].children) == "9"


def test_what_was_told_later_is_not_counted_as_at_an_earlier_moment(missing: Missing) -> None:
    many(missing, 8)
    missing(factories.child(), date(2025, 11, 6), received_at=factories.NOW + timedelta(days=1))
    assert str(autumn().children[WHOLE]) == "8"
    assert str(autumn(as_at=factories.NOW + timedelta(days=2)).children[WHOLE]) == "9"


def test_a_delivery_that_is_still_loading_is_not_yet_counted(missing: Missing) -> None:
    many(missing, 8)
    loading = factories.delivery()
    missing(factories.child(), date(2025, 11, 6), delivery=loading)
    assert str(autumn().children[WHOLE]) == "9"
    Delivery.objects.filter(pk=loading.pk).update(state="loading", loaded_at=None)
    assert str(autumn().children[WHOLE]) == "8"


def test_a_superseded_report_counts_only_until_it_was_superseded(missing: Missing) -> None:
    many(missing, 8)
    later = factories.NOW + timedelta(days=1)
    missing(factories.child(), date(2025, 11, 6), superseded_at=later)
    missing(factories.child(), date(2026, 1, 6), received_at=later)
    assert str(autumn().children[WHOLE]) == "9"
    assert str(autumn(as_at=factories.NOW + timedelta(days=2)).children[WHOLE]) == "8"


def test_looked_after_children_are_counted_by_the_day_they_went_missing(missing: Missing) -> None:
    populate()
    for number in range(30):
        child = factories.child("Looked", f"After{number}", sex="M")
        factories.placement(child, since=date(2025, 9, 1))
        if number < 12:
            missing(child, date(2025, 11, 5))
    many(missing, 10)
    figures = autumn().figures
    assert figures["looked-after-missing"].value == "12"
    assert figures["looked-after-share"].value == "40%"
    assert figures["looked-after-share"].range == "25 to 58"


def test_nothing_loaded_is_not_collected_and_never_nought() -> None:
    found = autumn()
    assert not found.collected
    assert {cell.state for cell in found.children.values()} == {State.NOT_COLLECTED}
    assert {figure.cell.state for figure in found.figures.values()} == {State.NOT_COLLECTED}


def test_a_quarter_between_two_others_with_nobody_missing_is_a_true_nought(missing: Missing) -> None:
    missing(factories.child(), date(2025, 8, 5))
    missing(factories.child(), date(2026, 2, 5))
    assert autumn().children[WHOLE].state is State.TRUE_ZERO


def test_who_may_not_see_the_quarter_gets_no_count(county: None) -> None:
    found = autumn(viewer=factories.viewer("call-handler"))
    assert {cell.state for cell in found.children.values()} == {State.NOT_COLLECTED}


@pytest.mark.parametrize("children", [10, 200])
def test_the_same_statements_whatever_the_size(missing: Missing, children: int) -> None:
    populate()
    many(missing, children)
    viewer = factories.viewer("performance-analyst")
    with CaptureQueriesContext(connection) as statements:
        queries.quarter_in_figures(AUTUMN, viewer=viewer, as_at=factories.NOW)
    assert len(statements) == 13
    with CaptureQueriesContext(connection) as again:
        queries.quarter_in_figures(AUTUMN, viewer=viewer, as_at=factories.NOW)
    assert len(again) == 2


def test_what_was_remembered_is_forgotten_when_another_delivery_comes_or_a_fact_is_put_right(missing: Missing) -> None:
    many(missing, 8)
    assert str(autumn().children[WHOLE]) == "8"
    missing(factories.child(), date(2025, 11, 6))
    assert str(autumn().children[WHOLE]) == "9"
    child = factories.child("Wrong", "Birthday", birth_date=date(2001, 1, 1))
    missing(child, date(2025, 11, 6))
    assert str(autumn().children[WHOLE]) == "9"
    Person.objects.filter(pk=child.pk).update(birth_date=date(2011, 1, 1))
    Revision.objects.create(
        event_uid=uuid4(), at=factories.NOW, table="people_person", row=str(child.pk), version=2, sealed_before=""
    )
    assert str(autumn().children[WHOLE]) == "10"
