"""What the council has written down about a child whom it brings: names, numbers, family address, school."""

from dataclasses import dataclass
from datetime import date

from homeward.county.chance import Streams
from homeward.county.children import Child
from homeward.county.homes import Enrolment, Home, School, enrolments_of, homes_of
from homeward.county.marks import NhsNumbers, wrong_upn
from homeward.county.names import (
    AUTHORITY,
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
from homeward.county.preset import Preset
from homeward.county.years import birthday


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

    def __init__(self, preset: Preset, schools: list[School], until: date, streams: Streams) -> None:
        self.preset, self.schools, self.until = preset, schools, until
        self.naming, self.living, self.learning = streams["names"], streams["homes"], streams["enrolments"]
        self.recording = streams["identity records"]
        self.nhs = NhsNumbers(streams["NHS numbers"].below(1_000_000))
        self.given = 0

    def register(self, child: Child, home_postcode: str, in_care: bool) -> Identity:
        """Write one child down."""
        self.given += 1
        homes = homes_of(child, home_postcode, self.until, self.preset.number("records.address_moves"), self.living)
        moves = self.preset.number("records.school_moves")
        forename, surname, kind = self._name(child)
        authority, since = self._authority(homes, in_care)
        school_age = birthday(child.born, 5)
        return Identity(
            child=child,
            local_id=f"MS{100000 + self.given}",
            upn=wrong_upn(self.given, school_age.year),
            upn_since=max(school_age, child.arrived or school_age),
            nhs_number=self.nhs.take(),
            forename=forename,
            surname=surname,
            also_known_as=self._other_name(),
            sex="U" if not in_care and self.recording.happens(0.004) else child.sex,
            ethnicity=self._ethnicity(child),
            authority=authority,
            authority_since=since,
            communication_needs=self._needs(kind),
            homes=tuple(homes),
            schools=tuple(enrolments_of(child, self.schools, self.until, moves, self.learning)),
        )

    def _name(self, child: Child) -> tuple[str, str, str]:
        kind = names_of(child.ethnicity, self.naming.unit())
        forenames = GIRLS if child.sex == "F" else BOYS
        return self.naming.one_of(forenames[kind]), self.naming.one_of(SURNAMES[kind]), kind

    def _other_name(self) -> str:
        known = self.recording.happens(self.preset.number("records.also_known_as"))
        return self.recording.one_of(OTHER_NAMES) if known else ""

    def _ethnicity(self, child: Child) -> str:
        missing = self.recording.happens(self.preset.number("county.ethnicity_not_recorded"))
        return self.recording.by_share(NOT_RECORDED) if missing else child.ethnicity

    def _authority(self, homes: list[Home], in_care: bool) -> tuple[str, date]:
        """The council responsible; a child looked after by this one is its own."""
        other = not in_care and self.recording.happens(self.preset.number("records.other_authority"))
        return (NEIGHBOUR if other else AUTHORITY), homes[0].since

    def _needs(self, kind: str) -> str:
        if not self.recording.happens(self.preset.number("records.communication_needs")):
            return ""
        if kind in LANGUAGES and self.recording.happens(0.6):
            return f"Interpreter: {self.recording.one_of(LANGUAGES[kind])}"
        return self.recording.one_of(COMMUNICATION_NEEDS)
