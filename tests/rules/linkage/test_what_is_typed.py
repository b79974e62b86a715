"""One box, whatever order it is typed in, read as a description of a child."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.register.linkage.rules import Asked, Place, arms_of, asked_in, born_in, together
from homeward.register.linkage.rules.arms import MOST_ARMS

ON = date(2026, 3, 2)
PLACES = [Place(1, "Ashmarket"), Place(2, "Loughborough and Charnwood"), Place(3, "North Sandholme")]


def read(text: str) -> Asked:
    return asked_in(text, on=ON, places=PLACES)


@pytest.mark.parametrize(
    ("text", "words", "unfinished"),
    [
        ("shiv", ("shiv",), "shiv"), ("Shiv ", ("shiv",), ""), ("O’Neil", ("oneil",), "oneil"),
        ("Smith-Jones, Zoë", ("smith", "jones", "zoe"), "zoe"), ("shivon, about 15", ("shivon",), ""),
        ("a girl called Tia, aged 14", ("tia",), ""), ("J, Loughborough", ("j", "loughborough"), "loughborough"),
        ("12 March 2011", (), ""), ("april jones", ("april", "jones"), "jones"),
    ],
)  # fmt: skip
def test_names_are_what_is_left(text, words, unfinished) -> None:
    assert (read(text).words, read(text).unfinished) == (words, unfinished)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("smith 12/3/2011", "2011-03-12", "2011-03-12", "day"), ("12.3.11", "2011-03-12", "2011-03-12", "day"),
        ("3/27/2011", "2011-03-27", "2011-03-27", "day"), ("27 3 2011", "2011-03-27", "2011-03-27", "day"),
        ("2011-03-27", "2011-03-27", "2011-03-27", "day"), ("27th of March 2011", "2011-03-27", "2011-03-27", "day"),
        ("27 mar 2011", "2011-03-27", "2011-03-27", "day"), ("March 2011", "2011-03-01", "2011-03-31", "month"),
        ("3/2011", "2011-03-01", "2011-03-31", "month"), ("february 2012", "2012-02-01", "2012-02-29", "month"),
        ("born 2011", "2011-01-01", "2011-12-31", "year"), ("about 15", "2009-03-02", "2012-03-02", "age"),
        ("tom fifteen", "2009-03-02", "2012-03-02", "age"), ("14-16", "2009-03-02", "2012-03-02", "age"),
        ("14 or 15 years old", "2010-03-02", "2012-03-02", "age"), ("1y/o", "2023-03-02", "2026-03-02", "age"),
    ],
)  # fmt: skip
def test_dates_parts_of_dates_and_ages(text, earliest, latest, precision) -> None:
    born = read(text).born
    assert born is not None
    assert (str(born.earliest), str(born.latest), born.precision) == (earliest, latest, precision)
    assert born_in(text, on=ON) == born


@pytest.mark.parametrize("text", ["32/13/2011", "1875", "age 99", "0700", "smith", "99/99"])
def test_what_is_no_date_is_none(text) -> None:
    assert read(text).born is None


@pytest.mark.parametrize(
    ("text", "what", "value"),
    [
        ("A123456789012", "numbers", "A123456789012"), ("999 000 0018", "numbers", "9990000018"),
        ("ms 100123", "numbers", "MS100123"), ("99/123456x", "numbers", "99/123456X"),
        ("07700 900 123", "phones", "+447700900123"), ("+44 (0)7700 900123", "phones", "+447700900123"),
        ("zz1 1aa", "postcodes", "ZZ1 1AA"), ("zz12abc", "plates", "ZZ12 ABC"),
    ],
)  # fmt: skip
def test_numbers_are_known_by_their_shape(text, what, value) -> None:
    for typed in (text, f"wren {text}", f"{text}, wren"):
        assert value in getattr(read(typed), what) or typed != text and what == "numbers", typed


def test_a_word_that_begins_a_town_is_tried_as_both() -> None:
    asked = read("shivon lough")
    assert asked.districts == {2}
    assert asked.may_be_a_place == {"lough"}
    ways = {(arm.key.value, bool(arm.districts)) for arm in arms_of(asked)}
    assert ("shivon", True) in ways
    assert ("lou shi", False) in ways


def test_a_boy_and_a_girl_are_a_sex_and_no_name() -> None:
    assert (read("boy kyle").sex, read("Girl, Tia").sex, read("Kyle").sex) == ("M", "F", "")
    assert read("boy kyle").words == ("kyle",)


def test_the_full_form_wins_over_the_box_and_loses_nothing_of_it() -> None:
    both = together(read("shivon 15 ashmarket"), Asked(surname=("oneil",), born=born_in("2011", on=ON), sex="F"))
    assert both.names == ("oneil", "shivon", "ashmarket")
    assert both.born is not None and both.born.precision == "year"
    assert (both.sex, both.districts) == ("F", {1})


@given(st.text(max_size=300))
def test_anything_can_be_read(text) -> None:
    asked = read(text)
    arms = arms_of(asked)
    assert len(arms) <= MOST_ARMS
    assert all(len(arm.key.value) < 600 for arm in arms)
    assert all(word and word == word.casefold() for word in asked.names)


@given(st.permutations(["siobhan", "oneil", "23/11/2010", "girl", "9990000018"]))
def test_the_order_does_not_matter(pieces) -> None:
    asked, ordered = read(", ".join(pieces) + ","), read("siobhan, oneil, 23/11/2010, girl, 9990000018,")
    assert {*asked.names} == {*ordered.names}
    assert (asked.born, asked.sex, asked.numbers[0]) == (ordered.born, ordered.sex, ordered.numbers[0])
    assert set(arms_of(asked)) == set(arms_of(ordered))


def test_what_is_asked_is_never_printed() -> None:
    asked = read("siobhan oneil 23/11/2010 girl 9990000018 07700900123 zz1 1aa zz12 abc ashmarket")
    told = f"{asked!r} {arms_of(asked)!r}".casefold()
    for word in ("siobhan", "oneil", "2010", "999", "7700", "zz1", "ashm", "'f'"):
        assert word not in told, word
