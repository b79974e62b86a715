"""Each fault of a row that says who a child is, whose may come, and how exactly a birth date is read."""

from datetime import date

import pytest

from homeward.gateways.feeds.agency_identity.rules import admits, born_in, latest, problems
from homeward.gateways.feeds.registry import feed_named
from homeward.gateways.feeds.who import Born, ethnicity_in
from homeward.vocabulary.loader import load_whole
from tests.factories.partners import Row, identity
from tests.feeds.partners import assert_told_well, checked

# what it shows, the cells, the rules that refuse it
FAULTS: list[tuple[str, Row, list[str]]] = [
    ("a whole row", {}, []),
    ("a nickname alone", {"forename": "", "middle_name": "", "surname": "", "also_known_as": "Pip"}, []),
    ("nobody named", {"forename": "", "surname": "", "middle_name": "Alder"}, ["nobody-named"]),
    ("a precision, and no date", {"birth_date": ""}, ["precision-without-date"]),
    ("a day that is none", {"birth_date": "31/02/2011"}, ["not-a-birth-date"]),
    ("a month called a day", {"birth_date": "06/2011"}, ["not-a-birth-date"]),
    ("a month", {"birth_date": "06/2011", "birth_precision": "month"}, []),
    ("a thirteenth month", {"birth_date": "13/2011", "birth_precision": "month"}, ["not-a-birth-date"]),
    ("a year called a month", {"birth_date": "2011", "birth_precision": "month"}, ["not-a-birth-date"]),
    ("an age in words", {"birth_date": "fifteen", "birth_precision": "age"}, ["not-a-birth-date"]),
    ("a date for an age", {"birth_date": "14/06/2011", "birth_precision": "age"}, ["not-a-birth-date"]),
    ("born later", {"birth_date": "02/02/2026"}, ["born-later"]),
    ("a code of nobody's", {"ethnicity": "XXXX"}, ["not-in-list"]),
    ("the police's code", {"ethnicity": "B1"}, []),
    ("a wrong NHS number", {"nhs_number": "9990000000"}, ["nhs-number-unreadable"]),
    ("half a council's number", {"council": "Middleshire"}, ["half-a-council-number"]),
]


@pytest.mark.parametrize(("shows", "cells", "rules"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_a_row_is_refused_for(shows: str, cells: Row, rules: list[str]) -> None:
    found = problems(checked("agency-identity", "children", identity(**cells)), None, {})
    assert [problem.rule for problem in found] == rules
    assert_told_well(found, cells)


@pytest.mark.parametrize(
    ("cells", "born", "last"),
    [
        ({"birth_date": "14/06/2011"}, Born(date(2011, 6, 14)), date(2011, 6, 14)),
        ({"birth_date": "2011-06-14", "birth_precision": ""}, Born(date(2011, 6, 14)), date(2011, 6, 14)),
        ({"birth_date": "02/2012", "birth_precision": "month"}, Born(date(2012, 2, 1), "month"), date(2012, 2, 29)),
        ({"birth_date": "2011-12", "birth_precision": "month"}, Born(date(2011, 12, 1), "month"), date(2011, 12, 31)),
        ({"birth_date": "2011", "birth_precision": "year"}, Born(date(2011, 1, 1), "year"), date(2011, 12, 31)),
        ({"birth_date": "14/06/2011", "birth_precision": "year"}, Born(date(2011, 1, 1), "year"), date(2011, 12, 31)),
        ({"birth_date": "15", "birth_precision": "age"}, Born(date(2011, 2, 1), "age"), date(2011, 2, 1)),
    ],
)
def test_a_birth_date_is_read_as_exactly_as_it_is_known(cells: Row, born: Born, last: date) -> None:
    found = born_in(checked("agency-identity", "children", identity(**cells)).values)
    assert found == born
    assert latest(born) == last


@pytest.mark.parametrize(
    ("shows", "cells", "comes"),
    [
        ("no reason", {"reason": ""}, False),
        ("another reason", {"reason": "on-roll"}, False),
        ("one reason of two", {"reason": "on-roll; Missing"}, True),
        ("seventeen, by age", {"birth_date": "17", "birth_precision": "age"}, True),
        ("eighteen, by age", {"birth_date": "18", "birth_precision": "age"}, False),
        ("perhaps still seventeen, by the year", {"birth_date": "2008", "birth_precision": "year"}, True),
        ("eighteen on the day of the extract", {"birth_date": "01/02/2008"}, False),
        ("of unknown age", {"birth_date": "", "birth_precision": ""}, True),
    ],
)
def test_whose_row_may_come(shows: str, cells: Row, comes: bool) -> None:
    assert admits(checked("agency-identity", "children", identity(**cells))) is comes


def test_the_reasons_it_admits_are_those_it_explains() -> None:
    admission = feed_named("agency-identity").mapping.admission
    assert not isinstance(admission, str)
    assert tuple(admission.reasons) == load_whole("shared_reasons").codes


def test_the_police_s_code_is_kept_by_the_return_s() -> None:
    assert ethnicity_in({"ethnicity": "B1"}) == "BCRB"
    assert ethnicity_in({"ethnicity": "WBRI"}) == "WBRI"
    assert ethnicity_in({"ethnicity": "W3"}) is None
    assert ethnicity_in({"ethnicity": None}) is None
