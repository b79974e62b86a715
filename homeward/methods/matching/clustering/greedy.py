"""From what people said, through what agencies say of their own numbers, down to the weakest edge that may be followed.

The order is fixed (what people said in the order they said it, then bits from the most down, then the profiles), so one
problem has one answer however its parts were handed in.
"""

from collections.abc import Iterable

from homeward.methods.matching.clustering.following import confirmed_pairs, may_join, own_key_pairs
from homeward.methods.matching.clustering.forest import Forest
from homeward.methods.matching.clustering.questions import Questions, broken
from homeward.methods.matching.clustering.values import (
    Edge,
    Judgement,
    Outcome,
    Pair,
    Parameters,
    Problem,
    Reason,
    Verdict,
    ordered,
)


def cluster(problem: Problem) -> Outcome:
    """The clusters that the rules allow, and the questions for a person. Source: linkage reference, section 4."""
    standing = _standing(problem.judgements)
    forest = Forest(problem.nodes, (pair for pair, each in standing.items() if each.verdict == Verdict.NOT_SAME))
    asked = Questions(forest, standing)
    _follow_people(forest, asked, standing)
    _keep_confirmed(forest, asked, problem)
    _follow_own_keys(forest, asked, problem)
    _ask_of_big(forest, asked, problem.parameters)
    left = _follow_evidence(forest, asked, problem)
    asked.about_what_is_left(left, problem.parameters)
    broken(asked, problem, standing)
    return Outcome(forest.clusters(), asked.in_order())


def _standing(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """The latest judgement on each pair. Of two in one place, *not the same* is taken to be the later."""
    order = sorted(judgements, key=lambda each: (each.order, each.verdict != Verdict.SAME, each.verdict.value))
    return {each.pair: each for each in order}


def _follow_people(forest: Forest, asked: Questions, standing: dict[Pair, Judgement]) -> None:
    """*Same* beats every score, unless it closes a path onto a *not the same*: then nothing moves, and it is asked."""
    said = sorted((each.order, pair) for pair, each in standing.items() if each.verdict == Verdict.SAME)
    for _, (a, b) in said:
        if forest.judged_apart(a, b):
            asked.ask(Reason.JUDGEMENT_CONFLICT, a, b)
        else:
            forest.join(a, b)


def _keep_confirmed(forest: Forest, asked: Questions, problem: Problem) -> None:
    """A cluster that a person confirmed stays whole, but for a *not the same* within it.

    The strongest evidence goes first, so that where it must part it parts at its weakest.
    """
    before, confirmed = problem.before, problem.confirmed
    inside = [
        each for each in problem.edges if before.get(each.a) in confirmed and before[each.a] == before.get(each.b)
    ]
    pairs = [edge.pair for edge in _from_the_strongest(inside)]
    for a, b in (*pairs, *sorted(confirmed_pairs(problem))):
        if not forest.together(a, b) and not forest.judged_apart(a, b):
            if forest.nhs_numbers_differ(a, b):
                asked.ask(Reason.ID_CONFLICT, a, b)
            forest.join(a, b)


def _follow_own_keys(forest: Forest, asked: Questions, problem: Problem) -> None:
    """One agency's own number is one child, unless somebody said not or two verified NHS numbers would meet.

    A pupil number may be replaced, so two of them under one own number are asked about and joined all the same.
    """
    for a, b in sorted(own_key_pairs(problem)):
        if forest.together(a, b):
            continue
        if forest.judged_apart(a, b):
            asked.ask(Reason.JUDGEMENT_CONFLICT, a, b)
        elif forest.nhs_numbers_differ(a, b):
            asked.ask(Reason.ID_CONFLICT, a, b)
        else:
            if forest.upns_differ(a, b):
                asked.ask(Reason.ID_CONFLICT, a, b)
            forest.join(a, b)


def _ask_of_big(forest: Forest, asked: Questions, parameters: Parameters) -> None:
    for members in forest.clusters():
        if len(members) > parameters.biggest:
            asked.ask(Reason.BIG_CLUSTER, min(members), max(members))


def _follow_evidence(forest: Forest, asked: Questions, problem: Problem) -> list[Edge]:
    """Follow every edge that may be, and return those that were not, for a person."""
    left = []
    for edge in _from_the_strongest(problem.edges):
        if forest.together(edge.a, edge.b):
            continue
        if not may_join(edge, problem):
            left.append(edge)
        elif not _is_refused(forest, asked, edge, problem.parameters):
            forest.join(edge.a, edge.b)
    return left


def _is_refused(forest: Forest, asked: Questions, edge: Edge, rules: Parameters) -> bool:
    """Tell whether a rule stands against following an edge, asking where a person should know of it."""
    a, b = edge.pair
    if forest.judged_apart(a, b):
        return True
    if forest.nhs_numbers_differ(a, b) or forest.upns_differ(a, b):
        asked.ask(Reason.ID_CONFLICT, a, b, edge.bits)
        return True
    if forest.size(a, b) > rules.biggest and edge.bits < rules.strong:
        asked.ask(Reason.BIG_CLUSTER, a, b, edge.bits)
        return True
    return False


def _from_the_strongest(edges: Iterable[Edge]) -> list[Edge]:
    return sorted(edges, key=lambda edge: (-edge.bits, *ordered(edge.a, edge.b)))
