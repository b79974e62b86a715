"""Families and their children, who truly are who: names, birth dates, homes, numbers, and the few hard to tell apart.

Sizes of families, twins, other surnames and middle names are assumptions of the error model; a father and a son of one
name, cousins of one name at one address and children adopted under a new name are rare, at rates of our own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from homeward.county.identities_at_scale.drawing import Draw, Names, origin_slots, tables
from homeward.county.identities_at_scale.spellings import STREET_NAMES
from homeward.county.marks import INWARD, MOST_CHILDREN
from homeward.foundation.identifiers import nhs_number
from homeward.foundation.identifiers.upn import CHECK_LETTERS, check_letter

FAMILY_SIZES = (0.50, 0.82, 0.94, 0.98, 1.0)
MEAN_FAMILY = 1.76
MULTIPLE_BIRTHS = 0.016
TRIPLETS = 0.03
OTHER_SURNAME, DOUBLE_BARRELLED, SECOND_SURNAME, MIDDLE_NAME = 0.07, 0.06, 0.05, 0.55
HELD_BY_POLICE = 0.02
STREET_NAME = 0.06
NAMESAKE_FATHER, NAMESAKE_COUSIN, ADOPTED = 0.004, 0.0008, 0.0006
SCHOOL_YEARS = 18
FAMILIES_TO_A_POSTCODE = 4
OUTWARDS = 98
POSTCODES = OUTWARDS * 10 * len(INWARD) ** 2
POSTCODE_STEP = 131_071  # prime, so that neighbouring families' postcodes lie anywhere
YEAR = 365.25
LETTERS = len(CHECK_LETTERS)


@dataclass(slots=True)
class Person:
    """One child (or, for a few, a father of the same name), as they truly are."""

    number: int
    family: int
    twin: int
    origin: str
    sex: str
    forename: str
    middle: str
    surname: str
    second_surname: str
    born: int
    postcodes: tuple[str, ...]
    upn: str
    nhs: str
    pnc: str
    street_name: str
    grown: bool = False
    before: "Person | None" = None
    sibling: "Person | None" = None


class Families:
    """Makes families one after another; holds the one in hand and nothing else."""

    def __init__(self, children: int, until: date) -> None:
        self.last = until.toordinal()
        self.postcodes = max(int(children / MEAN_FAMILY / FAMILIES_TO_A_POSTCODE), 1)
        self.names, self.slots = tables(), origin_slots()

    def of(self, number: int, first_child: int, draw: Draw) -> list[Person]:
        """One family's children, numbered from the first."""
        at = self.slots[int(draw() * len(self.slots))]
        names, surname = self.names[at], self.names[at].surname(draw)
        size = _family_size(draw())
        births = list(self._births(size, draw))
        homes = tuple(self._postcode(draw) for _ in range(1 + int(draw() * draw() * 4)))
        found: list[Person] = []
        for place, (born, birth) in enumerate(births):
            twin = number if births.count((born, birth)) > 1 else 0
            person = self._child(first_child + place, number, names, surname, born, draw)
            person.twin, person.postcodes = twin, homes if draw() < 0.93 else (*homes, self._postcode(draw))
            person.forename = _unlike(person, found, names, draw)
            person.sibling = found[-1] if found else None
            found.append(person)
        return found + list(self._hard_to_tell(found, first_child + len(found), draw))

    def _births(self, size: int, draw: Draw) -> Iterator[tuple[int, int]]:
        """Each child's birth date and which birth it was; brothers and sisters are ten months apart at the least."""
        together = 0
        if size > 1 and draw() < MULTIPLE_BIRTHS:
            together = 3 if size > 2 and draw() < TRIPLETS else 2
        born = [self.last - 1 - int(draw() * SCHOOL_YEARS * YEAR)]
        for _ in range(size - max(together, 1)):
            day = self.last - 1 - int(draw() * SCHOOL_YEARS * YEAR)
            while any(abs(day - other) < 300 for other in born):
                day = self.last - 1 - int(draw() * SCHOOL_YEARS * YEAR)
            born.append(day)
        for birth, day in enumerate(born):
            for _ in range(together if together and birth == 0 else 1):
                yield day, birth

    def _child(self, number: int, family: int, names: Names, surname: str, born: int, draw: Draw) -> Person:
        sex = "M" if draw() < 0.513 else "F"
        return Person(
            number=number,
            family=family,
            twin=0,
            origin=names.origin,
            sex=sex,
            forename=names.forename(sex, draw),
            middle=names.forename(sex, draw) if draw() < MIDDLE_NAME else "",
            surname=_surname(names, surname, sex, draw),
            second_surname=names.surname(draw) if draw() < SECOND_SURNAME else "",
            born=born,
            postcodes=(),
            upn=pupil_number(number, date.fromordinal(born).year + 5),
            nhs=health_number(number),
            pnc=f"SYN{number:08d}" if draw() < HELD_BY_POLICE else "",
            street_name=STREET_NAMES[int(draw() * len(STREET_NAMES))] if draw() < STREET_NAME else "",
        )

    def _postcode(self, draw: Draw) -> str:
        """One of as many postcodes as so many families fill; past the 392,000 there are, they are shared by more."""
        place = int(draw() * self.postcodes) * POSTCODE_STEP % POSTCODES
        place, second = divmod(place, len(INWARD))
        place, first = divmod(place, len(INWARD))
        outward, sector = divmod(place, 10)
        return f"ZZ{outward + 1} {sector}{INWARD[first]}{INWARD[second]}"

    def _hard_to_tell(self, found: list[Person], number: int, draw: Draw) -> Iterator[Person]:
        """For a few families: a father of his son's name, a cousin of one name living with them, a child adopted."""
        chance, eldest = draw(), found[0]
        if chance < NAMESAKE_FATHER and eldest.sex == "M":
            yield self._namesake(eldest, number, eldest.born - int((18 + draw() * 20) * YEAR), draw, grown=True)
        elif chance > 1 - NAMESAKE_COUSIN:
            yield self._namesake(eldest, number, eldest.born - 1 - int(draw() * 2 * YEAR), draw, grown=False)
        elif 0.5 < chance < 0.5 + ADOPTED:
            _adopt(found[-1], self.names[self.slots[int(draw() * len(self.slots))]], self._postcode(draw), draw)

    def _namesake(self, of: Person, number: int, born: int, draw: Draw, *, grown: bool) -> Person:
        return Person(
            number=number,
            family=of.family,
            twin=0,
            origin=of.origin,
            sex=of.sex,
            forename=of.forename,
            middle="" if draw() < MIDDLE_NAME else of.middle,
            surname=of.surname,
            second_surname="",
            born=born,
            postcodes=of.postcodes,
            upn="" if grown else pupil_number(number, date.fromordinal(born).year + 5),
            nhs=health_number(number),
            pnc="",
            street_name="",
            grown=grown,
        )


def _family_size(chance: float) -> int:
    return next(size for size, up_to in enumerate(FAMILY_SIZES, start=1) if chance < up_to)


def _surname(names: Names, family: str, sex: str, draw: Draw) -> str:
    """The family's, or for a few another or a double one; a Polish girl's takes the ending of her sex."""
    chance = draw()
    found = family
    if chance < OTHER_SURNAME:
        found = names.surname(draw)
    elif chance < OTHER_SURNAME + DOUBLE_BARRELLED:
        found = f"{family}-{names.surname(draw)}"
    if names.origin == "Polish" and sex == "F":
        found = "-".join(half[:-1] + "a" if half.endswith(("ski", "cki")) else half for half in found.split("-"))
    return found


def _unlike(person: Person, before: list[Person], names: Names, draw: Draw) -> str:
    """A child's forename is neither a brother's nor a sister's, nor their own middle name."""
    found, taken = person.forename, {person.middle, *(each.forename for each in before)}
    while found in taken:
        found = names.forename(person.sex, draw)
    return found


def _adopt(child: Person, names: Names, postcode: str, draw: Draw) -> None:
    """A child adopted has a new surname, home and NHS number, now and then a new forename; what was before is kept."""
    child.before = replace(child)
    child.surname, child.postcodes = names.surname(draw), (postcode,)
    child.second_surname = ""
    child.nhs = health_number(child.number, again=True)
    if draw() < 0.3:
        child.forename = names.forename(child.sex, draw)


def pupil_number(number: int, year: int) -> str:
    """A pupil number with a wrong check letter, another for each of ten million children."""
    twelve = f"999{number // 1000 % 10000:04d}{year % 100:02d}{number % 1000:03d}"
    return CHECK_LETTERS[(CHECK_LETTERS.index(check_letter(twelve)) + 1 + number % (LETTERS - 2)) % LETTERS] + twelve


def health_number(number: int, *, again: bool = False) -> str:
    """A number of the 999 test range: of five neighbours four at least can be one, and the fifth is for second numbers.

    So 800,000 children have one each, and nobody after them; not every child given a second has one yet.
    """
    turn, place = divmod(number, MOST_CHILDREN)
    if turn > 3:
        return ""
    usable = _usable(place)
    if again:
        return usable[4] if len(usable) == 5 and turn == 0 else ""
    return usable[turn]


def _usable(place: int) -> list[str]:
    nines = [f"999{place * 5 + offset:06d}" for offset in range(5)]
    return [nine + check for nine in nines if (check := nhs_number.check_digit(nine))]
