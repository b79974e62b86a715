"""Which sheet of a workbook is which part, and where the columns of each stand."""

import re
from dataclasses import dataclass, field

from homeward.foundation.dates_in_words import counted
from homeward.gateways.feeds.mapping import Column, Mapping, Part, levelled
from homeward.gateways.feeds.reading.refusing import COLUMN_NAMES, FileRefused
from homeward.gateways.feeds.reading.table import without_columns
from homeward.gateways.feeds.reading.workbook_archive import Archive, Entry
from homeward.gateways.feeds.reading.workbook_cells import text_of
from homeward.gateways.feeds.whole_files import Workbook

LOOKED_AT = 20
Merged = list[tuple[tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True)
class Listed:
    """Where each part's sheet is, and what is said of the sheets that are not read."""

    targets: dict[str, str]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """Where each of the feed's columns stands, and at which row the data begins."""

    places: dict[str, int]
    first: int
    notes: tuple[str, ...] = field(default=())


def sheets_of(archive: Archive, mapping: Mapping, shape: Workbook) -> Listed:
    """Each part's sheet by its name. Raises FileRefused for two of one part, and for one that is hidden."""
    targets: dict[str, str] = {}
    never, others, hidden = set[str](), 0, 0
    for entry in archive.sheets:
        part = part_named(mapping, entry.name)
        if part is None:
            known = [each.title for each in shape.never if named(each.named, entry.name)]
            never.update(known)
            others += not known and not entry.hidden
            hidden += not known and entry.hidden
            continue
        refuse_doubtful(part, entry, targets)
        targets[part.part] = entry.target
    if not targets:
        names = ", ".join(part.title for part in mapping.parts[:3])
        step = f"Check that it is the right workbook, with sheets for {names} and so on."
        raise FileRefused("no-sheets", got="the workbook has none of the sheets of this feed", next_step=step)
    return Listed(targets, tuple(_notes(shape, never, others, hidden)))


def part_named(mapping: Mapping, name: str) -> Part | None:
    """The part whose sheet this is by its name."""
    return next((part for part in mapping.parts if part.sheet and named(part.sheet.named, name)), None)


def named(patterns: tuple[str, ...], name: str) -> bool:
    """Whether a sheet's levelled name is one of these."""
    return any(re.fullmatch(pattern, levelled(name)) for pattern in patterns)


def refuse_doubtful(part: Part, entry: Entry, targets: dict[str, str]) -> None:
    """Refuse a sheet that is there twice, or that nobody who opened the workbook could have seen."""
    if entry.hidden:
        step = "Show the sheet, look at what it holds, and send the workbook again."
        raise FileRefused("hidden-sheet", got=f"the sheet of {part.title} is hidden", next_step=step)
    if part.part in targets:
        got = f"two sheets are named as {part.title}"
        raise FileRefused("sheet-twice", got=got, next_step="Keep the right one, and send the workbook again.")


def _notes(shape: Workbook, never: set[str], others: int, hidden: int) -> list[str]:
    said = [f"Never opened: {each.title}. {each.why}" for each in shape.never if each.title in never]
    if others:
        said.append(f"Not opened, since the feed has no lawful reason to: {counted(others, 'other sheet')}.")
    if hidden:
        said.append(f"Not opened, and hidden in the workbook: {counted(hidden, 'other sheet')}.")
    return said


def head_in(part: Part, rows: list[list[object]], merged: Merged) -> Head:
    """The row that holds the column names, among the first of the sheet. Raises FileRefused.

    A title may stand above it. Where names are merged over rows, the data begins below the last of them.
    """
    found = [(places_in(part, cells), number) for number, cells in enumerate(rows)]
    places, number = max(found, key=lambda each: len(each[0]), default=({}, 0))
    missing = [each.name for each in part.must_come if each.name not in places and not is_given(part, each)]
    if missing:
        raise without_columns(part, missing, found_any=bool(places))
    refuse_twice(part, rows[number])
    first = max((end[0] for top, end in merged if top[0] == number), default=number) + 1
    return Head(places, first, tuple(notes_on(part, rows[number], places)))


def is_given(part: Part, column: Column) -> bool:
    """Whether the reader itself fills a column."""
    return part.sheet is not None and column.name == part.sheet.told_on


def places_in(part: Part, cells: list[object]) -> dict[str, int]:
    """Where each of the part's columns stands among these cells."""
    compared = [levelled(text_of(cell)) for cell in cells]
    found = {each.name: place_of(each, compared) for each in part.columns}
    return {name: place for name, place in found.items() if place is not None}


def place_of(column: Column, compared: list[str]) -> int | None:
    """Where a column stands, under any of its names."""
    names = [levelled(name) for name in (column.name, *column.also)]
    return next((compared.index(name) for name in names if name in compared), None)


def refuse_twice(part: Part, cells: list[object]) -> None:
    """Refuse a sheet in which one column is there twice: nobody can tell which is meant."""
    compared = [levelled(text_of(cell)) for cell in cells]
    for column in part.columns:
        names = {levelled(name) for name in (column.name, *column.also)}
        if sum(each in names for each in compared) > 1:
            got = f"in {part.title}, the column {column.name} is there twice"
            raise FileRefused(
                "column-twice", got=got, next_step="Keep one of them.", row=COLUMN_NAMES, column=column.name[:60]
            )


def notes_on(part: Part, cells: list[object], places: dict[str, int]) -> list[str]:
    """What is said of columns nobody asked for, and of those left out that could have come."""
    extra = sum(bool(text_of(cell)) and place not in places.values() for place, cell in enumerate(cells))
    absent = [each.name for each in part.columns if each.name not in places and not is_given(part, each)]
    said = []
    if extra:
        words = counted(extra, "column")
        said.append(f"{part.title}: not used, since the feed has no lawful reason to bring it: {words}.")
    if absent:
        said.append(f"{part.title}: not in the sheet, and read as empty: {', '.join(absent)}.")
    return said
