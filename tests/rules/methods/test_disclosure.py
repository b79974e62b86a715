"""Protected tables stand when they are attacked, and the attack is as strong as a linear program."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from homeward.methods.disclosure.audit import Range, faults, ranges
from homeward.methods.disclosure.cells import NO_DENOMINATOR, NOT_COLLECTED, SUPPRESSED, TRUE_ZERO, State, cell_of
from homeward.methods.disclosure.hiding import small_cells
from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.shares import percentage, rate
from homeward.methods.disclosure.sums import TOTAL, Key, Sums, sums_of_list, sums_of_table
from homeward.methods.disclosure.tables import (
    NotATable,
    Plain,
    ProtectedTable,
    StillSolvable,
    check_before_print,
    protect_beside,
    protect_list,
    protect_table,
)

PARTNERSHIP = Profile(hide_from=1, hide_to=5, least_range=5, least_denominator=20)
Counts = dict[Key, int]


def table_of(*rows: tuple[int | None, ...]) -> dict[Key, int | None]:
    return {(f"r{i}", f"c{j}"): count for i, row in enumerate(rows) for j, count in enumerate(row)}


def protected(counts: dict[Key, int | None]) -> ProtectedTable:
    rows, columns = list(dict.fromkeys(row for row, _ in counts)), list(dict.fromkeys(column for _, column in counts))
    return protect_table(rows, columns, counts, PARTNERSHIP)


def hidden_in(table: ProtectedTable) -> set[Key]:
    return {key for key, cell in table.cells.items() if cell.state is State.SUPPRESSED}


def by_linear_program(sums: Sums, hidden: set[Key], least: int) -> dict[Key, Range]:
    """What scipy's solver says each hidden cell could be, from the sums written out as equations."""
    keys = list(sums.counts)
    nodes = sorted({node for arc in sums.arcs.values() for node in arc})
    equations = np.zeros((len(nodes), len(keys)))
    for place, key in enumerate(keys):
        leaves, enters = sums.arcs[key]
        equations[nodes.index(leaves), place] -= 1
        equations[nodes.index(enters), place] += 1
    known = [(min(least, n), None) if key in hidden else (n, n) for key, n in sums.counts.items()]
    return {key: _ends(equations, known, keys.index(key)) for key in hidden}


def _ends(equations: np.ndarray, known: list[tuple[int, int | None]], place: int) -> Range:
    ends: list[int | None] = []
    for sign in (1, -1):
        aim = np.zeros(equations.shape[1])
        aim[place] = sign
        solved = linprog(aim, A_eq=equations, b_eq=np.zeros(len(equations)), bounds=known, method="highs")
        ends.append(round(sign * solved.fun) if solved.status == 0 else None)
    assert ends[0] is not None
    return Range(ends[0], ends[1])


COUNTS = st.integers(0, 40) | st.integers(0, 8)


@st.composite
def tables(draw: st.DrawFn, most: int = 4) -> Counts:
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    return {(f"r{i}", f"c{j}"): draw(COUNTS) for i in range(rows) for j in range(columns)}


@settings(max_examples=150, deadline=None)
@given(tables())
def test_every_hidden_cell_of_every_table_is_safe_by_linear_program(counts: Counts) -> None:
    table = protected(dict(counts))
    sums, hidden = sums_of_table(counts), hidden_in(table)
    assert small_cells(sums, PARTNERSHIP) <= hidden
    for least in (0, 1):
        for key, found in by_linear_program(sums, hidden, least).items():
            assert not found.breaks(PARTNERSHIP), (counts, key, found)


@settings(max_examples=150, deadline=None)
@given(tables(), st.data(), st.sampled_from((0, 1)))
def test_the_attack_finds_exactly_what_a_linear_program_finds(counts: Counts, data: st.DataObject, least: int) -> None:
    sums = sums_of_table(counts)
    hidden = set(data.draw(st.lists(st.sampled_from(sorted(sums.counts)), unique=True, min_size=1)))
    assert ranges(sums, hidden, least=least) == by_linear_program(sums, hidden, least)


@settings(max_examples=100, deadline=None)
@given(tables(5))
def test_what_is_shown_is_true_and_adds_up(counts: Counts) -> None:
    table = protected(dict(counts))
    truth = sums_of_table(counts).counts
    assert set(table.cells) == set(truth)
    assert all(cell.value == truth[key] for key, cell in table.cells.items() if cell.is_shown)
    assert table.is_withheld == (table[TOTAL, TOTAL] == SUPPRESSED)
    assert protected(dict(counts)) == table


@settings(max_examples=100, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=7))
def test_a_list_is_safe_too(items: list[int]) -> None:
    named = {f"i{place}": count for place, count in enumerate(items)}
    hidden = hidden_in(protect_list(dict(named), PARTNERSHIP))
    sums = sums_of_list(named)
    for least in (0, 1):
        assert not any(found.breaks(PARTNERSHIP) for found in by_linear_program(sums, hidden, least).values())


WORKED = table_of((3, 24, 31), (8, 11, 4))
WORKED_SUMS = sums_of_table({key: count for key, count in WORKED.items() if count is not None})
FOUR = {("r0", "c0"), ("r0", "c2"), ("r1", "c0"), ("r1", "c2")}


def test_the_worked_table_stands_with_four_cells_hidden() -> None:
    table = protected(WORKED)
    assert hidden_in(table) == FOUR
    assert {key: (found.low, found.high) for key, found in ranges(WORKED_SUMS, FOUR).items()} == {
        ("r0", "c0"): (0, 11),
        ("r0", "c2"): (23, 34),
        ("r1", "c0"): (0, 11),
        ("r1", "c2"): (1, 12),
    }
    assert by_linear_program(WORKED_SUMS, FOUR, 0) == ranges(WORKED_SUMS, FOUR)


def test_hiding_only_the_small_cells_is_caught() -> None:
    small = small_cells(WORKED_SUMS, PARTNERSHIP)
    assert small == {("r0", "c0"), ("r1", "c2")}
    assert ranges(WORKED_SUMS, small) == {("r0", "c0"): Range(3, 3), ("r1", "c2"): Range(4, 4)}
    assert {fault.key for fault in faults(WORKED_SUMS, small, PARTNERSHIP)} == small
    with pytest.raises(StillSolvable) as refusal:
        check_before_print(WORKED_SUMS, small, PARTNERSHIP)
    assert "2 of 2" in str(refusal.value)


def test_two_hidden_in_each_row_and_column_can_still_leak_and_is_caught() -> None:
    counts: Counts = {
        ("r0", "c0"): 1,
        ("r0", "c1"): 2,
        ("r1", "c0"): 2,
        ("r1", "c1"): 1,
        ("r0", "c2"): 9,
        ("r1", "c2"): 9,
    }
    sums = sums_of_table(counts)
    hidden = {key for key, count in counts.items() if count < 5}
    assert ranges(sums, hidden)["r0", "c0"] == Range(0, 3)
    assert {fault.key for fault in faults(sums, hidden, PARTNERSHIP)} == hidden


def test_one_who_knows_that_noughts_are_shown_learns_nothing_more() -> None:
    counts: Counts = {("r0", "c0"): 4, ("r0", "c1"): 2, ("r1", "c0"): 20, ("r1", "c1"): 20}
    sums, hidden = sums_of_table(counts), {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}
    assert ranges(sums, hidden)["r0", "c0"] == Range(0, 6)
    assert ranges(sums, hidden, least=1)["r0", "c0"] == Range(1, 5)
    assert ("r0", "c0") in {fault.key for fault in faults(sums, hidden, PARTNERSHIP)}


def test_warrants_that_tell_how_many_were_not_charged_are_hidden() -> None:
    table = protect_list({"charged": 82, "not charged": 5}, PARTNERSHIP)
    assert [str(cell) for cell in table.cells.values()] == ["c", "c", "87"]


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    table = protected(table_of((0, 24), (8, 11)))
    assert hidden_in(table) == set()
    assert table["r0", "c0"] == TRUE_ZERO and str(table[TOTAL, TOTAL]) == "43"


def test_a_table_of_very_few_children_is_withheld_whole_noughts_included() -> None:
    table = protected(table_of((3, 0), (0, 0)))
    assert table.is_withheld and hidden_in(table) == set(table.cells)


def test_what_nobody_counts_is_neither_nought_nor_hidden() -> None:
    table = protected(table_of((None, 24, 31), (None, 11, 12)))
    assert table["r0", "c0"] == table[TOTAL, "c0"] == NOT_COLLECTED
    assert str(table[TOTAL, TOTAL]) == "78"
    nothing = protected(table_of((None,)))
    assert {cell.state for cell in nothing.cells.values()} == {State.NOT_COLLECTED}


def test_nobody_at_all_is_a_true_nought() -> None:
    assert {cell.state for cell in protected(table_of((0, 0), (0, 0))).cells.values()} == {State.TRUE_ZERO}


@pytest.mark.parametrize(
    ("rows", "columns", "counts"),
    [
        (["a"], ["b"], {}),
        (["a"], ["b"], {("a", "b"): -1}),
        (["a"], ["b"], {("a", "b"): 1, ("a", "c"): 1}),
        ([TOTAL], ["b"], {(TOTAL, "b"): 1}),
        (["a", "a"], ["b"], {("a", "b"): 1}),
    ],
)
def test_counts_that_make_no_table_are_refused(
    rows: list[str], columns: list[str], counts: dict[Key, int | None]
) -> None:
    with pytest.raises(NotATable):
        protect_table(rows, columns, counts, PARTNERSHIP)


def test_a_protected_table_prints_no_count() -> None:
    assert "24" not in repr(protected(WORKED))
    assert "range" not in repr(faults(WORKED_SUMS, {("r0", "c0")}, PARTNERSHIP))


def test_shares_are_hidden_wherever_what_they_come_from_is() -> None:
    assert str(percentage(cell_of(24), cell_of(58), PARTNERSHIP)) == "41"
    assert percentage(SUPPRESSED, cell_of(58), PARTNERSHIP) == SUPPRESSED
    assert percentage(cell_of(8), SUPPRESSED, PARTNERSHIP) == SUPPRESSED
    assert percentage(cell_of(8), cell_of(19), PARTNERSHIP) == SUPPRESSED
    assert str(percentage(cell_of(8), cell_of(20), PARTNERSHIP)) == "40"
    assert percentage(cell_of(0), cell_of(20), PARTNERSHIP) == TRUE_ZERO
    assert percentage(cell_of(0), cell_of(0), PARTNERSHIP) == NO_DENOMINATOR
    assert not NO_DENOMINATOR.is_shown and str(NO_DENOMINATOR) != "0"
    assert percentage(NOT_COLLECTED, cell_of(20), PARTNERSHIP) == NOT_COLLECTED


def test_rates_are_hidden_with_their_counts() -> None:
    assert str(rate(cell_of(24), 12_000)) == "2"
    assert str(rate(cell_of(25), 12_000)) == "2.1"
    assert rate(SUPPRESSED, 12_000) == SUPPRESSED
    assert rate(NOT_COLLECTED, 12_000) == NOT_COLLECTED
    assert rate(cell_of(0), 12_000) == TRUE_ZERO


def test_what_rounds_to_nought_is_not_a_true_nought() -> None:
    assert str(percentage(cell_of(6), cell_of(5000), PARTNERSHIP)) == "k"
    assert str(rate(cell_of(6), 1_000_000)) == "k"
    assert str(percentage(cell_of(25), cell_of(200), PARTNERSHIP)) == "13"


def test_most_of_a_county_table_is_still_shown() -> None:
    """A table of the usual size: hiding too much would make the paper useless and is as much a fault."""
    chance = np.random.default_rng(7)
    large = shown = 0
    for _ in range(20):
        means = chance.choice((2.0, 8.0, 25.0, 60.0), size=(7, 5))
        drawn = chance.poisson(means)
        table = protected(table_of(*(tuple(int(count) for count in row) for row in drawn)))
        for (i, j), count in np.ndenumerate(drawn):
            large += count >= 10
            shown += count >= 10 and table[f"r{i}", f"c{j}"].is_shown
    assert shown / large > 0.7


def plain_of(*rows: tuple[int, ...]) -> Plain:
    counts = table_of(*rows)
    return Plain(
        list(dict.fromkeys(row for row, _ in counts)), list(dict.fromkeys(column for _, column in counts)), counts
    )


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.sampled_from([0, 1, 2, 4, 6, 9, 15, 30])] * 3), min_size=2, max_size=4), st.data())
def test_two_tables_beside_each_other_give_nothing_of_each_other(rows, data) -> None:
    """The same children again in other rows: whatever one shows of the totals, no hidden count of either falls."""
    sums = [sum(column) for column in zip(*rows, strict=True)]
    first = [data.draw(st.integers(0, total)) for total in sums]
    again = (tuple(first), tuple(total - part for total, part in zip(sums, first, strict=True)))
    one, other = protect_beside(plain_of(*rows), plain_of(*again), PARTNERSHIP)
    known = {key for key in one.cells if key[0] == TOTAL and (one[key].is_shown or other[key].is_shown)}
    for plain, table in ((rows, one), (again, other)):
        sums_of = sums_of_table({key: count for key, count in table_of(*plain).items() if count is not None})
        if not (table is other and other.is_withheld):
            assert not faults(sums_of, hidden_in(table) - known, PARTNERSHIP)


def test_a_second_table_is_withheld_where_it_would_give_a_count_of_the_first_away() -> None:
    one, other = protect_beside(plain_of((10, 3, 2), (10, 10, 10)), plain_of((20, 13, 12)), PARTNERSHIP)
    assert one == protected(table_of((10, 3, 2), (10, 10, 10)))
    known = {key for key in one.cells if key[0] == TOTAL and other[key].is_shown}
    assert other.is_withheld == bool(hidden_in(one) & known)
