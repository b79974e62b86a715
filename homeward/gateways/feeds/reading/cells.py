"""What one cell says, by the kind of its column, or how to put it right. A message never repeats what the cell held."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache

from homeward.foundation.formulas import looks_like_formula
from homeward.foundation.london import LONDON
from homeward.gateways.feeds.mapping import Column, Part
from homeward.gateways.feeds.rows import Checked, Problem, Row, Value
from homeward.vocabulary.loader import load_whole

EARLIEST = date(1900, 1, 2)
LARGEST = 2_147_483_647
EXTERNAL_ID = 80
PUBLISHED_TOO = frozenset(
    {"empty", "not-in-list", "not-a-date", "impossible-date", "two-figure-year", "not-a-moment", "impossible-time"}
)


class CellRefused(ValueError):
    """A cell that is not what its column asks for: the rule it breaks, and the words that put it right."""

    def __init__(self, rule: str, words: str) -> None:
        super().__init__(rule)
        self.rule, self.words = rule, words


def checked_row(part: Part, row: Row, *, on: date) -> Checked | list[Problem]:
    """The row with every cell as its column says, or each cell that is not. `on` is the day it was received."""
    values: dict[str, Value] = {}
    problems = []
    for column in part.columns:
        try:
            values[column.name] = value_of(column, row.cells[column.name], on=on)
        except CellRefused as refused:
            rule = column.check if column.check and refused.rule in PUBLISHED_TOO else refused.rule
            problems.append(Problem(row.number, column.name, rule, f"{column.title}: {refused.words}"[:300]))
    if len(external_id(part, row)) > EXTERNAL_ID:
        words = f"{part.column(part.key[0]).title}: shorten what tells this row from others to {EXTERNAL_ID} letters."
        problems.append(Problem(row.number, part.key[0], "too-long", words))
    return problems or Checked(row, values)


def external_id(part: Part, row: Row) -> str:
    """What the sender knows this row by; of a count that is about nobody, a digest where that would be too long."""
    words = "|".join(row.cells[name] for name in part.key)
    if len(words) > EXTERNAL_ID and not part.about_a_person:
        return hashlib.sha256(words.encode()).hexdigest()
    if part.long_key and len(words) > EXTERNAL_ID:
        owner, _, rest = words.partition("|")
        return f"{owner}|{hashlib.sha256(rest.encode()).hexdigest()[:32]}"
    return words


def value_of(column: Column, cell: str, *, on: date) -> Value:
    """What the cell says; an empty one says nothing. Raises CellRefused."""
    if not cell:
        if column.required:
            raise CellRefused("empty", "this cell is empty and must be filled.")
        return None
    refuse_strange_letters(cell)
    if len(cell) > column.max:
        raise CellRefused("too-long", f"shorten this to {column.max} letters or fewer.")
    value = KINDS[column.type](column, cell, on)
    if column.list and str(value) not in codes_of(column.list):
        raise CellRefused("not-in-list", f"use a code from the list {load_whole(column.list).title}.")
    return value


@cache
def codes_of(name: str) -> frozenset[str]:
    """Every code a list has ever had: which were in force in the file's own year is for the feed's rules."""
    return frozenset(load_whole(name).codes)


def refuse_strange_letters(cell: str) -> None:
    """Refuse what no person types: control characters, and marks that turn the direction of reading."""
    if cell.isascii() and cell.isprintable():
        return  # almost every cell: to look at each letter takes a third of the reading
    for letter in cell:
        kind = unicodedata.category(letter)
        if (
            kind == "Cc"
            and letter not in "\t\r\n"
            or kind in ("Cs", "Co")
            or letter in "\u202a\u202b\u202d\u202e\ufffd"
        ):
            raise CellRefused("strange-letters", "this holds a character that cannot be shown. Type it again.")


def text(column: Column, cell: str, on: date) -> str:
    """Words as they were written. A person's name is never a formula."""
    if column.name_of_person and looks_like_formula(cell):
        raise CellRefused("formula", "a name cannot begin with = + - or @. Take out the sign, or correct the name.")
    return cell


def identifier(column: Column, cell: str, on: date) -> str:
    """A number or code that tells one child or worker from another."""
    if looks_like_formula(cell) or re.fullmatch(r"\d(\.\d+)?[eE]\+\d+", cell):
        words = "a spreadsheet has changed this identifier. Format the column as text, and send it again."
        raise CellRefused("formula", words)
    if "|" in cell:
        raise CellRefused("not-an-identifier", "an identifier cannot hold an upright bar. Take it out.")
    return cell


def day(column: Column, cell: str, on: date) -> date:
    """A day, as 14/03/2026 or 2026-03-14. A year of two figures is never guessed."""
    found = date_in(cell)
    refuse_day(column, found, on)
    return found


def refuse_day(column: Column, found: date, on: date) -> None:
    """Refuse a day that nobody means: a spreadsheet's empty one, or one still to come."""
    if found < EARLIEST:
        raise CellRefused("too-early", "this is before 1900 or is a spreadsheet's empty date. Enter the real day.")
    if found > on and not column.future:
        raise CellRefused("in-the-future", "this is after the day the file was received. Enter a day that has passed.")


def moment(column: Column, cell: str, on: date) -> datetime:
    """A day and a time as a clock in London showed it. Of the hour that October has twice, the first is meant."""
    parted = re.fullmatch(r"(\S+?)(?:\s+|T)(\d{1,2}):(\d{2})(?::00)?", cell, re.ASCII)
    if not parted:
        words = "write the day and the time, as in 14/03/2026 21:40. Where the hour is not known, write 00:00."
        raise CellRefused("not-a-moment", words)
    found, hour, minute = date_in(parted[1]), int(parted[2]), int(parted[3])
    refuse_day(column, found, on)
    if hour > 23 or minute > 59:
        raise CellRefused("impossible-time", "there is no such time. Write it by the clock of 24 hours, as in 21:40.")
    shown = datetime.combine(found, time(hour, minute), tzinfo=LONDON)
    if shown.astimezone(UTC).astimezone(LONDON).time() != shown.time():
        raise CellRefused("impossible-time", "the clocks went forward over this time. Enter what the clock showed.")
    return shown


def when(column: Column, cell: str, on: date) -> date:
    """A day, or a day and a time to the minute where the sender knows one. Midnight is a day without a time.

    A database writes seconds, and parts of them, that no person gave: they are left out.
    """
    cell = re.sub(r"(\d{1,2}:\d{2}):\d{2}(\.\d{1,7})?$", r"\1", cell, count=1, flags=re.ASCII)
    return moment(column, cell, on) if ":" in cell and not cell.endswith("00:00") else day(column, cell, on)


@lru_cache(maxsize=8192)
def date_in(cell: str) -> date:
    """The day the figures name. Raises CellRefused."""
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}", cell):
        raise CellRefused("two-figure-year", "write the year in four figures, as in 14/03/2026.")
    british = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 00:00(?::00)?)?", cell, re.ASCII)
    machine = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?", cell, re.ASCII)
    if not british and not machine:
        raise CellRefused("not-a-date", "write the date as day/month/year, as in 14/03/2026.")
    figures = british.groups()[::-1] if british else machine.groups() if machine else ()
    try:
        return date(*(int(figure) for figure in figures))
    except ValueError:
        raise CellRefused("impossible-date", "there is no such day. Check the day and the month.") from None


def whole_number(column: Column, cell: str, on: date) -> int:
    """A count, nought or more."""
    if not re.fullmatch(r"\d{1,10}", cell, re.ASCII) or int(cell) > LARGEST:
        raise CellRefused("not-a-number", "enter a whole number in figures, with no commas or full stops.")
    return int(cell)


KINDS: dict[str, Callable[[Column, str, date], Value]] = {
    "text": text,
    "date": day,
    "moment": moment,
    "when": when,
    "code": identifier,
    "integer": whole_number,
    "id": identifier,
}
