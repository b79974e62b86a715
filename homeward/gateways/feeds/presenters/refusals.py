"""What was refused, where it is, and how to put it right."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from homeward.design.values import Cell, Column, Table
from homeward.gateways.feeds.presenters.states import part_title, row_in_words
from homeward.gateways.feeds.rows import Problem
from homeward.register.sources.models import Delivery, Refusal


def by_rule_tables(delivery: Delivery, groups: Sequence[Mapping[str, Any]]) -> list[Table]:
    """For each file, one line for each kind of mistake in each column, the commonest first."""
    if len(groups) < 2:
        return []
    parts = dict.fromkeys(each["part"] for each in groups)
    return [
        by_rule_table(part_title(delivery, part), [each for each in groups if each["part"] == part]) for part in parts
    ]


def by_rule_table(title: str, groups: Iterable[Mapping[str, Any]]) -> Table:
    """The mistakes of one file."""
    lines = tuple(
        (Cell(each["column"] or "Whole row"), Cell(mistake_in_words(each)), Cell(f"{each['many']:,}"))
        for each in groups
    )
    columns = (Column("Column"), Column("How to put it right"), Column("Times", numeric=True))
    return Table(f"{title}: refusals by column", columns, lines)


def mistake_in_words(group: Mapping[str, Any]) -> str:
    """What was said of every one of these refusals, or of the first where each names its own rows."""
    words: str = group["words"]
    return words if group["says_the_same"] else f"For example: {words}"


def place_in_words(refusal: Refusal | Problem) -> str:
    """Where a refusal is: a row of a file, or a record of an XML file with the element that it stands in."""
    return refusal.place or row_in_words(refusal.row)


def refusals_table(delivery: Delivery, refusals: Sequence[Refusal]) -> Table | None:
    """Each refusal, where it is and how to put it right. A file that all of them are in is named once, above."""
    parts = sorted({each.part for each in refusals})
    one = len(parts) == 1
    lines = tuple(
        (
            Cell(place_in_words(each)),
            *([] if one else [Cell(part_title(delivery, each.part))]),
            Cell(each.column or "Whole row"),
            Cell(each.message),
        )
        for each in refusals
    )
    labels = ("Row", *([] if one else ["File"]), "Column", "How to put it right")
    caption = f"{part_title(delivery, parts[0])}: what was refused" if one else "What was refused"
    return Table(caption, tuple(Column(label) for label in labels), lines) if lines else None
