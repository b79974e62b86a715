"""Spans share a boundary without sharing a day; quarters and collection years are such spans."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.foundation.collection_years import CollectionYear, NotACollectionYear
from homeward.foundation.periods import EndsBeforeItBegins, Period
from homeward.foundation.quarters import NotAQuarter, Quarter

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period[date]:
    since = draw(DAYS)
    length = draw(st.none() | st.integers(0, 400))
    return Period(since, None if length is None else since + timedelta(days=length))


@given(periods(), periods(), DAYS)
def test_a_clip_holds_exactly_the_days_both_hold(one: Period[date], other: Period[date], day: date) -> None:
    clipped = one.clip(other)
    assert (clipped is not None and clipped.contains(day)) == (one.contains(day) and other.contains(day))
    assert one.overlaps(other) == other.overlaps(one)


def test_spans_that_touch_do_not_overlap() -> None:
    first = Period(date(2026, 3, 1), date(2026, 3, 10))
    second = Period(date(2026, 3, 10))
    assert not first.overlaps(second)
    assert second.is_open and second.contains(date(2026, 3, 10))
    assert first.days() == 9
    assert second.days(on=date(2026, 3, 12)) == 2


def test_a_span_may_be_of_moments() -> None:
    call = Period(datetime(2026, 3, 1, 2, 5, tzinfo=UTC), datetime(2026, 3, 4, 2, 5, tzinfo=UTC))
    assert call.contains(datetime(2026, 3, 4, 2, 4, tzinfo=UTC))
    assert not call.contains(datetime(2026, 3, 4, 2, 5, tzinfo=UTC))
    assert call.days() == 3


def test_a_span_cannot_end_before_it_begins_nor_be_measured_without_an_end() -> None:
    with pytest.raises(EndsBeforeItBegins):
        Period(date(2026, 3, 2), date(2026, 3, 1))
    with pytest.raises(EndsBeforeItBegins):
        Period(date(2026, 3, 2)).days()


@given(DAYS)
def test_every_day_is_in_one_quarter_and_one_year(day: date) -> None:
    quarter, year = Quarter.holding(day), CollectionYear.holding(day)
    assert quarter.period.contains(day) and year.period.contains(day)
    assert quarter.next.previous == quarter
    assert not quarter.next.period.contains(day) and not quarter.previous.period.contains(day)
    assert Quarter.parse(quarter.code) == quarter and CollectionYear.parse(year.code) == year
    assert year.last_day + timedelta(days=1) == year.until


def test_a_quarter_is_named_by_its_months() -> None:
    quarter = Quarter.parse("2026-Q1")
    assert str(quarter) == "January to March 2026"
    assert (quarter.since, quarter.until) == (date(2026, 1, 1), date(2026, 4, 1))
    assert quarter.previous < quarter < quarter.next
    assert str(quarter.previous) == "October to December 2025"


@pytest.mark.parametrize("text", ["", "2026", "2026-Q5", "Q1 2026", "26-Q1"])
def test_text_that_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(NotAQuarter):
        Quarter.parse(text)


@pytest.mark.parametrize("text", ["2025-26", "2025/26", "2025 to 2026", "2025-2026", "2026", " 2025_26 "])
def test_a_collection_year_is_read_from_any_of_its_names(text: str) -> None:
    assert CollectionYear.parse(text) == CollectionYear(2026)


@pytest.mark.parametrize("text", ["", "2025-27", "2025-25", "25-26", "this year", "2026-25"])
def test_text_that_is_no_collection_year_is_refused(text: str) -> None:
    with pytest.raises(NotACollectionYear):
        CollectionYear.parse(text)


def test_a_collection_year_runs_from_april_to_march() -> None:
    year = CollectionYear(2026)
    assert str(year) == "1 April 2025 to 31 March 2026"
    assert CollectionYear(2025) < year
    assert CollectionYear.holding(date(2026, 3, 31)) == year
    assert CollectionYear.holding(date(2026, 4, 1)) == CollectionYear(2027)
