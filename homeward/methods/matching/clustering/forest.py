"""Clusters as they grow, each knowing what may not be joined to it."""

from collections.abc import Iterable

from homeward.methods.matching.clustering.values import Node, Pair, ProfileId


class Forest:
    """Profiles in clusters that only ever grow. The lowest profile of a cluster stands for it."""

    def __init__(self, nodes: Iterable[Node], apart: Iterable[Pair]) -> None:
        self._parent: dict[ProfileId, ProfileId] = {}
        self._members: dict[ProfileId, list[ProfileId]] = {}
        self._nhs: dict[ProfileId, frozenset[str]] = {}
        self._upns: dict[ProfileId, frozenset[str]] = {}
        self._apart: dict[ProfileId, set[ProfileId]] = {}
        for node in nodes:
            self._parent[node.profile] = node.profile
            self._members[node.profile] = [node.profile]
            self._nhs[node.profile], self._upns[node.profile] = node.nhs, node.upns
        for a, b in apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def root(self, profile: ProfileId) -> ProfileId:
        """The profile that stands for the cluster this one is in."""
        parent = self._parent
        top = profile
        while parent[top] != top:
            top = parent[top]
        while parent[profile] != top:
            parent[profile], profile = top, parent[profile]
        return top

    def together(self, a: ProfileId, b: ProfileId) -> bool:
        """True where both are in one cluster already."""
        return bool(self.root(a) == self.root(b))

    def size(self, a: ProfileId, b: ProfileId) -> int:
        """How many profiles the two clusters would make."""
        return len(self._members[self.root(a)]) + len(self._members[self.root(b)])

    def judged_apart(self, a: ProfileId, b: ProfileId) -> bool:
        """True where somebody said that a member of one is not the same child as a member of the other."""
        if not self._apart:
            return False
        one, other = self.root(a), self.root(b)
        fewer, more = sorted((one, other), key=lambda root: len(self._apart.get(root, ())))
        return any(self.root(profile) == more for profile in self._apart.get(fewer, ()))

    def nhs_numbers_differ(self, a: ProfileId, b: ProfileId) -> bool:
        """True where joining would put a further verified NHS number beside one that is there."""
        return _differ(self._nhs[self.root(a)], self._nhs[self.root(b)])

    def upns_differ(self, a: ProfileId, b: ProfileId) -> bool:
        """True where joining would put a further pupil number beside one that is there."""
        return _differ(self._upns[self.root(a)], self._upns[self.root(b)])

    def join(self, a: ProfileId, b: ProfileId) -> None:
        """Make one cluster of the two, the lower root standing for both."""
        into, other = sorted((self.root(a), self.root(b)))
        if into == other:
            return
        self._parent[other] = into
        self._members[into] += self._members.pop(other)
        self._nhs[into] |= self._nhs.pop(other)
        self._upns[into] |= self._upns.pop(other)
        if other in self._apart:
            self._apart.setdefault(into, set()).update(self._apart.pop(other))

    def clusters(self) -> tuple[frozenset[ProfileId], ...]:
        """Every cluster, in the order of its lowest profile."""
        return tuple(frozenset(self._members[root]) for root in sorted(self._members))


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Two sets of numbers clash unless one holds all of the other, which may be none."""
    return not (one <= other or other <= one)
