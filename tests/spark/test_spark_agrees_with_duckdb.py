"""Two engines, one linkage: Spark keeps the pairs that DuckDB keeps, and gives them the same weights.

Run by `script/test --spark`, which brings Spark and Java from PyPI. Nothing else of the program needs either.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from homeward.config.commands.matching import crowd_table
from homeward.methods.matching.levels import COMPARISONS
from homeward.methods.matching.shipped import shipped_model
from homeward.register.linkage.engine.likeness import name_likeness
from homeward.register.linkage.engine.predicting import edges
from homeward.register.linkage.engine.spark import edges_on_spark, local_session
from homeward.register.linkage.engine.tables import compared

# Py4J leaves the sockets of its gateway to the collector of rubbish, which says so.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
CHILDREN = 500
SHARE_APART = 0.001


@pytest.fixture(scope="module")
def profiles() -> pa.Table:
    return compared(crowd_table(CHILDREN, seed=11)[0])


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    folder: Path = tmp_path_factory.mktemp("spark")
    with local_session(folder) as session:
        yield session


def pairs(batches: Iterator[pa.RecordBatch]) -> dict[tuple[str, str], dict[str, object]]:
    return {(row["a"], row["b"]): row for batch in batches for row in batch.to_pylist()}


def test_both_engines_keep_the_same_pairs_with_the_same_weights(spark: object, profiles: pa.Table) -> None:
    assert profiles.num_rows > 1500
    ours, theirs = pairs(edges(profiles, shipped_model())), pairs(edges_on_spark(spark, profiles, shipped_model()))
    assert len(ours) > 1500
    assert len(ours.keys() ^ theirs.keys()) <= SHARE_APART * len(ours)
    for pair in ours.keys() & theirs.keys():
        one, other = ours[pair], theirs[pair]
        assert abs(one["bits"] - other["bits"]) < 1e-6
        for comparison in COMPARISONS:
            assert one[f"level_{comparison.field}"] == other[f"level_{comparison.field}"]


def test_two_names_are_alike_as_at_the_front_door() -> None:
    assert name_likeness("garner", "garner") == 1.0 and 0.9 < name_likeness("garner", "garnar") < 1.0
    assert name_likeness(None, "garner") is None
