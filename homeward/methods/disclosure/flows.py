"""How much more could flow between two sums, if only the hidden cells may change."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from homeward.methods.disclosure.sums import Node


@dataclass
class _Lane:
    """One direction of a cell: how far its count may still move that way. None is without limit."""

    to: Node
    room: int | None
    back: "_Lane | None" = None


class Flow:
    """A network of cells whose counts may rise without limit, and fall by a stated number."""

    def __init__(self, arcs: Iterable[tuple[Node, Node, int]]) -> None:
        """Takes each cell as the sum it leaves, the sum it enters, and how far its count may fall."""
        self._lanes: dict[Node, list[_Lane]] = {}
        for leaves, enters, may_fall in arcs:
            rise, fall = _Lane(enters, None), _Lane(leaves, may_fall)
            rise.back, fall.back = fall, rise
            self._lanes.setdefault(leaves, []).append(rise)
            self._lanes.setdefault(enters, []).append(fall)

    def most(self, start: Node, end: Node) -> int | None:
        """The most that can be moved from one sum to another; None if there is no limit. It uses the network up.

        Shortest paths first, so that the number of steps is bounded. Source: Edmonds and Karp 1972, Journal
        of the ACM 19.
        """
        moved = 0
        while path := self._shortest(start, end):
            narrowest = min((lane.room for lane in path if lane.room is not None), default=None)
            if narrowest is None:
                return None
            moved += narrowest
            for lane in path:
                _move(lane, narrowest)
        return moved

    def _shortest(self, start: Node, end: Node) -> list[_Lane]:
        came_by: dict[Node, tuple[Node, _Lane] | None] = {start: None}
        waiting = deque([start])
        while waiting and end not in came_by:
            node = waiting.popleft()
            for lane in self._lanes.get(node, ()):
                if lane.room != 0 and lane.to not in came_by:
                    came_by[lane.to] = (node, lane)
                    waiting.append(lane.to)
        return _walked(came_by, end)


def _walked(came_by: dict[Node, tuple[Node, _Lane] | None], end: Node) -> list[_Lane]:
    path, step = [], came_by.get(end)
    while step:
        node, lane = step
        path.append(lane)
        step = came_by[node]
    return path


def _move(lane: _Lane, by: int) -> None:
    if lane.room is not None:
        lane.room -= by
    if lane.back is not None and lane.back.room is not None:
        lane.back.room += by
