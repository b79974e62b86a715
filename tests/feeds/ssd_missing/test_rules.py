"""The published checks on absences that the dataset's table lets be asked, each by its number."""

import pytest

from homeward.gateways.feeds.reading.cells import checked_row
from homeward.gateways.feeds.registry import feed_named
from homeward.gateways.feeds.rows import Row as Sent
from homeward.gateways.feeds.rows import Told
from homeward.gateways.feeds.ssd_missing.rules import END, START, ended_at, facts, problems, together
from tests import factories as f
from tests.factories.partners import Row, ssd_missing
from tests.feeds.partners import assert_told_well, checked

KIND = "miss_missing_episode_type"

# what it shows, the cells, the rules that refuse it
FAULTS: list[tuple[str, Row, list[str]]] = [
    ("a whole row", {}, []),
    ("564: a kind, and no start", {START: "", END: ""}, ["564"]),
    ("565: a start, and no kind", {KIND: "", END: ""}, ["565"]),
    ("566: a start and an end, and no kind", {KIND: ""}, ["565", "566"]),
    ("567: ends before it starts", {END: "2025-06-03 21:00:00"}, ["567"]),
    ("567: ends the day before, of days alone", {START: "03/06/2025", END: "02/06/2025"}, ["567"]),
    ("1006: another kind", {KIND: "Z"}, ["1006"]),
    ("a kind in small letters", {KIND: "a"}, []),
    ("no length", {END: "2025-06-03 21:40:00"}, []),
    ("days alone", {START: "03/06/2025", END: "03/06/2025"}, []),
    ("a time, and an end known to the day", {END: "2025-06-03 00:00:00"}, []),
    ("nothing told of an absence", {START: "", END: "", KIND: ""}, ["564"]),
    ("accepted, and not offered", {"miss_missing_rhi_offered": "N", "miss_missing_rhi_accepted": "Y"},
     ["accepted-not-offered"]),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "cells", "rules"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_a_row_is_refused_for(shows: str, cells: Row, rules: list[str]) -> None:
    found = problems(checked("ssd-missing", "missing", ssd_missing(**cells)), None, {})
    assert [problem.rule for problem in found] == rules
    assert_told_well(found, cells)


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({START: "31/02/2025"}, "1004"),
        ({START: "yesterday"}, "1004"),
        ({END: "03/06/25"}, "1005"),
        ({END: "2025-06-04 25:00:00"}, "1005"),
        ({END: "2026-03-03 07:00:00"}, "in-the-future"),
    ],
)
def test_what_is_no_date_is_known_by_its_number(cells: Row, rule: str) -> None:
    part = feed_named("ssd-missing").mapping.parts[0]
    row = {column.name: str(ssd_missing(**cells)[column.name]) for column in part.columns}
    found = checked_row(part, Sent("missing", 2, row), on=f.NOW.date())
    assert isinstance(found, list)
    assert [problem.rule for problem in found] == [rule]


def told(number: int, **cells: object) -> Told:
    found = facts(checked("ssd-missing", "missing", ssd_missing(number, **cells)))
    assert found is not None
    return Told("missing", number, found)


@pytest.mark.parametrize(
    ("shows", "second", "rules"),
    [
        ("one after another", {START: "2025-06-05 20:00:00", END: ""}, []),
        ("they meet", {START: "2025-06-04 07:15:00", END: ""}, []),
        ("they overlap", {START: "2025-06-04 07:00:00", END: ""}, ["574"]),
    ],
)
def test_574_of_one_child_s_absences(shows: str, second: Row, rules: list[str]) -> None:
    assert [problem.rule for problem in together([told(1), told(2, **second)], None)] == rules


def test_574_none_starts_while_an_earlier_one_is_open() -> None:
    rows = [told(1, **{END: ""}), told(2, **{START: "2025-07-01 20:00:00", END: ""})]
    assert [(problem.rule, problem.row) for problem in together(rows, None)] == [("574", 2)]


def test_back_in_the_hour_that_october_has_twice() -> None:
    row = checked("ssd-missing", "missing", ssd_missing(**{START: "2025-10-26 01:50", END: "2025-10-26 01:10"}))
    assert problems(row, None, {}) == []
    back = ended_at(row.values)
    assert back is not None
    assert back.fold == 1
