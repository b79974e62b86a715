"""Which absences a statutory return tells of, and how each is written. Pure.

Source: Department for Education, children looked-after return (SSDA903) guide, table Missing; Ofsted, inspection of
local authority children's services, Annex A, list 8.
"""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.foundation.ages import ADULT_AT, age_on
from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.formulas import guarded

MISSING, LIST_8 = "ssda903-missing", "annex-a-list-8"
MISSING_COLUMNS = ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END")
# As the feed that reads the list names each column, and as Ofsted's own workbook does.
LIST_8_COLUMNS = {
    "Child Unique ID": "Child Unique ID",
    "Gender": "Gender",
    "Ethnicity": "Ethnicity",
    "Date of Birth": "Date of Birth",
    "Age": "Age",
    "Date Started to be Looked After": "Date Started to be Looked After",
    "Date Ceased to be Looked After": "Date Ceased to be Looked After",
    "Episodes Missing": "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
    "Episodes Absent": "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
    "Return Interview offered": "Was the child offered a Return Interview after their last missing episode (Y/N)?",
    "Return Interview accepted": "Did the child accept a Return Interview after their last missing episode (Y/N)?",
}
ROUNDED_TO = 10
Span = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """A child whom a council looks after, by the number in its own return, and the days on which it has."""

    number: str
    born: date | None
    care: tuple[Span, ...]
    sex: str = ""
    ethnicity: str = ""

    def on(self, day: date) -> bool:
        """Whether the council looked after the child on a day; the day on which care ends is one."""
        return any(since <= day and (until is None or day <= until) for since, until in self.care)

    @property
    def adult_on(self) -> date | None:
        """The eighteenth birthday; of somebody born on 29 February, 1 March where the year has no such day."""
        if self.born is None:
            return None
        try:
            return self.born.replace(year=self.born.year + ADULT_AT)
        except ValueError:
            return date(self.born.year + ADULT_AT, 3, 1)


@dataclass(frozen=True, slots=True)
class Absent:
    """One absence of a looked-after child, by its days, and what was said of an interview after it."""

    child: UUID
    type: str
    since: date
    until: date | None
    offered: bool = False
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a return, and whose it is."""

    child: UUID
    cells: Mapping[str, str]


def missing_lines(
    children: Mapping[UUID, LookedAfter], absences: Iterable[Absent], *, year: CollectionYear, on: date
) -> list[Line]:
    """The rows of the table Missing for a collection year, as it stands on a day: by child, the earliest first.

    An absence counts however short it was. It is the council's to tell where it looked after the child on the day it
    began, and ends when the child was found, came back or turned eighteen, whichever came first.
    """
    found = []
    for each in absences:
        child = children[each.child]
        end = _ends(each, child, on)
        if child.on(each.since) and _falls_in(each, child, end, year):
            written = end if end and end <= year.last_day else None
            found.append(Line(each.child, _missing_cells(child, each, written)))
    return sorted(found, key=lambda line: (line.cells["CHILD"], _back(line.cells["MIS_START"]), line.cells["MIS_END"]))


def _ends(each: Absent, child: LookedAfter, on: date) -> date | None:
    grown = child.adult_on
    if grown is None or grown > on or (each.until is not None and each.until <= grown):
        return each.until
    return grown


def _falls_in(each: Absent, child: LookedAfter, end: date | None, year: CollectionYear) -> bool:
    if child.adult_on is not None and each.since >= child.adult_on:
        return False
    return each.since <= year.last_day and (end is None or end >= year.since)


def _missing_cells(child: LookedAfter, each: Absent, end: date | None) -> dict[str, str]:
    values = (child.number, as_written(child.born), each.type, as_written(each.since), as_written(end))
    return dict(zip(MISSING_COLUMNS, values, strict=True))


def same_first_days(lines: Sequence[Line], *, first_row: int) -> list[tuple[int, ...]]:
    """The rows of one child's absences that begin on the same day, by their numbers in the file.

    Each is an absence and stays a row: one of any length counts, and the published checks refuse only those that
    overlap (574). Whoever knows an absence by its child and first day alone cannot tell them apart.
    """
    found: dict[tuple[UUID, str], list[int]] = {}
    for number, line in enumerate(lines, start=first_row):
        found.setdefault((line.child, line.cells["MIS_START"]), []).append(number)
    return [tuple(rows) for rows in found.values() if len(rows) > 1]


def as_written(day: date | None) -> str:
    """A day as both returns write it, 31/03/2026; nothing where there is none."""
    return f"{day:%d/%m/%Y}" if day else ""


def _back(written: str) -> str:
    return written[6:] + written[3:5] + written[:2]


def list_8_lines(children: Mapping[UUID, LookedAfter], absences: Iterable[Absent], *, day: date) -> list[Line]:
    """The rows of list 8 on a day: everybody looked after in the six months before it, with a year's absences counted.

    What is said of an interview is said after the last absence that ended, and not at all where there was none.
    """
    own: dict[UUID, list[Absent]] = {}
    for each in absences:
        if months_before(day, 12) < each.since <= day and children[each.child].on(each.since):
            own.setdefault(each.child, []).append(each)
    held = [(key, child, _spell(child, day)) for key, child in children.items()]
    lines = [
        Line(key, _list_8_cells(child, spell, own.get(key, ()), day))
        for key, child, spell in held
        if spell is not None and not _is_grown(child, day)
    ]
    return sorted(lines, key=lambda line: line.cells["Child Unique ID"])


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def _is_grown(child: LookedAfter, day: date) -> bool:
    return child.adult_on is not None and child.adult_on <= day


def _spell(child: LookedAfter, day: date) -> Span | None:
    """The latest unbroken stretch of care that had begun by the day, where it lasted into the six months before it."""
    begun: list[Span] = []
    for since, until in sorted(child.care, key=lambda span: span[0]):
        if since > day:
            break
        joins = bool(begun) and (begun[-1][1] is None or since <= begun[-1][1])
        first = begun.pop()[0] if joins else since
        begun.append((first, until if until is None or until <= day else None))
    if not begun:
        return None
    first, last = begun[-1]
    return (first, last) if last is None or last >= months_before(day, 6) else None


def _list_8_cells(child: LookedAfter, spell: Span, absences: Collection[Absent], day: date) -> dict[str, str]:
    ended = [each for each in absences if each.type == "M" and each.until is not None and each.until <= day]
    last = max(ended, key=lambda each: each.since, default=None)
    values = (
        child.number,
        child.sex,
        child.ethnicity,
        as_written(child.born),
        str(age_on(child.born, day)) if child.born and child.born <= day else "",
        as_written(spell[0]),
        as_written(spell[1]),
        str(sum(each.type == "M" for each in absences)),
        str(sum(each.type == "A" for each in absences)),
        _yes_or_no(last.offered) if last else "",
        _yes_or_no(last.accepted) if last else "",
    )
    return dict(zip(LIST_8_COLUMNS, values, strict=True))


def _yes_or_no(answer: bool) -> str:
    return "Y" if answer else "N"


def missing_counts(lines: Sequence[Line]) -> dict[str, int]:
    """How many rows of each kind the table Missing has, and of how many children."""
    return {
        "Rows": len(lines),
        "Missing": sum(line.cells["MISSING"] == "M" for line in lines),
        "Away from placement without authorisation": sum(line.cells["MISSING"] == "A" for line in lines),
        "Not ended by the end of the year": sum(not line.cells["MIS_END"] for line in lines),
        "Children": len({line.child for line in lines}),
    }


def list_8_counts(lines: Sequence[Line]) -> dict[str, int]:
    """How many children list 8 tells of, how many were missing or away, and what became of interviews."""
    cells = [line.cells for line in lines]
    return {
        "Children looked after in the six months": len(cells),
        "Children missing in the twelve months": sum(each["Episodes Missing"] != "0" for each in cells),
        "Children away without authorisation in the twelve months": sum(
            each["Episodes Absent"] != "0" for each in cells
        ),
        "Children back from a missing episode": sum(bool(each["Return Interview offered"]) for each in cells),
        "Of those, offered an interview after the last": sum(each["Return Interview offered"] == "Y" for each in cells),
        "Of those, accepted it": sum(each["Return Interview accepted"] == "Y" for each in cells),
    }


def in_tens(count: int) -> str:
    """A count for whoever may not see rows: to the nearest ten, and nothing of fewer than ten.

    Source: Department for Education, looked-after children statistics, rounding to the nearest 10.
    """
    if count < ROUNDED_TO:
        return f"Fewer than {ROUNDED_TO}"
    return f"About {(count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO:,}"


def as_csv(lines: Sequence[Line], columns: Mapping[str, str]) -> bytes:
    """The file, its columns headed as the return heads them, each cell guarded against being run (S-34)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns.values())
    writer.writerows([guarded(line.cells[name]) for name in columns] for line in lines)
    return text.getvalue().encode()
