"""How right is the linkage of the invented county, sent through the real feeds, beside Splink as it comes?

    script/bench linkage_county

Every partner's files are loaded as they would be, and `homeward link` is run. A record is then an agency's own number
for a child, whose every word is one child's by that agency's own account; the truth says whose each is, which no feed
was ever shown. What Homeward does not join it asks about: what that comes to, once answered, is a row of its own.

Splink is given the same profiles in the same run: its own comparisons, connected components at .95 and at the threshold
that is best for it, which only the truth can tell. It is given each agency's own numbers too, and in a second reckoning
the joins that partners asserted by sending the council's number, which the feeds follow.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from math import log2
from pathlib import Path
from time import perf_counter
from typing import Any

from _hub import NOW, hub
from _results import database, keep, machine, table

SIZE, MONTHS, PARTNERS_MONTHS = "county", 36, 6
CERTAIN = log2(0.95 / 0.05)
GRID = tuple(range(-5, 41))
Record = tuple[str, str]
Shown = tuple[object, ...]


@dataclass(frozen=True)
class Truth:
    """Whose each record is, and which children are twins."""

    child_of: Mapping[Record, str]
    twins: list[tuple[str, str]]


def truth_in(folder: Path) -> Truth:
    """What the county wrote apart from the files."""
    with (folder / "linkage.csv").open(encoding="utf-8", newline="") as file:
        child_of = {(row["system"], row["number"]): row["child"] for row in csv.DictReader(file)}
    with (folder / "families.csv").open(encoding="utf-8", newline="") as file:
        twins = [(row["child"], row["of"]) for row in csv.DictReader(file) if row["twin"]]
    return Truth(child_of, twins)


class Groups:
    """Records put together, one link after another."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.above = {record: record for record in records}

    def root(self, one: Record) -> Record:
        """The record that stands for the group of this one."""
        while self.above[one] != one:
            self.above[one] = self.above[self.above[one]]
            one = self.above[one]
        return one

    def join(self, one: Record, other: Record) -> None:
        """Put the groups of two records together."""
        self.above[self.root(one)] = self.root(other)

    def all(self) -> list[list[Record]]:
        """Every group."""
        found = defaultdict(list)
        for record in self.above:
            found[self.root(record)].append(record)
        return list(found.values())


def profiles() -> dict[int, Record]:
    """Each profile that an agency gave its own number for, and the record it is a word of."""
    from homeward.register.linkage.models import Profile

    rows = Profile.objects.filter(withdrawn=False).exclude(own_key="").select_related("agency")
    return {row.pk: (row.agency.kind, row.own_key) for row in rows}


def standing(record_of: Mapping[int, Record]) -> list[list[Record]]:
    """The records that stand in one child now, by any of their words."""
    from homeward.register.linkage.models import Profile

    first: dict[Any, Record] = {}
    groups = Groups(record_of.values())
    for pk, child in Profile.objects.filter(pk__in=record_of).values_list("pk", "subject"):
        groups.join(first.setdefault(child, record_of[pk]), record_of[pk])
    return groups.all()


def scored_by_splink(record_of: Mapping[int, Record]) -> list[tuple[Record, Record, float]]:
    """Every pair of records that Splink scores, with the bits of their best pair of words."""
    from _linkage_sets import Sample
    from _plain_splink import scored

    from homeward.register.linkage.queries.candidates import given_rows

    rows = [row for row in given_rows() if int(str(row["unique_id"])) in record_of]
    sample = Sample("synthetic_agencies_100k", rows, {}, {}, [])
    return [(record_of[int(a)], record_of[int(b)], bits) for a, b, bits in scored(sample)]


def components(
    asserted: Iterable[Iterable[Record]], pairs: Iterable[tuple[Record, Record, float]], bits: float
) -> list[list[Record]]:
    """Connected components of what is at a threshold or above it, and of what was put together already."""
    whole = [list(each) for each in asserted]
    groups = Groups(record for each in whole for record in each)
    for first, *others in whole:
        for other in others:
            groups.join(first, other)
    for one, other, found in pairs:
        if found >= bits:
            groups.join(one, other)
    return groups.all()


def row_of(name: str, clusters: Iterable[Iterable[Record]], truth: Truth, **more: Any) -> dict[str, Any]:
    """What a partition of the records is worth."""
    from homeward.register.linkage.engine.measuring import quality

    found = quality(clusters, truth.child_of, truth.twins).as_row()  # type: ignore[arg-type]  # any key will do
    return {"method": name, **{key: round(value, 6) for key, value in found.items()}, **more}


def peers(record_of: Mapping[int, Record], loaded: list[list[Record]], truth: Truth) -> list[dict[str, Any]]:
    """Splink by itself, and on top of what the partners asserted, each at .95 and at its best."""
    began = perf_counter()
    pairs = scored_by_splink(record_of)
    seconds = round(perf_counter() - began, 1)
    alone = [[record] for each in loaded for record in each]
    found = []
    for name, asserted in (("Splink", alone), ("Splink on what partners asserted", loaded)):
        rows = [
            row_of(name, components(asserted, pairs, bits), truth, bits=round(bits, 2), seconds=seconds)
            for bits in (CERTAIN, *map(float, GRID))
        ]
        best = max(rows, key=lambda row: row["f1"])
        found += [rows[0] | {"method": f"{name}, at .95"}, best | {"method": f"{name}, at its best"}]
    return found


def rightly_answered(record_of: Mapping[int, Record], truth: Truth) -> list[tuple[Record, Record, float]]:
    """The pairs that people are asked about and that are one child, as whoever knows the children would answer."""
    from homeward.register.linkage.models import ReviewItem

    asked = ReviewItem.objects.filter(settled_at__isnull=True).values_list("a", "b")
    pairs = [(record_of[a], record_of[b]) for a, b in asked if a in record_of and b in record_of]
    return [(one, other, 0.0) for one, other in pairs if truth.child_of[one] == truth.child_of[other]]


def left_apart(clusters: list[list[Record]], truth: Truth) -> dict[str, int]:
    """Pairs of one child's records that are apart, by which agencies they lie between."""
    at = {record: number for number, each in enumerate(clusters) for record in each}
    of_child = defaultdict(list)
    for record in at:
        of_child[truth.child_of[record]].append(record)
    apart = Counter(
        " and ".join(sorted((one[0], other[0])))
        for records in of_child.values()
        for one, other in combinations(records, 2)
        if at[one] != at[other]
    )
    return dict(apart.most_common())


def measured(folder: Path) -> dict[str, Any]:
    """Make, send, link and compare."""
    from homeward.config.commands.serve import load_county, open_accounts
    from homeward.county import make
    from homeward.county.writing import EVERY_FEED, Sent
    from homeward.gateways.feeds.linking import link_register
    from homeward.register.linkage.models import ReviewItem
    from homeward.register.sources.models import Refusal

    open_accounts()
    sent = Sent(feeds=EVERY_FEED, partners_months=PARTNERS_MONTHS)
    run = make(folder / "county", SIZE, MONTHS, until=NOW.date() - timedelta(days=1), sent=sent)
    began = perf_counter()
    load_county(folder / "county")
    load = round(perf_counter() - began, 1)
    truth = truth_in(run.truth.parent)
    record_of = {pk: record for pk, record in profiles().items() if record in truth.child_of}
    loaded = standing(record_of)
    beside = peers(record_of, loaded, truth)
    began = perf_counter()
    link_register(clock=lambda: NOW)
    link = round(perf_counter() - began, 1)
    linked = standing(record_of)
    questions = ReviewItem.objects.filter(settled_at__isnull=True).count()
    answered = components(linked, rightly_answered(record_of, truth), 0.0)
    return {
        "database": database(),
        "records": len(set(record_of.values())),
        "profiles": len(record_of),
        "profiles_nobody_knows": len(profiles()) - len(record_of),
        "rows_refused": Refusal.objects.count(),
        "seconds": {"load": load, "link": link},
        "questions": questions,
        "left_apart": left_apart(linked, truth),
        "methods": [
            row_of("The feeds alone", loaded, truth),
            row_of("Homeward", linked, truth, questions=questions, seconds=link),
            row_of("Homeward, its questions rightly answered", answered, truth),
            *beside,
        ],
    }


def main() -> int:
    """Print the table, and keep it."""
    facts = machine()
    with hub() as folder:
        found = measured(folder)
    facts["database"] = found.pop("database")
    columns = ("method", "bits", "P", "R", "F1", "mixed", "split", "twins joined")
    table(columns, [cells(row) for row in found["methods"]])
    print(
        f"{found['records']} records, {found['questions']} questions put to people; left apart: {found['left_apart']}"
    )
    keep("linkage_county", {"machine": facts, "size": SIZE, "months": MONTHS, **found})
    return 0


def cells(row: dict[str, Any]) -> Shown:
    """A row of the table on the screen."""
    shares = tuple(f"{row[name]:.4f}" for name in ("precision", "recall", "f1"))
    return (row["method"], row.get("bits", ""), *shares, row["mixed"], row["split"], row["twins_joined"])


if __name__ == "__main__":
    SIZE = sys.argv[1] if len(sys.argv) > 1 else SIZE
    sys.exit(main())
