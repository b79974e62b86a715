"""How linkage grows: a hundred thousand, a million and five million invented records, from rows to children.

Two ways. `engine`: rows into profiles, profiles made ready, pairs by the engine with the frozen model, clusters by our
own rules, with no database in between; the peer is plain Splink with the same model on the same profiles and its own
connected components. `database`: the same records as agencies' own files through the feeds' loader, which keeps
profiles, then the run that `homeward link` makes; the peer is the load by itself. Each size runs in a process of its
own; the rows are drawn beforehand, and that is not counted.

    script/bench linkage_scale                          # everything, as far as SIZES says
    .venv/bin/python bench/linkage_scale.py engine 100000 1000000
    .venv/bin/python bench/linkage_scale.py database 100000
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from _hub import ROOT, hub
from _results import database as kind_of_database
from _results import keep, machine, table, with_earlier
from _scale import CAP, drawn, engine, peer
from _scale_database import linked_in_the_database
from feeds import emptied, in_a_process, refuse_what_holds_anything

SIZES = {"engine": (100_000, 1_000_000, 5_000_000), "database": (100_000,)}


def measured_engine(records: int) -> dict[str, Any]:
    """Our engine and plain Splink on the profiles of so many records, each in a process of its own."""
    with TemporaryDirectory(prefix="homeward-bench-") as folder:
        made = in_a_process("--drawn", str(records), folder, script=__file__)
        told = in_a_process("--engine", folder, script=__file__)
        told["peer"] = in_a_process("--peer", folder, script=__file__)
    drawing = {"drawn_s": made["seconds"], "drawn_mb": made["mb"]}
    return {"records": made["records"], "children": made["children"], **drawing, **told}


def shown(each: dict[str, Any]) -> None:
    """Print one size's figures."""
    stages = each["stages"]
    names = ("records", "profiles", "pairs", *(f"{name} s" for name in stages), "all s", "MB")
    table(
        names,
        [
            (
                f"{each['records']:,}", f"{each['profiles']:,}", f"{each['pairs']:,}", *stages.values(),
                round(sum(stages.values()), 1), each["mb"],
            )
        ],
    )  # fmt: skip
    rows = [("ours, as shipped", *of_quality(each["quality"]), each["stages"]["pairs"] + each["stages"]["clusters"])]
    for bits, found in each["peer"]["clusters"].items():
        rows.append(
            (f"Splink, components at {bits} bits", *of_quality(found), each["peer"]["predict_s"] + found["seconds"])
        )
    table(("", "mixed", "split", "precision", "recall", "pairs and clusters s"), rows)


def of_quality(found: dict[str, Any]) -> tuple[Any, ...]:
    """What is told of a partition."""
    return found["mixed"], found["split"], found["precision"], found["recall"]


def growth(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How many times as much each size takes as the one before it, where one model linked both."""
    told = []
    for less, more in pairwise(found):
        if less.get("model") != more.get("model"):
            continue
        stages = {name: round(more["stages"][name] / max(less["stages"][name], 0.01), 1) for name in more["stages"]}
        sizes = {name: round(more[name] / less[name], 2) for name in ("records", "profiles", "pairs", "mb")}
        told.append({"from": less["records"], "to": more["records"], **sizes, "stages": stages})
    return told


def main() -> int:
    """Measure what is named, or everything."""
    words = sys.argv[1:]
    if words[:1] == ["--drawn"]:
        print(json.dumps(drawn(int(words[1]), Path(words[2]))))
        return 0
    if words[:1] == ["--engine"]:
        print(json.dumps(engine(Path(words[1]))))
        return 0
    if words[:1] == ["--peer"]:
        print(json.dumps(peer(Path(words[1]))))
        return 0
    if words[:1] == ["--database"]:
        with hub() as folder:
            print(json.dumps({**linked_in_the_database(folder, int(words[1])), "database": kind_of_database()}))
        return 0
    facts = machine()
    for way in [word for word in words if word in SIZES] or SIZES:
        sizes = [int(word) for word in words if word.isdigit()] or SIZES[way]
        if way == "engine":
            found = []
            for size in sizes:
                found.append(measured_engine(size))
                shown(found[-1])
            every = with_earlier("linkage_scale", "sizes", found, facts, by=lambda each: each["records"])
            for each in growth(every):
                print(f"growth: {each}", flush=True)
            keep("linkage_scale", {"machine": facts, "cap": CAP, "sizes": every, "growth": growth(every)})
        else:
            refuse_what_holds_anything()
            told = [in_a_process("--database", str(size), script=__file__) for size in sizes]
            emptied()
            for each in told:
                print(each, flush=True)
            name = "linkage_database-postgresql" if "Post" in told[0]["database"] else "linkage_database"
            every = with_earlier(name, "sizes", told, facts, by=lambda each: each["records"])
            keep(name, {"machine": facts, "sizes": every})
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
