"""Names compared exactly, dates in words, ages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.foundation.ages import AgeBand, NotYetBorn, age_on, band_of, is_child_on
from homeward.foundation.dates_in_words import clock_in_words, counted, day_in_words, moment_in_words, span_in_words
from homeward.foundation.names import comparable_name, same_name

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Neil", "o’neil"),
        ("ONeil", "O'Neil"),
        ("Smith-Jones", "SMITH  JONES"),
        ("Siobhán", "siobhan"),
        ("Łukasz", "LUKASZ"),
        ("Strauß", "strauss"),
        ("Bjørn", "Bjorn"),
        ("St. John", "St John"),
    ],
)
def test_spelling_is_levelled(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(("one", "other"), [("Siobhan", "Shivaun"), ("Steven", "Stephen"), ("", ""), ("-", "?")])
def test_names_that_sound_alike_are_not_the_same(one: str, other: str) -> None:
    assert not same_name(one, other)


@given(st.text())
def test_levelling_a_name_twice_changes_nothing(name: str) -> None:
    assert comparable_name(comparable_name(name)) == comparable_name(name)


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(0, 0, "midnight"), (0, 1, "12:01am"), (2, 5, "2:05am"), (12, 0, "midday"), (12, 30, "12:30pm"), (22, 0, "10pm")],
)
def test_the_clock_is_written_as_people_read_it(hour: int, minute: int, words: str) -> None:
    assert clock_in_words(hour, minute) == words


def test_moments_are_told_by_the_clock_in_england() -> None:
    assert moment_in_words(datetime(2026, 3, 14, 2, 5, tzinfo=UTC)) == "14 March 2026 at 2:05am"
    assert moment_in_words(datetime(2026, 6, 14, 2, 5, tzinfo=UTC)) == "14 June 2026 at 3:05am"
    assert day_in_words(date(2026, 4, 3)) == "3 April 2026"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(days=2, hours=23), "2 days"),
        (timedelta(days=1), "1 day"),
        (timedelta(hours=5), "5 hours"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(hours=-3), "3 hours"),
    ],
)
def test_a_span_is_never_said_to_be_longer_than_it_was(span: timedelta, words: str) -> None:
    assert span_in_words(span) == words


def test_nouns_agree_with_their_numbers() -> None:
    assert [counted(n, "child", "children") for n in (0, 1, 1200)] == ["0 children", "1 child", "1,200 children"]


@given(DAYS, st.integers(0, 100))
def test_a_year_is_completed_as_the_birthday_begins(birth: date, years: int) -> None:
    leap_day = (birth.month, birth.day) == (2, 29)
    birthday = date(birth.year + years, 3, 1) if leap_day else birth.replace(year=birth.year + years)
    if not leap_day:
        assert age_on(birth, birthday) == years
    assert years == 0 or age_on(birth, birthday - timedelta(days=2)) == years - 1


def test_someone_born_on_a_leap_day_completes_a_year_on_the_first_of_march() -> None:
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_an_age_before_birth_is_refused() -> None:
    with pytest.raises(NotYetBorn):
        age_on(date(2026, 1, 2), date(2026, 1, 1))


def test_an_unknown_age_is_a_childs() -> None:
    birth = date(2008, 3, 14)
    assert is_child_on(None, date(2026, 1, 1))
    assert is_child_on(birth, date(2026, 3, 13)) and not is_child_on(birth, date(2026, 3, 14))
    assert is_child_on(birth, date(2000, 1, 1))


def test_an_age_outside_every_band_has_none() -> None:
    bands = [AgeBand("12-15", "12 to 15", 12, 15), AgeBand("16-17", "16 to 17", 16, 17)]
    assert [band.code if band else None for band in (band_of(age, bands) for age in (11, 12, 15, 16, 18))] == [
        None,
        "12-15",
        "12-15",
        "16-17",
        None,
    ]
