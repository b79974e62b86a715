"""How right is the linkage, on sets whose answers are known, beside Splink as it comes and recordlinkage's ECM?

    script/bench linkage_accuracy FOLDER

FOLDER holds the sets that `_linkage_sets` reads; without it nothing is run. All three see the same rows in the same
run. Thresholds do not carry from one set to another, so each method is given at its best and at a fixed one: .95 for
the peers, and the shipped rules for ours: with what it asks left apart, with its questions answered rightly, and with
its guards off. Ours is trained on each set without labels, as Splink is.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
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
SHIPPED, ANSWERED, UNGUARDED = "ours, as shipped", "ours, questions answered", "ours, guards off"
ROUNDS = 20
GRID = tuple(range(-10, 31))
LARGE, COARSE = 20_000, (-2, 0, 2, 4, 7, 10, 12, 14, 16, 18, 20, 22, 25)
Cluster = Iterable[Iterable[str]]


@dataclass(frozen=True)
class Method:
    """What a method made of a set: its clusters at a threshold in bits, the fixed threshold, seconds, pairs scored."""

    clusters: Callable[[float], Cluster]
    fixed: float
    seconds: float
    pairs: int
    answered: Callable[[float], tuple[Cluster, int]] | None = None


def ours(sample: Sample) -> dict[str, Method]:
    """Our levels, weighed by Splink, clustered under constraints; and the same with the guards off.

    What is put to a person counts as not joined; `answered` is what is left once somebody has answered it rightly, and
    how many questions that took. The adults' sets hold no twins and no identifier, so *guards off* joins there what the
    twin guard would ask; of children it joins on one identifier, which S-24 forbids, to show what that rule costs.
    """
    from homeward.methods.matching.clustering import Parameters, Problem, cluster_by_component
    from homeward.register.linkage.engine.measuring import clustering_edges, node
    from homeward.register.linkage.engine.predicting import edges
    from homeward.register.linkage.engine.tables import compared, rows_of

    began = time.monotonic()
    given = sample.table
    ready = compared(given, sample.extra)
    model, told = trained_on(sample, ready)
    people = dict(rows_of(given))
    least = float(grid_of(sample)[0])
    batches = edges(ready, model, least_bits=least, **told)
    found = tuple(clustering_edges(batches, people, least_bits=least, comparisons=told["comparisons"]))
    unasked = tuple(replace(edge, ask=False) for edge in found) if sample.extra else found
    nodes = tuple(node(profile, traits) for profile, traits in people.items())
    fixed = CERTAIN if sample.extra else 20.0

    def problem(links: tuple[Any, ...], identifiers: int, bits: float) -> Problem:
        rules = Parameters(join=bits, join_with_identifier=min(bits, 12.0), identifiers=identifiers)
        # Of the adults' sets all that a guard holds back is asked, however little it weighs.
        rules = replace(rules, possible=min(rules.possible, bits)) if sample.extra else rules
        return Problem(nodes, links, parameters=rules)

    def clusters(links: tuple[Any, ...], identifiers: int, bits: float) -> Cluster:
        return cluster_by_component(problem(links, identifiers, bits)).clusters

    def answered(bits: float) -> tuple[Cluster, int]:
        return answered_rightly(problem(found, asked_for[0], bits), sample)

    clusters(found, 2, fixed)
    seconds = time.monotonic() - began
    asked_for = (0, 0) if sample.extra else (2, 1)
    return {
        SHIPPED: Method(partial(clusters, found, asked_for[0]), fixed, seconds, len(found), answered),
        UNGUARDED: Method(partial(clusters, unasked, asked_for[1]), fixed, seconds, len(found)),
    }


def answered_rightly(problem: Any, sample: Sample) -> tuple[Cluster, int]:
    """The clusters once whoever is asked has said the truth of every question, and how many they were asked."""
    from homeward.methods.matching.clustering import Judgement, Verdict, cluster_by_component

    said: dict[tuple[Any, Any], Judgement] = {}
    for _ in range(ROUNDS):
        outcome = cluster_by_component(replace(problem, judgements=tuple(said.values())))
        new = {(each.a, each.b) for each in outcome.questions} - said.keys()
        if not new:
            break
        for a, b in sorted(new):
            verdict = Verdict.SAME if sample.child_of[a] == sample.child_of[b] else Verdict.NOT_SAME
            said[a, b] = Judgement(a, b, verdict, order=len(said))
    return outcome.clusters, len(said)


def trained_on(sample: Sample, ready: Any) -> tuple[Any, dict[str, Any]]:
    """A model learnt from a set without its answers, and the fields and blocks that go with it."""
    from splink import block_on

    from homeward.methods.matching.levels import COMPARISONS, Comparison, Level
    from homeward.methods.matching.model import read_model
    from homeward.register.linkage.engine.settings import block_rules
    from homeward.register.linkage.engine.training import Plan, train, usual_plan

    told: dict[str, Any] = {"comparisons": COMPARISONS, "more": {}, "rules": block_rules()}
    plan = usual_plan()
    if sample.extra:
        levels = (Level("exact", "the same"), Level("near", "nearly the same"), Level("else", "different"))
        further = tuple(Comparison(name, name, levels, lambda a, b: None) for name in sample.extra)
        told["comparisons"] = (*COMPARISONS[:2], *further)
        told["more"] = {name: {"exact": f"{name}_l = {name}_r", "near": _near(name)} for name in sample.extra}
        told["rules"] += [block_on(*columns) for columns in FURTHER_BLOCKS[sample.name]]
        plan = Plan(
            (block_on("forename", "surname", "born"),), 0.6, (block_on("forename", "surname"), block_on("born"))
        )
    text = train(ready, version="bench", told={}, plan=plan, **told)
    return read_model(text, told["comparisons"]), told


FURTHER_BLOCKS = {
    "fake_1000": (("forename",), ("surname",), ("born",), ("email",)),
    "febrl_dataset3": (("forename",), ("surname",), ("born",), ("zone", "street"), ("town", "street")),
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


def grid_of(sample: Sample) -> tuple[int, ...]:
    """The thresholds that a set is tried at, fewer where each takes long."""
    return GRID if len(sample.rows) < LARGE else COARSE


def measured(sample: Sample, method: Method) -> dict[str, Any]:
    """What a method is worth at its fixed threshold, at its best one, and how it goes between."""
    from homeward.register.linkage.engine.measuring import quality

    def at(bits: float) -> dict[str, Any]:
        row = quality(method.clusters(bits), sample.child_of, sample.twins, sample.records).as_row()
        return {"bits": round(bits, 2), **{name: round(value, 6) for name, value in row.items()}}

    rows = [at(float(bits)) for bits in grid_of(sample)]
    best = max(rows, key=lambda row: row["f1"])
    seconds = round(method.seconds, 1)
    return {"fixed": at(method.fixed), "best": best, "grid": rows, "seconds": seconds, "pairs": method.pairs}


def after_answers(sample: Sample, method: Method) -> dict[str, Any]:
    """What is left at the fixed threshold once every question has its right answer."""
    from homeward.register.linkage.engine.measuring import quality

    assert method.answered is not None, "only ours asks"
    clusters, questions = method.answered(method.fixed)
    row = quality(clusters, sample.child_of, sample.twins, sample.records).as_row()
    fixed = {"bits": round(method.fixed, 2), **{name: round(value, 6) for name, value in row.items()}}
    return {"fixed": fixed, "questions": questions}


def run(sample: Sample) -> dict[str, Any]:
    """All three on one set, one after another."""
    print(f"\n{sample.name}: {len(sample.rows)} profiles, {len(set(sample.child_of.values()))} people", flush=True)
    own = ours(sample)
    found: dict[str, Any] = {name: measured(sample, method) for name, method in own.items()}
    found[ANSWERED] = after_answers(sample, own[SHIPPED])
    print(f"Questions answered: {found[ANSWERED]['questions']}", flush=True)
    found["splink"] = measured(sample, plain_splink(sample))
    python = interpreter("bench-linkage")
    if python:
        found["ecm"] = measured(sample, ecm(sample, python))
    else:
        found["ecm"] = not_run("  recordlinkage", HOW)
    shown = [
        (f"{name}, {which}", *cells(told[which])) for name, told in found.items() for which in WHICH if which in told
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
