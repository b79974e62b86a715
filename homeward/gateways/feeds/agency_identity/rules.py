"""Whom an agency may name, and what must hold of a row. Each message ends with what to do."""

import re
from collections.abc import Container, Iterator, Mapping
from datetime import date

from homeward.foundation.ages import is_child_on
from homeward.gateways.feeds.reading.cells import CellRefused, date_in
from homeward.gateways.feeds.rows import Checked, Problem, Value
from homeward.gateways.feeds.who import Born, Fault, as_problems, codes_in, day_in, text_in, whose_faults
from homeward.vocabulary.loader import load_whole

OLDEST = 120


def admits(checked: Checked) -> bool:
    """Only a child shared for one of the reasons that the mapping explains, or of unknown age.

    A row without a reason is dropped like one with another reason, since nobody has said why it may come. Somebody who
    might still be under 18 is treated as a child.
    """
    values = checked.values
    if not reasons_in(values):
        return False
    born, on = born_in(values), day_in(values, "extracted_on")
    return on is None or is_child_on(latest(born) if born else None, on)


def reasons_in(values: Mapping[str, Value]) -> list[str]:
    """The reasons of a row that are on the list."""
    return [code for code in codes_in(values, "reason") if code in load_whole("shared_reasons")]


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row: a number, a birth date or a code that does not read."""
    return as_problems(checked, _faults(checked.values))


def born_in(values: Mapping[str, Value]) -> Born | None:
    """The birth date of a row, read as exactly as it says it is known; nothing where it is empty or does not read."""
    cell, precision = text_in(values, "birth_date"), text_in(values, "birth_precision") or "day"
    if not cell:
        return None
    if precision == "day":
        return _day(cell)
    if precision == "age":
        return _age(cell, day_in(values, "extracted_on"))
    return _month_or_year(cell, precision)


def latest(born: Born) -> date:
    """The last day on which somebody of whom this is known could have been born."""
    if born.precision == "month":
        year, month = (born.on.year + born.on.month // 12, born.on.month % 12 + 1)
        return date.fromordinal(date(year, month, 1).toordinal() - 1)
    return date(born.on.year, 12, 31) if born.precision == "year" else born.on


def _day(cell: str) -> Born | None:
    try:
        return Born(date_in(cell), "day")
    except CellRefused:
        return None


def _age(cell: str, on: date | None) -> Born | None:
    """An age in completed years on the day of the extract: the day it was so many years ago."""
    if on is None or not re.fullmatch(r"\d{1,3}", cell, re.ASCII) or int(cell) > OLDEST:
        return None
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    return Born(date(on.year - int(cell), on.month, day), "age")


def _month_or_year(cell: str, precision: str) -> Born | None:
    british = re.fullmatch(r"(?:(?:\d{1,2}/)?(\d{1,2})/)?(\d{4})", cell, re.ASCII)
    machine = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-\d{2})?)?", cell, re.ASCII)
    if british:
        month, year = british[1], int(british[2])
    elif machine:
        month, year = machine[2], int(machine[1])
    else:
        return None
    if precision == "month" and month is None:
        return None
    try:
        return Born(date(year, int(month) if month and precision == "month" else 1, 1), precision)
    except ValueError:
        return None


def _faults(values: Mapping[str, Value]) -> Iterator[Fault]:
    yield from whose_faults(values, on=None, born="birth_date", words="")
    yield from _birth(values)
    code = text_in(values, "ethnicity")
    if code and code not in load_whole("ethnicity_ssda903") and code not in load_whole("police_ethnicity"):
        words = "Use a code of the looked-after return, such as WBRI, or one of the police’s, such as W1."
        yield "ethnicity", "not-in-list", words
    if not any(text_in(values, name) for name in ("forename", "surname", "also_known_as")):
        yield (
            "surname",
            "nobody-named",
            "The row names nobody. Enter a name the child is known by, or leave the row out.",
        )


def _birth(values: Mapping[str, Value]) -> Iterator[Fault]:
    cell, precision = text_in(values, "birth_date"), text_in(values, "birth_precision")
    born, on = born_in(values), day_in(values, "extracted_on")
    if precision and not cell:
        words = "This says how exactly the birth date is known, and not the date. Enter it, or leave out both."
        yield "birth_date", "precision-without-date", words
    if cell and born is None:
        words = "This does not read. Write a day as 14/03/2010, a month as 03/2010, a year as 2010, an age as 15."
        yield "birth_date", "not-a-birth-date", words
    if born and on and born.on > on:
        yield (
            "birth_date",
            "born-later",
            "The birth date is after the day of the extract. Correct it, or leave it empty.",
        )
