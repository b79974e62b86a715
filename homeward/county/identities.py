"""What the council has written down about a child whom it brings: names, numbers, family address, school."""

from dataclasses import dataclass, replace
from datetime import date

from homeward.county.chance import Stream, Streams
from homeward.county.children import Child
from homeward.county.homes import Enrolment, Home, School, enrolments_of, homes_of, nearest
from homeward.county.marks import invented_nhs_number, wrong_upn
from homeward.county.misspelling import Written, misspelt
from homeward.county.names import (
    BOYS,
    COMMUNICATION_NEEDS,
    GIRLS,
    LANGUAGES,
    NEIGHBOUR,
    NOT_RECORDED,
    OTHER_NAMES,
    SURNAMES,
    names_of,
)
from homeward.county.places import HOME, Place
from homeward.county.preset import Preset
from homeward.county.years import birthday

SECOND = 900_000


@dataclass(frozen=True, slots=True)
class Identity:
    """One child as the council's system knows them."""

    child: Child
    local_id: str
    upn: str
    upn_since: date
    nhs_number: str
    forename: str
    surname: str
    also_known_as: str
    sex: str
    ethnicity: str
    authority: str
    authority_since: date
    communication_needs: str
    homes: tuple[Home, ...]
    schools: tuple[Enrolment, ...]

    def upn_on(self, day: date) -> str:
        """The pupil number once the child is of an age to have one."""
        return self.upn if self.upn_since <= day else ""


class Registrar:
    """Gives each child brought to the hub an identity, in order."""

    def __init__(
        self, preset: Preset, schools: list[School], until: date, streams: Streams, place: Place = HOME
    ) -> None:
        self.place = place
        self.preset, self.schools, self.until, self.streams = preset, nearest(schools), until, streams
        self.nhs_start = streams["NHS numbers"].below(1_000_000)

    def register(self, child: Child, home_postcode: str, in_care: bool) -> Identity:
        """Write one child down."""
        living, learning = self.streams.of("homes", child.number), self.streams.of("enrolments", child.number)
        homes = homes_of(child, home_postcode, self.until, self.preset.number("records.address_moves"), living)
        moves = self.preset.number("records.school_moves")
        forename, surname, kind = _name(child, self.streams.of("names", child.number))
        record = Record(self.preset, self.streams.of("identity records", child.number), self.place)
        school_age = birthday(child.born, 5)
        return Identity(
            child=child,
            local_id=f"{self.place.prefix}{100000 + child.number}",
            upn=wrong_upn(child.number, school_age.year),
            upn_since=max(school_age, child.arrived or school_age),
            nhs_number=invented_nhs_number(child.number, self.nhs_start),
            forename=forename,
            surname=surname,
            also_known_as=record.other_name(),
            sex=record.sex(child, in_care),
            ethnicity=record.ethnicity(child),
            authority=record.authority(in_care),
            authority_since=homes[0].since,
            communication_needs=record.needs(kind),
            homes=tuple(homes),
            schools=tuple(enrolments_of(child, self.schools, self.until, moves, learning)),
        )


def held_again(who: Identity, preset: Preset, streams: Streams) -> tuple[Identity, tuple[str, ...]] | None:
    """The council's second record of a child, for the few it holds twice, and how that differs from the first."""
    draw = streams.of("held twice by the council", who.child.number)
    if not draw.happens(preset.number("council.twice")):
        return None
    true = Written(who.forename, who.surname, who.child.born, who.sex, who.homes[-1].postcode)
    written, differences = misspelt(true, preset, draw, first_seen=who.homes[0].since)
    again = replace(
        who,
        local_id=f"{who.local_id[:2]}{SECOND + who.child.number}",
        upn="",
        nhs_number="",
        forename=written.forename,
        surname=written.surname,
        also_known_as="",
    )
    named = tuple(each for each in differences if each.startswith(("forename", "surname")))
    return again, (*named, "second-record")


def _name(child: Child, stream: Stream) -> tuple[str, str, str]:
    kind = names_of(child.ethnicity, stream.unit())
    forenames = GIRLS if child.sex == "F" else BOYS
    return stream.one_of(forenames[kind]), stream.one_of(SURNAMES[kind]), kind


class Record:
    """What an agency has written down of a child, or has not; drawn alike whether the child is in care or not."""

    def __init__(self, preset: Preset, stream: Stream, place: Place = HOME) -> None:
        self.preset, self.draw, self.place = preset, stream, place

    def other_name(self) -> str:
        """Another name the child goes by."""
        name = self.draw.one_of(OTHER_NAMES)
        return name if self._happens("records.also_known_as") else ""

    def sex(self, child: Child, in_care: bool) -> str:
        """Unknown for a few, though never of a child looked after, whose return must say."""
        unknown = self._happens("records.sex_unknown")
        return "U" if unknown and not in_care else child.sex

    def ethnicity(self, child: Child) -> str:
        """The code of the return, or that it was refused or not yet obtained."""
        missing = self.draw.happens(self.preset.table("county.ethnicity_not_recorded")[child.group])
        return self.draw.by_share(NOT_RECORDED) if missing else child.ethnicity

    def authority(self, in_care: bool) -> str:
        """The council responsible; a child looked after by this one is its own."""
        other = self._happens("records.other_authority")
        return NEIGHBOUR if other and not in_care else self.place.authority

    def needs(self, kind: str) -> str:
        """A communication need, for some."""
        if not self._happens("records.communication_needs"):
            return ""
        if kind in LANGUAGES and self.draw.happens(0.6):
            return f"Interpreter: {self.draw.one_of(LANGUAGES[kind])}"
        return self.draw.one_of(COMMUNICATION_NEEDS)

    def _happens(self, rate: str) -> bool:
        return self.draw.happens(self.preset.number(rate))
