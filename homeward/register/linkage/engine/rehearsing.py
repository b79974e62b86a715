"""A whole linkage of invented children from end to end: score, cluster, and hold against the truth."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from homeward.methods.matching.clustering import Parameters, Problem, cluster_by_component
from homeward.methods.matching.model import Model
from homeward.methods.matching.shipped import shipped_model
from homeward.register.linkage.engine.measuring import clustering_edges, node, quality
from homeward.register.linkage.engine.predicting import edges
from homeward.register.linkage.engine.tables import compared, rows_of

# Joined as shipped; and, to see what the two rules that need a person cost, with either left out.
WAYS: Mapping[str, Parameters] = {
    "as shipped": Parameters(),
    "at 20 bits": Parameters(join=20.0),
    "at 14 bits": Parameters(join=14.0),
    "at 10 bits": Parameters(join=10.0, join_with_identifier=10.0),
    "as shipped, one identifier enough": Parameters(identifiers=1),
}


def rehearse(given: pa.Table, truth: Mapping[str, Mapping[str, Any]], model: Model | None = None) -> dict[str, Any]:
    """What comes of linking a table whose children are known. `truth` gives each profile's child, twin and origin."""
    model = model or shipped_model()
    people = dict(rows_of(given))
    found = tuple(clustering_edges(edges(compared(given), model), people, least_bits=0.0))
    nodes = tuple(node(profile, traits) for profile, traits in people.items())
    child_of = {profile: told["child"] for profile, told in truth.items()}
    twins = _twins(truth)
    told: dict[str, Any] = {
        "model": model.version,
        "profiles": len(nodes),
        "edges": len(found),
        "twin_pairs": len(twins),
    }
    for name, parameters in WAYS.items():
        outcome = cluster_by_component(Problem(nodes, found, parameters=parameters))
        row = quality(outcome.clusters, child_of, twins).as_row()
        told[name] = {**row, "questions": len(outcome.questions)}
        if name == "as shipped":
            told["by origin of name"] = _by_origin(outcome.clusters, truth, child_of)
    return told


def _twins(truth: Mapping[str, Mapping[str, Any]]) -> list[tuple[Any, Any]]:
    """The two children of each pair of twins."""
    families: dict[Any, set[Any]] = defaultdict(set)
    for told in truth.values():
        if told["twin"]:
            families[told["family"]].add(told["child"])
    return [(min(pair), max(pair)) for pair in families.values() if len(pair) == 2]


def _by_origin(
    clusters: Iterable[frozenset[str]], truth: Mapping[str, Mapping[str, Any]], child_of: Mapping[str, Any]
) -> dict[str, dict[str, float]]:
    """Precision and recall for the children of each origin of name, each cluster seen through their records alone."""
    parts: dict[str, list[list[str]]] = defaultdict(list)
    for each in clusters:
        split: dict[str, list[str]] = defaultdict(list)
        for profile in each:
            split[truth[profile]["origin"]].append(profile)
        for origin, profiles in split.items():
            parts[origin].append(profiles)
    told = {}
    for origin, its in sorted(parts.items()):
        found = quality(its, child_of)
        told[origin] = {
            "children": found.children, "precision": round(found.precision, 5), "recall": round(found.recall, 4),
            "mixed": found.mixed,
        }  # fmt: skip
    return told
