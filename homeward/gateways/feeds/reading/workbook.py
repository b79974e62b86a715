"""A workbook's sheets as rows, read from a clean copy that holds nothing but the cells of one sheet.

An Excel workbook is an archive of parts, and most of them are not data: programs, pictures, other files, links, what a
pivot table remembers. The archive is looked over before any of it is unpacked; what runs, or hides what it holds,
refuses the file. Then a copy is made in memory of the one sheet that is read, with its texts and its formats, and only
that copy is given to the reader. A sheet that the feed must not read is never unpacked at all (S-26, S-27).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from homeward.gateways.feeds.mapping import Column, Mapping, Part
from homeward.gateways.feeds.reading.cells import CellRefused, date_in
from homeward.gateways.feeds.reading.opened import Opened
from homeward.gateways.feeds.reading.refusing import COLUMN_NAMES, FileRefused
from homeward.gateways.feeds.reading.workbook_archive import Archive, archive_of
from homeward.gateways.feeds.reading.workbook_cells import day_of, text_of
from homeward.gateways.feeds.reading.workbook_sheets import LOOKED_AT, Head, Listed, head_in, sheets_of
from homeward.gateways.feeds.rows import Problem, Row
from homeward.gateways.feeds.whole_files import Workbook

MOST_ROWS, MOST_COLUMNS = 200_000, 500
NO_VALUE = "this is a formula without its result, or an error of the spreadsheet. Open the workbook in Excel, put it \
right, and save it again."


@dataclass
class Book:
    """One workbook that holds every part. What is found of it as a whole is found once, whatever part is read."""

    mapping: Mapping
    shape: Workbook
    file: Opened = field(repr=False)
    on: date | None = None
    is_refused: bool = False
    told: bool = False

    @cached_property
    def archive(self) -> Archive:
        """The archive, looked over. Raises FileRefused."""
        return archive_of(self.file)

    @cached_property
    def sheets(self) -> Listed:
        """Which sheet is which part, and what is said of the others. Raises FileRefused."""
        return sheets_of(self.archive, self.mapping, self.shape)

    def table_of(self, part: Part) -> "SheetTable":
        """The rows of one part's sheet; a table without rows where it has none. Raises FileRefused."""
        try:
            return SheetTable(self, part, self._grid(part))
        except FileRefused:
            self.is_refused = True
            raise

    def _grid(self, part: Part) -> "Grid | None":
        target = self.sheets.targets.get(part.part)
        if target is None:
            return None
        clean, without_value = self.archive.copy_of(target)
        try:
            sheet = CalamineWorkbook.from_filelike(clean).get_sheet_by_index(0)
        except CalamineError:
            raise unreadable(part) from None
        if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
            got = f"the sheet of {part.title} has more than {MOST_ROWS:,} rows, or {MOST_COLUMNS} columns"
            step = "Delete the rows and columns beyond the last ones that are filled."
            raise FileRefused("too-large", got=got, next_step=step)
        return Grid(sheet, without_value, self.archive.since_1904)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said of the whole workbook, once."""
        if self.told:
            return ()
        self.told = True
        return (*self.archive.notes, *self.sheets.notes)


@dataclass
class Grid:
    """The cells of one sheet from its first row and column, with which are merged and which have no value."""

    sheet: CalamineSheet = field(repr=False)
    without_value: set[tuple[int, int]]
    since_1904: bool

    @property
    def merged(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Cells that are one, each by its first and its last."""
        return [((top[0], top[1]), (end[0], end[1])) for top, end in self.sheet.merged_cell_ranges or ()]

    def rows(self, since: int = 0, until: int | None = None) -> Iterator[tuple[int, list[object]]]:
        """Rows with their place, one at a time."""
        first = self.sheet.start[1] if self.sheet.start else 0
        for place, row in enumerate(islice(self.sheet.iter_rows(), until)):
            if place >= since:
                yield place, [*[""] * first, *row]


@dataclass
class SheetTable:
    """One part's sheet, ready to be read row by row. A row's number is the one that Excel shows."""

    book: Book
    part: Part
    grid: Grid | None
    found: int = 0

    @cached_property
    def head(self) -> Head:
        """Where each column stands. Raises FileRefused."""
        assert self.grid is not None, "a sheet that is not there has no columns"
        return head_in(self.part, [row for _, row in self.grid.rows(until=LOOKED_AT)], self.grid.merged)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the report should say that is nobody's mistake."""
        if self.grid is None:
            return (*self.book.notes, f"{self.part.title}: the workbook has no such sheet.")
        empty = () if self.found else (f"{self.part.title}: the sheet has no rows.",)
        return (*self.book.notes, *self.head.notes, *empty)

    def rows(self) -> Iterator[Row | Problem]:
        """Each row with its cells by column. Blank rows are passed over. Raises FileRefused."""
        if self.grid is None:
            return
        try:
            first = self.head.first
        except FileRefused:
            self.book.is_refused = True
            raise
        for place, cells in self.grid.rows(first):
            if any(text_of(cell) for cell in cells):
                self.found += 1
                yield self.row(place, cells)

    def row(self, place: int, cells: list[object]) -> Row | Problem:
        """One row, or the problem of a cell that has lost its value."""
        assert self.grid is not None
        for column in self.part.columns:
            where = self.head.places.get(column.name)
            if where is not None and (place, where) in self.grid.without_value:
                return Problem(place + 1, column.name, "no-value", f"{column.title}: {NO_VALUE}"[:300])
        told = {column.name: self.cell(column, cells) for column in self.part.columns}
        if self.part.sheet and self.part.sheet.told_on:
            told[self.part.sheet.told_on] = self.day_told.isoformat() if self.day_told else ""
        return Row(self.part.part, place + 1, told)

    def cell(self, column: Column, cells: list[object]) -> str:
        """What one cell says, as text."""
        where = self.head.places.get(column.name)
        if where is None or where >= len(cells) or self.grid is None:
            return ""
        if column.type in ("date", "moment", "when"):
            day = day_of(cells[where], since_1904=self.grid.since_1904)
            return day or text_of(cells[where])
        return text_of(cells[where])

    @cached_property
    def day_told(self) -> date | None:
        """The latest day in the columns that tell it, not after the day the file was received."""
        sheet = self.part.sheet
        if self.grid is None or sheet is None:
            return None
        columns = [self.part.column(name) for name in sheet.latest_of if name in self.head.places]
        days = (as_day(self.cell(column, cells)) for _, cells in self.grid.rows(self.head.first) for column in columns)
        return max((day for day in days if day and (self.book.on is None or day <= self.book.on)), default=None)

    def placed(self, problem: Problem) -> Problem:
        """The problem as it is: a sheet and a row's number find it in Excel."""
        return problem


def as_day(cell: str) -> date | None:
    """The day that a cell names, whichever way it is written."""
    try:
        return date_in(cell[:10]) if cell else None
    except CellRefused:
        return None


def unreadable(part: Part) -> FileRefused:
    """The error for a sheet that no reader can make out."""
    step = "Open the workbook in Excel, save it again, and send it."
    return FileRefused("damaged", got=f"the sheet of {part.title} cannot be read", next_step=step, row=COLUMN_NAMES)
