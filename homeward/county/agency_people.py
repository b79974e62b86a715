"""How one agency has written down the children it knows: its own number, and often another spelling.

A record is opened once for each child and kept, so that every row of the agency says the same; for a few children there
is a second one that nobody has joined to the first. What was done to a record is told beside it. Rates are in
`presets/county-2019-agencies.toml`; a variant sets others.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from homeward.county.chance import Stream
from homeward.county.children import Child
from homeward.county.families import Families
from homeward.county.identities import Identity
from homeward.county.identities_at_scale import errors
from homeward.county.marks import agency_number, wrong_pnc
from homeward.county.misspelling import NICKNAMES, OTHER_LETTERS
from homeward.county.names import OTHER_NAMES
from homeward.county.views.police import PoliceRecord
from homeward.county.views.police.people import SELF_DEFINED
from homeward.county.world import World
from homeward.county.years import written

LETTERS = {"education": "P", "health": "H", "youth-justice": "Y"}
SECOND = 3_000_000
ADOPTED_CODES = ("E11", "E12")
SECOND_HEALTH_NUMBER = 400_000


@dataclass(frozen=True, slots=True)
class AgencyPerson:
    """One child as one agency has them on record. A birth date is none where it is not known, or not to the day."""

    child: Child
    number: str
    council: str
    council_local_id: str
    forename: str
    middle_name: str
    surname: str
    also_known_as: str
    birth_date: date | None
    vague_birth: tuple[str, str]
    sex: str
    ethnicity: str
    postcode: str
    upn: str
    nhs: str
    pnc: str
    differences: tuple[str, ...] = ()

    def named(self) -> tuple[str, ...]:
        """The cells that say who the child is, from the council's name to the postcode, as every agency has them."""
        council = self.council if self.council_local_id else ""
        return (
            council, self.council_local_id, self.forename, self.middle_name, self.surname, self.also_known_as,
            written(self.birth_date), self.sex, self.ethnicity, self.postcode,
        )  # fmt: skip


class AgencyPeople:
    """Opens one agency's records."""

    def __init__(self, agency: str, world: World, families: Families, first_held: Mapping[Child, datetime]) -> None:
        self.agency, self.world, self.families, self.preset = agency, world, families, world.preset
        self.first_held = first_held
        self.rates = self.preset.table("who.rates")
        self.errs = self.preset.table("who.errs")[agency]
        self.held: dict[Child, tuple[AgencyPerson, ...]] = {}

    def of(self, child: Child, first_seen: date, copied: PoliceRecord | None = None) -> tuple[AgencyPerson, ...]:
        """The agency's record of a child, or both where it holds two; names may be copied from another's."""
        if child not in self.held:
            draw = self.world.streams.of(f"{self.agency} records", child.number)
            found = [self._opened(child, child.number, first_seen, draw)]
            if copied is not None and draw.happens(self.preset.number("who.copied")):
                found = [self._copied(found[0], copied)]
            if draw.happens(self._share("who.twice")):
                second = self._opened(child, child.number + SECOND, first_seen, draw)
                second = replace(second, council_local_id="", differences=(*second.differences, "second-record"))
                found.append(second)
            if self.agency == "health" and (adopted := self._adopted(child, found[0], draw)):
                found.append(adopted)
            self.held[child] = tuple(found)
        return self.held[child]

    def everybody(self) -> Iterator[AgencyPerson]:
        """Every record opened, in order of the children's numbers."""
        for child in sorted(self.held, key=lambda each: each.number):
            yield from self.held[child]

    def _share(self, name: str) -> float:
        return self.preset.table(name).get(self.agency, 0.0)

    def _rate(self, name: str) -> float:
        return self.rates[name] * self.errs

    def _opened(self, child: Child, number: int, first_seen: date, draw: Stream) -> AgencyPerson:
        identity, told = self.families.identity_of(child), list[str]()
        forename, middle, surname = self._names(identity, draw, told)
        born, vague = self._birth(child, first_seen, draw, told)
        known = self.families.council_knows(child) and draw.happens(self._share("who.council_number"))
        alias = draw.one_of(OTHER_NAMES) if draw.happens(self._share("who.alias")) else ""
        return AgencyPerson(
            child=child,
            number=agency_number(LETTERS.get(self.agency, "X"), number),
            council=self.world.place.authority,
            council_local_id=identity.local_id if known else "",
            forename=forename,
            middle_name=middle,
            surname=surname,
            also_known_as=alias,
            birth_date=born,
            vague_birth=vague,
            sex=self._sex(child, draw, told),
            ethnicity=self._ethnicity(identity),
            postcode=self._postcode(identity, draw, told),
            upn=self._upn(identity, draw, told),
            nhs=self._nhs(identity, draw, told),
            pnc=self._pnc(child, draw),
            differences=(*told, *(("alias",) if alias else ())),
        )

    def _names(self, identity: Identity, draw: Stream, told: list[str]) -> tuple[str, str, str]:
        middle = self.families.middle_name(identity.child)
        forename = self._name(identity.forename, "forename", draw, told)
        surname = identity.surname
        if "-" in surname and draw.happens(self.rates["half_of_double"] * min(self.errs, 1.0)):
            surname = draw.one_of(surname.split("-"))
            told.append("surname:half-of-double")
        surname = self._name(surname, "surname", draw, told)
        if middle and draw.happens(min(self._rate("no_middle") + 0.4 * min(self.errs, 1.0), 1.0)):
            middle = ""
        if middle and draw.happens(self._rate("middle_first")):
            told.append("names:middle-first")
            return middle, forename, surname
        if draw.happens(self._rate("swapped")):
            told.append("names:swapped")
            return surname, middle, forename
        return forename, middle, surname

    def _name(self, name: str, part: str, draw: Stream, told: list[str]) -> str:
        """A name as it was said, heard and typed."""
        ways: tuple[tuple[str, float, Callable[[], str]], ...] = (
            ("nickname", self._rate("nickname") if part == "forename" else 0.0, lambda: _nickname(name, draw)),
            ("transliterated", self._rate("transliterated"), lambda: _other_letters(name, draw)),
            ("phonetic", self._rate("misheard"), lambda: errors.misheard(name)),
            ("slip", self._rate(f"{part}_slip"), lambda: errors.mistyped(name, draw.unit)),
        )
        for kind, rate, change in ways:
            if draw.happens(rate) and (found := change()) != name:
                told.append(f"{part}:{kind}")
                return found
        return name

    def _birth(
        self, child: Child, first_seen: date, draw: Stream, told: list[str]
    ) -> tuple[date | None, tuple[str, str]]:
        """The birth date as written down, never after the day the agency first met the child."""
        if draw.happens(self._share("who.no_birth_date")):
            told.append("birth_date:missing")
            return None, ("", "")
        if draw.happens(self._share("who.vague_birth_date")):
            told.append("birth_date:vague")
            return None, self._vague(child, draw)
        true = child.born.toordinal()
        born = true
        for kind, change in BIRTHS.items():
            if born == true and draw.happens(self._rate(kind)):
                born = change(true, draw.unit)
        if born != true and date.fromordinal(born) < first_seen:
            told.append("birth_date:slip")
            return date.fromordinal(born), ("", "")
        return child.born, ("", "")

    def _vague(self, child: Child, draw: Stream) -> tuple[str, str]:
        """An age, a year or a month, as an identity extract writes it; and how exactly that is."""
        kind = draw.unit()
        if kind < 0.6:
            return str(child.age(self.world.until - timedelta(days=1))), "age"
        return (str(child.born.year), "year") if kind < 0.8 else (f"{child.born:%m/%Y}", "month")

    def _sex(self, child: Child, draw: Stream, told: list[str]) -> str:
        if draw.happens(self._rate("no_sex")):
            return "U"
        if draw.happens(self._rate("wrong_sex")):
            told.append("sex:other")
            return "F" if child.sex == "M" else "M"
        return child.sex

    def _ethnicity(self, identity: Identity) -> str:
        """In the return's codes, or the police's for a service of justice."""
        if self.agency == "youth-justice":
            return SELF_DEFINED.get(identity.ethnicity, "NS")
        return "" if self.agency == "health" else identity.ethnicity

    def _postcode(self, identity: Identity, draw: Stream, told: list[str]) -> str:
        homes = identity.homes
        if draw.happens(self._share("who.no_postcode")):
            return ""
        if len(homes) > 1 and draw.happens(self._rate("old_home")):
            told.append("postcode:old-home")
            return homes[-2].postcode
        if draw.happens(self._rate("postcode_slip")):
            told.append("postcode:slip")
            return errors.postcode_slip(homes[-1].postcode, draw.unit)
        return homes[-1].postcode

    def _upn(self, identity: Identity, draw: Stream, told: list[str]) -> str:
        upn = identity.upn_on(self.world.until)
        if not upn or not draw.happens(self._share("who.upn")):
            return ""
        if draw.happens(self._rate("upn_slip")):
            told.append("upn:slip")
            return errors.upn_slip(upn, draw.unit)
        if (other := self._another(identity.child)) and draw.happens(self._rate("shared_number")):
            told.append("upn:of-another")
            return other.upn
        return upn

    def _nhs(self, identity: Identity, draw: Stream, told: list[str]) -> str:
        if not draw.happens(self._share("who.nhs")):
            return ""
        if (other := self._another(identity.child)) and draw.happens(self._rate("shared_number")):
            told.append("nhs:of-another")
            return other.nhs_number
        return identity.nhs_number

    def _pnc(self, child: Child, draw: Stream) -> str:
        """The Police National Computer's number, of a child who was ever held in custody."""
        held, given = self.first_held.get(child), draw.happens(self._share("who.pnc"))
        return wrong_pnc(child.number, held.year) if held and given else ""

    def _another(self, child: Child) -> Identity | None:
        """Whose number is written down by mistake: a brother's or sister's, or that of the record opened before."""
        sibling = self.families.siblings.get(child)
        before = next(reversed(self.held), None)
        other = sibling.of if sibling else before
        return self.families.identity_of(other) if other is not None and other is not child else None

    def _copied(self, own: AgencyPerson, other: PoliceRecord) -> AgencyPerson:
        """Names and birth date taken over from the police, with whatever is wrong in them."""
        who = other.who
        told = (*(each for each in own.differences if not each.startswith(PARTS_COPIED)), *other.differences)
        return replace(
            own,
            forename=who.forename,
            surname=who.surname,
            birth_date=who.birth_date,
            vague_birth=("", ""),
            differences=(*dict.fromkeys(told), "copied-from-police"),
        )

    def _adopted(self, child: Child, before: AgencyPerson, draw: Stream) -> AgencyPerson | None:
        """The new identity of a child adopted from care: another surname, home and NHS number."""
        spells = [each for each in self.world.care.episodes.get(child, []) if each.ended in ADOPTED_CODES]
        if not spells or not spells[-1].until or spells[-1].until >= self.world.until:
            return None
        if not draw.happens(self.preset.number("who.adopted")):
            return None
        new = self.families.brought.registrar.register(adopted(child), "", False)
        return replace(
            before,
            number=agency_number(LETTERS[self.agency], child.number + SECOND_HEALTH_NUMBER),
            council_local_id="",
            surname=new.surname,
            postcode=new.homes[-1].postcode,
            nhs=new.nhs_number,
            differences=("changed-identity",),
        )


BIRTHS: dict[str, Callable[[int, Callable[[], float]], int]] = {
    "day_and_month": lambda born, draw: errors.day_and_month(born),
    "year_out": errors.year_out,
    "days_out": errors.days_out,
    "first_of_january": lambda born, draw: date(date.fromordinal(born).year, 1, 1).toordinal(),
}
PARTS_COPIED = ("forename", "surname", "names", "birth_date")


def adopted(child: Child) -> Child:
    """The child as somebody new, whose numbers, names and home come from streams that have nothing of the old."""
    return replace(child, number=child.number + SECOND_HEALTH_NUMBER)


def _nickname(name: str, draw: Stream) -> str:
    found = errors.nickname(name, draw.unit)
    return found if found != name else NICKNAMES.get(name, name)


def _other_letters(name: str, draw: Stream) -> str:
    found = errors.other_letters(name, draw.unit)
    return found if found != name else OTHER_LETTERS.get(name, name)
