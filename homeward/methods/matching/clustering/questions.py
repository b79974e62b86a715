"""What is put before a person: each question once between two clusters, by its strongest pair."""

from collections.abc import Iterable, Mapping

from homeward.methods.matching.clustering.following import may_join, own_key_pairs
from homeward.methods.matching.clustering.forest import Forest
from homeward.methods.matching.clustering.values import (
    Edge,
    Judgement,
    Pair,
    Parameters,
    Problem,
    ProfileId,
    Question,
    Reason,
    Verdict,
    ordered,
)


class Questions:
    """Questions as they arise. A pair that somebody has answered, even with *unsure*, is not asked again of scores."""

    def __init__(self, forest: Forest, standing: Mapping[Pair, Judgement]) -> None:
        self._forest, self._standing = forest, standing
        self._asked: dict[tuple[Reason, ProfileId, ProfileId], Question] = {}

    def ask(self, reason: Reason, a: ProfileId, b: ProfileId, bits: float | None = None) -> None:
        """Put two profiles before a person."""
        one, other = ordered(a, b)
        self._asked.setdefault((reason, one, other), Question(reason, one, other, bits))

    def about_what_is_left(self, left: Iterable[Edge], rules: Parameters) -> None:
        """Ask of edges that were not followed, the strongest first, once for each two clusters."""
        seen: set[Pair] = set()
        for edge in left:
            if edge.bits < self._least(edge, rules):
                continue
            between = ordered(self._forest.root(edge.a), self._forest.root(edge.b))
            if between[0] == between[1] or between in seen or self._is_answered(edge):
                continue
            seen.add(between)
            self.ask(Reason.TWIN if edge.ask else Reason.POSSIBLE, *edge.pair, edge.bits)

    def in_order(self) -> tuple[Question, ...]:
        """Every question in one order, but for those of evidence that a later edge answered by joining.

        Of evidence that clashes, one question is asked between two clusters: the strongest.
        """
        kept: dict[tuple[Reason, ProfileId, ProfileId], Question] = {}
        for question in self._asked.values():
            between = question.a, question.b
            if question.bits is not None:
                between = ordered(self._forest.root(question.a), self._forest.root(question.b))
                if between[0] == between[1]:
                    continue
            kept.setdefault((question.reason, *between), question)
        return tuple(sorted(kept.values()))

    @staticmethod
    def _least(edge: Edge, rules: Parameters) -> float:
        return min(rules.possible, rules.join_with_identifier) if edge.verified else rules.possible

    def _is_answered(self, edge: Edge) -> bool:
        return edge.pair in self._standing or self._forest.judged_apart(edge.a, edge.b)


def broken(asked: Questions, problem: Problem, standing: Mapping[Pair, Judgement]) -> None:
    """Ask of each confirmed cluster that the evidence no longer holds together, by two profiles of two pieces."""
    if not problem.confirmed:
        return
    inside = [node for node in problem.nodes if problem.before.get(node.profile) in problem.confirmed]
    pieces = Forest(inside, ())
    held = {node.profile for node in inside}
    links: list[Pair] = [edge.pair for edge in problem.edges if may_join(edge, problem)]
    links += [pair for pair, each in standing.items() if each.verdict == Verdict.SAME]
    links += own_key_pairs(problem)
    for a, b in links:
        if a in held and b in held and problem.before[a] == problem.before[b]:
            pieces.join(a, b)
    first: dict[object, ProfileId] = {}
    for members in pieces.clusters():
        lowest = min(members)
        other = first.setdefault(problem.before[lowest], lowest)
        if other != lowest:
            asked.ask(Reason.BROKEN, other, lowest)
