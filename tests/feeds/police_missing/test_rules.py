"""Each fault of a force's row, with the words that put it right, which never repeat what the row held."""

import pytest

from homeward.gateways.feeds.police_missing.rules import admits, found_at, problems
from homeward.gateways.feeds.rows import Checked, Row
from tests.factories.police import STILL_MISSING, report
from tests.feeds.samples import as_values

FOUND_EARLY: dict[str, object] = {"found_at": "03/06/2025 20:00", "prevention_interview_at": ""}

# what it shows, the cells, the rules that refuse it
FAULTS: list[tuple[str, dict[str, object], list[str]]] = [
    ("a whole row", {}, []),
    ("a child who is still missing", STILL_MISSING, []),
    ("found before last seen", FOUND_EARLY, ["found-before-last-seen"]),
    ("reported before last seen", {"reported_at": "03/06/2025 21:39"}, ["reported-before-last-seen"]),
    ("graded before last seen", {"graded_at": "03/06/2025 21:00"}, ["graded-before-last-seen"]),
    ("asked before found", {"prevention_interview_at": "04/06/2025 07:00"}, ["interview-before-found"]),
    ("found without a time", STILL_MISSING | {"found_how": "other"}, ["found-without-time"]),
    ("asked while missing", STILL_MISSING | {"prevention_interview": "done"}, ["interview-before-found"]),
    ("minutes of an hour", {"last_seen_precision": "hour"}, ["precision-contradicts"]),
    ("hours of a day", {"last_seen_precision": "day"}, ["precision-contradicts"]),
    ("a day without an hour", {"last_seen_precision": "day", "last_seen_at": "03/06/2025 00:00"}, []),
    ("a flag nobody knows", {"exploitation_flags": "cce; xyz"}, ["unknown-flag"]),
    ("flags in capitals, with spaces", {"exploitation_flags": "CCE; gangs ;"}, []),
    ("a council without its number", {"council": "Middleshire"}, ["half-a-council-number"]),
    ("a number without its council", {"council_local_id": "MS000001"}, ["half-a-council-number"]),
    ("born after last seen", {"birth_date": "04/06/2025"}, ["born-after-last-seen"]),
    ("graded, and not how", {"grade": ""}, ["graded-without-grade"]),
]  # fmt: skip


def checked(cells: dict[str, object]) -> Checked:
    return Checked(Row("reports", 2, {}), as_values("police-missing", "reports", report(**cells)))


@pytest.mark.parametrize(("shows", "cells", "rules"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_a_row_is_refused_for(shows: str, cells: dict[str, object], rules: list[str]) -> None:
    found = problems(checked(cells), None, {})
    assert [problem.rule for problem in found] == rules
    for problem in found:
        assert problem.message.endswith(".")
        assert len(problem.message) <= 300
        assert not [cell for cell in cells.values() if len(str(cell)) > 5 and str(cell) in problem.message]


def test_somebody_who_turns_eighteen_the_next_day_is_a_child() -> None:
    assert admits(checked({"birth_date": "04/06/2007"}))
    assert not admits(checked({"birth_date": "03/06/2007"}))


def test_found_in_the_hour_that_october_has_twice() -> None:
    night = {"last_seen_at": "26/10/2025 01:50", "reported_at": "26/10/2025 02:30", "graded_at": "",
             "found_at": "26/10/2025 01:10", "grade": "", "prevention_interview_at": ""}  # fmt: skip
    row = checked(night)
    assert problems(row, None, {}) == []
    found = found_at(row.values)
    assert found is not None
    assert found.fold == 1
