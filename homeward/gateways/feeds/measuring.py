"""What is counted of a delivery's rows while they are checked: how far they reach, how full, and what would change.

Counts, days, and the numbers and column names of rows: no value of a row is kept, and the memory does not grow with
the file.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from homeward.foundation.sealing import SealDestroyed
from homeward.gateways.feeds.mapping import Arrives, Column, Part
from homeward.gateways.feeds.rows import Checked
from homeward.gateways.feeds.runs import Runs
from homeward.register.keys.queries import opened

NAMED = 50  # rows that change, by their number; of the rest the counts alone
BITS = 62  # columns that one number of the scratch can mark


@dataclass
class Measures:
    """The counts of one delivery. Rows are counted once they are good, each under its part."""

    arrives: Arrives | None = None
    in_xml: bool = False
    good: Counter[str] = field(default_factory=Counter)
    filled: Counter[tuple[str, str]] = field(default_factory=Counter)
    not_known: Counter[tuple[str, str]] = field(default_factory=Counter)
    periods: Counter[str] = field(default_factory=Counter)
    first: str = ""
    last: str = ""
    as_at: str = ""
    columns: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: list[tuple[str, int, list[str]]] = field(default_factory=list)
    changed: int = 0
    held: int = 0
    before: int | None = None
    gone: int = 0
    admitted: dict[str, Runs] = field(default_factory=dict)

    def take(self, part: Part, checked: Checked) -> None:
        """Count one good row."""
        self.good[part.part] += 1
        for column in complete_of(part):
            self.fill(part, column, checked)
        if self.arrives:
            self.reach(self.arrives, checked)

    def admit(self, part: Part, number: int) -> None:
        """Note that a row's child is on the record here, so that a load brings the rows that were checked alone."""
        self.admitted.setdefault(part.part, Runs()).add(number)

    def fill(self, part: Part, column: Column, checked: Checked) -> None:
        """Count a cell as filled, or as one that says it is not known; an empty one is neither."""
        cell = checked.row.cells[column.name]
        if cell:
            counter = self.not_known if cell in column.not_known else self.filled
            counter[part.part, column.name] += 1

    def reach(self, arrives: Arrives, checked: Checked) -> None:
        """Note of which day or year the row tells."""
        for name in arrives.reaches:
            stood = day_or_year(checked.values.get(name))
            if stood:
                self.first, self.last = min(self.first or stood, stood), max(self.last, stood)
                self.periods[stood[:7]] += 1
        if arrives.as_at:
            self.as_at = max(self.as_at, day_or_year(checked.values.get(arrives.as_at)))

    def change(self, part: Part, number: int, mask: int) -> None:
        """Count a row that says something else than before, by the columns in which it does."""
        names = [column.name for place, column in enumerate(part.columns[:BITS]) if mask >> place & 1]
        self.columns.update((part.part, name) for name in names)
        told = [name for name in names if not self.arrives or name != self.arrives.as_at]
        if told:
            self.changed += 1
        if told and len(self.rows) < NAMED:
            self.rows.append((part.part, number, told))

    def as_kept(self) -> dict[str, Any]:
        """The counts as they are kept with the delivery."""
        return {
            "in_xml": self.in_xml,
            "good": dict(self.good),
            "filled": {f"{part}.{name}": many for (part, name), many in self.filled.items()},
            "not_known": {f"{part}.{name}": many for (part, name), many in self.not_known.items()},
            "periods": dict(sorted(self.periods.items())),
            "first": self.first,
            "last": self.last,
            "as_at": self.as_at,
            "columns": {f"{part}.{name}": many for (part, name), many in self.columns.items()},
            "rows": self.rows,
            "changed": self.changed,
            "held": self.held,
            "before": self.before,
            "gone": self.gone,
            "admitted": {part: runs.pairs for part, runs in self.admitted.items()},
        }


def admitted_in(measures: Mapping[str, Any]) -> dict[str, Runs]:
    """Of each part, the rows whose children were on the record when the delivery was last checked."""
    return {part: Runs.of(pairs) for part, pairs in measures.get("admitted", {}).items()}


def complete_of(part: Part) -> Iterable[Column]:
    """The columns of a part whose filling is counted."""
    return (column for column in part.columns if column.complete)


def day_or_year(value: object) -> str:
    """A day, the day of a moment, or a year, in letters that sort as time does."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return f"{value:04}" if isinstance(value, int) else ""


def mask_of(part: Part, before: str, cells: Mapping[str, str]) -> int:
    """Which columns of a row say something else than what was said before, as one number with a bit for each."""
    said = json.loads(before)
    return sum(
        1 << place
        for place, column in enumerate(part.columns[:BITS])
        if column.compare and said.get(column.name, "") != cells[column.name]
    )


def payload_of(record: tuple[object, str]) -> str:
    """What a source said of a row before, opened; nothing where its key has been destroyed."""
    pk, text = record
    try:
        return opened(text, table="sources_sourcerecord", row=pk, column="payload")
    except SealDestroyed:
        return "{}"
