"""Which cells to hide: the small ones, then as few others as keep those from being worked out.

A small count is safe when some round of hidden cells lets it rise while the sums stay the same. So for each
count the attack breaks, the cheapest such round is hidden; when the attack finds nothing more, cells hidden
without need are shown again, the most useful first. Source: Kelly, Golden and Assad 1992, Networks 22 (cell
suppression by network flow).
"""

import heapq
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

from homeward.methods.disclosure.audit import Fault, faults
from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.sums import TOTAL, Key, Node, Sums

# What a reader loses by each kind of cell. A nought is a finding, a total more so, and the whole is the table's point.
_INNER, _NOUGHT, _MARGIN, _WHOLE = 1_000, 3_000, 5_000, 10_000_000


def small_cells(sums: Sums, profile: Profile) -> frozenset[Key]:
    """The cells that must be hidden for what they are, totals among them."""
    return frozenset(key for key, count in sums.counts.items() if profile.hides(count))


def hidden_cells(sums: Sums, profile: Profile) -> frozenset[Key]:
    """Every cell to hide, so that the attack finds no fault. The same table always gives the same answer."""
    small = small_cells(sums, profile)
    hidden = set(small)
    while found := faults(sums, hidden, profile):
        added = _round_for(sums, hidden, found[0], profile)
        if added <= hidden:
            return frozenset(sums.counts)
        hidden |= added
    return _shown_again(sums, frozenset(hidden), small, profile)


def _shown_again(sums: Sums, hidden: frozenset[Key], small: AbstractSet[Key], profile: Profile) -> frozenset[Key]:
    for key in sorted(hidden - small, key=lambda key: (-_loss(sums, key), key)):
        if not faults(sums, hidden - {key}, profile):
            hidden = hidden - {key}
    return hidden


def _round_for(sums: Sums, hidden: AbstractSet[Key], fault: Fault, profile: Profile) -> frozenset[Key]:
    """The cheapest round that lets the cell rise by the room needed, or fall by it when the cell is large enough."""
    leaves, enters = sums.arcs[fault.key]
    rounds = [_cheapest(sums, hidden, fault.key, enters, leaves, profile)]
    if sums.counts[fault.key] > profile.room_needed:
        rounds.append(_cheapest(sums, hidden, fault.key, leaves, enters, profile))
    found = [step for step in rounds if step is not None]
    return min(found, key=lambda step: step[0])[1] if found else frozenset()


def _cheapest(
    sums: Sums, hidden: AbstractSet[Key], spared: Key, start: Node, end: Node, profile: Profile
) -> tuple[int, frozenset[Key]] | None:
    """The cheapest way from one sum to another through cells that can give way far enough (Dijkstra)."""
    ways = _ways(sums, spared, profile)
    order = {key: place for place, key in enumerate(sums.counts)}
    waiting: list[tuple[int, tuple[int, ...], Node, frozenset[Key]]] = [(0, (), start, frozenset())]
    reached: set[Node] = set()
    while waiting:
        cost, taken, node, through = heapq.heappop(waiting)
        if node == end:
            return cost, through
        if node in reached:
            continue
        reached.add(node)
        for key, onward in ways(node):
            price = 0 if key in hidden else _loss(sums, key)
            heapq.heappush(waiting, (cost + price, (*taken, order[key]), onward, through | {key}))
    return None


def _ways(sums: Sums, spared: Key, profile: Profile) -> Callable[[Node], Iterator[tuple[Key, Node]]]:
    def ways(node: Node) -> Iterator[tuple[Key, Node]]:
        for key, (leaves, enters) in sums.arcs.items():
            if key == spared:
                continue
            if leaves == node:
                yield key, enters
            elif enters == node and sums.counts[key] > profile.room_needed:
                yield key, leaves

    return ways


def _loss(sums: Sums, key: Key) -> int:
    count = sums.counts[key]
    if key in ((TOTAL, TOTAL), ("", TOTAL)):
        return _WHOLE
    size = min(count, _INNER - 1)
    if TOTAL in key:
        return _MARGIN + size
    return (_INNER if count else _NOUGHT) + size
