"""What the shipped lists hold agrees with itself and with the rules it came from."""

import re
from datetime import date, timedelta

import pytest

from homeward.foundation.ages import band_of
from homeward.vocabulary.age_bands import age_bands
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import LISTS, list_names, load, load_whole
from homeward.vocabulary.shapes import MissingTriggerEntry, RefusedWordEntry, RuleEntry

TODAY = date(2026, 3, 31)
ODD_YEARS = {
    2020: ({date(2020, 5, 4)}, {date(2020, 5, 8)}),
    2022: ({date(2022, 5, 30)}, {date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)}),
    2023: (set(), {date(2023, 5, 8)}),
}


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian rule (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def monday(year: int, month: int, *, last: bool) -> date:
    days = [date(year, month, day) for day in range(1, 32)]
    return [day for day in days if day.weekday() == 0][-1 if last else 0]


def worked_out(year: int) -> set[date]:
    """The schedule to the Act of 1971, each day at a weekend moved to the next working day that is free."""
    days = {easter(year) - timedelta(2), easter(year) + timedelta(1)}
    days |= {monday(year, 5, last=False), monday(year, 5, last=True), monday(year, 8, last=True)}
    for day in (date(year, 1, 1), date(year, 12, 26), date(year, 12, 25)):
        while day.weekday() > 4 or day in days:
            day += timedelta(1)
        days.add(day)
    removed, added = ODD_YEARS.get(year, (set(), set()))
    return days - removed | added


@pytest.mark.parametrize("year", range(2015, 2029))
def test_bank_holidays_follow_the_act_and_the_proclamations(year: int) -> None:
    assert {day for day in bank_holidays() if day.year == year} == worked_out(year)


def test_bank_holidays_are_on_file_for_every_year_in_turn() -> None:
    assert {day.year for day in bank_holidays()} == set(range(2015, 2029))


@pytest.mark.parametrize(
    ("codes", "groups"),
    [
        ("ethnicity_ssda903", "ethnicity_groups"),
        ("ssda903_placement_type", "placement_groups"),
        ("sex_ssda903", "sex"),
        ("sex_cin", "sex"),
    ],
)
def test_every_code_is_counted_in_a_group_there_is(codes: str, groups: str) -> None:
    assert {entry.group for entry in load(codes, on=TODAY).entries} == set(load(groups, on=TODAY).codes)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("ssda903_new_episode_reason", "S L P T B U"),
        ("ssda903_legal_status", "C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3"),
        ("ssda903_category_of_need", "N1 N2 N3 N4 N5 N6 N7 N8"),
        ("ssda903_placement_type", "A3 A4 A5 A6 H5 K1 K2 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1"),
        ("ssda903_placement_provider", "PR0 PR1 PR2 PR3 PR4 PR5"),
        (
            "ssda903_episode_ceased_reason",
            "X1 E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E8 E9 E14 E15 E16 E17",
        ),
        ("ssda903_place_change_reason", "CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER"),
        ("ssda903_missing_rules", "564 565 566 567 570 571 574 586 1004 1005 1006"),
        ("ssda903_care_rules", "101 102 103 354 356 385 501"),
        ("ssda903_missing_type", "M A"),
    ],
)
def test_the_return_has_exactly_the_published_codes(name: str, codes: str) -> None:
    assert load(name, on=TODAY).codes == tuple(codes.split())


def test_every_check_names_the_fields_it_reads() -> None:
    rules = [entry for entry in load_whole("ssda903_missing_rules").entries if isinstance(entry, RuleEntry)]
    assert len(rules) == 11
    assert {field for rule in rules for field in rule.fields} == {"MISSING", "MIS_START", "MIS_END", "DOB"}
    assert all(rule.description for rule in rules)


def test_every_age_of_a_child_is_in_one_band() -> None:
    bands = age_bands(on=TODAY)
    assert all(sum(band.holds(age) for band in bands) == 1 for age in range(18))
    assert band_of(18, bands) is None


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("duty_access_hours", 72),
        ("break_glass_minutes", 60),
        ("unused_account_days", 30),
        ("session_idle_minutes", 15),
        ("session_absolute_hours", 10),
        ("return_interview_hours", 72),
        ("small_number_from", 1),
        ("small_number_to", 5),
        ("percentage_denominator_least", 20),
    ],
)
def test_limits_have_their_shipped_values(code: str, value: int) -> None:
    assert limit(code, on=TODAY) == value


def test_every_limit_has_a_source_of_its_own() -> None:
    assert all(entry.source for entry in load_whole("limits").entries)


def test_a_limit_that_is_not_on_the_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        limit("patience", on=TODAY)


def test_triggers_count_episodes_in_days() -> None:
    triggers = [entry for entry in load_whole("missing_triggers").entries if isinstance(entry, MissingTriggerEntry)]
    assert [(entry.episodes, entry.days) for entry in triggers if entry.when == "many"] == [(3, 30), (3, 90)]


def test_no_list_uses_a_word_never_used_of_a_child() -> None:
    words = [entry for entry in load_whole("refused_words").entries if isinstance(entry, RefusedWordEntry)]
    refused = [form for entry in words for form in (entry.code, *entry.forms)]
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, refused))})\b", re.IGNORECASE)
    lists = {
        name: (LISTS / f"{name}.yaml").read_text(encoding="utf-8") for name in list_names() if name != "refused_words"
    }
    assert {name: pattern.findall(text) for name, text in lists.items() if pattern.search(text)} == {}
    assert pattern.search("three Mispers")
