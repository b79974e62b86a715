"""Identifiers are read into one form, refused in words that help, and never printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.foundation.identifiers import nhs_number, phone, plate, pnc, postcode, ssda903_child, upn
from homeward.foundation.identifiers.reading import Reading

READERS = (nhs_number.normalise, upn.normalise, postcode.normalise, phone.normalise, plate.normalise, pnc.normalise)
INVENTED_NHS = "9990000018"
NINE = st.integers(0, 999_998).map("999{:06d}".format)  # ten times nine is no number, invented or not
TWELVE = st.integers(0, 999_999_999).map("999{:09d}".format)


@given(st.text(max_size=30), st.booleans())
def test_any_text_is_read_or_refused_in_words(text: str, synthetic: bool) -> None:
    for normalise in READERS:
        reading = normalise(text, synthetic=synthetic)
        assert reading.ok != bool(reading.problem)


@given(NINE)
def test_invented_nhs_numbers_pass_only_as_synthetic(nine: str) -> None:
    check = nhs_number.check_digit(nine)
    number = nine + (check or "0")
    reading = nhs_number.normalise(number, synthetic=True)
    assert reading.ok == bool(check) and reading.is_invented == bool(check)
    assert not nhs_number.normalise(number).ok


@given(NINE, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_in_an_nhs_number_is_always_found(nine: str, at: int, by: int) -> None:
    check = nhs_number.check_digit(nine)
    if check:
        digits = nine + check
        wrong = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
        assert not nhs_number.normalise(wrong, synthetic=True).ok


def test_an_nhs_number_is_read_through_spaces_and_printed_in_groups() -> None:
    reading = nhs_number.normalise(" 999 000-0018 ", synthetic=True)
    assert reading.value == INVENTED_NHS
    assert nhs_number.in_print(INVENTED_NHS) == "999 000 0018"


@pytest.mark.parametrize("text", ["", "999000001", "99900000180", "999000001X", "0000000000", "9990000017"])
def test_a_wrong_nhs_number_is_refused(text: str) -> None:
    assert "NHS number" in nhs_number.normalise(text, synthetic=True).problem


@given(TWELVE, st.sampled_from(upn.CHECK_LETTERS))
def test_a_wrong_check_letter_marks_an_invented_pupil_number(twelve: str, letter: str) -> None:
    is_wrong = letter != upn.check_letter(twelve)
    reading = upn.normalise(letter + twelve, synthetic=True)
    assert reading.ok and reading.is_invented == is_wrong
    assert upn.normalise(letter + twelve).ok != is_wrong


def test_a_temporary_pupil_number_ends_in_a_letter() -> None:
    twelve = "99912342600A"
    assert upn.normalise(upn.check_letter(twelve) + twelve).ok


@pytest.mark.parametrize("text", ["", "A123", "I999123426001", "A9991234260012", "A99912342600O"])
def test_a_malformed_pupil_number_is_refused(text: str) -> None:
    assert "12 digits" in upn.normalise(text, synthetic=True).problem


def test_a_code_for_an_unknown_pupil_number_is_not_a_pupil_number() -> None:
    assert upn.stands_for_unknown("un1")
    assert "not known" in upn.normalise("UN1").problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("zz11aa", "ZZ1 1AA"),
        (" ZZ12  3bd", "ZZ12 3BD"),
        ("w1a 0ax", "W1A 0AX"),
        ("EC1A1BB", "EC1A 1BB"),
        ("m1 1ae", "M1 1AE"),
    ],
)
def test_postcodes_take_one_form(text: str, value: str) -> None:
    assert postcode.normalise(text, synthetic=True).value == value


@pytest.mark.parametrize("text", ["", "ZZ1", "ZZ1 1A", "ZZ1 1CI", "QQ11 1AAA", "ZZ99 3VZ", "1ZZ 1AA"])
def test_what_is_not_a_whole_postcode_is_refused(text: str) -> None:
    assert not postcode.normalise(text, synthetic=True).ok


def test_the_postcode_given_as_an_example_is_nobody_s() -> None:
    assert "such as AB12 3CD" in postcode.normalise("ZZ1").problem
    assert not postcode.normalise("AB12 3CD").ok


def test_invented_postcodes_pass_only_as_synthetic_and_have_wider_places() -> None:
    assert "test value" in postcode.normalise("ZZ1 1AA").problem
    assert postcode.normalise("ZZ1 1AA", synthetic=True).is_invented
    assert [part("ZZ12 3BD") for part in (postcode.area, postcode.district, postcode.sector)] == [
        "ZZ",
        "ZZ12",
        "ZZ12 3",
    ]


@pytest.mark.parametrize(
    "text",
    ["07700 900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700-900-123", "447700900123", "+4407700900123"],
)
def test_one_telephone_number_has_one_form(text: str) -> None:
    reading = phone.normalise(text, synthetic=True)
    assert reading == Reading("+447700900123", is_invented=True)
    assert not phone.normalise(text).ok


@pytest.mark.parametrize("text", ["0116 496 0123", "01632 960001", "020 7946 0999", "0191 498 0000", "03069 990000"])
def test_numbers_kept_for_drama_are_known(text: str) -> None:
    assert phone.normalise(text, synthetic=True).is_invented


@pytest.mark.parametrize(
    "text", ["", "+", "999", "07700 9001", "07700 900123 ext 4", "7700900123", "0000000000", "00+44"]
)
def test_what_cannot_be_dialled_is_refused(text: str) -> None:
    assert phone.normalise(text, synthetic=True).problem


def test_a_number_is_printed_as_it_is_dialled() -> None:
    assert phone.in_print("+447700900123") == "07700 900 123"
    assert phone.in_print("+353200000000") == "+353200000000"
    assert phone.is_mobile("+447700900123") and not phone.is_mobile("+441632960001")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("zz51 aaa", "ZZ51 AAA"),
        ("a 123 bcd", "A123 BCD"),
        ("ABC123D", "ABC 123D"),
        ("AIZ 1234", "AIZ 1234"),
        ("1 A", "1 A"),
    ],
)
def test_registration_marks_of_every_style_are_read(text: str, value: str) -> None:
    assert plate.normalise(text, synthetic=True).value == value


def test_invented_marks_pass_only_as_synthetic_and_part_of_a_mark_is_refused() -> None:
    assert plate.normalise("ZZ51 AAA", synthetic=True).is_invented
    assert not plate.normalise("ZZ51 AAA").ok
    assert "on the plate" in plate.normalise("AB12 C").problem


@pytest.mark.parametrize("text", ["2019/0123456K", "19/123456k", " 19 / 123456 K", "2019/123456K", "190123456K"])
def test_a_number_of_the_national_computer_is_read_into_its_long_form(text: str) -> None:
    assert pnc.normalise(text, synthetic=True).value == "2019/0123456K"


@given(st.integers(0, 9_999_999), st.integers(1951, 2050))
def test_one_letter_in_twenty_three_is_right_and_a_wrong_one_belongs_to_nobody(serial: int, year: int) -> None:
    number = f"{year}/{serial:07d}"
    real = [letter for letter in pnc.CHECK_LETTERS if pnc.normalise(number + letter).ok]
    assert real == [pnc.check_letter(str(year), f"{serial:07d}")]
    assert all(pnc.normalise(number + letter, synthetic=True).ok for letter in pnc.CHECK_LETTERS)
    assert pnc.normalise(f"{number[2:]}{real[0]}").value == f"{number}{real[0]}"


@pytest.mark.parametrize(
    "text", ["", "12345", "19123456K", "2019/0123456", "2019/01234567K", "2019/0123456I", "201/0123456K"]
)
def test_what_is_no_number_of_the_national_computer_is_refused(text: str) -> None:
    assert "7 digits and a letter" in pnc.normalise(text, synthetic=True).problem


def test_a_child_number_keeps_its_leading_noughts() -> None:
    assert ssda903_child.normalise(" 00123a ").value == "00123A"


@pytest.mark.parametrize(
    ("text", "word"),
    [("566910.0", "spreadsheet"), ("5.6691E+05", "spreadsheet"), ("", "10"), ("12345678901", "10"), ("1 2", "10")],
)
def test_a_spoilt_child_number_is_refused(text: str, word: str) -> None:
    assert word in ssda903_child.normalise(text).problem


def test_an_identifier_is_never_printed() -> None:
    assert INVENTED_NHS not in repr(nhs_number.normalise(INVENTED_NHS, synthetic=True))
    assert "999000" not in nhs_number.normalise("9990000017").problem
