"""Partial dates keep as much as was given, and no more."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.foundation.london import london_day
from homeward.foundation.partial_dates import NotADate, PartialDate, Precision


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day, clock = draw(st.dates(date(1900, 1, 1), date(2199, 12, 31))), draw(st.times())
    parts = (day.year, day.month, day.day, clock.hour, clock.minute)
    return PartialDate(*parts[: draw(st.sampled_from((1, 2, 3, 5)))])


@pytest.mark.parametrize(
    ("text", "stored", "words"),
    [
        ("2026", "2026", "2026"),
        ("2026-03", "2026-03", "March 2026"),
        ("03/2026", "2026-03", "March 2026"),
        ("March 2026", "2026-03", "March 2026"),
        ("14/03/2026", "2026-03-14", "14 March 2026"),
        ("4/3/2026", "2026-03-04", "4 March 2026"),
        ("14.03.2026", "2026-03-14", "14 March 2026"),
        (" 14  Mar 2026 ", "2026-03-14", "14 March 2026"),
        ("3 sept 2026", "2026-09-03", "3 September 2026"),
        ("2026-03-14", "2026-03-14", "14 March 2026"),
        ("2026-03-14T02:05:33", "2026-03-14T02:05", "14 March 2026 at 2:05am"),
        ("14/03/2026 14:00", "2026-03-14T14:00", "14 March 2026 at 2pm"),
        ("14/03/2026 00:00", "2026-03-14T00:00", "14 March 2026 at midnight"),
    ],
)
def test_reads_what_partners_write(text: str, stored: str, words: str) -> None:
    read = PartialDate.parse(text)
    assert (read.stored, str(read)) == (stored, words)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31/02/2026", "14/13/2026", "14/03/26", "1899", "2200", "2026-02-30", "3 Smarch 2026", "ma 2026",
     "14/03/2026 25:00", "٢٠٢٦", "2026-3-14-1", "29/02/2025"],
)  # fmt: skip
def test_refuses_what_is_not_a_date_without_repeating_it(text: str) -> None:
    with pytest.raises(NotADate) as refusal:
        PartialDate.parse(text)
    assert text == "" or text not in str(refusal.value)


@pytest.mark.parametrize("parts", [(2026, None, 4), (2026, 3, None, 2, 5), (2026, 3, 4, 2), (2026, 3, 4, None, 5)])
def test_a_date_has_no_gaps(parts: tuple[int | None, ...]) -> None:
    with pytest.raises(NotADate):
        PartialDate(*parts)  # type: ignore[arg-type]  # a gap in the year's place cannot be typed


@given(partial_dates())
def test_what_is_stored_reads_back(when: PartialDate) -> None:
    assert PartialDate.parse(when.stored) == when


@given(partial_dates())
def test_what_is_written_reads_back_to_the_day(when: PartialDate) -> None:
    if when.precision is not Precision.MINUTE:
        assert PartialDate.parse(str(when)) == when


@given(partial_dates(), partial_dates())
def test_stored_text_sorts_as_the_dates_do(one: PartialDate, other: PartialDate) -> None:
    if one.earliest_on != other.earliest_on:
        assert (one < other) == (one.stored < other.stored) or one.could_be_on(other.earliest_on)


@given(partial_dates())
def test_earliest_never_follows_latest(when: PartialDate) -> None:
    assert when.earliest <= when.latest
    assert when.could_be_on(when.earliest_on)
    assert when.could_be_on(when.latest_on)


def test_the_vaguer_of_two_that_begin_together_comes_first() -> None:
    texts = ["2026-03-01T00:00", "2026-03-01", "2026-03", "2026-01", "2026", "2025-12-31"]
    ordered = sorted(PartialDate.parse(text) for text in texts)
    assert [when.stored for when in ordered] == [
        "2025-12-31", "2026", "2026-01", "2026-03", "2026-03-01", "2026-03-01T00:00",
    ]  # fmt: skip


def test_a_month_ends_on_its_last_day() -> None:
    assert PartialDate.parse("2024-02").latest_on == date(2024, 2, 29)
    assert PartialDate.parse("2025").latest_on == date(2025, 12, 31)
    assert PartialDate.parse("2025-12").latest_on == date(2025, 12, 31)


def test_a_summer_night_is_dated_by_the_clock_in_london() -> None:
    moment = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert london_day(moment) == date(2026, 7, 2)
    assert str(PartialDate.of_moment(moment)) == "2 July 2026 at 12:30am"
    assert PartialDate.of_day(date(2026, 7, 2)).begins_at() == datetime(2026, 7, 1, 23, 0, tzinfo=UTC)
