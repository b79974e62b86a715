"""One child's records: which agencies hold some, and what each has written down, rightly or wrongly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from homeward.county.identities_at_scale import errors
from homeward.county.identities_at_scale.agencies import (
    AGENCIES,
    ALWAYS_NO_MIDDLE,
    EDUCATION,
    HALF_OF_DOUBLE,
    HEALTH,
    HELD_TWICE,
    IN_EDUCATION,
    IN_HEALTH,
    PRESENT_HOME,
    SOCIAL_CARE,
    Agency,
    Rates,
)
from homeward.county.identities_at_scale.drawing import Draw
from homeward.county.identities_at_scale.people import YEAR, Person

Cells = tuple[str, str, str, str, str, str, date | None, str, str, str, str, str, str]
Names = tuple[str, str, str]
ACTIVITY, MOST_ACTIVE = 1.3, 60.0
ACTIVITY_TO_RECORDS = 1.41  # so that 150,000 children have a million records
GIVEN_ORDER = frozenset({"Indian", "Yoruba", "Hausa"})
KNOWS_STREET_NAME_ONLY = 0.15


@dataclass(slots=True)
class Recorder:
    """Writes one child down after another; `told` gathers what went wrong in the record in hand."""

    rates: Rates
    draw: Draw
    today: int

    def of(self, person: Person) -> Iterator[tuple[Cells, str]]:
        """A person's records, and the differences of each from what is true."""
        held: list[Cells] = []
        twice = [self.draw() < HELD_TWICE for _ in AGENCIES]
        for at in self._agencies(person):
            agency, told = AGENCIES[at], list[str]()
            cells = self._written(person, agency, twice[at], told)
            if held and self.draw() < self.rates.copied * agency.errs:
                cells = self._copied(cells, held[int(self.draw() * len(held))], told)
            held.append(cells)
            yield cells, ";".join(told)

    def _agencies(self, person: Person) -> list[int]:
        """Whose records there are: school and health for nearly all, and the rest by how active a life is."""
        draw = self.draw
        if person.grown:
            return [AGENCIES.index(SOCIAL_CARE)] + ([AGENCIES.index(HEALTH)] if draw() < 0.5 else [])
        found = [AGENCIES.index(EDUCATION)] if draw() < IN_EDUCATION else []
        if draw() < IN_HEALTH or not found:
            found.append(AGENCIES.index(HEALTH))
        activity = min((1.0 - draw()) ** (-1.0 / ACTIVITY), MOST_ACTIVE)
        return found + [self._by_share() for _ in range(int(activity * ACTIVITY_TO_RECORDS + draw()))]

    def _by_share(self) -> int:
        left = self.draw()
        for at, agency in enumerate(AGENCIES):
            left -= agency.extra
            if left < 0:
                return at
        return 0

    def _written(self, person: Person, agency: Agency, twice: bool, told: list[str]) -> Cells:
        draw, rates = self.draw, self.rates
        errs = agency.errs if rates.chosen == 1.0 or draw() < rates.chosen else 0.0
        if person.before is not None and draw() < 0.5:
            person = person.before
            told.append("before-adoption")
        forename, middle, surname = self._names(person, agency, errs, told)
        born, precision = self._birth(person, agency, errs, told)
        upn, nhs = self._numbers(person, agency, errs, told)
        alias = person.street_name if person.street_name and draw() < agency.street_name else ""
        if alias and agency.no_surname and draw() < KNOWS_STREET_NAME_ONLY:
            forename, middle, surname = alias, "", ""
            told.append("alias-only")
        return (
            agency.name,
            self._own_number(person, agency, twice),
            forename,
            middle,
            surname,
            alias if alias != forename else "",
            None if born is None else date.fromordinal(born),
            precision,
            self._sex(person, errs, told),
            self._postcode(person, agency, errs, told),
            upn,
            nhs,
            person.pnc if person.pnc and draw() < agency.pnc else "",
        )

    def _own_number(self, person: Person, agency: Agency, twice: bool) -> str:
        """The agency's own number for a person; for those it holds twice, either."""
        if self.draw() >= agency.number:
            return ""
        return f"{agency.prefix}{person.number:08d}" + ("-2" if twice and self.draw() < 0.5 else "")

    def _names(self, person: Person, agency: Agency, errs: float, told: list[str]) -> Names:
        draw, rates = self.draw, self.rates
        names = self._surname(person, told)
        if draw() < ALWAYS_NO_MIDDLE + rates.no_middle * errs:
            names = (names[0], "", names[2])
        if draw() < rates.nickname * errs:
            names = _changed(names, 0, errors.nickname(names[0], draw), "nickname", told)
        if draw() < rates.other_letters * errs:
            at = 0 if draw() < 0.6 else 2
            names = _changed(names, at, errors.other_letters(names[at], draw), "transliterated", told)
        if draw() < rates.misheard * errs:
            at = 0 if draw() < 0.5 else 2
            names = _changed(names, at, errors.misheard(names[at]), "misheard", told)
        if draw() < rates.forename_slip * errs:
            names = _changed(names, 0, errors.mistyped(names[0], draw), "forename-slip", told)
        if draw() < rates.surname_slip * errs:
            names = _changed(names, 2, errors.mistyped(names[2], draw), "surname-slip", told)
        names = self._ordered(person, names, errs, told)
        if draw() < agency.no_surname:
            names = _changed(names, 2, "", "no-surname", told)
        if agency.plain_letters:
            return errors.plain(names[0]), errors.plain(names[1]), errors.plain(names[2])
        return names

    def _surname(self, person: Person, told: list[str]) -> Names:
        """The names as the child gives them: a second surname half the time, half of a double one now and then."""
        names = (person.forename, person.middle, person.surname)
        if person.second_surname and self.draw() < 0.5:
            return _changed(names, 2, person.second_surname, "second-surname", told)
        if "-" in person.surname and self.draw() < HALF_OF_DOUBLE:
            return _changed(names, 2, errors.half_of(person.surname, self.draw), "half-of-double", told)
        return names

    def _ordered(self, person: Person, names: Names, errs: float, told: list[str]) -> Names:
        """Names in another order: the middle one first, forename and surname exchanged, or as another custom has it."""
        draw, rates = self.draw, self.rates
        forename, middle, surname = names
        if middle and draw() < rates.middle_first * errs:
            told.append("middle-first")
            return middle, forename, surname
        if draw() < rates.swapped * errs:
            told.append("swapped")
            return surname, middle, forename
        if middle and person.origin in GIVEN_ORDER and draw() < rates.given_order * errs:
            told.append("given-order")
            return forename, "", middle
        return names

    def _birth(self, person: Person, agency: Agency, errs: float, told: list[str]) -> tuple[int | None, str]:
        draw, rates = self.draw, self.rates
        if draw() < agency.no_birth_date:
            return self._vague(person) if draw() < agency.vague else (None, "day")
        born = person.born
        if draw() < rates.day_and_month * errs:
            born = _redated(born, errors.day_and_month(born), "day-and-month", told)
        if draw() < rates.year_out * errs:
            born = _redated(born, errors.year_out(born, draw), "year-out", told)
        if draw() < rates.days_out * errs:
            born = _redated(born, errors.days_out(born, draw), "days-out", told)
        if draw() < rates.first_of_january * errs:
            first = date(date.fromordinal(born).year, 1, 1).toordinal()
            born = _redated(born, first, "first-of-january", told)
        return (born, "day") if born <= self.today else (person.born, "day")

    def _vague(self, person: Person) -> tuple[int, str]:
        """An age in years, as the last day it allows; or a year of birth, or a month, as its first day."""
        kind, born = self.draw(), date.fromordinal(person.born)
        if kind < 0.7:
            age = int((self.today - person.born) / YEAR)
            return self.today - int(age * YEAR), "age"
        if kind < 0.9:
            return born.replace(month=1, day=1).toordinal(), "year"
        return born.replace(day=1).toordinal(), "month"

    def _numbers(self, person: Person, agency: Agency, errs: float, told: list[str]) -> tuple[str, str]:
        draw, rates = self.draw, self.rates
        upn = person.upn if draw() < agency.upn else ""
        nhs = person.nhs if draw() < agency.nhs else ""
        if upn and draw() < rates.upn_slip * errs:
            upn = errors.upn_slip(upn, draw)
            told.append("upn-slip")
        if person.sibling is not None and (upn or nhs) and draw() < rates.shared_number * errs:
            told.append("siblings-number")
            return (person.sibling.upn if upn else ""), (person.sibling.nhs if nhs else "")
        return upn, nhs

    def _sex(self, person: Person, errs: float, told: list[str]) -> str:
        if self.draw() < self.rates.no_sex * errs:
            return "U"
        if self.draw() < self.rates.wrong_sex * errs:
            told.append("wrong-sex")
            return "F" if person.sex == "M" else "M"
        return person.sex

    def _postcode(self, person: Person, agency: Agency, errs: float, told: list[str]) -> str:
        draw = self.draw
        if draw() < agency.no_postcode:
            return ""
        lived = person.postcodes
        postcode = lived[-1] if len(lived) == 1 or draw() < PRESENT_HOME else lived[int(draw() * (len(lived) - 1))]
        if draw() < self.rates.postcode_slip * errs:
            told.append("postcode-slip")
            return errors.postcode_slip(postcode, draw)
        return postcode

    def _copied(self, cells: Cells, other: Cells, told: list[str]) -> Cells:
        """Names and birth date taken over from another agency's record, with whatever is wrong in them."""
        told.append("copied")
        return (*cells[:2], *other[2:5], cells[5], *other[6:8], *cells[8:])


def _changed(names: Names, at: int, name: str, kind: str, told: list[str]) -> Names:
    if name == names[at]:
        return names
    told.append(kind)
    return (name, names[1], names[2]) if at == 0 else (names[0], names[1], name)


def _redated(born: int, found: int, kind: str, told: list[str]) -> int:
    if found != born:
        told.append(kind)
    return found
