"""A model is learnt without labels, capped, frozen and read back; and a linkage is held against the truth."""

import json

import pyarrow as pa
import pytest
from splink import block_on

from homeward.config.commands.matching import crowd_table
from homeward.methods.matching.clustering import Parameters, Problem, cluster
from homeward.methods.matching.levels import COMPARISONS, ELSE, EXACT
from homeward.methods.matching.model import read_model
from homeward.methods.matching.shipped import shipped_model
from homeward.register.linkage.engine.measuring import clustering_edges, node, quality
from homeward.register.linkage.engine.predicting import edges
from homeward.register.linkage.engine.tables import GIVEN, compared, given_table, rows_of
from homeward.register.linkage.engine.training import LEAST_BITS, Plan, train


@pytest.fixture(scope="module")
def crowd() -> tuple[pa.Table, dict[str, dict[str, object]]]:
    return crowd_table(250, seed=5)


def test_a_model_is_trained_capped_and_frozen(crowd: tuple[pa.Table, object]) -> None:
    plan = Plan((block_on("nhs"),), 0.5, (block_on("born"), block_on("forename", "surname")), pairs=2e5)
    text = train(compared(crowd[0]), version="trial", told={"on": "a trial"}, plan=plan, growth=4.0)
    model = read_model(text)
    assert (model.version, model.trained["profiles"]) == ("trial", crowd[0].num_rows)
    assert json.loads(text)["prior"] == model.prior < 0.01
    for comparison in COMPARISONS:
        bits = {level.code: model.weights[comparison.field][level.code].bits for level in comparison.levels}
        assert bits[ELSE] == min(bits.values()) >= LEAST_BITS[comparison.field] - 0.02
    assert model.weights["names"][EXACT].bits > 5 < model.weights["birth"][EXACT].bits
    assert all(count > 0 for count in (len(each.values) for each in model.frequencies.values()))
    assert any(level.startswith("pnc") for level in model.trained["assumed"])


def test_a_crowd_is_linked_without_one_mixed_cluster(crowd: tuple[pa.Table, dict[str, dict[str, object]]]) -> None:
    given, truth = crowd
    people = dict(rows_of(given))
    found = tuple(clustering_edges(edges(compared(given), shipped_model()), people, least_bits=0.0))
    nodes = tuple(node(profile, traits) for profile, traits in people.items())
    child_of = {profile: told["child"] for profile, told in truth.items()}
    linked = quality(cluster(Problem(nodes, found, parameters=Parameters())).clusters, child_of)
    assert (linked.mixed, linked.precision) == (0, 1.0) and linked.recall > 0.5
    assert linked.children == len(set(child_of.values())) < linked.clusters < len(nodes)


def test_quality_counts_pairs_mixed_clusters_split_children_and_twins() -> None:
    child_of = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 3}
    told = quality([["a", "b", "d"], ["c"], ["e"]], child_of, [(1, 2), (2, 3)])
    assert (told.precision, told.recall) == (1 / 3, 1 / 3)
    assert (told.mixed, told.split, told.twins_joined, told.clusters, told.children) == (1, 1, 1, 3, 3)
    weighed = quality([["a", "b"], ["c"], ["d"], ["e"]], child_of, records={"a": 3})
    assert (weighed.precision, weighed.recall) == (1.0, 6 / 10)


def test_a_table_lacking_columns_is_read_and_thin_rows_are_never_one_profile() -> None:
    given = given_table([{"unique_id": "1", "forename": "Ben"}, {"unique_id": "2", "forename": "Ben", "sex": "M"}])
    assert given.schema == GIVEN and compared(given.select(["unique_id", "forename"])).num_rows == 2
    table, truth = crowd_table(60, seed=5)
    thin = [name for name, traits in rows_of(table) if traits.is_thin]
    assert thin and set(truth) == set(table["unique_id"].to_pylist())
