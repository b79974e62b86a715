"""How right is the linkage, on sets whose answers are known, beside Splink as it comes and recordlinkage's ECM?

    script/bench linkage_accuracy FOLDER

FOLDER holds the sets that `_linkage_sets` reads; without it nothing is run. All three see the same rows in the same
run. Thresholds do not carry from one set to another, so each method is given at its best and at a fixed one: .95 for
the peers, and the shipped rules for ours. Ours is trained on each set without labels, as Splink is.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from _hub import ROOT

sys.path.insert(0, str(ROOT))

from _linkage_sets import Sample, samples_in  # noqa: E402
from _peers import HOW, asked, interpreter, not_run, samples  # noqa: E402
from _results import keep, machine, table  # noqa: E402

CERTAIN = log2(0.95 / 0.05)
GRID = tuple(range(-10, 31))
Cluster = Iterable[Iterable[str]]


@dataclass(frozen=True)
class Method:
    """What a method made of a set: its clusters at a threshold in bits, the fixed threshold, seconds, pairs scored."""

    clusters: Callable[[float], Cluster]
    fixed: float
    seconds: float
    pairs: int


def ours(sample: Sample) -> Method:
    """Our levels, weighed by Splink, clustered under constraints with the twin guard."""
    from splink import block_on

    from homeward.methods.matching.clustering import Parameters, Problem, cluster_by_component
    from homeward.methods.matching.levels import COMPARISONS, Comparison, Level
    from homeward.methods.matching.model import read_model
    from homeward.register.linkage.engine.measuring import clustering_edges, node
    from homeward.register.linkage.engine.predicting import edges
    from homeward.register.linkage.engine.settings import block_rules
    from homeward.register.linkage.engine.tables import compared, rows_of
    from homeward.register.linkage.engine.training import Plan, train, usual_plan

    began = time.monotonic()
    given = sample.table
    ready = compared(given, sample.extra)
    comparisons: tuple[Comparison, ...] = COMPARISONS
    rules, plan, more, wanted = block_rules(), usual_plan(), {}, 2
    if sample.extra:
        levels = (Level("exact", "the same"), Level("near", "nearly the same"), Level("else", "different"))
        further = tuple(Comparison(name, name, levels, lambda a, b: None) for name in sample.extra)
        comparisons = (*COMPARISONS[:2], *further)
        more = {name: {"exact": f"{name}_l = {name}_r", "near": _near(name)} for name in sample.extra}
        rules += [block_on(*columns) for columns in FURTHER_BLOCKS[sample.name]]
        certain = (block_on("forename", "surname", "born"),)
        plan = Plan(certain, 0.6, (block_on("forename", "surname"), block_on("born")))
        # Adults without one identifier between them: two independent ones cannot be asked for.
        wanted = 0
    model = read_model(
        train(ready, version="bench", told={}, plan=plan, comparisons=comparisons, more=more), comparisons
    )
    people = dict(rows_of(given))
    batches = edges(ready, model, comparisons=comparisons, more=more, rules=rules, least_bits=float(GRID[0]))
    found = tuple(clustering_edges(batches, people, least_bits=GRID[0], comparisons=comparisons))
    nodes = tuple(node(profile, traits) for profile, traits in people.items())

    def clusters(bits: float) -> Cluster:
        rules = Parameters(join=bits, join_with_identifier=min(bits, 12.0), identifiers=wanted)
        return cluster_by_component(Problem(nodes, found, parameters=rules)).clusters

    fixed = 20.0 if wanted else CERTAIN
    clusters(fixed)
    return Method(clusters, fixed, time.monotonic() - began, len(found))


FURTHER_BLOCKS = {
    "fake_1000": (("forename",), ("surname",), ("born",), ("email",)),
    "febrl_dataset3": (("forename", "surname"), ("zone", "surname"), ("zone", "forename"), ("street", "town")),
}


def _near(name: str) -> str:
    """A value alike in most of its letters; of an e-mail address, the part that is the person's own."""
    if name == "email":
        return "split_part(email_l, '@', 1) = split_part(email_r, '@', 1)"
    return f"jaro_winkler_similarity({name}_l, {name}_r) >= 0.9"


def plain_splink(sample: Sample) -> Method:
    """Splink's own comparisons, and connected components of what passes the threshold."""
    from _plain_splink import scored

    began = time.monotonic()
    pairs = scored(sample)
    return components(sample, pairs, CERTAIN, began)


def ecm(sample: Sample, python: Path) -> Method:
    """recordlinkage without labels, and connected components."""
    from _plain_splink import BLOCKS

    began = time.monotonic()
    usual = ["upn", "nhs", "postcode", "sex"]
    exact = ["dob", *({"fake_1000": ["city", "email"], "febrl_dataset3": ["zone", "town"]}.get(sample.name, usual))]
    rows = [
        {name: str(value) if value not in (None, "") else None for name, value in row.items() if name != "birth_date"}
        | {"dob": row["birth_date"].isoformat() if row["birth_date"] else None}
        for row in sample.rows
    ]
    blocks = [list(columns) for columns in BLOCKS[sample.name] if not any("(" in column for column in columns)]
    with NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump({"rows": rows, "blocks": blocks, "names": ["forename", "surname"], "exact": exact}, file)
        file.flush()
        told = asked(python, ROOT / "bench/_ecm.py", file.name)
    pairs = [(a, b, log2(p / (1 - p)) if p < 1 else 60.0) for a, b, p in told["pairs"]]
    return components(sample, pairs, CERTAIN, began)


def components(sample: Sample, pairs: Sequence[tuple[str, str, float]], fixed: float, began: float) -> Method:
    """Connected components of the pairs at or above a threshold."""

    def clusters(bits: float) -> Cluster:
        parent = {row["unique_id"]: row["unique_id"] for row in sample.rows}

        def root(one: str) -> str:
            while parent[one] != one:
                parent[one] = parent[parent[one]]
                one = parent[one]
            return one

        for a, b, weight in pairs:
            if weight >= bits:
                parent[root(a)] = root(b)
        found = defaultdict(list)
        for one in parent:
            found[root(one)].append(one)
        return list(found.values())

    clusters(fixed)
    return Method(clusters, fixed, time.monotonic() - began, len(pairs))


def measured(sample: Sample, method: Method) -> dict[str, Any]:
    """What a method is worth at its fixed threshold, at its best one, and how it goes between."""
    from homeward.register.linkage.engine.measuring import quality

    def at(bits: float) -> dict[str, Any]:
        row = quality(method.clusters(bits), sample.child_of, sample.twins, sample.records).as_row()
        return {"bits": round(bits, 2), **{name: round(value, 6) for name, value in row.items()}}

    rows = [at(float(bits)) for bits in GRID]
    best = max(rows, key=lambda row: row["f1"])
    seconds = round(method.seconds, 1)
    return {"fixed": at(method.fixed), "best": best, "grid": rows, "seconds": seconds, "pairs": method.pairs}


def run(sample: Sample) -> dict[str, Any]:
    """All three on one set, one after another."""
    print(f"\n{sample.name}: {len(sample.rows)} profiles, {len(set(sample.child_of.values()))} people", flush=True)
    found: dict[str, Any] = {"ours": measured(sample, ours(sample)), "splink": measured(sample, plain_splink(sample))}
    python = interpreter("bench-linkage")
    if python:
        found["ecm"] = measured(sample, ecm(sample, python))
    else:
        found["ecm"] = not_run("  recordlinkage", HOW)
    shown = [
        (f"{name}, {which}", *cells(told[which])) for name, told in found.items() if "best" in told for which in WHICH
    ]
    table(("method", "bits", "P", "R", "F1", "mixed", "split", "twins joined"), shown)
    return found


WHICH = ("fixed", "best")


def cells(row: dict[str, Any]) -> tuple[str, ...]:
    """A row of the table on the screen."""
    shares = tuple(f"{row[name]:.4f}" for name in ("precision", "recall", "f1"))
    return (f"{row['bits']:.1f}", *shares, *(str(row[name]) for name in ("mixed", "split", "twins_joined")))


def main() -> int:
    """Measure every set that the folder holds."""
    folders = [path for path in samples() if path.is_dir()]
    if not folders:
        not_run("linkage_accuracy", "name the folder of the sets: script/bench linkage_accuracy FOLDER")
        return 0
    facts = machine()
    found = {sample.name: run(sample) for folder in folders for sample in samples_in(folder)}
    keep("linkage_accuracy", {"machine": facts, "sets": found})
    return 0


if __name__ == "__main__":
    sys.exit(main())
