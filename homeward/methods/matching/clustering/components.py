"""A problem cut into parts that cannot touch one another, so that a new record re-clusters only the part it touches."""

from collections import defaultdict
from collections.abc import Iterator

from homeward.methods.matching.clustering.following import own_key_pairs
from homeward.methods.matching.clustering.forest import Forest
from homeward.methods.matching.clustering.greedy import cluster
from homeward.methods.matching.clustering.values import Edge, Judgement, Node, Outcome, Pair, Problem, ProfileId


def components(problem: Problem) -> Iterator[Problem]:
    """The parts of a problem, in the order of their lowest profile.

    Two profiles are in one part where an edge, a judgement, an agency's own number or an earlier cluster links them,
    whether or not the link would be followed.
    """
    forest = Forest(problem.nodes, ())
    for a, b in _links(problem):
        forest.join(a, b)
    nodes: dict[ProfileId, list[Node]] = defaultdict(list)
    edges: dict[ProfileId, list[Edge]] = defaultdict(list)
    judgements: dict[ProfileId, list[Judgement]] = defaultdict(list)
    for node in problem.nodes:
        nodes[forest.root(node.profile)].append(node)
    for edge in problem.edges:
        edges[forest.root(edge.a)].append(edge)
    for judgement in problem.judgements:
        judgements[forest.root(judgement.a)].append(judgement)
    for root in sorted(nodes):
        yield Problem(
            nodes=tuple(nodes[root]),
            edges=tuple(edges[root]),
            judgements=tuple(judgements[root]),
            parameters=problem.parameters,
            before={n.profile: problem.before[n.profile] for n in nodes[root] if n.profile in problem.before},
            confirmed=problem.confirmed,
        )


def cluster_by_component(problem: Problem) -> Outcome:
    """The same answer as clustering the whole, part by part."""
    found = [cluster(part) for part in components(problem)]
    clusters = sorted((each for outcome in found for each in outcome.clusters), key=min)
    return Outcome(tuple(clusters), tuple(sorted(each for outcome in found for each in outcome.questions)))


def _links(problem: Problem) -> Iterator[Pair]:
    yield from (edge.pair for edge in problem.edges)
    yield from (judgement.pair for judgement in problem.judgements)
    yield from own_key_pairs(problem)
    first: dict[object, ProfileId] = {}
    for node in problem.nodes:
        if node.profile in problem.before:
            yield first.setdefault(problem.before[node.profile], node.profile), node.profile
