"""The council's extract tells each child's allocations, addresses and schools, row by row."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from homeward.county import Made

Rows = list[dict[str, str]]
Read = Callable[[Path], Rows]
COLUMNS = (
    "local_id,upn,nhs_number,forename,surname,also_known_as,birth_date,sex,ethnicity,responsible_authority,"
    "responsible_since,address,postcode,district,address_since,school_urn,school_name,school_since,school_until,"
    "communication_needs,allocated_worker_id,allocated_worker_name,allocated_team,allocated_since,allocated_until,"
    "reason,extracted_on,synthetic"
)
WHO = COLUMNS.split(",")[:11]


def day(text: str) -> date:
    written, month, year = (int(part) for part in text.split("/"))
    return date(year, month, written)


def extract(made: Made, rows: Read) -> Rows:
    return rows(made.into / "identity" / "identity.csv")


def by_child(rows: Rows) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for row in rows:
        found.setdefault(row["local_id"], []).append(row)
    return found


def allocations(rows: Rows) -> list[tuple[str, str, str]]:
    held = [(row["allocated_since"], row["allocated_until"], row["allocated_worker_id"]) for row in rows]
    return sorted(dict.fromkeys(each for each in held if each[2]), key=lambda each: day(each[0]))


def test_the_columns_are_the_feeds(made: Made) -> None:
    with (made.into / "identity" / "identity.csv").open(encoding="utf-8") as file:
        assert file.readline().rstrip("\n") == COLUMNS


def test_each_row_repeats_who_the_child_is_and_no_row_is_told_twice(made: Made, rows: Read) -> None:
    told = extract(made, rows)
    assert len({tuple(row.values()) for row in told}) == len(told)
    children = by_child(told)
    assert all(len({tuple(row[name] for name in WHO) for row in each}) == 1 for each in children.values())
    assert sum(len(each) > 1 for each in children.values()) > 0.3 * len(children)


def test_codes_are_those_of_the_returns(made: Made, rows: Read) -> None:
    told = extract(made, rows)
    assert {row["sex"] for row in told} <= {"F", "M", "U"}
    assert all(row["ethnicity"].isupper() and len(row["ethnicity"]) == 4 for row in told)
    assert {row["responsible_authority"] for row in told} == {"Middleshire County Council", "Wolds City Council"}


def test_no_date_is_past_the_day_of_the_extract(made: Made, rows: Read) -> None:
    """Only the end of a school place may be, and it is left blank until it comes."""
    for row in extract(made, rows):
        for name in row:
            if name.endswith(("_since", "_until", "_date")) and row[name]:
                assert day(row[name]) <= made.until
        assert day(row["extracted_on"]) == made.until


def test_a_child_has_one_worker_at_a_time(made: Made, rows: Read) -> None:
    for told in by_child(extract(made, rows)).values():
        for before, after in pairwise(allocations(told)):
            assert before[1]
            assert day(before[1]) <= day(after[0])


def test_the_demonstration_worker_holds_a_caseload_worth_showing(made: Made, rows: Read) -> None:
    current = {
        child: told
        for child, told in by_child(extract(made, rows)).items()
        if any(row["allocated_worker_id"] == "W007" and not row["allocated_until"] for row in told)
    }
    episodes = made.deliveries[-1].folder
    looked_after = {row["CHILD"] for row in rows(episodes / "episodes.csv") if not row["DEC"]}
    missing = {row["CHILD"] for row in rows(episodes / "missing.csv")}
    assert len(current) == 12
    assert len(current.keys() & looked_after & missing) >= 4
    assert {
        row["allocated_team"] for told in current.values() for row in told if row["allocated_worker_id"] == "W007"
    } == {"Hub"}


def test_every_child_looked_after_now_has_a_worker_now(made: Made, rows: Read) -> None:
    looked_after = {row["CHILD"] for row in rows(made.deliveries[-1].folder / "episodes.csv") if not row["DEC"]}
    held = {row["local_id"] for row in extract(made, rows) if row["allocated_since"] and not row["allocated_until"]}
    assert looked_after <= held


def test_a_worker_has_one_name_and_one_team(made: Made, rows: Read) -> None:
    told = {
        (row["allocated_worker_id"], row["allocated_worker_name"], row["allocated_team"]) for row in extract(made, rows)
    }
    assert len({number for number, _, _ in told}) == len(told)


def test_counts_of_children_are_complete_and_of_the_right_size(
    made: Made, rows: Read, truth: Callable[[Made], Any]
) -> None:
    counts = rows(made.into / "population" / "population.csv")
    years = sorted({row["year"] for row in counts})
    assert years == ["2022", "2023", "2024", "2025"]
    assert len(counts) == len(years) * 18 * 2 * 5 * 7
    for year in years:
        total = sum(int(row["count"]) for row in counts if row["year"] == year)
        assert abs(total / truth(made)["children"] - 1) < 0.02
