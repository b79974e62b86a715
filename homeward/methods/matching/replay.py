"""Everything rebuilt from what happened, in order: the same clusters and the same identifiers.

What is derived can be thrown away only if it can be made again. Each run takes in what came before it, clusters, and
names its clusters from the run before; folding the same events gives the same children. Source: linkage reference,
section 4, rule 8.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from homeward.methods.matching.clustering import (
    Edge,
    Judgement,
    Node,
    Parameters,
    Problem,
    ProfileId,
    Question,
    cluster_by_component,
)
from homeward.methods.matching.identities import ChildId, Cluster, identify


@dataclass(frozen=True, slots=True)
class Run:
    """A clustering of everything known until then, by the parameters of its day."""

    parameters: Parameters = Parameters()
    confirmed: frozenset[ChildId] = frozenset()


Event: TypeAlias = Node | Edge | Judgement | Run
Mint: TypeAlias = Callable[[Cluster, int], ChildId]


@dataclass(frozen=True, slots=True)
class State:
    """What is known after some events. `age` numbers ids in the order they were minted."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    children: Mapping[ChildId, Cluster] = field(default_factory=dict)
    retired: Mapping[ChildId, ChildId] = field(default_factory=dict)
    age: Mapping[ChildId, int] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()

    @property
    def child_of(self) -> dict[ProfileId, ChildId]:
        """Each profile with the child it belongs to."""
        return {profile: child for child, profiles in self.children.items() for profile in profiles}


def replay(events: Iterable[Event], mint: Mint, state: State | None = None) -> State:
    """The state after every event, from nothing or from an earlier state.

    `mint` makes the id of a cluster that has none, given the cluster and how many ids there have been, and must give
    the same for the same. A judgement's own order is when it was made: events may be handed in as they arrived.
    """
    nodes, edges, judgements = _so_far(state or State())
    now = state or State()
    for event in events:
        if isinstance(event, Node):
            nodes.append(event)
        elif isinstance(event, Edge):
            edges.append(event)
        elif isinstance(event, Judgement):
            judgements.append(event)
        else:
            now = _run(
                event, State(tuple(nodes), tuple(edges), tuple(judgements), now.children, now.retired, now.age), mint
            )
    return State(tuple(nodes), tuple(edges), tuple(judgements), now.children, now.retired, now.age, now.questions)


def _so_far(state: State) -> tuple[list[Node], list[Edge], list[Judgement]]:
    return list(state.nodes), list(state.edges), list(state.judgements)


def _run(run: Run, state: State, mint: Mint) -> State:
    found = cluster_by_component(
        Problem(state.nodes, state.edges, state.judgements, run.parameters, state.child_of, run.confirmed)
    )
    age = dict(state.age)

    def named(cluster: Cluster) -> Any:
        child = mint(cluster, len(age))
        age.setdefault(child, len(age))
        return child

    known = identify(found.clusters, before=state.children, records={}, age=age, mint=named)
    retired = {old: new for old, new in {**state.retired, **known.retired}.items() if old not in known.children}
    return State(state.nodes, state.edges, state.judgements, known.children, retired, age, found.questions)
