"""The sums a reader can do: which cells of a table add up to which.

Every cell is counted once in its row and once in its column, so the cells are the arcs of a network in which as much
flows into each row, each column and the totals as flows out. What a reader can work out about a hidden cell is then a
question about flows, answered exactly in whole numbers and without a linear program. Source: Ahuja, Magnanti and
Orlin, *Network Flows*, 1993, section 1.3 and chapter 6; Cox 1995, JASA 90 (network models for disclosure limitation).
"""

from collections.abc import Mapping
from dataclasses import dataclass

TOTAL = "total"
Key = tuple[str, str]
Node = tuple[str, str]


@dataclass(frozen=True)
class Sums:
    """Each cell's count, and the two sums it stands in, as an arc from one to the other."""

    arcs: Mapping[Key, tuple[Node, Node]]
    counts: Mapping[Key, int]


def sums_of_table(inside: Mapping[Key, int]) -> Sums:
    """The sums of a two-way table from its inner cells, keyed by row and column: rows, columns and the whole.

    The totals are worked out here and get the code `total` in place of a row, a column or both. Cells that are not
    collected are left out and count for nothing.
    """
    counts = dict(inside)
    for (row, column), count in inside.items():
        for key in ((row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            counts[key] = counts.get(key, 0) + count
    return Sums({key: _arc_in_table(key) for key in counts}, counts)


def sums_of_list(items: Mapping[str, int]) -> Sums:
    """The one sum of a list, from its items to their total; keyed with an empty row."""
    counts: dict[Key, int] = {("", code): count for code, count in items.items()}
    apart, together = ("list", "items"), ("list", TOTAL)
    arcs = dict.fromkeys(counts, (apart, together))
    counts["", TOTAL] = sum(items.values())
    return Sums({**arcs, ("", TOTAL): (together, apart)}, counts)


def _arc_in_table(key: Key) -> tuple[Node, Node]:
    """Row to column for an inner cell; round by the totals, and back to the row, for the rest."""
    row, column = key
    in_row: Node = ("totals", "of columns") if row == TOTAL else ("row", row)
    in_column: Node = ("totals", "of rows") if column == TOTAL else ("column", column)
    backwards = (row == TOTAL) != (column == TOTAL)
    return (in_column, in_row) if backwards else (in_row, in_column)
