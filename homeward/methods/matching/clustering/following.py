"""Which links may be followed without a person, before any other link is looked at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from homeward.methods.matching.clustering.values import Edge, Pair, Parameters, Problem, ProfileId


def may_join(edge: Edge, problem: Problem) -> bool:
    """True where an edge is strong enough to join without a person, or to keep together what it joined before."""
    rules = problem.parameters
    label = problem.before.get(edge.a)
    held = label is not None and label == problem.before.get(edge.b)
    needed = needed_bits(rules, verified=edge.verified) - (rules.hysteresis if held else 0.0)
    return edge.bits >= needed and edge.identifiers >= rules.identifiers and not edge.ask


def needed_bits(rules: Parameters, *, verified: bool) -> float:
    """How much evidence joins two profiles without a person."""
    return rules.join_with_identifier if verified else rules.join


def own_key_pairs(problem: Problem) -> Iterator[Pair]:
    """Profiles that one agency gave the same number of its own, each with the lowest of them."""
    keyed: dict[object, list[ProfileId]] = defaultdict(list)
    for node in problem.nodes:
        if node.own_key is not None:
            keyed[node.own_key].append(node.profile)
    yield from _with_the_lowest(keyed.values())


def confirmed_pairs(problem: Problem) -> Iterator[Pair]:
    """Profiles of each cluster that a person confirmed, each with the lowest of them."""
    inside: dict[object, list[ProfileId]] = defaultdict(list)
    for node in problem.nodes:
        label = problem.before.get(node.profile)
        if label in problem.confirmed:
            inside[label].append(node.profile)
    yield from _with_the_lowest(inside.values())


def _with_the_lowest(groups: Iterable[list[ProfileId]]) -> Iterator[Pair]:
    for profiles in groups:
        first, *others = sorted(profiles)
        yield from ((first, other) for other in others)
