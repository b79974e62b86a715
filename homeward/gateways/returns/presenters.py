"""Returns in words: what each comes to, what its checks say, and what it is called as a file."""

from collections import Counter
from collections.abc import Sequence

from django.urls import reverse

from homeward.design.values import SENSITIVE, Cell, Column, Link, Row, Table
from homeward.foundation.dates_in_words import counted
from homeward.gateways.feeds.rules import FIRST_ROW
from homeward.gateways.returns.queries import Refused, Written
from homeward.gateways.returns.rules import MISSING, in_tens, list_8_counts, missing_counts, same_first_days

SHOWN = 200
KINDS = (("SSDA903, table Missing", "returns"), ("Annex A, list 8", "return_list_8"))


def kinds_of_return(path: str) -> list[Link]:
    """The returns that are written out, the one on this page marked."""
    return [Link(words, reverse(route), active=reverse(route) == path) for words, route in KINDS]


def count_rows(written: Written, *, exact: bool) -> list[Row]:
    """What the return comes to; in tens for whoever may not take its rows away."""
    counts = missing_counts(written.lines) if written.kind == MISSING else list_8_counts(written.lines)
    return [Row(label, f"{count:,}" if exact else in_tens(count)) for label, count in counts.items()]


def by_check(refusals: Sequence[Refused]) -> Table:
    """Each check that rows fail, with how many of them, the commonest first."""
    counts = Counter((each.rule, each.column, each.words, each.query) for each in refusals)
    return Table(
        caption="Checks that rows fail",
        columns=(Column("Check"), Column("Column"), Column("How to put it right"), Column("Rows", numeric=True)),
        rows=tuple(
            (Cell(rule, note="Worth a look" if query else ""), Cell(column), Cell(words), Cell(f"{many:,}"))
            for (rule, column, words, query), many in counts.most_common()
        ),
        empty="Every row passes the published checks.",
        hide_caption=True,
    )


def refusals_table(refusals: Sequence[Refused]) -> Table | None:
    """Each row that fails, by its number in the file. What its cells hold is never repeated."""
    if not refusals:
        return None
    more = f"The first {SHOWN} of {len(refusals):,}." if len(refusals) > SHOWN else ""
    return Table(
        caption="Rows that fail a check, as they are numbered in the file",
        columns=(Column("Row"), Column("Column"), Column("Check")),
        rows=tuple((Cell(f"{each.row:,}"), Cell(each.column), Cell(each.rule)) for each in refusals[:SHOWN]),
        note=more,
    )


def same_days_in_words(written: Written, *, exact: bool) -> str:
    """What is worth a look though no check fails: absences of one child that begin on one day; nothing where none do.

    Their rows are numbered for whoever may take the file away. Nobody is told here whose they are.
    """
    groups = same_first_days(written.lines, first_row=FIRST_ROW) if written.kind == MISSING else []
    if not groups:
        return ""
    rows = "; ".join(f"rows {', '.join(map(str, each[:-1]))} and {each[-1]}" for each in groups[:SHOWN])
    where = f"{counted(len(groups), 'time')}: {rows}" if exact else f"{in_tens(len(groups)).lower()} times"
    return (
        f"A child has more than one absence that began on the same day, {where}. The published checks take them as the "
        "absences they are. A system that knows an absence by its child and first day, as this hub’s own feed does, "
        "takes one of them at most: look on the child’s page whether they are one."
    )


def file_name(written: Written) -> str:
    """What the file is called, with its marking (S-35) and no child in it."""
    return f"{written.kind}-{written.period}-{SENSITIVE}.csv"
