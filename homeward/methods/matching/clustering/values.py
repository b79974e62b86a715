"""What clustering is given and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

# A number, a text or a UUID: anything that has an order and can be looked up, all of one type in one problem.
ProfileId: TypeAlias = Any
Pair: TypeAlias = tuple[Any, Any]


class Verdict(StrEnum):
    """What a person said of two profiles."""

    SAME = "same"
    NOT_SAME = "not-same"
    UNSURE = "unsure"


class Reason(StrEnum):
    """Why two profiles are put before a person."""

    POSSIBLE = "possible"
    TWIN = "twin"
    ID_CONFLICT = "id-conflict"
    JUDGEMENT_CONFLICT = "judgement-conflict"
    BROKEN = "broken"
    BIG_CLUSTER = "big-cluster"


@dataclass(frozen=True, slots=True, repr=False)
class Node:
    """A profile with what constrains it: NHS numbers that were traced, pupil numbers, the agency's own number."""

    profile: ProfileId
    nhs: frozenset[str] = frozenset()
    upns: frozenset[str] = frozenset()
    own_key: tuple[Any, str] | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """Two profiles with the weight of evidence that they are one child.

    `identifiers` counts the independent ones that agree, `verified` says that a verified number is among them, and
    `ask` that the pair may be twins or two generations, so that only a person may join it.
    """

    a: ProfileId
    b: ProfileId
    bits: float
    identifiers: int = 2
    verified: bool = False
    ask: bool = False

    @property
    def pair(self) -> Pair:
        """Both profiles, the lower first."""
        return ordered(self.a, self.b)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of two profiles. `order` says which came first; the latest on a pair stands."""

    a: ProfileId
    b: ProfileId
    verdict: Verdict
    order: int = 0

    @property
    def pair(self) -> Pair:
        """Both profiles, the lower first."""
        return ordered(self.a, self.b)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Where to start; each county sets its own from labelled review (linkage reference, section 4, rules 1-5).

    `biggest` is how many profiles a cluster may reach on evidence alone; then only edges of `strong` bits add to it.
    """

    join: float = 18.0
    join_with_identifier: float = 12.0
    possible: float = 14.0
    hysteresis: float = 6.0
    identifiers: int = 2
    biggest: int = 100
    strong: float = 30.0


@dataclass(frozen=True, slots=True)
class Problem:
    """All that one clustering rests on.

    `before` gives each profile the cluster it was in, under any label; `confirmed` are the labels that a person has
    confirmed. Both are empty for a clustering from nothing.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    parameters: Parameters = Parameters()
    before: Mapping[ProfileId, Any] = field(default_factory=dict)
    confirmed: frozenset[Any] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """Two profiles side by side, and why: always "are these one?", never "find a match"."""

    reason: Reason
    a: ProfileId
    b: ProfileId
    bits: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The clusters, each profile in exactly one, and the questions that were raised, both in order."""

    clusters: tuple[frozenset[ProfileId], ...]
    questions: tuple[Question, ...]


def ordered(a: ProfileId, b: ProfileId) -> Pair:
    """Two profiles, the lower first."""
    return (a, b) if a < b else (b, a)
