"""Where families live and which school a child goes to, as the council has it on record."""

from dataclasses import dataclass
from datetime import date, timedelta

from homeward.county.chance import Stream
from homeward.county.children import Child
from homeward.county.marks import postcode
from homeward.county.names import COUNTY_OFFICES, DISTRICTS, SCHOOL_KINDS, SCHOOL_NAMES, STREETS
from homeward.county.years import birthday


@dataclass(frozen=True, slots=True)
class Home:
    """A family's address from a day on."""

    line: str
    postcode: str
    district: str
    since: date


@dataclass(frozen=True, slots=True)
class School:
    """One school of the county."""

    urn: str
    name: str
    phase: str
    district: int


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A child's time at a school."""

    school: School
    since: date
    until: date | None


def home_postcode(district: int, stream: Stream) -> str:
    """A postcode of one of the seven districts: ZZ11 to ZZ17."""
    return postcode(11 + district, stream)


def placement_postcode(outside: bool, stream: Stream) -> str:
    """A placement's postcode: ZZ21 to ZZ27 in the county, ZZ41 to ZZ49 outside; never a family's (rule 392d)."""
    return postcode(41 + stream.below(9) if outside else 21 + stream.below(7), stream)


def lies_outside(at: str) -> bool:
    """Whether a placement's postcode is outside the county."""
    return at.startswith("ZZ4")


def homes_of(child: Child, first_postcode: str, until: date, moves: float, stream: Stream) -> list[Home]:
    """A family's addresses in order; a child who came alone is written to at the council's offices."""
    if child.arrived is not None:
        return [Home(COUNTY_OFFICES, "ZZ11 1AA", DISTRICTS[child.district], child.arrived)]
    since = child.born
    found = [_home(child.district, first_postcode or home_postcode(child.district, stream), since, stream)]
    while (since := since + timedelta(days=90 + int(stream.wait(365.25 / moves)))) < until:
        found.append(_home(child.district, home_postcode(child.district, stream), since, stream))
    return found


def _home(district: int, at: str, since: date, stream: Stream) -> Home:
    return Home(
        f"{1 + stream.below(140)} {stream.one_of(STREETS)}, {DISTRICTS[district]}", at, DISTRICTS[district], since
    )


def schools_of_county(counts: dict[str, float], scale: float) -> list[School]:
    """Every school: each phase's share of the county's, at least one in a phase."""
    found: list[School] = []
    for phase, count in counts.items():
        for number in range(max(round(count * scale), 1)):
            stem = SCHOOL_NAMES[number % len(SCHOOL_NAMES)]
            district = number % len(DISTRICTS)
            name = f"{_prefix(number // len(SCHOOL_NAMES))}{stem} {SCHOOL_KINDS[phase]}"
            found.append(School(f"{990001 + len(found)}", name, phase, district))
    return found


def _prefix(round_of_names: int) -> str:
    if round_of_names == 0:
        return ""
    return ("" if round_of_names <= 7 else "New ") + DISTRICTS[(round_of_names - 1) % 7] + " "


Near = dict[tuple[str, int], list[School]]


def nearest(schools: list[School]) -> Near:
    """The schools of each phase in each district; every one of the phase where the district has none."""
    found: Near = {}
    for phase in SCHOOL_KINDS:
        offered = [each for each in schools if each.phase == phase]
        for district in range(len(DISTRICTS)):
            found[phase, district] = [each for each in offered if each.district == district] or offered
    return found


def enrolments_of(child: Child, schools: Near, until: date, moves: float, stream: Stream) -> list[Enrolment]:
    """Primary from the September after the fourth birthday, secondary after the eleventh, until after the sixteenth."""
    starts = (_september_after(child, 4), _september_after(child, 11), _september_after(child, 16))
    special = stream.happens(0.015)
    found: list[Enrolment] = []
    for phase, since, ends in (("primary", starts[0], starts[1]), ("secondary", starts[1], starts[2])):
        near = schools["special" if special else phase, child.district]
        begins = max(since, child.arrived) if child.arrived else since
        while begins < min(ends, until):
            leaves = min(begins + timedelta(days=60 + int(stream.wait(365.25 / moves))), ends)
            found.append(Enrolment(stream.one_of(near), begins, leaves if leaves < until else None))
            begins = leaves
    return found


def _september_after(child: Child, age: int) -> date:
    turned = birthday(child.born, age)
    return date(turned.year if turned.month < 9 else turned.year + 1, 9, 1)
