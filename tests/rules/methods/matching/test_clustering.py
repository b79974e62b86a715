"""What a clustering may never do, whatever it is given, and what it asks."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.methods.matching.clustering import (
    Edge,
    Judgement,
    Node,
    Parameters,
    Problem,
    Reason,
    Verdict,
    cluster,
    cluster_by_component,
)
from tests.rules.methods.matching.problems import NO_HYSTERESIS, problems, standing

SAME, NOT_SAME, UNSURE = Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE


def of(count: int, *edges: Edge, **more: object) -> Problem:
    nodes = more.pop("nodes", None) or tuple(Node(at) for at in range(count))
    return Problem(nodes, edges, **more)


def reasons(problem: Problem) -> list[tuple[Reason, int, int]]:
    return [(each.reason, each.a, each.b) for each in cluster(problem).questions]


def together(problem: Problem) -> list[set[int]]:
    return [set(each) for each in cluster(problem).clusters]


@given(problems(before=True, parameters=Parameters(biggest=6)))
def test_every_profile_is_in_one_cluster(problem: Problem) -> None:
    counted = Counter(profile for each in cluster(problem).clusters for profile in each)
    assert counted == Counter(node.profile for node in problem.nodes)


@given(problems(before=True, parameters=Parameters(biggest=6)))
def test_part_by_part_is_as_the_whole(problem: Problem) -> None:
    assert cluster_by_component(problem) == cluster(problem)


@given(problems(before=True, parameters=Parameters(biggest=6)), st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_handed_in_does_not_matter(problem: Problem, chance: object) -> None:
    def shuffled(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(items, len(items)))

    edges = tuple(replace(edge, a=edge.b, b=edge.a) for edge in shuffled(problem.edges))
    other = replace(problem, nodes=shuffled(problem.nodes), edges=edges, judgements=shuffled(problem.judgements))
    assert cluster(other) == cluster(problem)


@given(problems(before=True, parameters=Parameters(biggest=6)))
def test_no_cluster_crosses_a_not_the_same(problem: Problem) -> None:
    apart = {pair for pair, verdict in standing(problem).items() if verdict == NOT_SAME}
    for each in cluster(problem).clusters:
        assert not any(a in each and b in each for a, b in apart)


@given(problems())
def test_no_two_verified_nhs_numbers_meet_unless_a_person_said_same(problem: Problem) -> None:
    unjudged = replace(problem, judgements=tuple(each for each in problem.judgements if each.verdict != SAME))
    nhs = {node.profile: node.nhs for node in unjudged.nodes}
    for each in cluster(unjudged).clusters:
        assert len(frozenset().union(*(nhs[profile] for profile in each))) <= 1


@given(problems())
def test_no_two_pupil_numbers_meet_on_evidence(problem: Problem) -> None:
    nodes = tuple(replace(node, own_key=None) for node in problem.nodes)
    plain = replace(problem, nodes=nodes, judgements=())
    upns = {node.profile: node.upns for node in nodes}
    for each in cluster(plain).clusters:
        assert len(frozenset().union(*(upns[profile] for profile in each))) <= 1


@given(problems())
def test_evidence_alone_joins_nothing_without_two_identifiers(problem: Problem) -> None:
    nodes = tuple(replace(node, own_key=None) for node in problem.nodes)
    edges = tuple(replace(edge, identifiers=1) for edge in problem.edges)
    found = cluster(Problem(nodes, edges, (), problem.parameters))
    assert all(len(each) == 1 for each in found.clusters)


@given(problems())
def test_with_hysteresis_off_what_was_before_changes_nothing(problem: Problem) -> None:
    earlier = {profile: at for at, each in enumerate(cluster(problem).clusters) for profile in each}
    crossed = {node.profile: node.profile % 2 for node in problem.nodes}
    for before in (earlier, crossed):
        assert cluster(replace(problem, before=before)).clusters == cluster(problem).clusters


@given(problems(before=True, parameters=Parameters(biggest=6)))
def test_a_confirmed_cluster_stays_whole_unless_somebody_said_not_the_same(problem: Problem) -> None:
    problem = replace(problem, judgements=())
    found = cluster(problem).clusters
    for label in problem.confirmed:
        held = {profile for profile, its in problem.before.items() if its == label}
        assert not held or any(held <= each for each in found)


@given(problems())
def test_a_pair_that_somebody_judged_is_not_asked_about_again(problem: Problem) -> None:
    judged = set(standing(problem))
    asked = {(each.a, each.b) for each in cluster(problem).questions if each.reason in (Reason.POSSIBLE, Reason.TWIN)}
    assert not asked & judged


@pytest.mark.parametrize(
    ("edge", "clusters", "asked"),
    [
        (Edge(0, 1, 18.0), 1, []),
        (Edge(0, 1, 17.9), 2, [(Reason.POSSIBLE, 0, 1)]),
        (Edge(0, 1, 13.9), 2, []),
        (Edge(0, 1, 12.0, verified=True), 1, []),
        (Edge(0, 1, 11.9, verified=True), 2, []),
        (Edge(0, 1, 40.0, identifiers=1), 2, [(Reason.POSSIBLE, 0, 1)]),
        (Edge(0, 1, 13.0, identifiers=1, verified=True), 2, [(Reason.POSSIBLE, 0, 1)]),
        (Edge(0, 1, 40.0, ask=True), 2, [(Reason.TWIN, 0, 1)]),
        (Edge(0, 1, 13.0, ask=True), 2, []),
    ],
)
def test_one_edge(edge: Edge, clusters: int, asked: list[object]) -> None:
    assert len(together(of(2, edge))) == clusters
    assert reasons(of(2, edge)) == asked


def test_the_strongest_edge_wins_when_numbers_clash_and_the_other_is_asked_about() -> None:
    nodes = (Node(0, nhs=frozenset("1")), Node(1, nhs=frozenset("2")), Node(2))
    problem = of(3, Edge(0, 2, 22.0), Edge(1, 2, 25.0), nodes=nodes)
    assert together(problem) == [{0}, {1, 2}]
    assert reasons(problem) == [(Reason.ID_CONFLICT, 0, 2)]


def test_not_the_same_beats_every_score() -> None:
    problem = of(3, Edge(0, 1, 50.0), Edge(1, 2, 30.0), Edge(0, 2, 28.0), judgements=(Judgement(1, 0, NOT_SAME),))
    assert together(problem) == [{0}, {1, 2}]
    assert reasons(problem) == []


def test_same_beats_every_score_and_two_nhs_numbers() -> None:
    nodes = (Node(0, nhs=frozenset("1")), Node(1, nhs=frozenset("2")))
    assert together(of(2, Edge(0, 1, -30.0), nodes=nodes, judgements=(Judgement(0, 1, SAME),))) == [{0, 1}]


def test_same_that_closes_a_path_onto_not_the_same_moves_nothing_and_is_asked() -> None:
    said = (Judgement(0, 2, NOT_SAME, 1), Judgement(0, 1, SAME, 2), Judgement(1, 2, SAME, 3))
    problem = of(3, judgements=said)
    assert together(problem) == [{0, 1}, {2}]
    assert reasons(problem) == [(Reason.JUDGEMENT_CONFLICT, 1, 2)]


def test_the_latest_word_on_a_pair_stands() -> None:
    said = (Judgement(0, 1, NOT_SAME, 1), Judgement(1, 0, SAME, 2))
    assert together(of(2, judgements=said)) == [{0, 1}]
    assert together(of(2, Edge(0, 1, 30.0), judgements=(*said, Judgement(0, 1, NOT_SAME, 3)))) == [{0}, {1}]
    assert reasons(of(2, Edge(0, 1, 16.0), judgements=(Judgement(0, 1, UNSURE, 1),))) == []


def test_an_agencys_own_number_joins_without_evidence_but_never_two_verified_nhs_numbers() -> None:
    own = (1, "7")
    assert together(of(2, nodes=(Node(0, own_key=own), Node(1, own_key=own)))) == [{0, 1}]
    clash = of(2, nodes=(Node(0, frozenset("1"), own_key=own), Node(1, frozenset("2"), own_key=own)))
    assert together(clash) == [{0}, {1}] and reasons(clash) == [(Reason.ID_CONFLICT, 0, 1)]
    renumbered = of(2, nodes=(Node(0, upns=frozenset("1"), own_key=own), Node(1, upns=frozenset("2"), own_key=own)))
    assert together(renumbered) == [{0, 1}] and reasons(renumbered) == [(Reason.ID_CONFLICT, 0, 1)]
    judged = replace(of(2, nodes=(Node(0, own_key=own), Node(1, own_key=own))), judgements=(Judgement(0, 1, NOT_SAME),))
    assert together(judged) == [{0}, {1}] and reasons(judged) == [(Reason.JUDGEMENT_CONFLICT, 0, 1)]


def test_what_was_joined_is_let_go_only_six_bits_lower() -> None:
    before = {0: "a", 1: "a"}
    assert together(of(2, Edge(0, 1, 12.0), before=before)) == [{0, 1}]
    assert together(of(2, Edge(0, 1, 11.9), before=before)) == [{0}, {1}]
    assert together(of(2, Edge(0, 1, 14.0))) == [{0}, {1}]


def test_a_confirmed_cluster_without_evidence_stays_and_is_asked_about() -> None:
    problem = of(3, Edge(0, 1, 30.0), before=dict.fromkeys(range(3), "a"), confirmed=frozenset("a"))
    assert together(problem) == [{0, 1, 2}]
    assert reasons(problem) == [(Reason.BROKEN, 0, 2)]


def test_a_confirmed_cluster_that_must_part_does_so_at_its_weakest() -> None:
    edges = (Edge(0, 1, 30.0), Edge(1, 2, 9.0), Edge(2, 3, 30.0))
    before, confirmed = dict.fromkeys(range(4), "a"), frozenset("a")
    problem = of(4, *edges, before=before, confirmed=confirmed, judgements=(Judgement(0, 3, NOT_SAME),))
    assert together(problem) == [{0, 1}, {2, 3}]


def test_five_hundred_records_chained_by_weak_edges_are_caught() -> None:
    chain = [Edge(at, at + 1, 21.0 + (at % 7)) for at in range(499)]
    found = cluster(of(500, *chain))
    assert max(map(len, found.clusters)) <= 100
    assert {each.reason for each in found.questions} == {Reason.BIG_CLUSTER}
    strong = cluster(of(500, *(replace(edge, bits=31.0) for edge in chain)))
    assert len(strong.clusters) == 1


def test_a_cluster_of_many_records_under_one_own_number_stays_and_is_asked_about() -> None:
    problem = of(7, nodes=tuple(Node(at, own_key=(1, "7")) for at in range(7)), parameters=NO_HYSTERESIS)
    assert together(problem) == [set(range(7))]
    assert reasons(problem) == [(Reason.BIG_CLUSTER, 0, 6)]


def test_two_clusters_are_asked_about_once_by_their_strongest_pair() -> None:
    joined = (Edge(0, 1, 30.0), Edge(2, 3, 30.0))
    problem = of(4, *joined, Edge(0, 2, 15.0), Edge(1, 3, 17.0), Edge(0, 3, 16.0))
    assert reasons(problem) == [(Reason.POSSIBLE, 1, 3)]
