"""What the partners' files really carry of missing children, counted from the rows as they are written.

A child is whoever shared numbers make one: the council's number, the police's, and the rows of the police that hold
both. Rows of one true absence are one episode. So this is what a hub that joins by numbers alone, and joins reports
rightly, must count; it is worked out here from the rows and never from the hub.
"""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from homeward.foundation.ages import ADULT_AT, age_on, band_of
from homeward.foundation.quarters import Quarter
from homeward.vocabulary.age_bands import age_bands

Number = tuple[str, str]
COUNCIL, POLICE = "council", "police"
NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True)
class Told:
    """One row about one absence, the latest to bear its key."""

    number: Number
    absence: Hashable
    kind: str
    began_on: date


@dataclass(slots=True)
class Carried:
    """Takes note of rows as they are written, and counts what they carry."""

    until: date
    rows: dict[tuple[str, ...], Told] = field(default_factory=dict)
    joined: dict[Number, Number] = field(default_factory=dict)
    born: dict[Number, date] = field(default_factory=dict)
    sexes: dict[Number, str] = field(default_factory=dict)

    def who(self, number: Number, born: date | None, sex: str) -> None:
        """Who a number says the child is. The first word on a birth date and on a known sex stays."""
        self.joined.setdefault(number, number)
        if born is not None:
            self.born.setdefault(number, born)
        if sex in ("F", "M"):
            self.sexes.setdefault(number, sex)

    def identity_row(self, row: tuple[str, ...]) -> None:
        """A row of the council's identity extract that the hub may take: its birth date and sex."""
        self.who((COUNCIL, row[0]), day_of(row[6]), row[7])

    def return_row(self, row: tuple[str, ...], absence: Hashable) -> None:
        """A row of the return's missing file."""
        number = (COUNCIL, row[0])
        self.who(number, day_of(row[1]), "")
        self._tell((COUNCIL, row[0], row[3]), number, absence, row[2], row[3])

    def police_row(self, row: dict[str, str], absence: Hashable) -> None:
        """A row of the police's extract; an adult's is not taken."""
        born, seen = day_of(row["birth_date"]), day_of(row["last_seen_at"])
        if born and seen and (born > seen or age_on(born, seen) >= ADULT_AT):
            return
        number = (POLICE, row["person_reference"])
        self.who(number, born, row["sex"])
        if row["council_local_id"]:
            local = (COUNCIL, row["council_local_id"])
            self.who(local, None, "")
            self.joined[self._head(number)] = self._head(local)
        kind = "A" if row["category"] == "absent" else "M"
        self._tell((POLICE, row["incident_reference"]), number, absence, kind, row["last_seen_at"])

    def _tell(self, key: tuple[str, ...], number: Number, absence: Hashable, kind: str, began: str) -> None:
        day = day_of(began)
        if day is not None:
            self.rows[key] = Told(number, absence, kind, day)

    def _head(self, number: Number) -> Number:
        while self.joined[number] != number:
            number = self.joined[number]
        return number

    def episodes(self) -> Iterator[tuple[Number, date]]:
        """Each episode in which a child was missing: whose it is, and the earliest day told, in order of day."""
        began: dict[tuple[Number, Hashable], date] = {}
        for told in self.rows.values():
            if told.kind == "M":
                key = (self._head(told.number), told.absence)
                began[key] = min(began.get(key, told.began_on), told.began_on)
        yield from sorted(((child, day) for (child, _), day in began.items()), key=lambda each: (each[1], each[0]))

    def counted(self) -> dict[str, Any]:
        """Children and episodes of each quarter. A child stands where their first episode of the quarter began."""
        facts = self._facts()
        bands = age_bands(on=self.until)
        placed: dict[str, dict[Number, tuple[str, str]]] = {}
        times: dict[str, Counter[Number]] = {}
        for child, day in self.episodes():
            born, sex = facts[child]
            if born is not None and age_on(born, max(day, born)) >= ADULT_AT:
                continue
            band = band_of(age_on(born, max(day, born)), bands) if born else None
            quarter = Quarter.holding(day).code
            placed.setdefault(quarter, {}).setdefault(child, (sex, band.code if band else NOT_KNOWN))
            times.setdefault(quarter, Counter())[child] += 1
        return {"quarters": {code: _cells(placed[code], times[code]) for code in placed}}

    def _facts(self) -> dict[Number, tuple[date | None, str]]:
        """What is said of each child, the council before the police."""
        found: dict[Number, tuple[date | None, str]] = {}
        for number in sorted(self.joined, key=lambda each: (each[0] != COUNCIL, each)):
            head = self._head(number)
            born, sex = found.get(head, (None, ""))
            found[head] = (born or self.born.get(number), sex or self.sexes.get(number, ""))
        return {head: (born, sex or "U") for head, (born, sex) in found.items()}


def _cells(placed: dict[Number, tuple[str, str]], times: Counter[Number]) -> dict[str, Any]:
    children: Counter[tuple[str, str]] = Counter(placed.values())
    episodes: Counter[tuple[str, str]] = Counter()
    for child, count in times.items():
        episodes[placed[child]] += count
    return {
        "children": len(placed),
        "episodes": times.total(),
        "cells": [
            {"sex": sex, "age_band": band, "children": children[sex, band], "episodes": episodes[sex, band]}
            for sex, band in sorted(children)
        ],
    }


def day_of(text: str) -> date | None:
    """The day that a written day or moment begins with, or nothing."""
    if not text:
        return None
    written, month, year = (int(part) for part in text[:10].split("/"))
    return date(year, month, written)
