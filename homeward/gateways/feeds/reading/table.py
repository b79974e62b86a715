"""A part's file as rows: its column names matched to the feed's, its cells counted, its end looked at."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from homeward.gateways.feeds.mapping import Part, plain
from homeward.gateways.feeds.reading.encoding import Letters, letters_of
from homeward.gateways.feeds.reading.opened import Opened
from homeward.gateways.feeds.reading.refusing import COLUMN_NAMES, FileRefused, changed_while_read
from homeward.gateways.feeds.rows import Problem, Row

LONGEST = 1024 * 1024
MOST_BLANK = 100_000
OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "upright bars"}


@dataclass(frozen=True)
class Head:
    """The first row: how many columns there are, and where each of the feed's own stands."""

    width: int
    places: dict[str, int]
    notes: tuple[str, ...] = ()


@dataclass
class Table:
    """One file, ready to be read row by row. `letters` and `head` are known before the first row."""

    part: Part
    file: Opened = field(repr=False)
    letters: Letters
    head: Head

    @property
    def notes(self) -> tuple[str, ...]:
        """What the report should say that is nobody's mistake."""
        return tuple(filter(None, (self.letters.note, *self.head.notes)))

    def rows(self) -> Iterator[Row | Problem]:
        """Each row with its cells by column, or the problem that keeps it from having any. Blank lines are passed over.

        Raises FileRefused where the file breaks off, since nobody knows what else is missing, and where it is mostly
        blank.
        """
        found = blank = 0
        for number, cells in self._lines():
            if number == COLUMN_NAMES:
                continue
            if not any(cell.strip() for cell in cells):
                blank += 1
                if blank > MOST_BLANK:
                    raise mostly_blank(number)
                continue
            found += 1
            yield row_of(self.part, self.head, number, cells)
        if not found:
            step = "If there is nothing to report, leave this file out; otherwise ask for it to be sent again."
            raise FileRefused("no-rows", got="the file has column names and no rows", next_step=step)

    def placed(self, problem: Problem) -> Problem:
        """The problem as it is: a row's number finds it in any spreadsheet."""
        return problem

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        """Numbered lines, the last one looked at twice: a short last line with no end is a file cut short."""
        ending = Ending(self.file, self.letters.encoding)
        held: tuple[int, list[str]] | None = None
        for line in numbered(ending.text):
            if held:
                yield held
            held = line
        if held and len(held[1]) < self.head.width and ending.is_cut:
            raise cut_short(held[0])
        if held:
            yield held


class Ending:
    """A file's text as lines, remembering whether the last one ended."""

    def __init__(self, file: Opened, encoding: str) -> None:
        self.is_cut = False
        self.text = self._text(io.TextIOWrapper(file.stream(), encoding=encoding, newline=""))

    def _text(self, lines: io.TextIOWrapper) -> Iterator[str]:
        try:
            for line in iter(partial(lines.readline, LONGEST + 1), ""):
                self.is_cut = not line.endswith(("\n", "\r"))
                yield line
        except UnicodeDecodeError:
            raise changed_while_read() from None


def table_of(part: Part, file: Opened) -> Table:
    """The file, once its letters and its column names have been understood. Raises FileRefused."""
    letters = letters_of(file)
    first = next(Ending(file, letters.encoding).text, "")
    refuse_other_delimiters(part, first)
    names = next((cells for _, cells in numbered(iter([first]))), [])
    return Table(part, file, letters, head_of(part, names))


def numbered(lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row's cells, numbered as a spreadsheet numbers them.

    Raises FileRefused for a quotation never closed, and for a row beyond all bounds before the memory holds it.
    """
    number = taken = 0

    def bounded() -> Iterator[str]:
        nonlocal taken
        for line in lines:
            taken += len(line)
            if taken > LONGEST:
                raise too_long(number + 1)
            yield line

    try:
        for number, cells in enumerate(csv.reader(bounded(), strict=True), start=1):
            taken = 0
            yield number, cells
    except csv.Error as fault:
        if "field larger" in str(fault):
            raise too_long(number + 1) from None
        step = "It may have been cut short. Close the quotation mark, or ask for the file to be sent again."
        got = f"row {number + 1} has a quotation mark that is opened and not closed as it should be"
        raise FileRefused("quotation", got=got, next_step=step, row=number + 1) from None


def refuse_other_delimiters(part: Part, first: str) -> None:
    """Refuse a file whose columns are parted by something else, naming it: a guess would put cells in wrong columns."""
    wanted = {plain(column.name) for column in part.columns}

    def known(delimiter: str) -> int:
        return len(wanted & {plain(name.strip('"\r\n ')) for name in first.split(delimiter)})

    for delimiter, words in OTHER_DELIMITERS.items():
        if known(delimiter) > max(1, known(",")):
            step = "Save it as CSV with commas between the columns and send it again."
            raise FileRefused("delimiter", got=f"the columns are parted by {words}", next_step=step, row=COLUMN_NAMES)


def head_of(part: Part, names: list[str]) -> Head:
    """Where each column stands, in whatever order they came. Raises FileRefused for what is missing or there twice."""
    compared = [plain(name) for name in names]
    places = {each.name: compared.index(plain(each.name)) for each in part.columns if plain(each.name) in compared}
    twice = [each.name for each in part.columns if compared.count(plain(each.name)) > 1]
    missing = [each.name for each in part.must_come if each.name not in places]
    if missing:
        raise without_columns(part, missing, found_any=bool(places))
    if twice:
        got = f"the column {twice[0]} is there twice"
        raise FileRefused("column-twice", got=got, next_step="Keep one of them.", row=COLUMN_NAMES, column=twice[0])
    return Head(len(names), places, notes_on(part, names, places))


def without_columns(part: Part, missing: list[str], *, found_any: bool) -> FileRefused:
    """The error that names the columns that are not there."""
    if not found_any:
        got = f"the first row does not hold the column names of {part.title}"
        names = ", ".join(missing[:4])
        step = f"Put the names in the first row, beginning with {names}, and check that this is the right file."
    else:
        many = "columns are" if len(missing) > 1 else "column is"
        got, step = f"the {many} missing: {', '.join(missing)}", "Add what is missing and send the file again."
    return FileRefused("columns-missing", got=got, next_step=step, row=COLUMN_NAMES, column=missing[0][:60])


def notes_on(part: Part, names: list[str], places: dict[str, int]) -> tuple[str, ...]:
    """What is said of columns nobody asked for, and of those left out that could have come."""
    extra = [number for number, name in enumerate(names, start=1) if name.strip() and number - 1 not in places.values()]
    absent = [column.name for column in part.columns if column.name not in places]
    notes = []
    if extra:
        which = ", ".join(str(number) for number in extra[:10])
        notes.append(f"{part.title}: not used, since the feed has no lawful reason to bring it: column {which}.")
    if absent:
        notes.append(f"{part.title}: not in the file, and read as empty: {', '.join(absent)}.")
    return tuple(notes)


def row_of(part: Part, head: Head, number: int, cells: list[str]) -> Row | Problem:
    """The row's cells by column; too few or too many cannot be told apart, so such a row is refused."""
    if len(cells) != head.width:
        got = f"This row has {len(cells)} cells and the first row has {head.width}"
        step = "Put quotation marks round text that holds a comma, and add a comma for each empty cell."
        return Problem(number, "", "cells", f"{got}. {step}")
    kept = {
        each.name: cells[head.places[each.name]].strip() if each.name in head.places else "" for each in part.columns
    }
    return Row(part.part, number, kept)


def too_long(number: int) -> FileRefused:
    """The error for a row of more letters than any row has: its lines may have lost their ends."""
    step = "Its line ends may be lost, or a quotation mark not closed. Ask for it to be sent again."
    return FileRefused("too-long", got=f"row {number} is far longer than any row can be", next_step=step, row=number)


def mostly_blank(number: int) -> FileRefused:
    """The error for a file of blank rows, as a spreadsheet saves whose last row was formatted by mistake."""
    step = "Delete the rows below the last one that is filled, save the file and send it again."
    got = f"the file has more than {MOST_BLANK:,} blank rows, up to row {number:,}"
    return FileRefused("blank-rows", got=got, next_step=step, row=number)


def cut_short(number: int) -> FileRefused:
    """The error for a file that stops in the middle of a row."""
    step = "It was cut short on its way. Ask for it to be sent again."
    return FileRefused("cut-short", got=f"the file stops in the middle of row {number}", next_step=step, row=number)
