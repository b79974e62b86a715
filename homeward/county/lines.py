"""County lines as they truly are: who holds them, who is used, their numbers, and each thing they were seen to do.

Some are confirmed, active in the last six months; some are emerging; the rest are there to be told from them: dormant
for longer than that, or selling where they start. Far ends, brands and numbers are invented. No feed carries any of it:
it lies in the truth for later pages to be judged by.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from homeward.county.chance import Stream, Streams
from homeward.county.children import Child
from homeward.county.exploitation import Exploitation
from homeward.county.homes import home_postcode
from homeward.county.line_names import (
    ADULT_FORENAMES,
    ADULT_SURNAMES,
    BRANDS,
    CAPITAL,
    DRAMA_MOBILES,
    HERE,
    SOUTH_EASTERN_COUNTY,
    TOWNS,
    WESTERN_CITIES,
    WESTERN_COUNTY,
)
from homeward.county.names import DISTRICTS, STREETS
from homeward.county.preset import Preset
from homeward.county.years import DAY

SIX_MONTHS = timedelta(days=183)
FAR_ENDS = {
    "confirmed": (WESTERN_CITIES, CAPITAL, SOUTH_EASTERN_COUNTY, WESTERN_COUNTY, WESTERN_COUNTY),
    "emerging": (CAPITAL,),
    "dormant": (CAPITAL, WESTERN_CITIES, CAPITAL),
    "internal": (HERE,),
}
OUTWARD = 4  # which of the confirmed starts here and sells in the western county
# Days before the last day on which a line begins, earliest and latest, and on which it falls quiet.
BEGINS = {"confirmed": (1300, 300), "emerging": (150, 60), "dormant": (1300, 800), "internal": (1000, 300)}
QUIET = {"dormant": (600, 200)}
FORM = "county-lines"


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number of a line, for as long as the line used it; the last has no end."""

    phone: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Adult:
    """An adult of a line: one who holds it or runs for it, or one whose home was taken over."""

    reference: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Premises:
    """A home taken over by a line, and whose it is."""

    address: str
    postcode: str
    adult: Adult
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that a line was seen to do, and how strong the evidence is."""

    on: date
    what: str
    town: str
    travel: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line, from its first day to its last; `standing` is what it truly is on the last day told.

    Standings are confirmed, emerging, dormant and internal. Direction is `in` where the line sells here and starts at
    the far end, `out` where it starts here, `within` where it does both.
    """

    reference: str
    brand: str
    standing: str
    far_end: str
    direction: str
    since: date
    until: date
    towns: tuple[str, ...]
    travel: tuple[str, ...]
    adults: tuple[Adult, ...] = ()
    children: tuple[Child, ...] = ()
    premises: tuple[Premises, ...] = ()
    numbers: tuple[Number, ...] = ()
    activity: tuple[Activity, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether the line was going on a day."""
        return self.since <= day < self.until


class Adults:
    """Gives each adult a reference of their own and an invented name."""

    def __init__(self, draw: Stream) -> None:
        self.draw, self.given = draw, 0

    def another(self, role: str) -> Adult:
        """One more adult."""
        self.given += 1
        name = f"{self.draw.one_of(ADULT_FORENAMES)} {self.draw.one_of(ADULT_SURNAMES)}"
        return Adult(f"SYN-A{self.given:04d}", name, role)


class Lines:
    """Makes the lines of one run, told up to a day."""

    def __init__(self, preset: Preset, until: date, streams: Streams) -> None:
        self.preset, self.until, self.draw = preset, until, streams["lines"]
        self.adults = Adults(streams["adults of lines"])
        self.seen = streams["activity of lines"]
        self.phones = _shuffled(DRAMA_MOBILES, streams["numbers of lines"])
        self.calls = streams["changes of number"]

    def make(self, exploited: Mapping[Child, Exploitation]) -> tuple[Line, ...]:
        """The lines, and the children exploited by each."""
        lines = list(self._planned())
        used = self._children(lines, exploited.values())
        return tuple(self._whole(each, tuple(used[each.reference])) for each in lines)

    def _planned(self) -> Iterator[Line]:
        number = 0
        for standing, count in self.preset.table("lines.standings").items():
            for place in range(int(count)):
                far_end = FAR_ENDS[standing][place % len(FAR_ENDS[standing])]
                direction = "within" if standing == "internal" else "in"
                if (standing, place) == ("confirmed", OUTWARD):
                    direction = "out"
                since, until = self._days(standing)
                towns = tuple(_shuffled(TOWNS, self.draw)[: 1 + self.draw.below(3)])
                travel = ("hire-car",) if standing == "internal" else ("rail", "hire-car")
                number += 1
                reference, brand = f"SYN-L{number:02d}", BRANDS[(number - 1) % len(BRANDS)]
                yield Line(reference, brand, standing, far_end, direction, since, until, towns, travel)

    def _days(self, standing: str) -> tuple[date, date]:
        earliest, latest = BEGINS[standing]
        since = self.until - timedelta(days=latest + self.draw.below(earliest - latest))
        if standing not in QUIET:
            return since, self.until
        longest, shortest = QUIET[standing]
        return since, self.until - timedelta(days=shortest + self.draw.below(longest - shortest))

    def _children(self, lines: list[Line], exploited: Iterable[Exploitation]) -> dict[str, list[Child]]:
        """Each child exploited by lines goes with one that was going when it began and has not its most already."""
        most = int(self.preset.number("lines.most_children"))
        found: dict[str, list[Child]] = {line.reference: [] for line in lines}
        for each in sorted(exploited, key=lambda each: (each.since, each.child.number)):
            if FORM not in each.forms or each.since >= self.until:
                continue
            going = [line for line in lines if line.holds(each.since) and len(found[line.reference]) < most]
            if going:
                found[self.draw.one_of(going).reference].append(each.child)
        return found

    def _whole(self, line: Line, children: tuple[Child, ...]) -> Line:
        low, high = (int(end) for end in self.preset.shares("lines.holders"))
        adults = [self.adults.another("holder") for _ in range(low + self.draw.below(high - low + 1))]
        low, high = (int(end) for end in self.preset.shares("lines.runners"))
        adults += [self.adults.another("runner") for _ in range(low + self.draw.below(high - low + 1))]
        low, high = (int(end) for end in self.preset.shares("lines.premises"))
        premises = tuple(self._premises(line) for _ in range(low + self.draw.below(high - low + 1)))
        return replace(
            line,
            adults=tuple(adults),
            children=children,
            premises=premises,
            numbers=tuple(self._numbers(line)),
            activity=tuple(self._activity(line)),
        )

    def _premises(self, line: Line) -> Premises:
        district = self.draw.below(len(DISTRICTS))
        address = f"{1 + self.draw.below(140)} {self.draw.one_of(STREETS)}, {DISTRICTS[district]}"
        since = line.since + timedelta(days=self.draw.below(max((line.until - line.since).days - 30, 1)))
        until = min(since + timedelta(days=14 + int(self.draw.wait(90))), line.until)
        return Premises(
            address, home_postcode(district, self.draw), self.adults.another("home taken over"), since, until
        )

    def _numbers(self, line: Line) -> Iterator[Number]:
        """One number after another, from the range kept for drama, none twice."""
        least, mean = 20, self.preset.number("lines.number_days")
        since = line.since
        while since < line.until:
            changes = since + timedelta(days=least + int(self.calls.wait(mean - least)))
            ended = min(changes, line.until)
            yield Number(self.phones.pop(), since, ended if ended < self.until else None)
            since = changes

    def _activity(self, line: Line) -> Iterator[Activity]:
        strength = self.preset.table(f"lines.evidence.{'emerging' if line.standing == 'emerging' else 'others'}")
        kinds, mean = self.preset.table("lines.activity"), self.preset.number("lines.activity_days")
        day, strong = line.since, False
        while day < line.until - DAY:
            evidence = self.seen.by_share(strength)
            strong = strong or (evidence == "strong" and day >= self.until - SIX_MONTHS)
            yield self._seen(line, day, self.seen.by_share(kinds), evidence)
            day += timedelta(days=1 + int(self.seen.wait(mean)))
        if line.standing == "confirmed" and not strong:
            yield self._seen(line, line.until - DAY, "sale", "strong")

    def _seen(self, line: Line, day: date, what: str, evidence: str) -> Activity:
        travel = self.seen.one_of(line.travel) if what == "journey" else ""
        return Activity(day, what, self.seen.one_of(line.towns), travel, evidence)


def with_lines(exploited: Mapping[Child, Exploitation], lines: Iterable[Line]) -> dict[Child, Exploitation]:
    """The same children, each with the line that exploits them, where one does."""
    of = {child: line.reference for line in lines for child in line.children}
    return {child: replace(each, line=of.get(child, "")) for child, each in exploited.items()}


def _shuffled(items: Iterable[str], draw: Stream) -> list[str]:
    """The same items in an order of chance (Fisher and Yates)."""
    found = list(items)
    for last in range(len(found) - 1, 0, -1):
        place = draw.below(last + 1)
        found[last], found[place] = found[place], found[last]
    return found
