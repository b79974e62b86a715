"""What each agency has on record of the children it knows, with the child it truly is beside it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from homeward.county.chance import Stream
from homeward.county.crowd import errors
from homeward.county.crowd.children import Child


@dataclass(frozen=True, slots=True)
class Agency:
    """How careful an agency is, what it leaves out, and which numbers it holds (linkage reference, section 9)."""

    name: str
    rate: float
    share: float
    no_postcode: float
    no_birth_date: float
    upn: float = 0.0
    nhs: float = 0.0
    pnc: float = 0.0
    no_surname: float = 0.0
    age_only: float = 0.0


AGENCIES = (
    Agency("education", 0.6, 0.26, 0.02, 0.002, upn=0.99),
    Agency("health", 0.8, 0.20, 0.02, 0.002, nhs=0.97),
    Agency("social-care", 1.0, 0.22, 0.05, 0.02, upn=0.60, nhs=0.35),
    Agency("police", 1.8, 0.20, 0.15, 0.06, pnc=0.30, age_only=0.03),
    Agency("custody", 1.0, 0.03, 0.05, 0.01, pnc=0.95),
    Agency("youth-justice", 0.9, 0.03, 0.03, 0.01, upn=0.30, nhs=0.10, pnc=0.30),
    Agency("intelligence", 3.0, 0.06, 0.55, 0.35, no_surname=0.25, age_only=0.10),
)
SHARES: Mapping[Agency, float] = MappingProxyType({agency: agency.share for agency in AGENCIES})
IN_EDUCATION, IN_HEALTH = 0.95, 0.99
PARETO, LEAST, MOST = 1.3, 0.9, 60
PRESENT_HOME, NO_SEX, NO_MIDDLE_NAME, INITIAL = 0.8, 0.01, 0.4, 0.04


@dataclass(frozen=True, slots=True)
class Record:
    """One record of one child. `child`, `family`, `twin` and `origin` are the truth, never shown to a matcher."""

    number: int
    agency: str
    forename: str
    middle_name: str
    surname: str
    birth_date: date | None
    birth_precision: str
    sex: str
    postcode: str
    upn: str
    nhs: str
    pnc: str
    child: int
    family: int
    twin: bool
    origin: str


def records(crowd: Iterable[Child], *, seed: int) -> Iterator[Record]:
    """Every record of every child, one child after another; the same for one seed and one crowd."""
    number = 0
    for child in crowd:
        draw = Stream(seed, f"records/{child.number}")
        for agency in _agencies_of(draw):
            yield _record(number, agency, child, draw)
            number += 1


def _agencies_of(draw: Stream) -> Iterator[Agency]:
    """A school and a health record for nearly all; the rest by an activity that a few have much of (Pareto)."""
    if draw.happens(IN_EDUCATION):
        yield AGENCIES[0]
    if draw.happens(IN_HEALTH):
        yield AGENCIES[1]
    activity = min(LEAST / (1.0 - draw.unit()) ** (1.0 / PARETO), MOST)
    for _ in range(draw.about(activity)):
        yield draw.by_share(SHARES)


def _record(number: int, agency: Agency, child: Child, draw: Stream) -> Record:
    forename, middle, surname = _names(agency, child, draw)
    at_home = len(child.homes) == 1 or draw.happens(PRESENT_HOME)
    postcode = child.homes[-1] if at_home else draw.one_of(child.homes[:-1])
    if draw.happens(errors.POSTCODE_SLIP * agency.rate):
        postcode = errors.slipped(postcode, draw).upper()
    born, precision = _birth(agency, child, draw)
    sex = {"F": "M", "M": "F"}[child.sex] if draw.happens(errors.SEX_WRONG * agency.rate) else child.sex
    return Record(
        number=number,
        agency=agency.name,
        forename=forename,
        middle_name=middle,
        surname="" if draw.happens(agency.no_surname) else surname,
        birth_date=born,
        birth_precision=precision,
        sex="U" if draw.happens(NO_SEX * agency.rate) else sex,
        postcode="" if draw.happens(agency.no_postcode) else postcode,
        upn=errors.number(child.upn, draw) if draw.happens(agency.upn) else "",
        nhs=errors.number(child.nhs, draw) if draw.happens(agency.nhs) else "",
        pnc=errors.number(child.pnc, draw) if draw.happens(agency.pnc) else "",
        child=child.number,
        family=child.family,
        twin=child.twin,
        origin=child.origin,
    )


def _names(agency: Agency, child: Child, draw: Stream) -> tuple[str, str, str]:
    rate = agency.rate
    forename, middle, surname = child.forename, child.middle_name, child.surname
    if child.other_surname and draw.happens(0.5):
        surname = child.other_surname
    if "-" in surname and draw.happens(errors.HALF):
        surname = draw.one_of(surname.split("-"))
    if middle and draw.happens(errors.MIDDLE_FIRST * rate):
        forename, middle = middle, forename
    if draw.happens(errors.NICKNAME * rate):
        forename = errors.other_form(forename, draw)
    forename, surname = _misspelt(forename, rate, draw), _misspelt(surname, rate, draw)
    if draw.happens(errors.EXCHANGED * rate):
        forename, surname = surname, forename
    if draw.happens(min(NO_MIDDLE_NAME + 0.1 * rate, 1.0)):
        middle = ""
    return forename, middle[:1] if draw.happens(INITIAL) else middle, surname


def _misspelt(name: str, rate: float, draw: Stream) -> str:
    if draw.happens(errors.SLIP * rate):
        return errors.slipped(name, draw)
    return errors.heard(name, draw) if draw.happens(errors.HEARD * rate) else name


def _birth(agency: Agency, child: Child, draw: Stream) -> tuple[date | None, str]:
    if draw.happens(agency.no_birth_date):
        return None, "day"
    if draw.happens(agency.age_only):
        return date(child.born.year + draw.one_of((0, 0, 1)), 1, 1), "age"
    return errors.birth_date(child.born, agency.rate, draw), "day"
