"""Writing what each further agency sends: education, custody, youth justice, health, referrals, the missing table.

And who the children are to each of them.

Every thing that happened is told by a stream of its own: whether it reached the agency's system at all, and how late.
"""

from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from homeward.county import afterwards
from homeward.county.agency_people import AgencyPeople
from homeward.county.children import Child
from homeward.county.custody import Custody, live_custody
from homeward.county.families import Families
from homeward.county.files import Delivery, Origin, deliver, write_csv
from homeward.county.health_visits import Visit, visits_of
from homeward.county.need_work import Referral, live_need_work
from homeward.county.reasons import LAWFUL
from homeward.county.school_concerns import SchoolConcerns
from homeward.county.seen import Seen
from homeward.county.views import (
    agency_identity,
    cin,
    education,
    health,
    nrm,
    open_cases,
    referrals,
    ssd_missing,
    youth_justice,
)
from homeward.county.views.annex_a import AnnexA
from homeward.county.views.custody import COLUMNS as CUSTODY
from homeward.county.views.custody import CustodyExtract
from homeward.county.views.police import PoliceRecord, Records
from homeward.county.views.police.extract import TAKEN_AT
from homeward.county.world import Brought, World
from homeward.county.years import DAY, collection_years
from homeward.county.youth_justice import live_work

CENSUS_RETURNED = timedelta(days=120)
AGREEMENT = "SYN-HEALTH-1"
Row = tuple[str, ...]


@dataclass
class Partners:
    """Writes one run's files of the further agencies, into folders beside the first five's.

    Health's lies where it is loaded after the others: it may tell only of children who are on the record already.
    """

    into: Path
    world: World
    families: Families
    origin: Origin
    records: Records
    reported: dict[str, PoliceRecord]
    since: date
    reasons: dict[str, dict[Child, frozenset[str]]] = field(default_factory=dict)
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def brought(self) -> Brought:
        """The children whom the council brings."""
        return self.families.brought

    @cached_property
    def held(self) -> list[Custody]:
        """Every time in custody."""
        return live_custody(self.world, self.families)

    @cached_property
    def need_work(self) -> list[Referral]:
        """Every referral to social care, and what was done about it."""
        return live_need_work(self.world)

    @cached_property
    def custody_extract(self) -> CustodyExtract:
        """The police's custody extract, which keeps whom it told of."""
        return CustodyExtract(self.world, self.families, self.records, self.since)

    @cached_property
    def people(self) -> dict[str, AgencyPeople]:
        """The records of each agency that opens its own."""
        agencies, held = ("education", "youth-justice", "health"), self.custody_extract.first_held
        return {agency: AgencyPeople(agency, self.world, self.families, held) for agency in agencies}

    @property
    def taken_on(self) -> date:
        """The day on which the extracts are taken."""
        return self.world.until - DAY

    def education(self) -> Iterator[Delivery]:
        """Suspensions, exclusions and concerns about attendance."""
        concerns = SchoolConcerns(self.world, self.families)
        worked_on = [each for each in concerns.live() if self._told(each.since)]
        excluded = [each for held in self.world.exclusions.values() for each in held if self._told(each.on)]
        excluded += [each for each in concerns.exclusions() if self._told(each.on)]
        excluded.sort(key=lambda each: (each.on, each.child.number))
        first = education.first_days([(e.child, e.on) for e in excluded] + [(c.child, c.since) for c in worked_on])
        seen = self._seen("education", first)
        folder, exploited = self.into / "education", frozenset(self.world.exploited)
        rows = education.exclusion_rows(excluded, seen.because("excluded"), self.world.preset, self.taken_on, exploited)
        self._count("exclusions", excluded, write_csv(folder / "exclusions.csv", education.EXCLUSIONS, rows))
        rows = education.attendance_rows(worked_on, seen.because("attendance"), self.world.preset, self.taken_on)
        self._count("attendance", worked_on, write_csv(folder / "attendance.csv", education.ATTENDANCE, rows))
        files = (folder / "exclusions.csv", folder / "attendance.csv")
        yield self._of("education", "education", files)

    def custody(self) -> Iterator[Delivery]:
        """Times in custody."""
        path = self.into / "custody" / "custody.csv"
        held = [each for each in self.held if self._told(each.on)]
        self._count("custody", held, write_csv(path, CUSTODY, self.custody_extract.rows(held)))
        for person in self.custody_extract.people.values():
            if person.child is not None:
                self._because("police", person.child, "custody")
        yield self._of("custody", "police", (path,))

    def youth_justice(self) -> Iterator[Delivery]:
        """Interventions, disposals and orders."""
        work = [each for each in live_work(self.world, self.families, self.held) if self._told(each.since)]
        seen = self._seen("youth-justice", education.first_days((each.child, each.since) for each in work))
        path = self.into / "youth-justice" / "youth_justice.csv"
        rows = youth_justice.rows(work, seen.because("youth-justice"), self.world, self.taken_on)
        self._count("youth-justice", work, write_csv(path, youth_justice.COLUMNS, rows))
        yield self._of("youth-justice", "youth-justice", (path,))

    def health(self) -> Iterator[Delivery]:
        """Attendances; the agreement under which they come is named."""
        visits = sorted(self._visits(), key=lambda each: (each.arrived_at, each.child.number))
        seen = self._seen("health", education.first_days((e.child, e.arrived_at.date()) for e in visits))
        path = self.into / "under-agreement" / "health" / "attendances.csv"
        cut = datetime.combine(self.taken_on, TAKEN_AT)
        told = seen.because("", self.brought.reasons)
        self._count("health", visits, write_csv(path, health.COLUMNS, health.rows(visits, told, self.world, cut)))
        yield self._of("health", "health", (path,), agreement=AGREEMENT)

    def nrm(self) -> Iterator[Delivery]:
        """Referrals to the National Referral Mechanism, which the council keeps."""
        path = self.into / "nrm" / "nrm.csv"
        write_csv(path, nrm.COLUMNS, nrm.rows(afterwards.referrals(self.world), self.world, self.families))
        yield self._of_council("nrm", path)

    def referrals(self) -> Iterator[Delivery]:
        """What agencies told the front door in the last days."""
        path = self.into / "referrals" / "referrals.csv"
        write_csv(path, referrals.COLUMNS, referrals.rows(self.world, self.families))
        yield self._of_council("referrals", path)

    def ssd_missing(self) -> Iterator[Delivery]:
        """The council's own missing table."""
        path = self.into / "ssd-missing" / "ssd_missing.csv"
        write_csv(path, ssd_missing.COLUMNS, ssd_missing.rows(self.world, self.brought))
        yield self._of_council("ssd-missing", path)

    def open_cases(self) -> Iterator[Delivery]:
        """What the hub has open when it begins, in the template for going live."""
        folder = self.into / "open-cases"
        files = (folder / "open_cases.csv", folder / "open_plans.csv")
        write_csv(files[0], open_cases.COLUMNS, open_cases.rows(self.world, self.brought))
        write_csv(files[1], open_cases.PLANS, open_cases.plan_rows(self.world, self.brought))
        yield self._of_council("open-cases", *files)

    def cin(self) -> Iterator[Delivery]:
        """The children in need census of each year that had been returned by the last day: the newest at the least."""
        years = collection_years(self.world.since, self.world.until - DAY)
        returned = [year for year in years if year.until + CENSUS_RETURNED <= self.world.until]
        for census in (cin.Census(year) for year in returned if year.until > self.since or year == returned[-1]):
            held: dict[Child, list[Referral]] = {}
            for each in self.need_work:
                if census.holds(each):
                    held.setdefault(each.child, []).append(each)
            path = self.into / "cin" / census.year.code / "cin.xml"
            census.write(path, ((self.families.identity_of(child), referrals) for child, referrals in held.items()))
            yield self._of_council("cin", path, year=census.year.ending)

    def annex_a(self) -> Iterator[Delivery]:
        """The workbook that an inspection asks for, as the council would make it on the last day."""
        path = self.into / "annex-a" / "annex_a.xlsx"
        AnnexA(self.world, self.brought, self.need_work).write(path)
        yield self._of_council("annex-a", path)

    def agency_identity(self) -> Iterator[Delivery]:
        """Who the children are to each agency that has told of any."""
        for agency, people in self.people.items():
            if people.held:
                yield self._identity(
                    agency, agency_identity.rows(people.everybody(), self._reasons(agency), self.world)
                )
        for person in self.reported.values():
            if person.child is not None:
                self._because("police", person.child, "missing")
        known = dict(sorted({**self.reported, **self.custody_extract.people}.items()))
        pncs = self.custody_extract.pncs
        if known:
            rows = agency_identity.police_rows(known.values(), pncs, self._reasons("police"), self.world)
            yield self._identity("police", rows)

    def linkage(self) -> Iterator[Row]:
        """Who is who to each agency: the child, the system, its number, the council's number, the differences.

        The council's own are those whom its census and its inspection list tell of and its extract does not.
        """
        for child in dict.fromkeys(each.child for each in self.need_work):
            if child not in self.brought.identities and child not in self.families.siblings:
                number = self.brought.identity_of(child).local_id
                yield (str(child.number), "council", number, number, "")
        for agency, people in self.people.items():
            for each in people.everybody():
                told = ";".join(each.differences)
                yield (str(each.child.number), agency, each.number, each.council_local_id, told)
        for reference, person in sorted(self.custody_extract.people.items()):
            if reference not in self.reported and person.child is not None:
                told = ";".join(person.differences)
                yield (str(person.child.number), "police", reference, person.council_local_id, told)

    def told(self) -> dict[str, Any]:
        """What was lived that only these agencies tell of, for the truth; an absence is in the truth already."""
        until = self.world.until
        return {
            "custody": [
                [each.child.number, each.on.isoformat(), each.offence, each.outcome, each.exploited]
                for each in self.held
                if each.on < until
            ],
            "referrals_to_social_care": [
                [each.child.number, each.on.isoformat(), "no further action" if each.no_further_action else each.need]
                for each in self.need_work
                if self.world.since <= each.on < until
            ],
            "happened_and_in_the_files": {name: list(counts) for name, counts in sorted(self.counts.items())},
        }

    def families_told(self) -> Iterator[Row]:
        """Brothers and sisters: each, whose they are, whether twins, and what they are known for."""
        for each in self.families.siblings.values():
            told = ";".join(sorted(each.known_for))
            yield (str(each.child.number), str(each.of.number), "1" if each.twin else "", told)

    def _identity(self, agency: str, rows: Iterable[Row]) -> Delivery:
        path = self.into / "agency-identity" / agency / "agency_identity.csv"
        write_csv(path, agency_identity.COLUMNS, rows)
        return self._of("agency-identity", agency, (path,))

    def _of(self, feed: str, agency: str, files: tuple[Path, ...], **also: str) -> Delivery:
        """What an agency other than the council sends."""
        place = self.world.place
        names = {
            "police": place.force,
            "education": place.education,
            "youth-justice": place.youth_justice,
            "health": place.trust,
        }
        code = place.agency("hospitals" if agency == "health" else agency)
        return deliver(feed, names[agency], files, self.origin, None, also, agency=code)

    def _of_council(self, feed: str, *files: Path, year: int | None = None) -> Delivery:
        place = self.world.place
        return deliver(feed, place.authority, files, self.origin, year, place.of_council())

    def _count(self, name: str, happened: Sized, rows: int) -> None:
        """How much happened, and how many rows tell of it."""
        self.counts[name] = (len(happened), rows)

    def _told(self, day: date) -> bool:
        return self.since <= day < self.taken_on

    def _visits(self) -> Iterator[Visit]:
        """Of the children whom the council brings for a reason, and of a few others."""
        town, draw = self.world.town.children, self.world.streams["health rows about others"]
        brought = [child for child, reason in self.brought.reasons.items() if reason in LAWFUL]
        others = {
            child: None
            for child in (draw.one_of(town) for _ in range(round(len(brought) * self._not_on_record)))
            if child not in self.brought.reasons and child.is_child_on(self.taken_on)
        }
        for child in [*brought, *others]:
            yield from (each for each in visits_of(self.world, child) if self._told(each.arrived_at.date()))

    @property
    def _not_on_record(self) -> float:
        return self.world.preset.number("health_visits.not_on_record")

    def _seen(self, agency: str, first: dict[Child, date]) -> Seen:
        """What an agency makes of what happened; youth justice may have copied the police's records."""
        copied = self.records.held if agency == "youth-justice" else {}
        return Seen(self.world, self.people[agency], first, copied, self._because)

    def _because(self, agency: str, child: Child, reason: str) -> None:
        held = self.reasons.setdefault(agency, {})
        held[child] = held.get(child, frozenset()) | {reason}

    def _reasons(self, agency: str) -> dict[Child, frozenset[str]]:
        return self.reasons.get(agency, {})
