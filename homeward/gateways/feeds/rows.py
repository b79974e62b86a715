"""The plain values that pass between reading a file and a feed's own rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Value = date | str | int | None
Facts = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was sent: which part of the delivery, the number a spreadsheet shows for it, and its cells.

    Only the columns that the feed declares are here, so that a column nobody had a reason to send goes no further.
    """

    part: str
    number: int
    cells: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row, or a whole file, cannot be used, and how to put it right. What it held is never repeated.

    Row 0 is the whole file; row 1 is its column names. `place` says in words where a record of an XML file stands,
    since nobody counts its lines. A `query` asks somebody to look, and keeps nothing out.
    """

    row: int
    column: str
    rule: str
    message: str
    place: str = ""
    query: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A row whose cells are each what their column says: days are days, codes are codes, and an empty cell is None."""

    row: Row
    values: Mapping[str, Value] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Stands:
    """One row as a JSON document holds it: its cells, and where it stands, as names and numbers of entries."""

    where: str
    cells: Mapping[str, str] = field(repr=False)


class NotThisDocument(ValueError):
    """A JSON document that is not one of the feed's, with where in it, and why in words that repeat nothing of it."""

    def __init__(self, where: str, words: str) -> None:
        super().__init__(words)
        self.where, self.words = where, words


@dataclass(frozen=True, slots=True)
class Told:
    """What is remembered of a row until all of its child's rows have been read: the little that its feed asked for."""

    part: str
    number: int
    facts: Facts = field(repr=False)
