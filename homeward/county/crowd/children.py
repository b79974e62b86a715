"""Families, homes and the children in them, as they truly are (linkage reference, section 9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.county.chance import Stream, Streams
from homeward.county.crowd.names import BOYS, GIRLS, ORIGINS, SURNAMES, place_of, rare_surnames
from homeward.county.marks import invented_nhs_number, postcode, wrong_upn

FAMILY_SIZES = {1: 0.50, 2: 0.32, 3: 0.12, 4: 0.04, 5: 0.02}
TWINS, OTHER_SURNAME, DOUBLE, SECOND_SURNAME, MIDDLE_NAME, WITH_PNC = 0.016, 0.07, 0.06, 0.05, 0.55, 0.02
NAMED_AFTER_A_PARENT, RARE = 0.01, 0.30
MOVES = {1: 0.55, 2: 0.28, 3: 0.12, 4: 0.05}
OUTWARD_AREAS = 30
YEARS = 18


@dataclass(frozen=True, slots=True)
class Child:
    """One child as they truly are. `homes` are the family's postcodes, the present one last."""

    number: int
    family: int
    origin: str
    forename: str
    middle_name: str
    surname: str
    other_surname: str
    born: date
    sex: str
    homes: tuple[str, ...]
    upn: str
    nhs: str
    pnc: str
    twin: bool


def children(count: int, *, seed: int, until: date) -> Iterator[Child]:
    """About so many children in families, one family after another, the same for one seed. A family is never cut."""
    streams = Streams(seed)
    number = family = 0
    nhs_start = streams["NHS numbers"].below(1_000_000)
    while number < count:
        for child in _family(family, number, streams.of("family", family), until, nhs_start):
            yield child
            number += 1
        family += 1


def _family(family: int, number: int, draw: Stream, until: date, nhs_start: int) -> Iterator[Child]:
    origin = draw.by_share(ORIGINS)
    surname = _surname(origin, draw)
    homes = tuple(postcode(1 + draw.below(OUTWARD_AREAS), draw) for _ in range(draw.by_share(MOVES)))
    size = draw.by_share(FAMILY_SIZES)
    births = [until - timedelta(days=1 + draw.below(YEARS * 365)) for _ in range(size)]
    has_twins = size > 1 and draw.happens(TWINS)
    if has_twins:
        births[1] = births[0]
    taken: set[str] = set()
    for at, born in enumerate(births):
        yield _child(number + at, family, origin, surname, homes, born, has_twins and at < 2, draw, nhs_start, taken)


def _child(
    number: int, family: int, origin: str, surname: str, homes: tuple[str, ...], born: date, twin: bool,
    draw: Stream, nhs_start: int, taken: set[str],
) -> Child:  # fmt: skip
    sex = "F" if draw.happens(0.49) else "M"
    names = (GIRLS if sex == "F" else BOYS)[origin]
    forename = _another(names, draw, taken)
    middle = place_of(draw.unit(), names) if draw.happens(MIDDLE_NAME) else ""
    own = _surname(origin, draw) if draw.happens(OTHER_SURNAME) else surname
    other = _surname(origin, draw)
    if draw.happens(DOUBLE):
        own = f"{own}-{other}"
    return Child(
        number=number,
        family=family,
        origin=origin,
        forename=forename,
        middle_name="" if middle == forename else middle,
        surname=own,
        other_surname=other if draw.happens(SECOND_SURNAME) else "",
        born=born,
        sex=sex,
        homes=homes,
        upn=wrong_upn(number, min(born.year + 5, 2099)),
        nhs=invented_nhs_number(number, nhs_start),
        pnc=f"{born.year % 100 + 12:02}/{number:07}Z" if draw.happens(WITH_PNC) else "",
        twin=twin,
    )


def _surname(origin: str, draw: Stream) -> str:
    if origin == "british" and draw.happens(RARE):
        return draw.one_of(rare_surnames())
    return place_of(draw.unit(), SURNAMES[origin])


def _another(names: tuple[str, ...], draw: Stream, taken: set[str]) -> str:
    """A forename that no other child of the family has."""
    name = place_of(draw.unit(), names)
    while name in taken:
        name = draw.one_of(names)
    taken.add(name)
    return name
