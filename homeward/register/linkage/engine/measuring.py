"""How right a linkage is, where the truth is known: of clusters, not of pairs alone, and of twins by themselves.

Pairs are ruled by the children with most records, so clusters are counted too: *mixed* ones hold more than one child,
a *split* child is in more than one (linkage reference, section 7).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from homeward.methods.matching.clustering import Edge, Node
from homeward.methods.matching.evidence import agreeing_numbers, independent_identifiers
from homeward.methods.matching.levels import COMPARISONS, Comparison
from homeward.methods.matching.records import Traits
from homeward.methods.matching.twins import are_two_generations, may_be_twins


@dataclass(frozen=True, slots=True)
class Quality:
    """Precision and recall over pairs, mixed clusters, split children, and clusters that hold both of two twins."""

    clusters: int
    children: int
    precision: float
    recall: float
    f1: float
    mixed: int
    split: int
    twins_joined: int

    def as_row(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)


def quality(
    clusters: Iterable[Iterable[str]],
    child_of: Mapping[str, Any],
    twins: Iterable[tuple[Any, Any]] = (),
    records: Mapping[str, int] | None = None,
) -> Quality:
    """What a partition of profiles is worth, given which child each profile truly is.

    Pairs are of records where `records` says how many hang from each profile, and else of profiles.
    """
    weigh = records or {}
    found: list[Counter[Any]] = []
    for each in clusters:
        counted: Counter[Any] = Counter()
        for profile in each:
            counted[child_of[profile]] += weigh.get(profile, 1)
        found.append(counted)
    pairs = sum(_pairs(each.total()) for each in found)
    right = sum(_pairs(count) for each in found for count in each.values())
    of_child: dict[Any, list[int]] = defaultdict(list)
    for each in found:
        for child, count in each.items():
            of_child[child].append(count)
    true = sum(_pairs(sum(counts)) for counts in of_child.values())
    precision, recall = right / pairs if pairs else 1.0, right / true if true else 1.0
    both = list(twins)
    return Quality(
        clusters=len(found),
        children=len(of_child),
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        mixed=sum(len(each) > 1 for each in found),
        split=sum(len(counts) > 1 for counts in of_child.values()),
        twins_joined=sum(a in each and b in each for a, b in both for each in found),
    )


def clustering_edges(
    batches: Iterable[pa.RecordBatch],
    people: Mapping[str, Traits],
    *,
    least_bits: float,
    comparisons: Sequence[Comparison] = COMPARISONS,
    verified: Sequence[str] = ("nhs", "upn"),
) -> Iterator[Edge]:
    """The engine's pairs as edges to cluster by, with what S-24 and the twin guard ask of each."""
    codes = {each.field: [level.code for level in each.levels] for each in comparisons}
    for batch in batches:
        for row in batch.to_pylist():
            if row["bits"] < least_bits:
                continue
            levels = {
                field: places[row[f"level_{field}"]]
                for field, places in codes.items()
                if row[f"level_{field}"] is not None
            }
            yield edge(row["a"], row["b"], row["bits"], levels, people, verified)


def edge(
    a: str, b: str, bits: float, levels: Mapping[str, str], people: Mapping[str, Traits], verified: Sequence[str]
) -> Edge:
    """One pair as an edge to cluster by."""
    one, other = people[a], people[b]
    return Edge(
        a,
        b,
        bits,
        identifiers=independent_identifiers(levels),
        verified=any(number in verified for number in agreeing_numbers(levels)),
        ask=may_be_twins(one, other) or are_two_generations(one, other),
    )


def node(profile: str, traits: Traits) -> Node:
    """A profile with its numbers, taken here as verified."""
    return Node(profile, frozenset(filter(None, (traits.nhs,))), frozenset(filter(None, (traits.upn,))))


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
