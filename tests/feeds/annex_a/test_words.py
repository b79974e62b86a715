"""How the cells of Annex A are read as codes, as councils write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.gateways.feeds.annex_a.rules import six_months_before
from homeward.gateways.feeds.annex_a.words import code_in, sex_in, yes_in
from homeward.vocabulary.loader import load_whole

# what a cell holds, the list, the code
CELLS = [
    ("q) 6: Police", "cin_referral_source", "6"),
    ("POLICE", "cin_referral_source", "6"),
    ("s) 8: Other", "cin_referral_source", "8"),
    ("j) 3D: Health services", "cin_referral_source", "3D"),
    ("HEALTH SERVICES – school nurse", "cin_referral_source", "3C"),
    ("Health services: other (for example hospice)", "cin_referral_source", "3F"),
    ("A&E (accident and emergency)", "cin_referral_source", "3E"),
    ("GP", "cin_referral_source", "3A"),
    ("INDIVIDUAL – family member, relative or carer", "cin_referral_source", "1A"),
    ("Individual - self", "cin_referral_source", "1C"),
    ("Schools", "cin_referral_source", "2A"),
    ("10", "cin_referral_source", "10"),
    ("Carrier pigeon", "cin_referral_source", ""),
    ("Himself said so", "cin_referral_source", ""),
    ("N1 - Abuse or Neglect", "cin_primary_need", "N1"),
    ("Family dysfunction", "cin_primary_need", "N5"),
    ("PSRMEM - Support with memory and cognition", "cin_primary_need", ""),
    ("Physical abuse", "cin_abuse_category", "PHY"),
    ("NEG", "cin_abuse_category", "NEG"),
    ("a) Neglect", "cin_abuse_category", "NEG"),
    ("C2: FCO", "ssda903_legal_status", "C2"),
    ("E1: Placement order", "ssda903_legal_status", "E1"),
    ("a) WBRI", "ethnicity_ssda903", "WBRI"),
    ("White British", "ethnicity_ssda903", "WBRI"),
    ("s) NOBT", "ethnicity_ssda903", "NOBT"),
    ("", "ethnicity_ssda903", ""),
]


@pytest.mark.parametrize(("cell", "name", "code"), CELLS)
def test_how_a_cell_is_read(cell: str, name: str, code: str) -> None:
    assert code_in(name, cell) == code


SEXES = [
    ("b) Female", "F"), ("a) Male", "M"), ("FEMALE", "F"), ("M", "M"), ("2", "F"), ("1", "M"),
    ("c) Not stated/recorded", "U"), ("d) Neither", "U"), ("", "U"), ("0", "U"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "sex"), SEXES)
def test_how_sex_is_read(cell: str, sex: str) -> None:
    assert sex_in(cell) == sex


ANSWERS = [
    ("a) Yes", True), ("Y", True), ("true", True), ("b) No", False), ("NO", False), ("0", False),
    ("c) Unknown", None), ("CS Assessment Updated", None), ("", None), ("None yet", None),
    ("Yes, by the panel", True), ("To be decided", None), ("Youth team to say", None),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "answer"), ANSWERS)
def test_how_yes_and_no_are_read(cell: str, answer: bool | None) -> None:
    assert yes_in(cell) is answer


def test_every_word_leads_to_a_code_that_its_list_has() -> None:
    for entry in load_whole("annex_a_words").entries:
        name, _, code = (entry.group or "").partition(" ")
        assert code in load_whole(name), entry.code
        assert code_in(name, entry.code) == code, entry.code


@given(st.text(max_size=60), st.sampled_from(["cin_referral_source", "cin_abuse_category", "ethnicity_ssda903"]))
def test_whatever_stands_in_a_cell_the_answer_is_a_code_or_nothing(cell: str, name: str) -> None:
    code = code_in(name, cell)
    assert code == "" or code in load_whole(name)


@given(st.dates())
def test_six_months_before_is_the_same_day_or_the_last_of_its_month(day) -> None:
    if day.year == 1:
        return
    before = six_months_before(day)
    assert (day.year * 12 + day.month) - (before.year * 12 + before.month) == 6
    assert before.day == day.day or before.day in (28, 29, 30)
