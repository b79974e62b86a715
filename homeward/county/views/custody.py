"""The police's custody extract: each time a child was held, under the number the police have for them.

It carries a few adults, for the admission rule to drop, some of them fathers with the name of a boy who was held; of
one in seven the birth date is not known, so that nobody can say that they are no child.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from homeward.county.chance import Stream, Streams
from homeward.county.children import Child
from homeward.county.custody import Custody
from homeward.county.families import Families
from homeward.county.marks import police_reference, wrong_pnc
from homeward.county.names import BOYS, SURNAMES
from homeward.county.preset import Preset
from homeward.county.views.education import NAMED
from homeward.county.views.police import PoliceRecord, Records
from homeward.county.views.police.extract import TAKEN_AT, at
from homeward.county.views.police.people import GROWN_UP
from homeward.county.world import World
from homeward.county.years import DAY, written

COLUMNS = (
    "custody_record", "force", "person_reference", "pnc", *NAMED, "arrested_at", "arrived_at", "released_at",
    "offence_group", "appropriate_adult", "appropriate_adult_at", "outcome", "exploitation_flags", "nrm_considered",
    "withdrawn", "extracted_on", "synthetic",
)  # fmt: skip
FURTHER = 50_000  # adults' numbers, beside those of the adults reported missing
WITH_MIDDLE_NAME = 0.5


class CustodyExtract:
    """One extract of the whole time, taken at six on the morning before the last day."""

    def __init__(self, world: World, families: Families, records: Records, since: date) -> None:
        self.world, self.families, self.records, self.since = world, families, records, since
        self.preset: Preset = world.preset
        self.streams: Streams = world.streams
        self.taken_on = world.until - DAY
        self.cut = datetime.combine(self.taken_on, TAKEN_AT)
        self.first_held: dict[Child, datetime] = {}
        self.people: dict[str, PoliceRecord] = {}
        self.pncs: dict[str, str] = {}

    def rows(self, held: Iterable[Custody]) -> Iterator[tuple[str, ...]]:
        """A row for each time in custody that is in the system by then; adults after them."""
        told = 0
        for each in held:
            self.first_held.setdefault(each.child, each.arrived_at)
            draw = self.streams.of("custody rows", each.child.number * 20_000 + each.on.toordinal() % 20_000)
            if draw.happens(self._partner("lost")) or each.on < self.since:
                continue
            entered = each.arrived_at + timedelta(hours=24 * draw.wait(self._partner("days_late")) / 4)
            if entered < self.cut:
                told += 1
                yield self._row(each, draw)
        yield from self._adults(told)

    def _partner(self, name: str) -> float:
        return self.preset.table(f"partners.{name}")["custody"]

    def _row(self, each: Custody, draw: Stream) -> tuple[str, ...]:
        person = draw.one_of(self.records.of(each.child, self.first_held[each.child].date()))
        self.people[person.reference] = person
        adult = each.adult if each.adult_at < self.cut else "not-known"
        came = adult not in ("none", "not-known")
        gone = each.released_at < self.cut
        return (
            f"SYN-C{each.arrived_at:%y%m%d%H%M}-{person.reference[-7:]}",
            self.world.place.force,
            person.reference,
            self._pnc(person, each.child, draw),
            *self._named(person, each.child, draw),
            at(each.arrested_at),
            at(each.arrived_at),
            at(each.released_at) if gone else "",
            each.offence,
            adult,
            at(each.adult_at) if came else "",
            each.outcome if gone else "",
            *self._exploitation(each, draw),
            "1" if draw.happens(self.preset.number("partners.withdrawn")) else "",
            written(self.taken_on),
            "1",
        )

    def _pnc(self, person: PoliceRecord, child: Child, draw: Stream) -> str:
        if not draw.happens(self.preset.table("who.pnc")["custody"]):
            return ""
        self.pncs[person.reference] = wrong_pnc(child.number, self.first_held[child].year)
        return self.pncs[person.reference]

    def _named(self, person: PoliceRecord, child: Child, draw: Stream) -> tuple[str, ...]:
        who = person.who
        middle = self.families.middle_name(child) if draw.happens(WITH_MIDDLE_NAME) else ""
        without = draw.happens(self.preset.table("who.no_postcode")["custody"])
        return (
            person.council, person.council_local_id, who.forename, middle, who.surname, person.also_known_as,
            written(who.birth_date), who.sex, person.ethnicity, "" if without else who.postcode,
        )  # fmt: skip

    def _exploitation(self, each: Custody, draw: Stream) -> tuple[str, str]:
        """What the police know of the child's exploitation that day, and whether they thought of referring."""
        known, flags = self.world.flags_of(each.child, each.on), self.preset.table("police.flags")
        recorded = bool(known) and draw.happens(flags["known"])
        considered = draw.happens(self.preset.table("custody.considered")["known" if known else "others"])
        said = draw.one_of(("referred", "not-referred")) if considered else "not-considered"
        return ";".join(known or ()) if recorded else "", said

    def _adults(self, told: int) -> Iterator[tuple[str, ...]]:
        draw, shares = self.streams["adults in custody"], self.preset.table("custody.grown_up")
        boys = [person for person in self.people.values() if person.who.sex == "M"]
        for number in range(round(told * shares["share"])):
            boy = draw.one_of(boys) if boys and draw.happens(shares["same_name"]) else None
            on = datetime.combine(self.since, time(13)) + timedelta(days=draw.below((self.taken_on - self.since).days))
            born = on.date() - timedelta(days=19 * 366 + draw.below(25 * 365))
            if boy is not None:
                born = boy.who.birth_date - timedelta(days=19 * 366 + draw.below(15 * 365))
            names = (boy.who.forename, "", boy.who.surname) if boy else _names(draw)
            unknown = draw.happens(shares["no_birth_date"])
            reference = police_reference(GROWN_UP + FURTHER + number)
            yield (
                f"SYN-C{on:%y%m%d%H%M}-{reference[-7:]}", self.world.place.force, reference, "", "", "", *names, "",
                "" if unknown else written(born), "M", "NS", boy.who.postcode if boy else "", "", at(on),
                at(on + timedelta(hours=8)), "other", "not-known", "", "no-further-action", "", "not-considered", "",
                written(self.taken_on), "1",
            )  # fmt: skip


def _names(draw: Stream) -> tuple[str, str, str]:
    return draw.one_of(BOYS["White"]), "", draw.one_of(SURNAMES["White"])
