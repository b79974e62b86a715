"""Which absences a return tells of, and how each is written: pure."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from homeward.foundation.collection_years import CollectionYear
from homeward.gateways.returns.rules import (
    Absent,
    LookedAfter,
    as_csv,
    in_tens,
    list_8_lines,
    missing_counts,
    missing_lines,
    months_before,
    same_first_days,
)

YEAR = CollectionYear(2026)
TODAY = date(2026, 3, 2)
CHILD = uuid4()
IN_CARE = LookedAfter("MS000001", date(2012, 6, 1), ((date(2025, 5, 1), date(2025, 9, 1)), (date(2025, 9, 1), None)))


def absent(since: date, until: date | None = None, kind: str = "M", **more: bool) -> Absent:
    return Absent(CHILD, kind, since, until, **more)


def told(*absences: Absent, child: LookedAfter = IN_CARE, on: date = TODAY) -> list[tuple[str, str]]:
    lines = missing_lines({CHILD: child}, absences, year=YEAR, on=on)
    return [(line.cells["MIS_START"], line.cells["MIS_END"]) for line in lines]


@pytest.mark.parametrize(
    ("since", "until", "written"),
    [
        (date(2025, 6, 1), date(2025, 6, 3), ("01/06/2025", "03/06/2025")),
        (date(2025, 6, 1), date(2025, 6, 1), ("01/06/2025", "01/06/2025")),
        (date(2026, 2, 27), None, ("27/02/2026", "")),
        (date(2025, 5, 1), date(2025, 5, 1), ("01/05/2025", "01/05/2025")),
        (date(2025, 4, 30), date(2025, 6, 1), None),  # not yet looked after when it began
        (date(2026, 3, 30), date(2026, 4, 2), ("30/03/2026", "")),  # found in the next year
    ],
)
def test_an_absence_is_told_by_its_days(since: date, until: date | None, written: tuple[str, str] | None) -> None:
    assert told(absent(since, until), on=date(2026, 5, 1)) == ([written] if written else [])


def test_an_absence_that_began_in_the_year_before_is_told_with_its_own_first_day() -> None:
    longer = LookedAfter("MS000001", date(2012, 6, 1), ((date(2024, 1, 1), None),))
    assert told(absent(date(2025, 3, 20), date(2025, 4, 1)), child=longer) == [("20/03/2025", "01/04/2025")]
    assert told(absent(date(2025, 3, 20), date(2025, 3, 31)), child=longer) == []


def test_it_ends_on_the_eighteenth_birthday_once_that_has_come() -> None:
    nearly = LookedAfter("MS000001", date(2008, 2, 29), ((date(2025, 1, 1), None),))
    gone = absent(date(2026, 2, 20))
    assert told(gone, child=nearly, on=date(2026, 2, 28)) == [("20/02/2026", "")]
    assert told(gone, child=nearly, on=TODAY) == [("20/02/2026", "01/03/2026")]
    assert told(absent(date(2026, 3, 1)), child=nearly, on=TODAY) == []


def test_rows_are_in_order_of_child_and_day_and_counted() -> None:
    other = uuid4()
    children = {CHILD: IN_CARE, other: LookedAfter("MS000000", None, IN_CARE.care)}
    absences = [absent(date(2026, 1, 5), date(2026, 1, 6)), absent(date(2025, 12, 9), date(2025, 12, 10), "A")]
    absences.append(Absent(other, "M", date(2026, 2, 1), None))
    lines = missing_lines(children, absences, year=YEAR, on=TODAY)
    assert [(line.cells["CHILD"][-1], line.cells["MIS_START"]) for line in lines] == [
        ("0", "01/02/2026"), ("1", "09/12/2025"), ("1", "05/01/2026"),
    ]  # fmt: skip
    assert [*missing_counts(lines).values()] == [3, 2, 1, 1, 2]
    assert as_csv(lines, {"CHILD": "CHILD", "DOB": "DOB"}).splitlines()[:2] == [b"CHILD,DOB", b"MS000000,"]


def test_absences_of_one_child_that_begin_on_one_day_are_rows_of_their_own_and_are_told_of() -> None:
    other, day = uuid4(), date(2026, 1, 5)
    children = {CHILD: IN_CARE, other: LookedAfter("", None, IN_CARE.care)}
    absences = [absent(day, day), absent(day, date(2026, 1, 7)), Absent(other, "M", day, day), absent(date(2026, 1, 7))]
    lines = missing_lines(children, absences, year=YEAR, on=TODAY)
    assert len(lines) == 4 and same_first_days(lines, first_row=2) == [(3, 4)]
    assert same_first_days(lines[:2], first_row=2) == []


def test_text_that_a_spreadsheet_would_run_is_guarded() -> None:
    child = LookedAfter("=1+1", None, IN_CARE.care)
    lines = missing_lines({CHILD: child}, [absent(date(2026, 1, 5))], year=YEAR, on=TODAY)
    assert as_csv(lines, {"CHILD": "CHILD"}).splitlines()[1] == b"'=1+1"


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "Fewer than 10"), (9, "Fewer than 10"), (10, "About 10"), (15, "About 20"), (1_004, "About 1,000")],
)
def test_a_count_for_whoever_may_not_see_rows(count: int, words: str) -> None:
    assert in_tens(count) == words


def listed(*absences: Absent, care: tuple[tuple[date, date | None], ...] = IN_CARE.care) -> list[dict[str, str]]:
    child = LookedAfter("MS000001", date(2012, 6, 1), care, "Female", "WBRI")
    return [dict(line.cells) for line in list_8_lines({CHILD: child}, absences, day=TODAY)]


def test_list_8_counts_a_year_and_tells_of_the_last_that_ended() -> None:
    (row,) = listed(
        absent(date(2025, 3, 2), date(2025, 3, 3)),  # a year ago to the day, and before care: not counted
        absent(date(2025, 7, 1), date(2025, 7, 2), offered=True, accepted=True),
        absent(date(2025, 8, 1), date(2025, 8, 2), offered=True),
        absent(date(2025, 9, 1), date(2025, 9, 2), "A"),
        absent(date(2026, 3, 1)),
    )
    assert [row[name] for name in ("Age", "Date Started to be Looked After", "Date Ceased to be Looked After")] == [
        "13", "01/05/2025", "",
    ]  # fmt: skip
    assert [row["Episodes Missing"], row["Episodes Absent"]] == ["3", "1"]
    assert [row["Return Interview offered"], row["Return Interview accepted"]] == ["Y", "N"]


def test_list_8_leaves_an_interview_empty_where_nobody_came_back_and_leaves_out_who_left_care_long_ago() -> None:
    (row,) = listed()
    assert [row["Episodes Missing"], row["Return Interview offered"]] == ["0", ""]
    assert listed(care=((date(2024, 1, 1), date(2025, 9, 1)),)) == []
    assert len(listed(care=((date(2024, 1, 1), date(2025, 9, 2)),))) == 1
    assert listed(care=((date(2026, 3, 3), None),)) == []


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 2), 6, date(2025, 9, 2)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2026, 1, 15), 12, date(2025, 1, 15)),
        (date(2025, 12, 1), 12, date(2024, 12, 1)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
    ],
)
def test_so_many_months_before_a_day(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_a_child_is_looked_after_on_the_day_that_care_ends() -> None:
    once = LookedAfter("X", None, ((date(2025, 1, 1), date(2025, 2, 1)),))
    assert once.on(date(2025, 2, 1)) and not once.on(date(2025, 2, 2))
    assert isinstance(CHILD, UUID)
