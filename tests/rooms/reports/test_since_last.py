"""What the last paper said, told only where nothing small follows from the difference."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from homeward.insight.reports import queries
from homeward.insight.reports.rules import NO_EARLIER
from homeward.insight.reports.rules.since import moved
from homeward.register.sources.models import Delivery
from tests import factories
from tests.rooms.analysis.conftest import Missing
from tests.rooms.reports.making import AUTUMN, made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
LATER = factories.NOW + timedelta(hours=3)
Come = Callable[[int, int], None]


@pytest.fixture
def come(missing: Missing) -> Come:
    """More children are reported, each in so many episodes, by a delivery after the first paper."""

    def told(children: int, episodes: int) -> None:
        sent = factories.delivery()
        Delivery.objects.filter(pk=sent.pk).update(loaded_at=factories.NOW + timedelta(hours=2))
        for number in range(children):
            child = factories.child("More", f"No{number}", birth_date=date(2011, 3, 1), sex="M")
            for episode in range(episodes):
                missing(child, date(2025, 10, 3 + 9 * episode), delivery=sent)

    return told


def told(code: str) -> str:
    return queries.drafted(AUTUMN, viewer=None, as_at=LATER, afresh=True).paper.since[code]


def test_the_first_paper_has_nothing_to_be_compared_with() -> None:
    assert told("children-missing") == NO_EARLIER


def test_enough_more_are_told_with_how_many(come: Come) -> None:
    made()
    come(9, 2)
    assert told("children-missing") == "The paper as at 2 March 2026 at 9am said 93; 9 more have been counted since"
    assert told("missing-rate") == "The paper as at 2 March 2026 at 9am said 2.6 per 1,000"


@pytest.mark.parametrize("children", [1, 4, 5])
def test_a_few_more_are_not_told(come: Come, children: int) -> None:
    made()
    come(children, 3)
    for code in ("children-missing", "missing-episodes", "missing-rate", "repeat-incident-share"):
        assert "the difference is small, or would tell of a small number" in told(code), code


def test_nor_are_many_where_a_few_follow_from_them(come: Come, missing: Missing) -> None:
    """Nine more children in twelve more episodes: three of those episodes are second ones."""
    made()
    come(9, 1)
    sent = Delivery.objects.latest("pk")
    again = factories.child("Again", "Once", birth_date=date(2011, 3, 1), sex="M")
    for day in (2, 9, 16, 23):
        missing(again, date(2025, 12, day), delivery=sent)
    assert "the difference is small" in told("children-missing") and "the difference is small" in told(
        "missing-episodes"
    )


def test_nothing_new_is_the_same() -> None:
    made()
    assert told("children-missing") == "The same as in the paper as at 2 March 2026 at 9am"


def test_a_paper_made_afterwards_changes_no_paper_before_it(come: Come) -> None:
    first = queries.drafted(AUTUMN, viewer=None, as_at=LATER, afresh=True).paper
    made(at=LATER + timedelta(hours=1))
    assert queries.drafted(AUTUMN, viewer=None, as_at=LATER, afresh=True).paper == first


def test_a_hidden_count_is_in_no_difference() -> None:
    hidden: dict[str, Any] = {"children-missing": {"n": None}, "missing-episodes": {"n": 40}}
    shown: dict[str, Any] = {"children-missing": {"n": 9}, "missing-episodes": {"n": 42}}
    assert moved(shown, hidden) == [2]


def test_a_paper_is_counted_in_as_many_statements_whatever_came(
    come: Come, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made()
    counts = []
    for episodes in (1, 3):
        come(30, episodes)
        with django_assert_max_num_queries(34) as asked:
            queries.drafted(AUTUMN, viewer=None, as_at=LATER, afresh=True)
        counts.append(len(asked))
    assert counts[0] == counts[1]
