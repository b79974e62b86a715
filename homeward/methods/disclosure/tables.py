"""Tables of counts made fit to print: every cell a number, a true nought, hidden or not collected."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from homeward.foundation.errors import HomewardError
from homeward.methods.disclosure.audit import faults
from homeward.methods.disclosure.cells import NOT_COLLECTED, SUPPRESSED, Cell, cell_of
from homeward.methods.disclosure.hiding import hidden_cells
from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.sums import TOTAL, Key, Sums, sums_of_list, sums_of_table


class NotATable(HomewardError):
    """Counts that do not make a table: a cell missing, a count below nought, or a row that calls itself the total."""


class StillSolvable(HomewardError):
    """A table that was about to be printed and in which a reader could work out a hidden count."""


@dataclass(frozen=True)
class ProtectedTable:
    """A table as it may be shown, its totals under the code `total`. It does not hold what it hides.

    `is_withheld` says that nothing short of hiding the whole table would protect it.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Key, Cell] = field(repr=False)
    is_withheld: bool = False

    def __getitem__(self, key: Key) -> Cell:
        """The cell of a row and a column, either of which may be `total`."""
        return self.cells[key]


def protect_table(
    rows: Sequence[str], columns: Sequence[str], counts: Mapping[Key, int | None], profile: Profile
) -> ProtectedTable:
    """A two-way table with its totals, protected.

    `counts` has a whole number, nought or more, for each pair of row and column, or None where nobody counts it; such
    cells add nothing to the totals. Each child is counted in one row and one column. When the grand total itself would
    have to be hidden, every cell is. Raises NotATable.
    """
    keys = [(row, column) for row in rows for column in columns]
    _check(rows, columns, keys, counts)
    inside = {key: count for key in keys if (count := counts[key]) is not None}
    all_keys = [*keys, *((row, TOTAL) for row in rows), *((TOTAL, column) for column in (*columns, TOTAL))]
    return _protected(tuple(rows), tuple(columns), all_keys, sums_of_table(inside), (TOTAL, TOTAL), profile)


def protect_list(counts: Mapping[str, int | None], profile: Profile) -> ProtectedTable:
    """A list of counts with its total, protected, as a table of one row whose code is empty. Raises NotATable."""
    keys = [("", code) for code in counts]
    _check([""], list(counts), keys, {("", code): count for code, count in counts.items()})
    items = {code: count for code, count in counts.items() if count is not None}
    all_keys = [*keys, ("", TOTAL)]
    return _protected(("",), tuple(counts), all_keys, sums_of_list(items), ("", TOTAL), profile)


@dataclass(frozen=True)
class Plain:
    """A two-way table before it is protected: its rows, its columns, and a count for each pair of them."""

    rows: Sequence[str]
    columns: Sequence[str]
    counts: Mapping[Key, int | None] = field(repr=False)


def protect_beside(first: Plain, second: Plain, profile: Profile) -> tuple[ProtectedTable, ProtectedTable]:
    """Two tables of the same children by the same columns, as they may be shown beside each other.

    Their totals are the same numbers. What one shows of them is known to a reader of the other, so each is attacked
    with it; where a hidden count falls, the second is withheld. Raises NotATable.
    """
    one, other = (protect_table(each.rows, each.columns, each.counts, profile) for each in (first, second))
    known = {key for key in one.cells if key[0] == TOTAL and (one[key].is_shown or other[key].is_shown)}
    for plain, table in ((first, one), (second, other)):
        inside = {key: count for key, count in plain.counts.items() if count is not None}
        hidden = frozenset(key for key, cell in table.cells.items() if cell == SUPPRESSED and key not in known)
        if faults(sums_of_table(inside), hidden, profile):
            return one, _withheld(other)
    return one, other


def _withheld(table: ProtectedTable) -> ProtectedTable:
    return ProtectedTable(table.rows, table.columns, dict.fromkeys(table.cells, SUPPRESSED), is_withheld=True)


def check_before_print(sums: Sums, hidden: AbstractSet[Key], profile: Profile) -> None:
    """The last look before a table leaves: raises StillSolvable if the attack finds any fault."""
    found = faults(sums, hidden, profile)
    if found:
        raise StillSolvable(
            got=f"a table in which {len(found)} of {len(hidden)} hidden counts can be worked out",
            expected="a table that stands when it is attacked",
            next_step="Do not print it. Hide the whole table and report the fault with the table's definition.",
        )


def _protected(
    rows: tuple[str, ...], columns: tuple[str, ...], keys: list[Key], sums: Sums, whole: Key, profile: Profile
) -> ProtectedTable:
    hidden = hidden_cells(sums, profile)
    is_withheld = whole in hidden
    if is_withheld:
        hidden = frozenset(sums.counts)
    check_before_print(sums, hidden, profile)
    cells = {key: _cell(sums, hidden, key) for key in keys}
    return ProtectedTable(rows, columns, cells, is_withheld)


def _cell(sums: Sums, hidden: AbstractSet[Key], key: Key) -> Cell:
    if key in hidden:
        return SUPPRESSED
    return cell_of(sums.counts[key]) if key in sums.counts else NOT_COLLECTED


def _check(rows: Sequence[str], columns: Sequence[str], keys: Sequence[Key], counts: Mapping[Key, int | None]) -> None:
    repeated = len(set(rows)) < len(rows) or len(set(columns)) < len(columns)
    below = any(count is not None and count < 0 for count in counts.values())
    if TOTAL in rows or TOTAL in columns or repeated or below or set(keys) != set(counts):
        raise NotATable(
            got="counts that do not make a table",
            expected=f"one count of nought or more for each row and column, none of them called {TOTAL}",
            next_step="Give None for a cell that nobody counts, and leave the totals to be worked out.",
        )
