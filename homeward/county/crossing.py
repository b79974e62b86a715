"""Children who cross a border: looked after by one county, placed in another, and reported missing there.

Both counties' files tell of them, so both must draw the same, and neither is held while the other is lived. So they
come from the stream of the two counties together and from nothing of either: the council's identity extract of the one
has the child, and the police of the other a report with that council's name and number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.county.absences import Absence
from homeward.county.chance import Stream, Streams
from homeward.county.children import Child
from homeward.county.homes import Home, home_postcode, placement_postcode
from homeward.county.identities import Identity
from homeward.county.marks import invented_nhs_number, police_reference, wrong_upn
from homeward.county.misspelling import Written, misspelt
from homeward.county.names import BOYS, DISTRICTS, GIRLS, STREETS, SURNAMES
from homeward.county.places import Place
from homeward.county.preset import Preset
from homeward.county.views.police.people import PoliceRecord
from homeward.county.years import birthday

ACROSS = 700_000  # numbers of children who cross a border: no child of a county has one so high
TO_A_PAIR = 300  # numbers kept for each pair of counties
NAMES = {"WBRI": "White", "AIND": "Asian", "BAFR": "Black", "WOTH": "European"}
ETHNICITIES = {"WBRI": 0.86, "AIND": 0.06, "BAFR": 0.04, "WOTH": 0.04}
GROUPS = {"WBRI": "white", "AIND": "asian", "BAFR": "black", "WOTH": "white"}
REFERENCES = 60_000  # beside the numbers of adults in the police's own


@dataclass(frozen=True, slots=True)
class Across:
    """One child of a council, placed in another county, with the absences reported there."""

    identity: Identity
    by: Place
    to: Place
    label: str
    absences: tuple[Absence, ...]

    def police_record(self, preset: Preset, streams: Streams) -> PoliceRecord:
        """As the police of the other county have the child: the council told them its number, mostly."""
        who, number = self.identity, self.identity.child.number
        draw = streams.of("police records of children placed here", number + self.by.number * 1_000_000)
        true = Written(who.forename, who.surname, who.child.born, who.sex, "")
        written, differences = misspelt(true, preset, draw, first_seen=self.absences[0].since)
        known = draw.happens(preset.number("police.knows_number.looked_after"))
        reference = police_reference(900_000 + REFERENCES + self.by.number % 10 * TO_A_PAIR + number % TO_A_PAIR)
        return PoliceRecord(
            reference,
            self.by.authority if known else "",
            who.local_id if known else "",
            written,
            "",
            "NS",
            "",
            (Home("", placement_postcode(False, draw), "", who.child.born),),
            who.child,
            differences,
        )


@dataclass(frozen=True, slots=True)
class Crossing:
    """Who crosses one county's borders: its own placed away, and others' placed here."""

    placed_away: tuple[Across, ...] = ()
    placed_here: tuple[Across, ...] = ()

    def linkage(self, police: Mapping[str, PoliceRecord]) -> Iterator[tuple[str, ...]]:
        """Who is who, under a label that both counties' truths give."""
        for each in self.placed_away:
            yield (each.label, "council", each.identity.local_id, each.identity.local_id, "")
        of_child = {each.identity.child: each.label for each in self.placed_here}
        for reference, record in police.items():
            if record.child in of_child:
                told = ";".join(record.differences)
                yield (of_child[record.child], "police", reference, record.council_local_id, told)


NOBODY = Crossing()


def is_crossing(child: Child) -> bool:
    """Whether a child is one who crosses a border, and not a child of the county."""
    return child.number >= ACROSS


def crossing(here: Place, others: Iterable[Place], seed: int, preset: Preset, since: date, until: date) -> Crossing:
    """Who crosses this county's borders with each of the others."""
    away, arrived = list[Across](), list[Across]()
    for other in others:
        away += _between(here, other, seed, preset, since, until)
        arrived += _between(other, here, seed, preset, since, until)
    return Crossing(tuple(away), tuple(arrived))


def _between(by: Place, to: Place, seed: int, preset: Preset, since: date, until: date) -> Iterator[Across]:
    """The children whom one council placed in another county and who went missing from there."""
    draw = Stream(seed, f"border/{by.number}/{to.number}")
    for place in range(min(draw.count(preset.number("border.missing_of_a_pair")), TO_A_PAIR // 100 * 90)):
        number = ACROSS + to.number * TO_A_PAIR % 90_000 + place
        went = since + timedelta(days=30 + draw.below(max((until - since).days - 60, 1)))
        born = went - timedelta(days=int((11 + 6 * draw.unit()) * 365.25))
        code = draw.by_share(ETHNICITIES)
        child = Child(number, born, "M" if draw.happens(0.55) else "F", code, GROUPS[code], draw.below(7), 1.0)
        absences = list[Absence]()
        while went < min(until - timedelta(days=3), birthday(born, 18)) and len(absences) < 6:
            back = went + timedelta(days=1 + draw.below(3))
            gone, found = 60 * (17 + draw.below(6)), 60 * (8 + draw.below(9))
            absences.append(Absence(child, went, back, True, "homes", False, gone, found, "childrens-home"))
            went = back + timedelta(days=3 + int(draw.wait(60)))
        if absences:
            yield Across(_identity(child, by, draw, seed), by, to, f"{by.code}-{to.code}-{place + 1}", tuple(absences))


def _identity(child: Child, by: Place, draw: Stream, seed: int) -> Identity:
    """As the council that looks after the child has them on record."""
    names = NAMES[child.ethnicity]
    line = f"{1 + draw.below(140)} {draw.one_of(STREETS)}, {DISTRICTS[child.district]}"
    home = Home(line, home_postcode(child.district, draw), DISTRICTS[child.district], child.born)
    starts = birthday(child.born, 5)
    return Identity(
        child=child,
        local_id=f"{by.prefix}{100_000 + child.number}",
        upn=wrong_upn(child.number, starts.year),
        upn_since=starts,
        nhs_number=invented_nhs_number(child.number, seed % 1_000_000),
        forename=draw.one_of((GIRLS if child.sex == "F" else BOYS)[names]),
        surname=draw.one_of(SURNAMES[names]),
        also_known_as="",
        sex=child.sex,
        ethnicity=child.ethnicity,
        authority=by.authority,
        authority_since=child.born,
        communication_needs="",
        homes=(home,),
        schools=(),
    )
