"""Each fault of a youth justice row, and whose work may come."""

import pytest

from homeward.gateways.feeds.youth_justice.rules import admits, problems
from tests.factories.partners import Row, youth_justice
from tests.feeds.partners import assert_told_well, checked

# what it shows, the cells, the rules that refuse it
FAULTS: list[tuple[str, Row, list[str]]] = [
    ("work that goes on", {}, []),
    ("work that ended", {"ended_on": "10/12/2025", "outcome": "completed"}, []),
    ("ends before it starts", {"ended_on": "09/09/2025"}, ["ends-before-it-starts"]),
    ("due before it starts", {"due_to_end_on": "09/09/2025"}, ["due-before-it-starts"]),
    ("how it ended, and not when", {"outcome": "completed"}, ["outcome-without-end"]),
    ("a number that is none", {"pnc": "12345"}, ["pnc-unreadable"]),
    ("half a council's number", {"council": "Middleshire"}, ["half-a-council-number"]),
    ("born later", {"birth_date": "11/09/2025"}, ["born-later"]),
]


@pytest.mark.parametrize(("shows", "cells", "rules"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_a_row_is_refused_for(shows: str, cells: Row, rules: list[str]) -> None:
    found = problems(checked("youth-justice", "work", youth_justice(**cells)), None, {})
    assert [problem.rule for problem in found] == rules
    assert_told_well(found, cells)


@pytest.mark.parametrize(
    ("shows", "cells", "comes"),
    [
        ("seventeen when it began", {"birth_date": "11/09/2007", "ended_on": "10/12/2025"}, True),
        ("eighteen when it began, and ended", {"birth_date": "10/09/2007", "ended_on": "10/12/2025"}, False),
        ("eighteen when it began, and goes on", {"birth_date": "10/09/2007"}, True),
        ("of unknown age", {"birth_date": "", "ended_on": "10/12/2025"}, True),
    ],
)
def test_whose_row_may_come(shows: str, cells: Row, comes: bool) -> None:
    assert admits(checked("youth-justice", "work", youth_justice(**cells))) is comes
