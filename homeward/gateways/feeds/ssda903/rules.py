"""The published checks on the looked-after children return, each by its number and applied by the year's own list.

Source: SSDA903 validation rules 2024 to 2025, tables Header, Episodes and Missing. The words, and what to do, are data
in the vocabulary.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from homeward.foundation.collection_years import CollectionYear
from homeward.gateways.feeds.reading.cells import CellRefused, date_in
from homeward.gateways.feeds.rows import Checked, Facts, Problem, Told, Value
from homeward.vocabulary.loader import load, load_whole
from homeward.vocabulary.shapes import Entry

LISTS = ("ssda903_missing_rules", "ssda903_care_rules")

# Of each part, the check that a child's rows do not overlap, the column to put right, and until when an open row lasts.
ONE_BY_ONE = {
    "missing": ("574", "MIS_START", date.max.isoformat()),
    "episodes": ("501", "DECOM", ""),
}


@dataclass(frozen=True, slots=True)
class Period:
    """What the missing file says of one absence, as far as it can be read. A day that is no day is marked unread."""

    kind: str
    start: date | None
    end: date | None
    start_given: bool
    end_given: bool
    born: date | None


def period_of(values: Mapping[str, Value]) -> Period:
    """A row of the missing file, its days read."""
    start, end, born = str(values["MIS_START"] or ""), str(values["MIS_END"] or ""), values["DOB"]
    return Period(
        kind=str(values["MISSING"] or "").upper(),
        start=day_in(start),
        end=day_in(end),
        start_given=bool(start),
        end_given=bool(end),
        born=born if isinstance(born, date) else None,
    )


def day_in(cell: str) -> date | None:
    """The day a cell names, or nothing where it names none."""
    try:
        return date_in(cell) if cell else None
    except CellRefused:
        return None


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row of the return."""
    row = checked.row
    found: list[Problem] = []
    if row.part != "header" and "header" in seen and checked.values["CHILD"] not in seen["header"]:
        words = "This child is not in the header file, or their header row was refused. Put that right, and send both."
        found.append(Problem(row.number, "CHILD", "not-in-header", words))
    if row.part == "episodes":
        found += [_problem(row.number, rule, column) for rule, column in _episode(checked, _year(year))]
    if row.part == "missing":
        period = period_of(checked.values)
        found += [_problem(row.number, rule, column) for rule, column in broken(period, _year(year))]
    return [problem for problem in found if problem.rule in _in_force(year) or not problem.rule.isdigit()]


def _episode(checked: Checked, year: CollectionYear | None) -> Iterator[tuple[str, str]]:
    began, ceased = _days_of(checked)
    if began and ceased and ceased < began:
        yield "356", "DEC"
    if year and began and began > year.last_day:
        yield "354", "DECOM"
    if year and ceased and ceased > year.last_day:
        yield "385", "DEC"


def _days_of(checked: Checked) -> tuple[date | None, date | None]:
    """The first and last day of an episode."""
    began, ceased = checked.values["DECOM"], checked.values["DEC"]
    return began if isinstance(began, date) else None, ceased if isinstance(ceased, date) else None


def broken(period: Period, year: CollectionYear | None) -> Iterator[tuple[str, str]]:
    """The published checks that an absence fails, by number, each with the column to put right."""
    yield from _kind(period)
    yield from _days(period)
    if year is not None:
        yield from _within(period, year)


def _kind(period: Period) -> Iterator[tuple[str, str]]:
    if period.kind and period.kind not in load_whole("ssda903_missing_type"):
        yield "1006", "MISSING"
    if period.kind and not period.start_given:
        yield "564", "MIS_START"
    if not period.kind and period.start_given:
        yield "565", "MISSING"
    if not period.kind and period.end_given:
        yield "566", "MISSING"
    if not period.kind and not period.start_given and not period.end_given:
        yield "nothing-told", "MIS_START"


def _days(period: Period) -> Iterator[tuple[str, str]]:
    if period.start_given and period.start is None:
        yield "1004", "MIS_START"
    if period.end_given and period.end is None:
        yield "1005", "MIS_END"
    if period.start and period.end and period.end < period.start:
        yield "567", "MIS_END"
    if period.start and period.born and period.start < period.born:
        yield "586", "MIS_START"


def _within(period: Period, year: CollectionYear) -> Iterator[tuple[str, str]]:
    if period.start and period.start > year.last_day:
        yield "570", "MIS_START"
    if period.end and not year.period.contains(period.end):
        yield "571", "MIS_END"


def facts(checked: Checked) -> Facts | None:
    """The days of an episode or an absence, for the check over all of a child's."""
    if checked.row.part == "header":
        return None
    since, until = _days_of(checked) if checked.row.part == "episodes" else _days_told(period_of(checked.values))
    return (since.isoformat(), until.isoformat() if until else None) if since else None


def _days_told(period: Period) -> tuple[date | None, date | None]:
    """The first and last day of an absence."""
    return period.start, period.end


def together(told: Sequence[Told], year: int | None) -> list[Problem]:
    """One child's absences do not overlap (574), nor do their episodes (501). They may meet on a day.

    None starts while an earlier absence is open. An episode left open is not held against the next one.
    """
    if not told:
        return []
    rule, column, for_ever = ONE_BY_ONE[told[0].part]
    if rule not in _in_force(year):
        return []
    found: list[Problem] = []
    latest = ""
    for since, number, until in sorted((str(each.facts[0]), each.number, each.facts[1]) for each in told):
        if since < latest:
            found.append(_problem(number, rule, column))
        latest = max(latest, str(until or for_ever))
    return found


def _problem(row: int, rule: str, column: str) -> Problem:
    if not rule.isdigit():
        return Problem(row, column, rule, "The row says nothing of an absence. Fill it, or take it out.")
    entry = _published()[rule]
    return Problem(row, column, rule, f"{entry.label} {entry.description}".strip())


@cache
def _published() -> dict[str, Entry]:
    """Every published check by its number."""
    return {entry.code: entry for name in LISTS for entry in load_whole(name).entries}


def _year(year: int | None) -> CollectionYear | None:
    return CollectionYear(year) if year is not None else None


@cache
def _in_force(year: int | None) -> frozenset[str]:
    """The checks that the year's return is judged by."""
    if year is None:
        return frozenset(_published())
    day = CollectionYear(year).last_day
    return frozenset(code for name in LISTS for code in load(name, on=max(day, load_whole(name).since)).codes)
