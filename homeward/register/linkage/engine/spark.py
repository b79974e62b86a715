"""The same linkage on Spark, for a county whose data must stay on a cluster. It is not faster on one machine.

Spark is an optional extra (`pip install homeward[spark]`) and needs a Java 17, which JAVA_HOME names. How alike two
names are is asked of the same library as at the front door, by a function of Python's that every worker of the cluster
must be able to import; the Java one that comes with Splink reckons long names otherwise, and two answers to one
question are none.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from pyspark.sql import SparkSession
from splink.backends.spark import SparkAPI

from homeward.methods.matching.levels import COMPARISONS, Comparison
from homeward.methods.matching.model import Model
from homeward.register.linkage.engine.database import linker
from homeward.register.linkage.engine.frequencies import frequency_tables
from homeward.register.linkage.engine.likeness import name_likeness
from homeward.register.linkage.engine.predicting import LEAST_BITS, ROWS, columns
from homeward.register.linkage.engine.settings import settings
from homeward.register.linkage.engine.sql import SPARK

PARTS = 8


@contextmanager
def local_session(folder: Path, *, memory: str = "2g", threads: int = 2) -> Iterator[SparkSession]:
    """A Spark of this machine's own that answers nobody else, with what it writes in one folder.

    Its workers are this same Python. Whole stages are not compiled: with so many levels they pass what Java takes in
    one piece, and Spark would try each, fail, and say so at length.
    """
    local = "127.0.0.1"
    builder = SparkSession.builder.master(f"local[{threads}]").appName("homeward-linkage")
    told = {
        "spark.driver.memory": memory,
        "spark.driver.host": local,
        "spark.driver.bindAddress": local,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.shuffle.partitions": str(PARTS),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder / "local"),
    }
    for name, value in told.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.pythonExec = sys.executable
    session.sparkContext.setLogLevel("ERROR")
    session.sparkContext.setCheckpointDir(str(folder / "checkpoints"))
    try:
        yield session
    finally:
        session.stop()


def edges_on_spark(
    session: SparkSession,
    table: pa.Table,
    model: Model,
    *,
    least_bits: float = LEAST_BITS,
    comparisons: tuple[Comparison, ...] = COMPARISONS,
) -> Iterator[pa.RecordBatch]:
    """What `predicting.edges` gives, worked out on Spark, with the same columns."""
    session.udf.register("name_likeness", name_likeness, "double")
    with TemporaryDirectory(prefix="homeward-linkage-") as folder:
        api = SparkAPI(
            spark_session=session,
            break_lineage_method="parquet",
            num_partitions_on_repartition=PARTS,
            register_udfs_automatically=False,
        )
        frame = api.register(_frame(session, table, Path(folder) / "profiles"), dataset_display_name="profiles")
        ready = linker(frame, settings(model, dialect=SPARK, comparisons=comparisons))
        for column, shares in frequency_tables(table, model).items():
            lookup = api.register(_frame(session, shares, Path(folder) / column))
            ready.table_management.register_term_frequency_lookup(lookup, column)
        found = ready.inference.predict(threshold_match_weight=least_bits).as_spark_dataframe()
        out = str(Path(folder) / "edges")
        found.selectExpr(*columns(model, comparisons)).write.parquet(out)
        yield from ds.dataset(out, format="parquet").to_batches(batch_size=ROWS)


def _frame(session: SparkSession, table: pa.Table, path: Path) -> Any:
    """A table as Spark reads it: by way of a file, so that nothing is made into rows here."""
    path.mkdir()
    pq.write_table(table, path / "part.parquet")
    return session.read.parquet(str(path))
