"""Making the invented county: simulate the truth forward, then write what each partner would send of it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from homeward.county import hidden
from homeward.county import truth as truths
from homeward.county.absences import Absence
from homeward.county.carried import Carried
from homeward.county.crossing import Crossing
from homeward.county.files import Delivery, Origin
from homeward.county.homes import schools_of_county
from homeward.county.identities import Registrar, held_again
from homeward.county.living import live
from homeward.county.places import HOME, Place
from homeward.county.preset import load
from homeward.county.reasons import LAWFUL, lawful_reasons, sent_without_reason
from homeward.county.workers import DEMONSTRATION_WORKER, Allocation, Allocations, workforce
from homeward.county.world import Brought, World
from homeward.county.writing import Progress, Sent, Writer
from homeward.county.years import DAY

PRESET = "county-2019"
SIZES = ("town", "county")
SENT = Sent()


class UnknownSize(ValueError):
    """One county is made in two sizes only; a region and a country are made of several (`counties`)."""


@dataclass(frozen=True, slots=True)
class Several:
    """What one county of several is told: how many children it has, which it is, and who crosses its borders."""

    place: Place
    children: int
    crossing: Crossing


@dataclass(frozen=True)
class Made:
    """What was written and where; the truth lies apart and no feed reads it."""

    into: Path
    since: date
    until: date
    deliveries: tuple[Delivery, ...]
    truth: Path
    counts: dict[str, int]


def make(
    into: Path,
    size: str = "town",
    months: int = 36,
    *,
    until: date,
    seed: int = 2019,
    progress: Progress | None = None,
    sent: Sent = SENT,
    variant: str = "",
    several: Several | None = None,
) -> Made:
    """Write the invented county's files for the months before a day; the same arguments give the same bytes.

    The first collection year is written whole, because a return is. Nothing on or after `until` is told. `sent` says
    which partners send, and in what form; a variant plants one thing to be found, or nothing. `several` says which
    county of several it is.
    """
    if size not in SIZES:
        raise UnknownSize(f"Size is {size!r}; it must be one of {', '.join(SIZES)}.")
    tell = progress or _silent
    preset = load(PRESET, variant)
    if several is not None:
        preset = preset.with_number(f"size.{size}", several.children)
    origin = Origin(seed, preset.name, size, months, until.isoformat())
    world = live(preset, size, months, until, seed, tell)
    world.place = several.place if several is not None else HOME
    brought = bring(world)
    achieved = truths.of_run(world.town.children, world.care, world.absences, world.since, until)
    writer = Writer(Path(into), world, brought, origin, sent, Carried(until), achieved)
    if several is not None:
        writer.crossing = several.crossing
    deliveries = list(writer.deliveries(tell))
    truth = Path(into) / "truth" / "truth.json"
    told = achieved | _truth(world, brought, origin) | hidden.told(world) | writer.returns_told()
    told |= {"carried": writer.carried.counted()} | writer.partners_told()
    truths.write(truth, told)
    writer.write_linkage(truth.with_name("linkage.csv"))
    writer.write_families(truth.with_name("families.csv"))
    counts = {"children": told["children"], "brought": len(brought.reasons), "looked_after": told["looked_after_now"]}
    return Made(Path(into), world.since, until, tuple(deliveries), truth, counts)


def simulate(size: str, months: int, until: date, seed: int, tell: Progress, variant: str = "") -> World:
    """The hidden truth of one run."""
    return live(load(PRESET, variant), size, months, until, seed, tell)


def bring(world: World) -> Brought:
    """Who has a lawful reason to be brought, and what the council has on record of them."""
    preset, streams, until = world.preset, world.streams, world.until
    reasons = lawful_reasons(
        world.care, world.absences, world.needs, world.since, until, council_knows=world.council_knows
    )
    share = preset.number("records.without_reason")
    reasons |= sent_without_reason(
        world.town, reasons, world.absences_of, share, until, streams["rows without a reason"]
    )
    reasons = dict(sorted(reasons.items(), key=lambda pair: pair[0].number))
    schools = schools_of_county(preset.table("county.schools"), world.town.scale)
    registrar = Registrar(preset, schools, until, streams, world.place)
    changes = preset.number("records.worker_changes")
    held = Allocations(workforce(world.town.scale), until, changes, streams)
    held.take_into_hub(world.care, [each for each in world.absences if each.child in reasons])
    identities, allocations, again = {}, {}, {}
    for child in reasons:
        spells = [each for each in world.care.episodes.get(child, []) if each.since < until]
        missing = [each for each in world.absences_of.get(child, []) if each.since < until]
        in_need = world.needs.get(child)
        identities[child] = registrar.register(child, spells[0].home_postcode if spells else "", bool(spells))
        allocations[child] = held.of(child, spells, in_need, missing)
        second = held_again(identities[child], preset, streams)
        if second is not None and reasons[child] in LAWFUL[1:]:
            again[child] = second
    return Brought(reasons, identities, allocations, registrar, again=again)


def _truth(world: World, brought: Brought, origin: Origin) -> dict[str, Any]:
    """What was achieved, and what was planted on purpose."""
    held = [child for child, each in brought.allocations.items() if _held_now(each)]
    looked_after = dict.fromkeys(world.care.looked_after(world.until - DAY))
    name = {child: who.local_id for child, who in brought.identities.items()}
    reasons = list(brought.reasons.values())
    return {
        "run": vars(origin),
        "since": world.since.isoformat(),
        "brought": {reason or "blank": reasons.count(reason) for reason in sorted(set(reasons))},
        "without_reason": [name[child] for child, reason in brought.reasons.items() if reason in ("none", "")],
        "held_twice_by_the_council": [[name[child], second.local_id] for child, (second, _) in brought.again.items()],
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
