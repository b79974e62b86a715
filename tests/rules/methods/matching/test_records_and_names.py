"""A record made comparable, and the names two records may share."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.methods.matching.names import forms_of_forename, forms_of_surname, own_forename, plain
from homeward.methods.matching.records import AGE, MONTH, YEAR, Traits, traits
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.name_aliases import alias_groups


@given(st.text(max_size=20))
def test_every_name_becomes_plain_letters_once_and_for_all(name: str) -> None:
    found = plain(name)
    assert found.isascii() and found == plain(found) == " ".join(found.split())


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [("Siobhán", "siobhan"), ("Łukasz", "lukasz"), ("O'Neil-Smith", "oneil smith"), ("Æthel", "aethel"), ("ДА", "dea")],
)
def test_plain_letters(given_name: str, expected: str) -> None:
    assert plain(given_name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siobhán", "Shivaun"), ("Siobhan", "Shivon"), ("Mohammed", "Muhammad"), ("Mo", "Mohamed"),
        ("Kate", "Katherine"), ("Katie", "Catherine"), ("Kasia", "Katarzyna"), ("Kuba", "Jakub"),
        ("Oluwaseun", "Seun"), ("Tunde", "Babatunde"), ("Ionut", "Ion"), ("Mihai", "Michael"),
        ("Mehmet", "Mehmed"), ("Yusuf", "Youssef"), ("Alex", "Alexandra"), ("Alex", "Alexander"),
        ("Mary-Jane", "Jane"), ("Mohammed Hamza", "Hamza"),
    ],
)  # fmt: skip
def test_forenames_with_a_form_in_common(one: str, other: str) -> None:
    assert forms_of_forename(plain(one)) & forms_of_forename(plain(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alexander", "Alexandra"),
        ("Mohammed Hamza", "Mohammed Bilal"),
        ("Syed Ali", "Syed Hasan"),
        ("Oliver", "Jack"),
        ("", ""),
    ],
)
def test_forenames_with_none_in_common(one: str, other: str) -> None:
    assert not forms_of_forename(plain(one)) & forms_of_forename(plain(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kowalska", "Kowalski"), ("Chowdhury", "Choudhry"), ("Hussain", "Hussein"), ("Bexley-Shaw", "Shaw"),
        ("O Neil", "O'Neill"), ("de la Cruz", "Cruz"), ("Abdul Rahman", "Abdulrahman"), ("Petrova", "Petrov"),
    ],
)  # fmt: skip
def test_family_names_with_a_form_in_common(one: str, other: str) -> None:
    assert forms_of_surname(plain(one)) & forms_of_surname(plain(other))


def test_small_words_tell_no_two_families_apart() -> None:
    assert not forms_of_surname("van berg") & forms_of_surname("van dijk")
    assert not forms_of_surname("eva") & forms_of_surname("ev")


def test_a_name_after_an_opening_one_is_the_childs_own() -> None:
    assert own_forename("mohammed hamza") == "hamza" and own_forename("mohammed") == "mohammed"


def test_every_alias_is_written_as_names_are_compared() -> None:
    groups = {**alias_groups("forename"), **alias_groups("surname")}
    assert [name for name in groups if plain(name) != name] == []
    assert all(entry.forms for entry in load_whole("name_aliases").entries)


def test_every_part_of_a_record_is_worked_out_once() -> None:
    told = traits(
        forename="Zoë Mae", surname="Tyler-Moss", also_known_as="Zed; Zoë Jones", birth_date=date(2010, 3, 4),
        sex="F", postcode="zz11aa", upn="a123", nhs="999 000 0018", pnc="26/1234x",
    )  # fmt: skip
    assert (told.forename, told.surname, told.forenames) == ("zoe mae", "tyler moss", ("zoe", "mae"))
    assert told.aliases == ("zed", "zoe jones") and told.known_as >= {"zoe", "mary", "zed"}
    assert told.family >= {"tyler", "moss", "jones"}
    assert (told.born, told.born_year, told.born_month, told.born_day) == ("2010-03-04", 2010, 3, 4)
    assert (told.postcode, told.sector, told.district, told.area) == ("ZZ1 1AA", "ZZ1 1", "ZZ1", "ZZ")
    assert (told.upn, told.nhs, told.pnc, told.sex) == ("A123", "9990000018", "261234X", "F")


@pytest.mark.parametrize(("precision", "parts"), [(MONTH, (2010, 3, 0)), (YEAR, (2010, 0, 0)), (AGE, (2010, 0, 0))])
def test_a_birth_date_is_no_more_exact_than_it_was_told(precision: str, parts: tuple[int, int, int]) -> None:
    told = traits(birth_date=date(2010, 3, 1), birth_precision=precision)
    assert (told.born_year, told.born_month, told.born_day) == parts and told.born == ""


def test_a_precision_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        traits(birth_date=date(2010, 3, 1), birth_precision="decade")


def test_a_thin_record_says_too_little_to_be_pooled() -> None:
    whole = {"forename": "Ben", "surname": "Allsop", "birth_date": date(2010, 3, 4)}
    assert not traits(**whole).is_thin
    assert all(traits(**{key: value for key, value in whole.items() if key != left}).is_thin for left in whole)
    assert not traits(forename="Ben", nhs="9990000018").is_thin
    assert traits(**{**whole, "birth_precision": YEAR}).is_thin


def test_a_record_never_prints_whom_it_names() -> None:
    assert "ben" not in repr(traits(forename="Ben")).lower() and isinstance(traits(), Traits)
