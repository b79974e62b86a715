"""A problem held as columns is answered as the same problem held as objects."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.methods.matching.clustering import (
    Columns,
    Edge,
    Judgement,
    Node,
    Outcome,
    Parameters,
    Problem,
    Verdict,
    cluster,
    cluster_columns,
)
from tests.rules.methods.matching.problems import problems


def columns_of(problem: Problem) -> Columns:
    keys = {key: at for at, key in enumerate(sorted({node.own_key for node in problem.nodes if node.own_key}), start=1)}
    columns = Columns(
        array("q", [node.profile for node in problem.nodes]),
        array("i", [int(*node.nhs) for node in problem.nodes]),
        array("i", [int(*node.upns) for node in problem.nodes]),
        array("i", [keys[node.own_key] if node.own_key else 0 for node in problem.nodes]),
    )
    for edge in problem.edges:
        told = {"identifiers": edge.identifiers, "verified": edge.verified, "ask": edge.ask}
        columns.add(edge.a, edge.b, edge.bits, **told)
    return columns


def answered(problem: Problem) -> Outcome:
    found = list(
        cluster_columns(
            columns_of(problem),
            judgements=problem.judgements,
            parameters=problem.parameters,
            before=problem.before,
            confirmed=problem.confirmed,
        )
    )
    clusters = sorted((each for outcome in found for each in outcome.clusters), key=min)
    return Outcome(tuple(clusters), tuple(sorted(each for outcome in found for each in outcome.questions)))


@given(problems(before=True, parameters=Parameters(biggest=6)))
def test_columns_are_answered_as_objects_are(problem: Problem) -> None:
    assert answered(problem) == cluster(problem)


@given(problems(parameters=Parameters(biggest=4)))
def test_and_so_they_are_from_nothing(problem: Problem) -> None:
    assert answered(problem) == cluster(problem)


@given(st.permutations(range(6)))
def test_a_chain_is_one_part_in_whatever_order_its_edges_come(order: list[int]) -> None:
    nodes = tuple(Node(at) for at in range(7))
    edges = tuple(Edge(at, at + 1, 30.0) for at in order)
    assert answered(Problem(nodes, edges)).clusters == (frozenset(range(7)),)


def test_profiles_keep_their_own_identifiers() -> None:
    problem = Problem((Node(5), Node(70), Node(901)), (Edge(5, 901, 25.0),))
    assert answered(problem).clusters == (frozenset({5, 901}), frozenset({70}))


def test_an_edge_of_a_profile_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the table"):
        answered(Problem((Node(1), Node(3)), (Edge(1, 2, 25.0),)))


def test_a_judgement_on_a_profile_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the table"):
        answered(Problem((Node(1), Node(3)), (), (Judgement(1, 4, Verdict.SAME),)))
