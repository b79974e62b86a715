"""Police operations against the lines: warrants, the people met by them, and what became of those people.

Each April that is told of has one, of 21 days from the 9th. A person may be met by more than one warrant, so whoever
counts warrants counts people wrongly. Some of the children found were known to no agency; from then on they are.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.county.chance import Item, Stream, Streams
from homeward.county.children import Child
from homeward.county.exploitation import Exploitation
from homeward.county.knowledge import Knowledge, known_by
from homeward.county.lines import Adult, Adults, Line
from homeward.county.preset import Preset

NAMES = ("Larkspur", "Thistledown", "Weathercock", "Hollyhock", "Candlewick", "Millpond", "Foxglove")


@dataclass(frozen=True, slots=True)
class Warrant:
    """One warrant carried out, the line it was against, and who was met by it."""

    reference: str
    on: date
    line: str
    adults: tuple[Adult, ...]
    children: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; `until` is not included. People are counted once, however many warrants met them."""

    name: str
    since: date
    until: date
    warrants: tuple[Warrant, ...]
    arrested: tuple[Adult, ...]
    charged: tuple[Adult, ...]
    vulnerable_adults: tuple[Adult, ...]
    children: tuple[Child, ...]
    known_to_nobody_before: tuple[Child, ...]


class Operations:
    """Makes an operation for each April told of."""

    def __init__(self, preset: Preset, scale: float, lines: Sequence[Line], known: Knowledge, streams: Streams) -> None:
        self.preset, self.scale, self.lines, self.known = preset, scale, lines, known
        self.draw, self.adults = streams["operations"], Adults(streams["adults of operations"])
        self.adults.given = 5000  # beyond any reference that a line's adults have

    def make(self, exploited: Mapping[Child, Exploitation], since: date, until: date) -> tuple[Operation, ...]:
        """Every operation from one day up to another, each child it finds made known to police and social care."""
        return tuple(self._operation(day, exploited) for day in self._days(since, until))

    def _days(self, since: date, until: date) -> Iterator[date]:
        month, day = (int(part) for part in self.preset.shares("operation.starts"))
        lasts = timedelta(days=int(self.preset.number("operation.days")))
        for year in range(since.year, until.year + 1):
            starts = date(year, month, day)
            if since <= starts and starts + lasts <= until:
                yield starts

    def _operation(self, since: date, exploited: Mapping[Child, Exploitation]) -> Operation:
        days = int(self.preset.number("operation.days"))
        counts = {name: self._scaled(count) for name, count in self.preset.table("operation.counts").items()}
        going = [line for line in self.lines if line.holds(since)]
        arrested = self._people([a for line in going for a in line.adults], counts["arrested"], "street dealer")
        homes = [each.adult for line in going for each in line.premises if each.since < since]
        vulnerable = self._people(homes, counts["vulnerable_adults"], "home taken over")
        children, unseen = self._children(exploited.values(), since, counts)
        name = f"Operation {NAMES[since.year % len(NAMES)]} {since.year}"
        warrants = self._warrants(since, days, counts["warrants"], going, (*arrested, *vulnerable), children)
        self._make_known(warrants)
        charged = tuple(_some(arrested, min(counts["charged"], len(arrested)), self.draw))
        until = since + timedelta(days=days)
        return Operation(name, since, until, warrants, arrested, charged, vulnerable, children, unseen)

    def _scaled(self, count: float) -> int:
        return math.ceil(count * self.scale)

    def _people(self, near: list[Adult], count: int, role: str) -> tuple[Adult, ...]:
        """Adults of the lines first, then others whom the warrants met."""
        found = _some(near, min(count, len(near)), self.draw)
        return (*found, *(self.adults.another(role) for _ in range(count - len(found))))

    def _children(
        self, exploited: Iterable[Exploitation], day: date, counts: Mapping[str, int]
    ) -> tuple[tuple[Child, ...], tuple[Child, ...]]:
        """Children being exploited on the day: some known to an agency, some to nobody."""
        now = sorted(
            (each for each in exploited if each.holds(day)), key=lambda each: (not each.line, each.child.number)
        )
        held: dict[bool, list[Child]] = {True: [], False: []}
        for each in now:
            held[known_by(self.known, each.child, day)].append(each.child)
        unseen = _some(held[False], min(counts["new_children"], len(held[False])), self.draw)
        seen = _some(held[True], min(max(counts["children"] - len(unseen), 0), len(held[True])), self.draw)
        return tuple(sorted([*unseen, *seen], key=lambda child: child.number)), tuple(unseen)

    def _warrants(
        self,
        since: date,
        days: int,
        count: int,
        lines: list[Line],
        adults: Sequence[Adult],
        children: Sequence[Child],
    ) -> tuple[Warrant, ...]:
        """Each person is met by a warrant, one in seven by a second."""
        met: list[tuple[list[Adult], list[Child]]] = [([], []) for _ in range(count)]
        for adult in adults:
            for place in self._places(count):
                met[place][0].append(adult)
        for child in children:
            for place in self._places(count):
                met[place][1].append(child)
        on = sorted(self.draw.below(days) for _ in range(count))
        return tuple(
            Warrant(
                f"SYN-W{since.year}-{place + 1:03d}",
                since + timedelta(days=on[place]),
                self.draw.one_of(lines).reference if lines else "",
                tuple(who[0]),
                tuple(who[1]),
            )
            for place, who in enumerate(met)
        )

    def _places(self, count: int) -> set[int]:
        twice = self.draw.happens(self.preset.number("operation.met_twice"))
        return {self.draw.below(count), self.draw.below(count)} if twice else {self.draw.below(count)}

    def _make_known(self, warrants: Iterable[Warrant]) -> None:
        for each in warrants:
            for child in each.children:
                knows = self.known.setdefault(child, {})
                for agency, later in (("police", 0), ("social-care", 1)):
                    knows[agency] = min(knows.get(agency, date.max), each.on + timedelta(days=later))


def _some(items: Sequence[Item], count: int, draw: Stream) -> list[Item]:
    """So many different items, in the order they come."""
    left, found = list(items), list[Item]()
    while len(found) < count:
        found.append(left.pop(draw.below(len(left))))
    return found
