"""A feed's own rules, asked of rows that the hub writes out itself. Pure.

What leaves as a return is judged as it would be if it came in: one set of published checks, applied one way.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from homeward.gateways.feeds.reading.cells import checked_row
from homeward.gateways.feeds.registry import feed_named
from homeward.gateways.feeds.rows import Problem, Row, Told

FIRST_ROW = 2  # as a spreadsheet counts: the names of the columns are row 1


def judged(
    feed: str, part: str, rows: Sequence[Mapping[str, str]], *, year: int | None, on: date
) -> tuple[Problem, ...]:
    """What a feed would refuse, or ask about, of these rows of one of its parts, by row and column.

    A column that a row leaves out is an empty cell. `on` is the day on which the rows would be received.
    """
    asked = feed_named(feed)
    shape = next(each for each in asked.mapping.parts if each.part == part)
    found: list[Problem] = []
    told: dict[str, list[Told]] = {}
    for number, cells in enumerate(rows, start=FIRST_ROW):
        row = Row(part, number, {column.name: cells.get(column.name, "") for column in shape.columns})
        checked = checked_row(shape, row, on=on)
        problems = checked if isinstance(checked, list) else asked.problems(checked, year, {})
        found += problems
        refused = any(not problem.query for problem in problems)
        facts = None if refused or isinstance(checked, list) else asked.facts(checked)
        if facts is not None:
            told.setdefault(row.cells[shape.key[0]], []).append(Told(part, number, facts))
    for each in told.values():
        found += asked.together(each, year)
    return tuple(sorted(found, key=lambda problem: problem.row))
