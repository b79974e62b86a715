"""The published checks on absences, each by its number: a row in, what is refused of it out."""

from datetime import date

import pytest

from homeward.gateways.feeds.rows import Checked, Row, Told
from homeward.gateways.feeds.ssda903.rules import facts, problems, together

BORN = date(2011, 6, 14)

# what is wrong, born, kind, start, end, collection year, the checks that fail
CHECKS = [
    ("nothing", BORN, "M", "18/06/2025", "20/06/2025", 2026, []),
    ("nothing: an absence of no length", BORN, "M", "18/06/2025", "18/06/2025", 2026, []),
    ("nothing: still missing", BORN, "A", "18/06/2025", "", 2026, []),
    ("nothing: began the year before and ended in it", BORN, "M", "30/03/2025", "01/04/2025", 2026, []),
    ("nothing: the last day of the year", BORN, "M", "31/03/2026", "31/03/2026", 2026, []),
    ("a kind without a start", BORN, "M", "", "20/06/2025", 2026, ["564"]),
    ("a start without a kind", BORN, "", "18/06/2025", "", 2026, ["565"]),
    ("an end without a kind", BORN, "", "", "20/06/2025", 2026, ["566"]),
    ("a start and an end without a kind", BORN, "", "18/06/2025", "20/06/2025", 2026, ["565", "566"]),
    ("an end before the start", BORN, "M", "18/06/2025", "17/06/2025", 2026, ["567"]),
    ("a start after the year", BORN, "M", "01/04/2026", "", 2026, ["570"]),
    ("an end before the year", BORN, "M", "20/03/2025", "31/03/2025", 2026, ["571"]),
    ("an end after the year", BORN, "M", "20/03/2026", "01/04/2026", 2026, ["571"]),
    ("the same row in the year before", BORN, "M", "20/03/2025", "31/03/2025", 2025, []),
    ("a start before birth", date(2025, 7, 1), "M", "18/06/2025", "20/06/2025", 2026, ["586"]),
    ("a start on no day", BORN, "M", "31/06/2025", "", 2026, ["1004"]),
    ("a start that is not a date", BORN, "M", "June", "", 2026, ["1004"]),
    ("an end on no day", BORN, "M", "18/06/2025", "31/06/2025", 2026, ["1005"]),
    ("a kind that is neither", BORN, "X", "18/06/2025", "", 2026, ["1006"]),
    ("a kind in small letters", BORN, "m", "18/06/2025", "", 2026, []),
    ("nothing told at all", BORN, "", "", "", 2026, ["nothing-told"]),
]


def row(number: int, born: date | None, kind: str, start: str, end: str) -> Checked:
    values = {"CHILD": "MS1", "DOB": born, "MISSING": kind or None, "MIS_START": start or None, "MIS_END": end or None}
    return Checked(Row("missing", number, {}), values)


@pytest.mark.parametrize(
    ("case", "born", "kind", "start", "end", "year", "fails"), CHECKS, ids=[check[0] for check in CHECKS]
)
def test_a_row_fails(case: str, born: date, kind: str, start: str, end: str, year: int, fails: list[str]) -> None:
    found = problems(row(2, born, kind, start, end), year, {"header": {"MS1"}})
    assert [problem.rule for problem in found] == fails


# the absences of one child in file order, the rows that fail 574
TOGETHER = [
    ("one after another", [("01/06/2025", "05/06/2025"), ("08/06/2025", "09/06/2025")], []),
    ("they meet", [("01/06/2025", "05/06/2025"), ("05/06/2025", "09/06/2025")], []),
    ("they overlap", [("01/06/2025", "05/06/2025"), ("04/06/2025", "09/06/2025")], [3]),
    ("the later one comes first in the file", [("04/06/2025", "09/06/2025"), ("01/06/2025", "05/06/2025")], [2]),
    ("one starts while another is open", [("01/06/2025", ""), ("04/06/2025", "09/06/2025")], [3]),
    ("one inside another, and one after it", [("01/06/2025", "20/06/2025"), ("04/06/2025", "05/06/2025"),
                                            ("10/06/2025", "11/06/2025")], [3, 4]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "absences", "fails"), TOGETHER, ids=[check[0] for check in TOGETHER])
def test_a_child_s_absences_do_not_overlap(case: str, absences: list[tuple[str, str]], fails: list[int]) -> None:
    told = [
        Told("missing", number, facts(row(number, BORN, "M", *days)) or ()) for number, days in enumerate(absences, 2)
    ]
    found = together(told, 2026)
    assert [problem.row for problem in found] == fails
    assert {problem.rule for problem in found} <= {"574"}


def test_a_child_who_is_not_in_the_header_is_named_by_row() -> None:
    found = problems(row(5, BORN, "M", "18/06/2025", ""), 2026, {"header": {"MS2"}})
    assert [(problem.row, problem.column, problem.rule) for problem in found] == [(5, "CHILD", "not-in-header")]


def test_absences_may_come_without_a_header() -> None:
    assert problems(row(5, BORN, "M", "18/06/2025", ""), 2026, {}) == []
