"""A large problem held as columns of numbers, and answered part by part.

Millions of profiles as objects take gigabytes; as numbers they take about thirty bytes each, and an edge as many. Only
the part that is being clustered is made into objects. Parts cannot touch one another, so the answer is that of the
whole.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeAlias

from homeward.methods.matching.clustering.following import needed_bits
from homeward.methods.matching.clustering.greedy import cluster
from homeward.methods.matching.clustering.values import Edge, Judgement, Node, Outcome, Parameters, Problem

Whole: TypeAlias = "array[int]"
Real: TypeAlias = "array[float]"
NOBODY = frozenset[str]()
VERIFIED, ASK = 64, 128
COUNTED = 63


@dataclass(slots=True)
class Columns:
    """Profiles and edges, each a row of numbers.

    `profiles` are in order, the lowest first. `nhs`, `upns` and `own_keys` give for each profile the number that stands
    for its traced NHS number, its pupil number, and its agency with the agency's own number; nought where it has none.
    Those that stand for own numbers are counted from one, since as much is held as the highest of them.
    """

    profiles: Whole
    nhs: Whole
    upns: Whole
    own_keys: Whole
    a: Whole = field(default_factory=lambda: array("i"))
    b: Whole = field(default_factory=lambda: array("i"))
    bits: Real = field(default_factory=lambda: array("d"))
    flags: Whole = field(default_factory=lambda: array("B"))

    def add(self, a: int, b: int, bits: float, *, identifiers: int, verified: bool = False, ask: bool = False) -> None:
        """Add an edge between two profiles. Raises ValueError where one of them is not in the table."""
        self.extend([self.place(a)], [self.place(b)], [bits], [flags_of(identifiers, verified=verified, ask=ask)])

    def extend(self, a: Sequence[int], b: Sequence[int], bits: Sequence[float], flags: Sequence[int]) -> None:
        """Add many edges, between profiles given by their places in the table."""
        self.a.extend(a)
        self.b.extend(b)
        self.bits.extend(bits)
        self.flags.extend(flags)

    def place(self, profile: int) -> int:
        """The place of a profile in the table."""
        at = bisect_left(self.profiles, profile)
        if at == len(self.profiles) or self.profiles[at] != profile:
            raise ValueError("an edge of a profile that is not in the table")
        return at

    def node(self, at: int) -> Node:
        """One profile as clustering takes it."""
        nhs, upn, own_key = self.nhs[at], self.upns[at], self.own_keys[at]
        return Node(
            self.profiles[at],
            frozenset((str(nhs),)) if nhs else NOBODY,
            frozenset((str(upn),)) if upn else NOBODY,
            (0, str(own_key)) if own_key else None,
        )

    def edge(self, at: int) -> Edge:
        """One edge as clustering takes it."""
        flags = self.flags[at]
        return Edge(
            self.profiles[self.a[at]],
            self.profiles[self.b[at]],
            self.bits[at],
            flags & COUNTED,
            bool(flags & VERIFIED),
            bool(flags & ASK),
        )


def flags_of(identifiers: int, *, verified: bool = False, ask: bool = False) -> int:
    """In one number: how many identifiers agree, whether a verified one does, and whether a person must say."""
    return identifiers | (VERIFIED if verified else 0) | (ASK if ask else 0)


def cluster_columns(
    columns: Columns,
    *,
    judgements: Collection[Judgement] = (),
    parameters: Parameters = Parameters(),  # noqa: B008 - frozen
    before: Mapping[int, Any] | None = None,
    confirmed: frozenset[Any] = frozenset(),
) -> Iterator[Outcome]:
    """The outcome of every part, in the order of its lowest profile; together they are the outcome of the whole.

    A part that nobody has said anything of, whose profiles hold one number of a kind at most and are all linked by what
    may be followed, is one cluster: no rule can stand against it, so it is not clustered step by step. Raises
    ValueError where a judgement is on a profile that is not in the table.
    """
    parts = _Parts(columns, judgements, parameters, before or {}, confirmed)
    return map(parts.outcome, parts.roots())


class _Parts:
    """What can be linked to what, and by how much, for every part at once."""

    def __init__(
        self,
        columns: Columns,
        judgements: Collection[Judgement],
        parameters: Parameters,
        before: Mapping[int, Any],
        confirmed: frozenset[Any],
    ) -> None:
        self.columns, self.parameters, self.before, self.confirmed = columns, parameters, before, confirmed
        self.whole, self.strong = _roots(columns, parameters)
        self._link(judgements)
        self.said: dict[int, list[Judgement]] = defaultdict(list)
        for each in judgements:
            self.said[_root(self.whole, columns.place(each.a))].append(each)
        for parents in (self.whole, self.strong):
            for at in range(len(parents)):
                parents[at] = parents[parents[at]]
        self.members = _Grouped(self.whole, range(len(self.whole)))
        self.edges = _Grouped(self.whole, columns.a)

    def roots(self) -> Iterator[int]:
        """The lowest place of each part, in order."""
        return (at for at, root in enumerate(self.whole) if at == root)

    def outcome(self, root: int) -> Outcome:
        """The clusters and questions of one part."""
        inside = self.members.of(root)
        if self._is_plain(root, inside):
            return Outcome((frozenset(self.columns.profiles[at] for at in inside),), ())
        nodes = tuple(map(self.columns.node, inside))
        before = {each.profile: self.before[each.profile] for each in nodes if each.profile in self.before}
        edges = tuple(map(self.columns.edge, self.edges.of(root)))
        judged = tuple(self.said.get(root, ()))
        return cluster(Problem(nodes, edges, judged, self.parameters, before, self.confirmed))

    def _is_plain(self, root: int, inside: Whole) -> bool:
        """Whether everything in a part is one child by what may be followed, and nothing can stand against that."""
        if root in self.said or len(inside) > self.parameters.biggest:
            return False
        columns, top = self.columns, self.strong[root]
        return (
            all(self.strong[at] == top for at in inside)
            and _are_one(columns.nhs, inside)
            and _are_one(columns.upns, inside)
            and not (self.confirmed and any(columns.profiles[at] in self.before for at in inside))
        )

    def _link(self, judgements: Collection[Judgement]) -> None:
        """Link what people spoke of, and what was one cluster before."""
        for each in judgements:
            _unite(self.whole, self.columns.place(each.a), self.columns.place(each.b))
        first: dict[Any, int] = {}
        for at, profile in enumerate(self.columns.profiles if self.before else ()):
            if profile in self.before:
                _unite(self.whole, first.setdefault(self.before[profile], at), at)


class _Grouped:
    """Which of the things whose owners are given belong to each root, without a list for each."""

    def __init__(self, roots: Whole, owners: Sequence[int]) -> None:
        counts = array("q", bytes(8 * (len(roots) + 1)))
        for owner in owners:
            counts[roots[owner] + 1] += 1
        self._starts = array("q", accumulate(counts))
        free, self._things = self._starts[:], array("i", bytes(4 * len(owners)))
        for thing, owner in enumerate(owners):
            root = roots[owner]
            self._things[free[root]] = thing
            free[root] += 1

    def of(self, root: int) -> Whole:
        """What belongs to one root, in order."""
        return self._things[self._starts[root] : self._starts[root + 1]]


def _roots(columns: Columns, parameters: Parameters) -> tuple[Whole, Whole]:
    """For each place one that stands for all it is linked to: by anything, and by what may be followed from nothing."""
    whole, strong = (array("i", range(len(columns.profiles))) for _ in range(2))
    for a, b, bits, flags in zip(columns.a, columns.b, columns.bits, columns.flags, strict=True):
        _unite(whole, a, b)
        enough = bits >= needed_bits(parameters, verified=bool(flags & VERIFIED)) and not flags & ASK
        if enough and flags & COUNTED >= parameters.identifiers:
            _unite(strong, a, b)
    first = array("i", bytes(4 * (max(columns.own_keys, default=0) + 1)))
    for at, own_key in enumerate(columns.own_keys):
        if own_key:
            first[own_key] = lowest = first[own_key] or at + 1
            _unite(whole, lowest - 1, at)
            _unite(strong, lowest - 1, at)
    return whole, strong


def _are_one(numbers: Whole, inside: Whole) -> bool:
    """Whether the numbers of one kind that a part holds are one number, or none."""
    return len({number for at in inside if (number := numbers[at])}) < 2


def _root(parents: Whole, at: int) -> int:
    while parents[at] != at:
        parents[at] = at = parents[parents[at]]
    return at


def _unite(parents: Whole, a: int, b: int) -> None:
    """Let the lower of two roots stand for both."""
    a, b = _root(parents, a), _root(parents, b)
    if a < b:
        parents[b] = a
    elif b < a:
        parents[a] = b
