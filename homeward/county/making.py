"""Making the invented county: simulate the truth forward, then write what each partner would send of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from homeward.county import truth as truths
from homeward.county.absences import Absence, Absences, live_years, someone_missing
from homeward.county.care import Care, CareSystem
from homeward.county.chance import Streams
from homeward.county.children import Child, Town, populate
from homeward.county.exclusions import Exclusion
from homeward.county.exploitation import Exploitation
from homeward.county.files import Delivery, Origin, deliver, write_csv
from homeward.county.homes import schools_of_county
from homeward.county.hours import set_times
from homeward.county.identities import Identity, Registrar
from homeward.county.knowledge import Knowledge
from homeward.county.lines import Line
from homeward.county.names import AUTHORITY, COUNTING_OFFICE
from homeward.county.need import Need, needs
from homeward.county.operation import Operation
from homeward.county.preset import Preset, load
from homeward.county.reasons import lawful_reasons, sent_without_reason
from homeward.county.views import identity as identity_view
from homeward.county.views import population as population_view
from homeward.county.views import ssda903
from homeward.county.workers import DEMONSTRATION_WORKER, Allocation, Allocations, workforce
from homeward.county.years import DAY, collection_years, months_before
from homeward.foundation.collection_years import CollectionYear

PRESET = "county-2019"
SIZES = ("town", "county")
Progress = Callable[[str, int, int], None]


class UnknownSize(ValueError):
    """The county is made in two sizes only."""


@dataclass(frozen=True)
class Made:
    """What was written and where; the truth lies apart and no feed reads it."""

    into: Path
    since: date
    until: date
    deliveries: tuple[Delivery, ...]
    truth: Path
    counts: dict[str, int]


@dataclass
class World:
    """One run's hidden truth, before any partner has seen it.

    The police record flags of exploitation from `flags_since` on; where that is None they always have.
    """

    preset: Preset
    town: Town
    care: Care
    absences: list[Absence]
    needs: dict[Child, Need]
    since: date
    until: date
    streams: Streams
    exploited: dict[Child, Exploitation] = field(default_factory=dict)
    exclusions: dict[Child, list[Exclusion]] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    operations: tuple[Operation, ...] = ()
    known_to: Knowledge = field(default_factory=dict)
    flags_since: date | None = None
    absences_of: dict[Child, list[Absence]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.absences:
            self.absences_of.setdefault(each.child, []).append(each)


@dataclass
class Brought:
    """The children whom the council brings, as it has them on record."""

    reasons: dict[Child, str]
    identities: dict[Child, Identity]
    allocations: dict[Child, list[Allocation]]


def make(
    into: Path,
    size: str = "town",
    months: int = 36,
    *,
    until: date,
    seed: int = 2019,
    progress: Progress | None = None,
) -> Made:
    """Write the invented county's files for the months before a day; the same arguments give the same bytes.

    The first collection year is written whole, because a return is. Nothing on or after `until` is told.
    """
    if size not in SIZES:
        raise UnknownSize(f"Size is {size!r}; it must be one of {', '.join(SIZES)}.")
    tell = progress or _silent
    origin = Origin(seed, PRESET, size, months, until.isoformat())
    world = simulate(size, months, until, seed, tell)
    brought = bring(world)
    deliveries = list(_deliveries(Path(into), world, brought, origin, tell))
    truth = Path(into) / "truth" / "truth.json"
    told = _truth(world, brought, origin)
    truths.write(truth, told)
    counts = {"children": told["children"], "brought": len(brought.reasons), "looked_after": told["looked_after_now"]}
    return Made(Path(into), world.since, until, tuple(deliveries), truth, counts)


def simulate(size: str, months: int, until: date, seed: int, tell: Progress) -> World:
    """Live the county forward, to the end of the collection year that holds the last day."""
    preset, streams = load(PRESET), Streams(seed)
    years = collection_years(months_before(until, months), until - DAY)
    since, horizon = years[0].since, years[-1].until
    tell("Children of the county", 0, 4)
    town = populate(preset, int(preset.number(f"size.{size}")), since, horizon, streams)
    tell("Children looked after", 1, 4)
    care = CareSystem(preset, town, since, horizon, streams).run()
    tell("Children in need", 2, 4)
    in_need = needs(preset, town, since, horizon, streams)
    tell("Missing episodes", 3, 4)
    lived = live_years(Absences(preset, town, care, streams, small=size == "town"), years)
    absences = set_times(someone_missing(lived, care, until), preset, streams)
    tell("Missing episodes", 4, 4)
    return World(preset, town, care, absences, in_need, since, until, streams)


def bring(world: World) -> Brought:
    """Who has a lawful reason to be brought, and what the council has on record of them."""
    preset, streams, until = world.preset, world.streams, world.until
    reasons = lawful_reasons(world.care, world.absences, world.needs, world.since, until)
    share = preset.number("records.without_reason")
    reasons |= sent_without_reason(world.town, reasons, share, until, streams["rows without a reason"])
    reasons = dict(sorted(reasons.items(), key=lambda pair: pair[0].number))
    schools = schools_of_county(preset.table("county.schools"), world.town.scale)
    registrar = Registrar(preset, schools, until, streams)
    changes = preset.number("records.worker_changes")
    held = Allocations(workforce(world.town.scale), until, changes, streams)
    held.take_into_hub(world.care, world.absences)
    identities, allocations = {}, {}
    for child in reasons:
        spells = [each for each in world.care.episodes.get(child, []) if each.since < until]
        missing = [each for each in world.absences_of.get(child, []) if each.since < until]
        in_need = world.needs.get(child)
        identities[child] = registrar.register(child, spells[0].home_postcode if spells else "", bool(spells))
        allocations[child] = held.of(child, spells, in_need, missing)
    return Brought(reasons, identities, allocations)


def _deliveries(into: Path, world: World, brought: Brought, origin: Origin, tell: Progress) -> Iterator[Delivery]:
    years = collection_years(world.since, world.until - DAY)
    total = len(years) + 2
    tell("Files", 0, total)
    path = into / "population" / "population.csv"
    write_csv(path, population_view.COLUMNS, population_view.rows(world.town.children, world.since, world.until))
    yield deliver("population", COUNTING_OFFICE, (path,), origin)
    tell("Files", 1, total)
    path = into / "identity" / "identity.csv"
    write_csv(path, identity_view.COLUMNS, _identity_rows(world, brought))
    yield deliver("identity", AUTHORITY, (path,), origin)
    for done, year in enumerate(years, start=2):
        tell("Files", done, total)
        files = _write_return(into / "ssda903" / year.code, year, world, brought)
        yield deliver("ssda903", AUTHORITY, files, origin, year.ending)
    tell("Files", total, total)


def _identity_rows(world: World, brought: Brought) -> Iterator[tuple[str, ...]]:
    for child, reason in brought.reasons.items():
        yield from identity_view.rows_of(
            brought.identities[child], brought.allocations[child], reason, world.since, world.until
        )


def _write_return(folder: Path, year: CollectionYear, world: World, brought: Brought) -> tuple[Path, ...]:
    view = ssda903.Year(year, world.until)
    cared_for = {child: view.in_care(spells) for child, spells in world.care.episodes.items()}
    cared_for = {child: spells for child, spells in cared_for.items() if spells}
    known = {child: brought.identities[child] for child in cared_for}
    missing = {child: [each for each in world.absences_of.get(child, []) if each.looked_after] for child in cared_for}
    headers = (view.header_row(who) for who in known.values())
    episodes = (view.episode_row(known[child], each) for child, spells in cared_for.items() for each in spells)
    periods = (row for child, each in missing.items() for row in view.missing_rows(known[child], each))
    files = (folder / "header.csv", folder / "episodes.csv", folder / "missing.csv")
    write_csv(files[0], ssda903.HEADER, headers)
    write_csv(files[1], ssda903.EPISODES, episodes)
    write_csv(files[2], ssda903.MISSING, periods)
    return files


def _truth(world: World, brought: Brought, origin: Origin) -> dict[str, Any]:
    """What was achieved, and what was planted on purpose."""
    found = truths.of_run(world.town.children, world.care, world.absences, world.since, world.until)
    held = [child for child, each in brought.allocations.items() if _held_now(each)]
    looked_after = dict.fromkeys(world.care.looked_after(world.until - DAY))
    name = {child: who.local_id for child, who in brought.identities.items()}
    reasons = list(brought.reasons.values())
    return found | {
        "run": vars(origin),
        "since": world.since.isoformat(),
        "brought": {reason or "blank": reasons.count(reason) for reason in sorted(set(reasons))},
        "without_reason": [name[child] for child, reason in brought.reasons.items() if reason in ("none", "")],
        "missing_now": [name[each.child] for each in world.absences if _still_missing(each, world.until)],
        "demonstration_worker": {
            "worker": DEMONSTRATION_WORKER,
            "children": [name[child] for child in held],
            "looked_after": [name[child] for child in held if child in looked_after],
            "missing_while_looked_after": [
                name[c] for c in held if any(e.looked_after for e in world.absences_of.get(c, []))
            ],
        },
    }


def _held_now(allocations: list[Allocation]) -> bool:
    return any(each.until is None and each.worker.number == DEMONSTRATION_WORKER for each in allocations)


def _still_missing(absence: Absence, until: date) -> bool:
    return absence.looked_after and absence.since < until <= absence.until


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
