"""Twins are asked about, a father and son are two, and every kind of mistake still shares a key."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.methods.matching.keys import Kind, keys_of, sounds_of
from homeward.methods.matching.records import Traits, traits
from homeward.methods.matching.twins import are_two_generations, may_be_twins

HOME = {"surname": "Garner", "birth_date": date(2010, 3, 4), "postcode": "ZZ1 1AA"}


def record(forename: str, **changes: Any) -> Traits:
    return traits(**{**HOME, "forename": forename, **changes})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (record("Oliver"), record("Amelia"), True),
        (record("Oliver"), record("Amelia", postcode="ZZ9 9AA"), True),
        (record("Oliver"), record("Amelia", surname="Patel"), True),
        (record("Oliver"), record("Amelia", surname="Patel", postcode="ZZ9 9AA"), False),
        (record("Oliver"), record("Amelia", birth_date=date(2011, 3, 4)), False),
        (record("Oliver"), record("Ollie"), False),
        (record("Oliver"), record("Olive"), False),
        (record("Jon"), record("Jonas"), False),
        (record("Kate"), record("Katherine"), False),
        (record("Mohammed Hamza"), record("Mohammed Bilal"), True),
        (record("Oliver", middle_name="Leo"), record("Leo"), False),
        (record("Oliver", also_known_as="Amelia"), record("Amelia"), False),
        (record("Garner", surname="Oliver"), record("Oliver"), False),
        (record("Oliver", nhs="9"), record("Amelia", nhs="9"), False),
        (record("Oliver", nhs="9"), record("Amelia", nhs="8"), True),
        (record(""), record("Amelia"), False),
        (record("Oliver", birth_date=None), record("Amelia", birth_date=None), False),
    ],
)
def test_pairs_that_may_be_twins(one: Traits, other: Traits, expected: bool) -> None:
    assert may_be_twins(one, other) is may_be_twins(other, one) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (record("Oliver"), record("Oliver", birth_date=date(1985, 3, 4)), True),
        (record("Oliver"), record("Ollie", birth_date=date(1985, 1, 1), birth_precision="year"), True),
        (record("Oliver"), record("Oliver", birth_date=date(1998, 3, 6)), False),
        (record("Oliver"), record("Oliver", birth_date=date(1985, 3, 4), postcode="ZZ2 2AA"), False),
        (record("Oliver"), record("Amelia", birth_date=date(1985, 3, 4)), False),
        (record("Oliver", nhs="9"), record("Oliver", birth_date=date(1985, 3, 4), nhs="9"), False),
        (record("Oliver"), record("Oliver", birth_date=None), False),
    ],
)
def test_a_father_and_son_of_one_name_are_two(one: Traits, other: Traits, expected: bool) -> None:
    assert are_two_generations(one, other) is are_two_generations(other, one) is expected


@pytest.mark.parametrize(
    "other",
    [
        record("Ollie", postcode=""),
        record("Olivr", surname="Garnre", postcode=""),
        record("Garner", surname="Oliver", postcode=""),
        record("Oliver", birth_date=date(2010, 4, 3), surname="Quested"),
        record("Oliver", birth_date=date(2012, 8, 9), postcode=""),
        record("Oliver", birth_date=None, postcode=""),
        record("Olliver", surname="Garnir", birth_date=None, postcode=""),
        record("Amelia", birth_date=date(2010, 9, 9), nhs="9990000018"),
        record("Zed", birth_date=date(2010, 12, 25)),
        record("Oliver", surname="", birth_date=None),
        record("Oliver", surname="", postcode=""),
    ],
)
def test_a_record_with_one_kind_of_mistake_is_still_met(other: Traits) -> None:
    assert keys_of(record("Oliver", nhs="9990000018")) & keys_of(other)


def test_strangers_share_no_key() -> None:
    stranger = traits(forename="Zuza", surname="Nowak", birth_date=date(2011, 8, 9), postcode="ZZ7 7AA", nhs="1")
    assert not keys_of(record("Oliver", nhs="2")) & keys_of(stranger)


def test_a_record_without_a_postcode_has_no_key_of_a_place() -> None:
    kinds = {kind for kind, _ in keys_of(record("Oliver", postcode=""))}
    assert not any("postcode" in kind or "outcode" in kind for kind in kinds)
    assert {"typed", "sounds", "names", "birth-letters", "birth-forms", "forms-surname"} == kinds


def test_what_is_typed_is_found_in_either_order() -> None:
    typed = {value for kind, value in keys_of(record("Mary-Jane")) if kind == Kind.TYPED}
    assert typed == {"mar|garn", "jan|garn", "gar|mary", "gar|jane"}


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=12), st.dates(date(2000, 1, 1), date(2020, 12, 31)))
def test_keys_can_be_made_of_anything(name: str, born: date) -> None:
    told = traits(forename=name, surname=name, middle_name=name, birth_date=born, postcode=name, upn=name)
    assert keys_of(told) == keys_of(told) and all(value for _, value in keys_of(told))


def test_figures_sound_of_nothing() -> None:
    assert sounds_of("12") == () and len(sounds_of("garner")) == 3
