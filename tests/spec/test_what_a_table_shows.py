"""What a partnership paper shows of small numbers, as tables of counts in and printed cells out."""

from datetime import date

import pytest

from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.sums import TOTAL
from homeward.methods.disclosure.tables import protect_list, protect_table
from homeward.vocabulary.limits import limit

ON = date(2026, 3, 31)
PARTNERSHIP = Profile(
    hide_from=limit("small_number_from", on=ON),
    hide_to=limit("small_number_to", on=ON),
    least_range=limit("hidden_range_least", on=ON),
    least_denominator=limit("percentage_denominator_least", on=ON),
)

LISTS: list[tuple[str, list[int | None], str]] = [
    ("nothing small", [6, 24, 31], "6 24 31 = 61"),
    ("a true nought", [0, 24, 31], "0 24 31 = 55"),
    ("one small number takes one other with it", [3, 24, 31], "c c 31 = 58"),
    ("two small numbers that leave each other room", [3, 4, 31, 40], "c c 31 40 = 78"),
    ("two small numbers whose sum would tell", [2, 3, 31, 40], "c c c 40 = 76"),
    ("arrested, of whom a few were not charged", [82, 5], "c c = 87"),
    ("nobody counts one of them", [None, 24, 31], "x 24 31 = 55"),
    ("so few that the whole is withheld", [3, 0, 0], "c c c = c"),
    ("nobody", [0, 0], "0 0 = 0"),
]


@pytest.mark.parametrize(("case", "counts", "printed"), LISTS, ids=[row[0] for row in LISTS])
def test_lists(case: str, counts: list[int | None], printed: str) -> None:
    table = protect_list({f"i{place}": count for place, count in enumerate(counts)}, PARTNERSHIP)
    items = " ".join(str(table["", column]) for column in table.columns)
    assert f"{items} = {table['', TOTAL]}" == printed


TABLES = [
    (
        "the worked table: two small numbers take two others with them",
        [[3, 24, 31], [8, 11, 4]],
        ["c 24 c = 58", "c 11 c = 23", "11 35 35 = 81"],
    ),
    ("nothing small", [[6, 24], [0, 11]], ["6 24 = 30", "0 11 = 11", "6 35 = 41"]),
    ("a small total is hidden too", [[3, 0], [30, 40]], ["c 0 = c", "c 40 = c", "33 40 = 73"]),
    ("so few that the whole is withheld", [[2, 1], [0, 1]], ["c c = c", "c c = c", "c c = c"]),
]


@pytest.mark.parametrize(("case", "counts", "printed"), TABLES, ids=[row[0] for row in TABLES])
def test_tables(case: str, counts: list[list[int]], printed: list[str]) -> None:
    rows, columns = ["boys", "girls"], [f"age {place}" for place in range(len(counts[0]))]
    given = {(row, column): counts[i][j] for i, row in enumerate(rows) for j, column in enumerate(columns)}
    table = protect_table(rows, columns, given, PARTNERSHIP)
    lines = [
        " ".join(str(table[row, column]) for column in columns) + f" = {table[row, TOTAL]}" for row in (*rows, TOTAL)
    ]
    assert lines == printed
