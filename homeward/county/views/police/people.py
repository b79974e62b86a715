"""The police's own records of the children reported missing: another number, and often another spelling."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.county.chance import Stream, Streams
from homeward.county.children import Child
from homeward.county.homes import Home
from homeward.county.identities import Identity
from homeward.county.marks import home_phone, police_reference
from homeward.county.misspelling import Written, misspelt
from homeward.county.names import OTHER_NAMES
from homeward.county.places import HOME, Place
from homeward.county.preset import Preset

TWICE = 500_000
GROWN_UP = 900_000
SELF_DEFINED = {
    "WBRI": "W1", "WIRI": "W2", "WIRT": "W3", "WROM": "W3", "WOTH": "W9", "MWBC": "M1", "MWBA": "M2", "MWAS": "M3",
    "MOTH": "M9", "AIND": "A1", "APKN": "A2", "ABAN": "A3", "CHNE": "A4", "AOTH": "A9", "BCRB": "B1", "BAFR": "B2",
    "BOTH": "B9", "OOTH": "O9",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PoliceRecord:
    """One person as the police have them on record, and how that differs from the council's record."""

    reference: str
    council: str
    council_local_id: str
    who: Written
    also_known_as: str
    ethnicity: str
    phone: str
    homes: tuple[Home, ...]
    child: Child | None = None
    differences: tuple[str, ...] = ()

    def home_on(self, day: date) -> Home | None:
        """Where the family lived on a day."""
        lived = [each for each in self.homes if each.since <= day] or list(self.homes[:1])
        return lived[-1] if lived else None


class Records:
    """Opens a record for each child reported, once, and for a few a second one that nobody has joined to the first."""

    def __init__(
        self,
        preset: Preset,
        streams: Streams,
        identity_of: Callable[[Child], Identity],
        council_knows: Callable[[Child], bool],
        in_care: Callable[[Child], bool],
        place: Place = HOME,
    ) -> None:
        self.place = place
        self.preset, self.streams = preset, streams
        self.identity_of, self.council_knows, self.in_care = identity_of, council_knows, in_care
        self.held: dict[Child, tuple[PoliceRecord, ...]] = {}

    def of(self, child: Child, first_seen: date) -> tuple[PoliceRecord, ...]:
        """The police's record of a child, or both where they hold two."""
        if child not in self.held:
            draw = self.streams.of("police records", child.number)
            number = self._council_number(child, draw)
            found = [self._opened(child, number, child.number, first_seen, draw)]
            if draw.happens(self.preset.number("linkage.twice")):
                found.append(self._opened(child, "", child.number + TWICE, first_seen, draw))
            self.held[child] = tuple(found)
        return self.held[child]

    def _council_number(self, child: Child, draw: Stream) -> str:
        """The council's number, where the police have been given it: decided once, so nobody is known half-way."""
        kind = "looked_after" if self.in_care(child) else "others"
        given = draw.happens(self.preset.number(f"police.knows_number.{kind}"))
        return self.identity_of(child).local_id if given and self.council_knows(child) else ""

    def _ethnicity(self, child: Child, draw: Stream) -> str:
        """What the child says of themselves, or that it is not stated, which may depend on what it is."""
        not_stated = draw.happens(self.preset.table("police.ethnicity_not_stated")[child.group])
        return "NS" if not_stated else SELF_DEFINED[child.ethnicity]

    def _opened(self, child: Child, number: str, reference: int, first_seen: date, draw: Stream) -> PoliceRecord:
        identity = self.identity_of(child)
        true = Written(identity.forename, identity.surname, child.born, child.sex, identity.homes[-1].postcode)
        who, differences = misspelt(true, self.preset, draw, first_seen=first_seen)
        alias = draw.one_of(OTHER_NAMES) if draw.happens(self.preset.number("linkage.alias")) else ""
        return PoliceRecord(
            reference=police_reference(reference),
            council=self.place.authority if number else "",
            council_local_id=number,
            who=who,
            also_known_as=alias,
            ethnicity=self._ethnicity(child, draw),
            phone=home_phone(reference) if draw.happens(0.6) else "",
            homes=identity.homes,
            child=child,
            differences=(
                *differences,
                *(("alias",) if alias else ()),
                *(("second-record",) if reference >= TWICE else ()),
            ),
        )


def grown_up(number: int, day: date, names: tuple[tuple[str, ...], tuple[str, ...]], draw: Stream) -> PoliceRecord:
    """An adult whom the extract should not have carried."""
    born = day - timedelta(days=19 * 366 + draw.below(40 * 365))
    who = Written(draw.one_of(names[0]), draw.one_of(names[1]), born, "FM"[draw.below(2)], "")
    return PoliceRecord(police_reference(GROWN_UP + number), "", "", who, "", "NS", "", ())
