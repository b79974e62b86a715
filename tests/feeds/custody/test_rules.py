"""Each fault of a custody row, whose rows may come, and the night in October that has an hour twice."""

import pytest

from homeward.gateways.feeds.custody.rules import admits, left_at, problems
from tests.factories.partners import Row, custody
from tests.feeds.partners import assert_told_well, checked

STILL_HELD: Row = {"released_at": "", "outcome": ""}

# what it shows, the cells, the rules that refuse it
FAULTS: list[tuple[str, Row, list[str]]] = [
    ("a whole row", {}, []),
    ("a child who is still held", STILL_HELD, []),
    ("arrived before the arrest", {"arrested_at": "03/06/2025 21:41"}, ["arrived-before-arrest"]),
    ("released before arrival", {"released_at": "03/06/2025 21:00", "appropriate_adult_at": ""},
     ["released-before-arrival"]),
    ("the adult came before the child", {"appropriate_adult_at": "03/06/2025 21:00"}, ["adult-outside-custody"]),
    ("the adult came after the child left", {"appropriate_adult_at": "04/06/2025 12:00"}, ["adult-outside-custody"]),
    ("an outcome while held", STILL_HELD | {"outcome": "charged-held"}, ["outcome-without-release"]),
    ("when an adult came, and not who", {"appropriate_adult": ""}, ["adult-not-named"]),
    ("nobody came, at a time", {"appropriate_adult": "none"}, ["adult-not-named"]),
    ("a flag nobody knows", {"exploitation_flags": "cce; xyz"}, ["unknown-flag"]),
    ("flags in capitals, with spaces", {"exploitation_flags": "CCE; gangs ;"}, []),
    ("a number of the national computer with its letter wrong", {"pnc": "2019/0123456K"}, []),
    ("a number that is none", {"pnc": "12345"}, ["pnc-unreadable"]),
    ("half a council's number", {"council_local_id": "MS000001"}, ["half-a-council-number"]),
    ("born later", {"birth_date": "04/06/2025"}, ["born-later"]),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "cells", "rules"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_a_row_is_refused_for(shows: str, cells: Row, rules: list[str]) -> None:
    found = problems(checked("custody", "custody", custody(**cells)), None, {})
    assert [problem.rule for problem in found] == rules
    assert_told_well(found, cells)


def test_a_real_looking_number_is_taken_only_from_who_says_that_nobody_is_real() -> None:
    row = checked("custody", "custody", custody(pnc="2019/0123456K", synthetic=""))
    assert "pnc-unreadable" in [problem.rule for problem in problems(row, None, {})]


def test_somebody_who_turns_eighteen_the_next_day_is_a_child() -> None:
    assert admits(checked("custody", "custody", custody(birth_date="04/06/2007")))
    assert not admits(checked("custody", "custody", custody(birth_date="03/06/2007")))
    assert admits(checked("custody", "custody", custody(birth_date="")))


def test_eighteen_is_asked_of_the_day_in_london() -> None:
    after_midnight = custody(arrived_at="04/06/2025 00:20", arrested_at="", appropriate_adult_at="")
    assert not admits(checked("custody", "custody", after_midnight | {"birth_date": "04/06/2007"}))


def test_released_in_the_hour_that_october_has_twice() -> None:
    night: Row = {"arrested_at": "", "arrived_at": "26/10/2025 01:50", "released_at": "26/10/2025 01:10",
                  "appropriate_adult_at": ""}  # fmt: skip
    row = checked("custody", "custody", custody(**night))
    assert problems(row, None, {}) == []
    left = left_at(row.values)
    assert left is not None
    assert left.fold == 1
