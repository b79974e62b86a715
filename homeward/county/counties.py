"""A region of ten counties, or a country of a hundred and fifty-two, one after another.

One county is the most that is ever in memory: it is lived from a seed of its own, written to a folder of its own, let
go, and only then is the next begun. A county written whole has a last word in its folder; given the same arguments
again, it is left as it is, so that a run that was stopped goes on where it stopped. What is added up over all of them
is a fixed number of cells.
"""

import gc
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import exp
from pathlib import Path
from typing import Any

from homeward.county.chance import Stream
from homeward.county.crossing import crossing
from homeward.county.files import digest
from homeward.county.making import PRESET, Made, Several, make
from homeward.county.places import Place, places
from homeward.county.preset import Preset, load
from homeward.county.writing import Sent
from homeward.county.years import collection_years, months_before

SIZES = ("region", "england")
REGION = 10  # counties that border on each other
LEAST, MOST = 25_000, 160_000  # children of one county; its test numbers are enough for no more
SEEDS = 1000
LAST_WORD, OVER_ALL = "county.json", "counties.json"
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Planned:
    """One county of several: which, of how many children, from which seed."""

    place: Place
    children: int
    seed: int

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return f"{self.place.number:03d}-{self.place.code}"


@dataclass(frozen=True, slots=True)
class SeveralMade:
    """What a run over several counties came to."""

    into: Path
    counties: tuple[dict[str, Any], ...]
    made: int


def plan(size: str, seed: int, preset: Preset | None = None) -> list[Planned]:
    """The counties of a size: unlike each other, all together as many children as the size says."""
    rates = preset or load(PRESET)
    count, whole = int(rates.number(f"counties.{size}")), rates.number(f"size.{size}")
    draw = Stream(seed, f"sizes of counties/{size}")
    weights = [exp(rates.number("counties.spread") * draw.normal()) for _ in range(count)]
    shares = [min(max(whole * weight / sum(weights), LEAST), MOST) for weight in weights]
    scale = whole / sum(shares)
    return [
        Planned(place, round(min(share * scale, MOST)), seed * SEEDS + place.number)
        for place, share in zip(places(count), shares, strict=True)
    ]


def make_counties(
    into: Path,
    size: str,
    months: int = 36,
    *,
    until: date,
    seed: int = 2019,
    sent: Sent | None = None,
    tell: Told | None = None,
    only: int | None = None,
) -> SeveralMade:
    """Write every county of a region or a country that is not written whole already; `only` so many of the first."""
    rates, planned, made = load(PRESET), plan(size, seed), 0
    wanted = planned if only is None else planned[:only]
    for done, each in enumerate(wanted):
        if tell is not None:
            tell(each.place.name, done, len(wanted))
        said = _saying(each, months, until, sent or Sent())
        folder = Path(into) / each.folder
        if _last_word(folder, said):
            continue
        shutil.rmtree(folder, ignore_errors=True)
        _make_one(folder, each, planned, rates, months, until, sent or Sent(), said, seed)
        made += 1
        gc.collect()
    told = tuple(_told(Path(into), each) for each in wanted)
    _write(Path(into) / OVER_ALL, {"size": size, "seed": seed, "counties": told, "together": _together(told)})
    if tell is not None:
        tell("All counties", len(wanted), len(wanted))
    return SeveralMade(Path(into), told, made)


def neighbours(of: Place, planned: list[Planned]) -> Iterator[Place]:
    """The other counties of the same region."""
    for each in planned:
        if each.place.number // REGION == of.number // REGION and each.place != of:
            yield each.place


def _make_one(
    folder: Path,
    each: Planned,
    planned: list[Planned],
    rates: Preset,
    months: int,
    until: date,
    sent: Sent,
    said: dict[str, Any],
    seed: int,
) -> None:
    """One county, and its last word once everything of it is written."""
    since = collection_years(months_before(until, months), until)[0].since
    across = crossing(each.place, neighbours(each.place, planned), seed, rates, since, until)
    several = Several(each.place, each.children, across)
    own = Sent(sent.feeds - OF_THE_FIRST_ALONE if each.place.number else sent.feeds, sent.xml_years)
    found = make(folder, "county", months, until=until, seed=each.seed, sent=own, several=several)
    _write(folder / LAST_WORD, said | _came_to(found, len(across.placed_away), len(across.placed_here)))


OF_THE_FIRST_ALONE = frozenset({"published"})  # official statistics tell of all areas at once


def _saying(each: Planned, months: int, until: date, sent: Sent) -> dict[str, Any]:
    """What a county was made of: the same words again mean the same bytes."""
    return {
        "county": each.place.name,
        "number": each.place.number,
        "children_planned": each.children,
        "seed": each.seed,
        "months": months,
        "until": until.isoformat(),
        "feeds": sorted(sent.feeds),
    }


def _came_to(made: Made, away: int, here: int) -> dict[str, Any]:
    """Counts, each delivery's manifest by its hash, and the cells that are added up."""
    truth = json.loads(made.truth.read_text(encoding="utf-8"))
    quarters = {
        code: {"children": told["children"], "episodes": told["episodes"], "cells": told["cells"]}
        for code, told in truth["carried"]["quarters"].items()
    }
    return {
        "counts": made.counts,
        "crossing": {"placed_away": away, "placed_here": here},
        "manifests": {str(each.manifest.relative_to(made.into)): digest(each.manifest) for each in made.deliveries},
        "quarters": quarters,
    }


def _last_word(folder: Path, said: dict[str, Any]) -> bool:
    """Whether a county is written whole, from the same arguments."""
    path = folder / LAST_WORD
    if not path.is_file():
        return False
    found = json.loads(path.read_text(encoding="utf-8"))
    return all(found.get(name) == value for name, value in said.items())


def _told(into: Path, each: Planned) -> dict[str, Any]:
    path = into / each.folder / LAST_WORD
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {"folder": each.folder, "last_word": digest(path), **{name: found[name] for name in KEPT}}


KEPT = ("county", "number", "seed", "counts", "crossing", "quarters")


def _together(told: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    """Sums over the counties: children, and missing children by quarter, sex and age band; a fixed number of cells."""
    counts: Counter[str] = Counter()
    cells: Counter[tuple[str, str, str, str]] = Counter()
    for each in told:
        counts.update(each["counts"])
        for quarter, found in each["quarters"].items():
            for cell in found["cells"]:
                for what in ("children", "episodes"):
                    cells[quarter, cell["sex"], cell["age_band"], what] += cell[what]
    return {
        "counties": len(told),
        "counts": dict(counts),
        "cells": [[*at, count] for at, count in sorted(cells.items())],
    }


def _write(path: Path, what: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(what, indent=1, sort_keys=True) + "\n", encoding="utf-8")
