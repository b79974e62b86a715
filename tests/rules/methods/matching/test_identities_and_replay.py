"""Ids stay with the records they stood for, and everything can be made again from what happened."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from homeward.methods.matching.clustering import Edge, Judgement, Node, Parameters, Problem, Verdict, cluster
from homeward.methods.matching.identities import Cluster, identify, standing
from homeward.methods.matching.replay import Event, Run, replay
from tests.rules.methods.matching.problems import NO_HYSTERESIS, problems


def minted(cluster: Cluster, so_far: int) -> str:
    return f"child-{so_far}-{min(cluster)}"


def named(*clusters: set[int], before: dict[str, set[int]], records: dict[int, int] | None = None) -> object:
    return identify(
        [frozenset(each) for each in clusters],
        before={child: frozenset(profiles) for child, profiles in before.items()},
        records=records or {},
        age={child: at for at, child in enumerate(before)},
        mint=lambda cluster: f"new-{min(cluster)}",
    )


def test_the_id_with_most_records_survives_a_merge_and_the_other_points_at_it() -> None:
    found = named({1, 2, 3}, before={"a": {1}, "b": {2, 3}})
    assert (found.children, found.minted, found.retired) == ({"b": {1, 2, 3}}, (), {"a": "b"})
    heavy = named({1, 2, 3}, before={"a": {1}, "b": {2, 3}}, records={1: 9})
    assert heavy.children == {"a": {1, 2, 3}} and heavy.retired == {"b": "a"}


def test_the_oldest_of_equals_survives() -> None:
    assert named({1, 2}, before={"a": {2}, "b": {1}}).retired == {"b": "a"}


def test_a_split_leaves_the_id_with_the_greater_part_and_mints_for_the_other() -> None:
    found = named({1}, {2, 3}, before={"a": {1, 2, 3}})
    assert found.children == {"a": {2, 3}, "new-1": {1}}
    assert found.minted == ("new-1",) and found.retired == {}


def test_two_children_that_exchange_a_record_keep_their_ids() -> None:
    found = named({1, 2, 4}, {3, 5}, before={"a": {1, 2, 3}, "b": {4, 5}})
    assert found.children == {"a": {1, 2, 4}, "b": {3, 5}} and found.retired == {}


def test_an_id_stands_for_another_through_every_merge_since() -> None:
    assert standing("a", {"a": "b", "b": "c"}) == "c"
    assert standing("c", {"a": "b", "b": "c"}) == "c"


@given(st.lists(st.sets(st.integers(0, 9)), max_size=5), st.lists(st.integers(0, 4), min_size=10, max_size=10))
def test_no_id_is_given_twice_and_none_is_lost(olds: list[set[int]], places: list[int]) -> None:
    before: dict[str, set[int]] = {}
    for at, old in enumerate(olds):
        alone = old - set().union(*before.values())
        if alone:
            before[f"id-{at}"] = alone
    clusters = [{at for at, its in enumerate(places) if its == place} for place in set(places)]
    found = named(*clusters, before=before)
    assert sorted(map(sorted, found.children.values())) == sorted(map(sorted, clusters))
    assert set(before) == {child for child in found.children if child in before} | set(found.retired)
    assert not set(found.retired) & set(found.children)
    assert all(standing(child, found.retired) in found.children for child in before)


def history(problem: Problem) -> list[Event]:
    """The parts of a problem as they might have come, with a run after every third."""
    events: list[Event] = [*problem.nodes, *problem.edges, *problem.judgements]
    told: list[Event] = []
    for at, event in enumerate(events):
        told.append(event)
        if at >= len(problem.nodes) and at % 3 == 0:
            told.append(Run(problem.parameters))
    return [*told, Run(problem.parameters)]


@given(problems(parameters=Parameters(biggest=6)))
def test_folding_the_same_events_gives_the_same_children_and_ids(problem: Problem) -> None:
    events = history(problem)
    first, again = replay(events, minted), replay(events, minted)
    assert (first.children, first.retired, first.questions) == (again.children, again.retired, again.questions)
    half = len(events) // 2
    resumed = replay(events[half:], minted, replay(events[:half], minted))
    assert (resumed.children, resumed.retired) == (first.children, first.retired)


@given(problems())
def test_with_hysteresis_off_history_ends_where_one_clustering_of_everything_does(problem: Problem) -> None:
    ended = replay(history(problem), minted)
    at_once = cluster(replace(problem, parameters=NO_HYSTERESIS)).clusters
    assert sorted(map(sorted, ended.children.values())) == sorted(map(sorted, at_once))


def test_a_merge_undone_by_a_judgement_brings_the_records_back_apart() -> None:
    nodes = [Node(1), Node(2), Node(3)]
    apart = replay([*nodes, Edge(2, 3, 30.0), Run()], minted)
    merged = replay([Judgement(1, 2, Verdict.SAME, 1), Run()], minted, apart)
    undone = replay([Judgement(1, 2, Verdict.NOT_SAME, 2), Run()], minted, merged)
    assert list(merged.children.values()) == [{1, 2, 3}]
    assert sorted(map(sorted, undone.children.values())) == [[1], [2, 3]]
    assert undone.child_of[2] == apart.child_of[2]
