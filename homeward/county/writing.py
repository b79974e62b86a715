"""Writing what each partner sends, and noting from the very rows what the files carry and whom each system knows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from homeward.county.absences import Absence
from homeward.county.care import CareEpisode
from homeward.county.carried import COUNCIL, Carried, day_of
from homeward.county.children import Child
from homeward.county.crossing import NOBODY, Crossing, is_crossing
from homeward.county.families import Families
from homeward.county.files import Delivery, Origin, deliver, write_csv
from homeward.county.names import COUNTING_OFFICE, DISTRICTS, STATISTICS_OFFICE
from homeward.county.partners import Partners
from homeward.county.places import Place
from homeward.county.reasons import LAWFUL
from homeward.county.sent import EVERY_FEED, FIRST, FURTHER, Sent
from homeward.county.views import identity as identity_view
from homeward.county.views import open_referral as open_referral_view
from homeward.county.views import police, published, ssda903, ssda903_xml
from homeward.county.views import population as population_view
from homeward.county.world import Brought, World
from homeward.county.years import DAY, collection_years, months_before
from homeward.foundation.collection_years import CollectionYear

FAMILIES = ("child", "of", "twin", "known_for")
LINKAGE = ("child", "system", "number", "council_number", "differences")
Progress = Callable[[str, int, int], None]
Row = tuple[str, ...]
__all__ = ["EVERY_FEED", "FIRST", "FURTHER", "Progress", "Sent", "Writer"]


@dataclass(slots=True)
class Writer:
    """Writes one run's files, one delivery after another."""

    into: Path
    world: World
    brought: Brought
    origin: Origin
    sent: Sent
    carried: Carried
    achieved: dict[str, Any]
    not_as_missing: dict[str, dict[tuple[str, str], None]] = field(default_factory=lambda: {"": {}, "A": {}})
    police_records: dict[str, police.PoliceRecord] = field(default_factory=dict)
    partners: Partners | None = None
    crossing: Crossing = NOBODY
    _families: Families | None = None
    _records: police.Records | None = None

    def deliveries(self, tell: Progress) -> Iterator[Delivery]:
        """Each partner's sets of files, the return last."""
        steps = {
            "population": self._population,
            "identity": self._identity,
            "police-missing": self._police,
            "published": self._published,
            "ssda903": self._returns,
            "open-referral": self._open_referral,
            **self._further(),
        }
        wanted = [step for feed, step in steps.items() if feed in self.sent.feeds]
        for done, step in enumerate(wanted):
            tell("Files", done, len(wanted))
            yield from step()
        tell("Files", len(wanted), len(wanted))

    def _further(self) -> dict[str, Callable[[], Iterator[Delivery]]]:
        """The further agencies' files; who their children are comes after what they tell of them."""
        if not self.sent.feeds & FURTHER:
            return {}
        months, since = self.sent.partners_months, self.world.since
        if months is not None:
            since = max(since, months_before(self.world.until, months))
        self.partners = also = Partners(
            self.into, self.world, self.families, self.origin, self.records, self.police_records, since
        )
        return {
            "education": also.education,
            "custody": also.custody,
            "youth-justice": also.youth_justice,
            "nrm": also.nrm,
            "cin": also.cin,
            "annex-a": also.annex_a,
            "ssd-missing": also.ssd_missing,
            "health": also.health,
            "referrals": also.referrals,
            "agency-identity": also.agency_identity,
            "open-cases": also.open_cases,
        }

    def _population(self) -> Iterator[Delivery]:
        path = self.into / "population" / "population.csv"
        rows = population_view.rows(self.world.town.children, self.world.since, self.world.until)
        write_csv(path, population_view.COLUMNS, rows)
        yield deliver("population", COUNTING_OFFICE, (path,), self.origin)

    def _open_referral(self) -> Iterator[Delivery]:
        path = self.into / "open-referral" / "services.json"
        open_referral_view.write(path, self.place, DISTRICTS, self.world.until - DAY)
        yield deliver("open-referral", self.place.authority, (path,), self.origin, None, self.place.of_council())

    def _identity(self) -> Iterator[Delivery]:
        path = self.into / "identity" / "identity.csv"
        write_csv(path, identity_view.COLUMNS, self._identity_rows())
        yield deliver("identity", self.place.authority, (path,), self.origin, None, self.place.of_council())

    def _identity_rows(self) -> Iterator[Row]:
        world, brought = self.world, self.brought
        for child, reason in brought.reasons.items():
            who, held = brought.identities[child], brought.allocations[child]
            for row in identity_view.rows_of(who, held, reason, world.since, world.until):
                if reason in LAWFUL:
                    self.carried.identity_row(row)
                yield row
            if child in brought.again:
                for row in identity_view.rows_of(brought.again[child][0], [], reason, world.since, world.until):
                    self.carried.identity_row(row)
                    yield row
        for each in self.crossing.placed_away:
            for row in identity_view.rows_of(each.identity, [], "looked-after", world.since, world.until):
                self.carried.identity_row(row)
                yield row

    def _police(self) -> Iterator[Delivery]:
        reports = list(self._police_reports())
        for folder, extract in self._extracts():
            path = self.into / "police" / folder / "missing_persons.csv"
            write_csv(path, police.COLUMNS, self._police_rows(extract, reports))
            yield deliver("police-missing", self.place.force, (path,), self.origin, agency=self.place.agency("police"))

    @property
    def place(self) -> Place:
        """The county that the run is of."""
        return self.world.place

    @property
    def families(self) -> Families:
        """The children brought, with those of their brothers and sisters whom only the further agencies tell of."""
        if self._families is None:
            self._families = Families(self.world, self.brought, alone=not self.sent.feeds & FURTHER)
        return self._families

    @property
    def records(self) -> police.Records:
        """The police's records of children, opened once for all that the force sends."""
        if self._records is None:
            world, known = self.world, self.families
            self._records = police.Records(
                world.preset, world.streams, known.identity_of, known.council_knows, self._in_care, world.place
            )
        return self._records

    def _in_care(self, child: Child) -> bool:
        return child in self.world.care.episodes

    def _police_reports(self) -> Iterator[police.Report]:
        world = self.world
        preset, streams = world.preset, world.streams
        drawn = police.Reports(preset, streams, self.records, world.flags_of)
        for child, absences in sorted(world.absences_of.items(), key=lambda pair: pair[0].number):
            yield from drawn.of(child, absences)
        for stranger in self.crossing.placed_here:
            yield from drawn.of_a_stranger(stranger.police_record(preset, streams), stranger.absences)
        each_year = preset.number("police.adults") * preset.number("missing.any_child") * world.town.scale * 2
        yield from drawn.adults(world.since, world.until, each_year)

    def _extracts(self) -> Iterator[tuple[str, police.Extract]]:
        """One extract of the whole period, or one for each month with what was reported or changed in it."""
        if not self.sent.police_monthly:
            yield "", police.Extract.before(self.world.until, self.place)
            return
        month = self.world.since.replace(day=1)
        while month < self.world.until - DAY:
            following = months_before(month, -1)
            taken_on = min(following, self.world.until - DAY)
            yield f"{month:%Y-%m}", police.Extract(taken_on, month if month > self.world.since else None, self.place)
            month = following

    def _police_rows(self, extract: police.Extract, reports: Iterable[police.Report]) -> Iterator[Row]:
        for report, row in extract.rows(reports):
            if report.absence is not None:
                self.police_records[report.person.reference] = report.person
            self.carried.police_row(dict(zip(police.COLUMNS, row, strict=True)), _absence(report.absence))
            yield row

    def _published(self) -> Iterator[Delivery]:
        """What had been published by the last day: a year's figures come out in the November after it."""
        world = self.world
        years = collection_years(world.since, world.until - DAY)
        ours = {year.ending: self._own(year) for year in years if date(year.ending, 11, 20) < world.until}
        if not ours:
            return
        folder = self.into / "published"
        names = ("la_cla_missing.csv", "sn_model_wide.csv", "ons_mid-year_population_estimates.csv")
        files = tuple(folder / name for name in names)
        write_csv(files[0], published.MISSING, published.missing_rows(ours, world.streams))
        write_csv(files[1], published.NEIGHBOURS_FILE, published.neighbour_rows(world.streams))
        living = {ending - 1: self._living(date(ending - 1, 6, 30)) for ending in ours}
        write_csv(files[2], published.POPULATION, published.population_rows(living, world.streams))
        release = f"Children looked after in an invented country, {max(ours)}"
        yield deliver("published", STATISTICS_OFFICE, files, self.origin, release=release)

    def _living(self, day: date) -> int:
        return sum(child.is_child_on(day) for child in self.world.town.children)

    def _own(self, year: CollectionYear) -> published.Figures:
        world = self.world
        told = [each for each in world.absences if each.since < world.until]
        last = year.last_day
        at_end = {each.child for each in told if each.looked_after and each.since <= last < each.until}
        return published.own(self.achieved["years"][year.code], len(at_end))

    def _returns(self) -> Iterator[Delivery]:
        years = collection_years(self.world.since, self.world.until - DAY)
        oldest = frozenset({year.ending for year in years[:-1][:1]})
        as_xml = oldest if self.sent.xml_years is None else self.sent.xml_years
        for year in years:
            yield self._return(year, year.ending in as_xml)

    def _return(self, year: CollectionYear, as_xml: bool) -> Delivery:
        view = ssda903.Year(year, self.world.until)
        children = self._children_of(view)
        folder = self.into / "ssda903" / year.code
        if as_xml:
            files: tuple[Path, ...] = (folder / "return.xml",)
            ssda903_xml.write(files[0], self._whole(view, children))
        else:
            files = (folder / "header.csv", folder / "episodes.csv", folder / "missing.csv")
            write_csv(files[0], ssda903.HEADER, (self._header(view, child) for child in children))
            episodes = (row for child, spells in children.items() for row in self._spells(view, child, spells))
            write_csv(files[1], ssda903.EPISODES, episodes)
            write_csv(files[2], ssda903.MISSING, (row for child in children for row in self._missing(view, child)))
        return deliver("ssda903", self.place.authority, files, self.origin, year.ending, self.place.of_council())

    def _children_of(self, view: ssda903.Year) -> dict[Child, list[CareEpisode]]:
        held = {child: view.in_care(spells) for child, spells in self.world.care.episodes.items()}
        return {child: spells for child, spells in held.items() if spells}

    def _whole(
        self, view: ssda903.Year, children: dict[Child, list[CareEpisode]]
    ) -> Iterator[tuple[Row, list[Row], list[Row]]]:
        for child, spells in children.items():
            yield self._header(view, child), self._spells(view, child, spells), list(self._missing(view, child))

    def _header(self, view: ssda903.Year, child: Child) -> Row:
        row = view.header_row(self.brought.identities[child])
        self.carried.who((COUNCIL, row[0]), day_of(row[2]), {"1": "M", "2": "F"}[row[1]])
        return row

    def _spells(self, view: ssda903.Year, child: Child, spells: list[CareEpisode]) -> list[Row]:
        return [view.episode_row(self.brought.identities[child], each) for each in spells]

    def _missing(self, view: ssda903.Year, child: Child) -> Iterator[Row]:
        for absence in self.world.absences_of.get(child, []):
            if absence.looked_after:
                drawn = (absence, self.world.preset, self.world.streams, self.world.until)
                returned, kind = ssda903.returned(*drawn), ssda903.kept(*drawn)
                self._note(child, absence, kind)
                for row in view.missing_rows(self.brought.identities[child], returned, kind):
                    self.carried.return_row(row, _absence(absence))
                    yield row

    def _note(self, child: Child, absence: Absence, kind: str) -> None:
        """Keep in mind what the return leaves out, or tells of as away."""
        if kind in self.not_as_missing and absence.since < self.world.until:
            who = self.brought.identities[child].local_id
            self.not_as_missing[kind][who, absence.since.isoformat()] = None

    def returns_told(self) -> dict[str, list[list[str]]]:
        """The absences, by the council's number and first day, that the return left out or told of as away."""
        names = {"": "left_out_of_the_return", "A": "returned_as_away"}
        return {name: sorted(map(list, self.not_as_missing[kind])) for kind, name in names.items()}

    def write_linkage(self, path: Path) -> None:
        """Who is who: each system's number for each child it knows, and how its record differs from the truth."""
        write_csv(path, LINKAGE, self._linkage_rows())

    def _linkage_rows(self) -> Iterator[Row]:
        for child, who in self.brought.identities.items():
            yield (str(child.number), "council", who.local_id, who.local_id, "")
            if child in self.brought.again:
                second, differences = self.brought.again[child]
                yield (str(child.number), "council", second.local_id, second.local_id, ";".join(differences))
        for reference, record in sorted(self.police_records.items()):
            if record.child is not None and not is_crossing(record.child):
                told = ";".join(record.differences)
                yield (str(record.child.number), "police", reference, record.council_local_id, told)
        yield from self.crossing.linkage(self.police_records)
        if self.partners is not None:
            yield from self.partners.linkage()

    def partners_told(self) -> dict[str, Any]:
        """What only the further agencies tell of, where any of them sends."""
        return self.partners.told() if self.partners is not None else {}

    def write_families(self, path: Path) -> None:
        """Brothers and sisters known to other agencies, where any of those sends."""
        if self.partners is not None:
            write_csv(path, FAMILIES, self.partners.families_told())


def _absence(absence: Absence | None) -> tuple[int, int]:
    """A true absence by its child and first day."""
    return (absence.child.number, absence.since.toordinal()) if absence else (-1, -1)
