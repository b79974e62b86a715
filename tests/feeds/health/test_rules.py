"""Each fault of an attendance, and which may come before anybody asks whose it is."""

import pytest

from homeward.gateways.feeds.health.rules import admits, left_at, problems
from tests.factories.partners import Row, attendance
from tests.feeds.partners import assert_told_well, checked

# what it shows, the cells, the rules that refuse it
FAULTS: list[tuple[str, Row, list[str]]] = [
    ("a whole row", {}, []),
    ("a referral", {"service": "camhs", "reason": "self-harm", "left_at": ""}, []),
    ("left before arrival", {"left_at": "12/11/2025 20:00"}, ["left-before-arrival"]),
    ("a referral for a wound", {"service": "camhs"}, ["reason-not-of-service"]),
    ("a wrong NHS number", {"nhs_number": "9990000000"}, ["nhs-number-unreadable"]),
    ("born later", {"birth_date": "13/11/2025"}, ["born-later"]),
]


@pytest.mark.parametrize(("shows", "cells", "rules"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_a_row_is_refused_for(shows: str, cells: Row, rules: list[str]) -> None:
    found = problems(checked("health", "attendances", attendance(**cells)), None, {})
    assert [problem.rule for problem in found] == rules
    assert_told_well(found, cells)


@pytest.mark.parametrize(
    ("shows", "cells", "comes"),
    [
        ("an emergency department", {}, True),
        ("sexual health", {"service": "sexual-health"}, False),
        ("a service that nobody named", {"service": "other"}, False),
        ("eighteen that day", {"birth_date": "12/11/2007"}, False),
        ("of unknown age", {"birth_date": ""}, True),
    ],
)
def test_what_may_come(shows: str, cells: Row, comes: bool) -> None:
    assert admits(checked("health", "attendances", attendance(**cells))) is comes


def test_left_in_the_hour_that_october_has_twice() -> None:
    row = checked("health", "attendances", attendance(arrived_at="26/10/2025 01:50", left_at="26/10/2025 01:10"))
    left = left_at(row.values)
    assert problems(row, None, {}) == []
    assert left is not None
    assert left.fold == 1
