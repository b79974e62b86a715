"""Which child keeps its identifier when records move between clusters.

A child's identifier is minted once and never given to another. The id that holds most records of a new cluster stays
with it, the oldest of equals; the others retire into it; a cluster that no id is left for gets one of its own. Source:
linkage reference, section 4, rule 6.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from homeward.methods.matching.clustering.values import ProfileId

ChildId: TypeAlias = Any
Cluster: TypeAlias = frozenset[Any]


@dataclass(frozen=True, slots=True)
class Identities:
    """Each child with its profiles; the ids that are new; and each id that ended, with the one that it is now."""

    children: Mapping[ChildId, Cluster]
    minted: tuple[ChildId, ...]
    retired: Mapping[ChildId, ChildId]


def identify(
    clusters: Iterable[Cluster],
    *,
    before: Mapping[ChildId, Cluster],
    records: Mapping[ProfileId, int],
    age: Mapping[ChildId, Any],
    mint: Callable[[Cluster], ChildId],
) -> Identities:
    """The identifier of every cluster.

    `records` counts the records that hang from a profile (one, where it says nothing), `age` orders ids by when they
    were minted, oldest first, and `mint` makes an id for a cluster of its own; it may give back one that retired out of
    that very cluster, as when a merge is undone.
    """
    new = sorted(clusters, key=min)
    kept = _kept(new, before, records, age)
    minted = tuple(at for at in range(len(new)) if at not in kept)
    names = {at: kept[at] if at in kept else mint(new[at]) for at in range(len(new))}
    taken = set(names.values())
    return Identities(
        children={names[at]: cluster for at, cluster in enumerate(new)},
        minted=tuple(names[at] for at in minted),
        retired={old: names[at] for old, at in _heirs(new, before, records) if old not in taken},
    )


def standing(child: ChildId, retired: Mapping[ChildId, ChildId]) -> ChildId:
    """The id that one stands for today, through every merge since."""
    while child in retired:
        child = retired[child]
    return child


def _kept(
    new: list[Cluster], before: Mapping[ChildId, Cluster], records: Mapping[ProfileId, int], age: Mapping[ChildId, Any]
) -> dict[int, ChildId]:
    """Each new cluster with the id that stays with it, given out from the most records held in common."""
    claims = sorted(_claims(new, before, records), key=lambda claim: (-claim[0], age[claim[2]], claim[1]))
    kept: dict[int, ChildId] = {}
    given: set[ChildId] = set()
    for _, at, child in claims:
        if at not in kept and child not in given:
            kept[at] = child
            given.add(child)
    return kept


def _claims(
    new: list[Cluster], before: Mapping[ChildId, Cluster], records: Mapping[ProfileId, int]
) -> list[tuple[int, int, ChildId]]:
    """How many records each id and each new cluster have in common, where they have any."""
    place = {profile: at for at, cluster in enumerate(new) for profile in cluster}
    common: dict[tuple[int, ChildId], int] = {}
    for child, profiles in before.items():
        for profile in profiles:
            if profile in place:
                key = place[profile], child
                common[key] = common.get(key, 0) + records.get(profile, 1)
    return [(count, at, child) for (at, child), count in common.items()]


def _heirs(
    new: list[Cluster], before: Mapping[ChildId, Cluster], records: Mapping[ProfileId, int]
) -> list[tuple[ChildId, int]]:
    """For each earlier id the new cluster that holds most of its records, the lowest of equals."""
    best: dict[ChildId, tuple[int, int]] = {}
    for count, at, child in _claims(new, before, records):
        best[child] = min(best.get(child, (0, 0)), (-count, at))
    return [(child, at) for child, (_, at) in best.items()]
