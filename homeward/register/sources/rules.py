"""When a delivery may come in, how fresh and how complete a source is, and when a load is worth a second look."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

GRACE = 7  # a seventh of the usual wait, and a day at least: a weekly file may be a day late, a yearly one two months
FEW = 20  # of so few rows or children, half says nothing about the file


@dataclass(frozen=True)
class Counts:
    """What became of the rows of a delivery, or of one batch of it."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    refused: int = 0
    dropped: int = 0


def why_not_here(*, synthetic: bool, demonstration: bool, outside_figures: bool, about_people: bool = True) -> str:
    """Why a delivery may not be kept in this installation, as a code; nothing when it may.

    Invented and real children never lie side by side: a demonstration takes nothing real, and real use takes nothing
    invented unless its source is kept out of every figure. Published counts, of which no row is about anybody, have no
    child to lie beside one, and a demonstration takes them as they are.
    """
    if demonstration and not synthetic and about_people:
        return "real-in-demonstration"
    if synthetic and not demonstration and not outside_figures:
        return "invented-in-real-use"
    return ""


@dataclass(frozen=True)
class Freshness:
    """How a source stands beside what is usual for it, and when its next file is due."""

    state: Literal["never", "up-to-date", "due", "overdue"]
    due_on: date | None = None


def freshness(told_on: date | None, *, every: int, lag: int = 0, on: date) -> Freshness:
    """How fresh a source is whose last file tells of one day, when its files are usual every so many days.

    A file is due when the usual wait is over, with the days it takes to be made, and overdue when a seventh of the wait
    more has gone by.
    """
    if told_on is None:
        return Freshness("never")
    due_on = told_on + timedelta(days=every + lag)
    if on < due_on:
        return Freshness("up-to-date", due_on)
    late = on > due_on + timedelta(days=max(1, every // GRACE))
    return Freshness("overdue" if late else "due", due_on)


def months_between(first: str, last: str) -> list[str]:
    """Every month from one to another, both included, each as 2026-03; none where the first is the later."""
    (year, month), found = (int(part) for part in first.split("-")), list[str]()
    while (code := f"{year:04}-{month:02}") <= last:
        found.append(code)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def missing_months(come: Collection[str], *, on: date) -> list[str]:
    """The months of which no row has come, between the first that has and the last that is over."""
    over = (on.replace(day=1) - timedelta(days=1)).isoformat()[:7]
    return [each for each in months_between(min(come), over) if each not in come] if come else []


def missing_years(come: Collection[int], *, last: int = 0) -> list[int]:
    """The years that have not come, between the first that has and the last that should have."""
    return [each for each in range(min(come), max(*come, last) + 1) if each not in come] if come else []


def doubts(*, changed: int, held: int, gone: int, before: int) -> tuple[str, ...]:
    """Why somebody should look twice before a file is loaded, as codes: most often it is a partial or a wrong one.

    It would change more than half of the rows its source told before, or it lacks more than half of the children whom
    the last whole file told of.
    """
    found = []
    if held >= FEW and changed * 2 > held:
        found.append("changes-most")
    if before >= FEW and gone * 2 > before:
        found.append("lacks-most")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ToldOf:
    """What a delivery tells of: a collection year, or a day on which it was taken from a system, or neither."""

    year: int | None = None
    on: date | None = None


def is_newer(told: ToldOf, held: ToldOf) -> bool:
    """Whether a row may stand in place of the same row sent before: what it tells of is as late, or later."""
    if told.year is not None and held.year is not None:
        return told.year >= held.year
    return told.on is None or held.on is None or told.on >= held.on
