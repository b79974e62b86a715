"""Days, times and counts are written as a person would write them, and pages of a list are numbered."""

import datetime

import pytest

from homeward.design.pages import numbers, pages_of
from homeward.design.templatetags.design import count, day, known, moment

NIGHT = datetime.datetime(2026, 7, 14, 23, 30, tzinfo=datetime.UTC)


def test_a_day_is_the_day_in_england() -> None:
    assert day(datetime.date(2026, 3, 14)) == "14 March 2026"
    assert day(NIGHT) == "15 July 2026"
    assert day(None) == "Not known"


def test_a_time_is_the_time_in_england() -> None:
    assert moment(NIGHT) == "15 July 2026 at 12:30am"
    assert moment(None) == "Not known"


def test_none_and_nothing_are_not_known_but_nought_is_a_number() -> None:
    assert [known(value) for value in (None, "", 0, False)] == ["Not known", "Not known", 0, False]


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 children"), (1, "1 child"), (2, "2 children"), (1204, "1,204 children")]
)
def test_a_number_agrees_with_its_noun(number: int, words: str) -> None:
    assert count(number, "child,children") == words


@pytest.mark.parametrize(
    ("page", "last", "shown"),
    [
        (1, 1, []),
        (1, 2, [1, 2]),
        (1, 17, [1, 2, 0, 17]),
        (4, 17, [1, 0, 3, 4, 5, 0, 17]),
        (17, 17, [1, 0, 16, 17]),
        (3, 5, [1, 2, 3, 4, 5]),
    ],
)
def test_the_pages_near_this_one_are_numbered(page: int, last: int, shown: list[int]) -> None:
    assert numbers(page, last) == shown


def test_the_links_keep_what_the_list_is_narrowed_by() -> None:
    pages = pages_of(60, page=2, path="/feeds/", query={"kind": "school", "page": "9"}, noun="rows")
    assert pages.words == "Showing 26 to 50 of 60 rows"
    assert pages.following
    assert pages.following.href == "/feeds/?kind=school&page=3"


@pytest.mark.parametrize(("asked", "shown"), [(0, 1), (-3, 1), (99, 3)])
def test_a_page_that_is_not_there_becomes_the_nearest(asked: int, shown: int) -> None:
    current = [step.number for step in pages_of(60, page=asked, path="/").steps if step.current]
    assert current == [shown]


def test_an_empty_list_is_left_to_say_itself_why_it_is() -> None:
    empty = pages_of(0, page=1, path="/", noun="children")
    assert (empty.words, empty.steps) == ("", ())
