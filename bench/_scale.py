"""The stages of a linkage at scale, each timed by itself, and how right it came out."""

import hashlib
import resource
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

SEED = 2019
RECORDS_TO_A_CHILD = 6.67
MANY = 50_000
CAP = "DuckDB is held to 4 GB and spills to disk"
NUMBERS = ("unique_id", "child", "family", "twin")
NAMES = ("forename", "middle_name", "surname", "aliases")
GIVEN = (*NAMES, "birth_date", "birth_precision", "sex", "postcode", "upn", "nhs", "pnc")
# At what bits plain Splink's components are taken: probability .95, which its tutorial takes, and our own thresholds.
BITS = (4.25, 12.0, 20.0)


def drawn(records: int, folder: Path) -> dict[str, Any]:
    """Invented records, written to a file. Not part of what is measured."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from homeward.county.identities_at_scale import COLUMNS, rows

    began, count, children = perf_counter(), 0, round(records / RECORDS_TO_A_CHILD)
    types = {name: pa.int64() for name in NUMBERS} | {"birth_date": pa.date32()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])
    drawing = rows(children=children, seed=SEED)
    with pq.ParquetWriter(folder / "records.parquet", schema) as out:
        while some := list(islice(drawing, MANY)):
            columns = zip(zip(*some, strict=True), schema, strict=True)
            out.write_batch(pa.record_batch([pa.array(each, field.type) for each, field in columns], schema=schema))
            count += len(some)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"records": count, "children": children, "seconds": round(perf_counter() - began, 1), "mb": most}


def engine(folder: Path) -> dict[str, Any]:
    """Rows into profiles, profiles made ready, pairs weighed, clusters: seconds of each, and the most memory."""
    from homeward.methods.matching.clustering import Parameters, cluster_columns
    from homeward.methods.matching.shipped import shipped_model
    from homeward.register.linkage.engine.columns import columns_of
    from homeward.register.linkage.engine.predicting import edges

    stages, most, rules = {}, {}, Parameters()
    least = min(rules.possible, rules.join_with_identifier)

    def timed(name: str, began: float) -> None:
        stages[name] = round(perf_counter() - began, 1)
        most[name] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    began = perf_counter()
    given = profiles_of(folder)
    timed("profiles", began)
    began = perf_counter()
    ready = compared_in(given.select(["unique_id", *GIVEN]), folder)
    timed("ready", began)
    began = perf_counter()
    columns = columns_of(given, edges(ready, shipped_model(), least_bits=least), least_bits=least)
    timed("pairs", began)
    began, cluster, questions = perf_counter(), array("i", bytes(4 * given.num_rows)), Counter[str]()
    count = 0
    for outcome in cluster_columns(columns, parameters=rules):
        for members in outcome.clusters:
            count += 1
            for profile in members:
                cluster[columns.place(profile)] = count
        questions.update(each.reason.value for each in outcome.questions)
    timed("clusters", began)
    return {
        "model": shipped_model().version,
        "join_bits": rules.join,
        "profiles": given.num_rows,
        "pairs": len(columns.a),
        "clusters": count,
        "questions": dict(questions),
        "stages": stages,
        "mb_after": most,
        "mb": most["clusters"],
        "quality": quality(cluster, given["child"].to_pylist()),
    }


def compared_in(given: Any, folder: Path) -> Any:
    """A given table made ready batch by batch, in a file: so many invented records are held by no memory of ours."""
    import pyarrow as pa

    from homeward.register.linkage.engine.tables import COMPARED, compared

    path = folder / "compared.arrow"
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, COMPARED) as out:
        for batch in given.to_batches(max_chunksize=MANY):
            out.write_table(compared(pa.Table.from_batches([batch])))
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def profiles_of(folder: Path) -> Any:
    """Each agency's distinct words on a child, of all its rows: a table in a file, the first of each kept as spelt."""
    import duckdb
    import pyarrow as pa

    levelled_into(folder)
    with duckdb.connect(":memory:") as base:
        base.execute("SET memory_limit = '4GB'; SET threads = 2")
        base.execute(f"SET temp_directory = '{folder}/spill'")
        rows, records = f"'{folder}/levelled.parquet'", f"'{folder}/records.parquet'"
        base.execute(f"CREATE TABLE first AS SELECT min(unique_id) AS unique_id FROM {rows} GROUP BY digest")
        said = ", ".join(f"nullif({name}, '') AS {name}" if name != "birth_date" else name for name in GIVEN)
        found = base.execute(
            f"SELECT CAST(row_number() OVER (ORDER BY told.unique_id) - 1 AS VARCHAR) AS unique_id, {said}, "
            f"CASE WHEN own_key <> '' THEN source || '|' || own_key END AS own_key, child "
            f"FROM {records} AS told SEMI JOIN first ON first.unique_id = told.unique_id ORDER BY told.unique_id"
        ).to_arrow_reader(MANY)
        path = folder / "given.arrow"
        with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, found.schema) as out:
            for batch in found:
                out.write_batch(batch)
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def levelled_into(folder: Path) -> None:
    """A digest of what each row says of its child, with its spelling levelled, as the register's own profiles have.

    A row that says too little is nobody's but its own, unless its agency's number tells whose it is.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from homeward.register.linkage.rules import levelled

    names = ("unique_id", "source", "own_key", *GIVEN)
    schema = pa.schema([("unique_id", pa.int64()), ("digest", pa.int64())])
    with pq.ParquetWriter(folder / "levelled.parquet", schema) as out:
        for batch in pq.ParquetFile(folder / "records.parquet").iter_batches(MANY, columns=list(names)):
            uniques, digests = [], []
            for unique, source, own_key, *said in zip(*(batch[name].to_pylist() for name in names), strict=True):
                told = levelled(
                    own_key=own_key, names=said[:4], birth_date=said[4], birth_precision=said[5], sex=said[6],
                    postcode=said[7], numbers=said[8:],
                )  # fmt: skip
                text = told.text(source, unique) if told.thin and not told.own_key else told.text(source)
                digests.append(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), signed=True))
                uniques.append(unique)
            out.write_batch(pa.record_batch([pa.array(uniques), pa.array(digests)], schema=schema))


def peer(folder: Path) -> dict[str, Any]:
    """Plain Splink by the same model on the same profiles made ready, and its own connected components."""
    import pyarrow as pa

    from homeward.methods.matching.shipped import shipped_model
    from homeward.register.linkage.engine.database import Bounds, database, splink_over
    from homeward.register.linkage.engine.predicting import linker_over

    ready = pa.ipc.open_file(pa.memory_map(str(folder / "compared.arrow"))).read_all()
    given = pa.ipc.open_file(pa.memory_map(str(folder / "given.arrow"))).read_all()
    child, found = given["child"].to_pylist(), {}
    with database(Bounds()) as connection:
        began = perf_counter()
        linker = linker_over(splink_over(connection), ready, shipped_model())
        pairs = linker.inference.predict(threshold_match_weight=min(BITS))
        predicted = perf_counter() - began
        for bits in BITS:
            began = perf_counter()
            answer = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_weight=bits)
            seconds = perf_counter() - began
            held = array("i", bytes(4 * len(child)))
            clusters = answer.as_duckdbpyrelation().project(
                "cast(unique_id AS int), dense_rank() OVER (ORDER BY cluster_id)"
            )
            for at, cluster in rows_of(clusters):
                held[at] = cluster
            found[str(bits)] = {"seconds": round(seconds, 1), **quality(held, child)}
        count = pairs.as_duckdbpyrelation().count("*").fetchall()[0][0]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"predict_s": round(predicted, 1), "pairs": count, "clusters": found, "mb": most}


def rows_of(relation: Any) -> Iterator[tuple[int, int]]:
    """A relation's rows, a batch at a time."""
    for batch in relation.to_arrow_reader(MANY):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def quality(cluster: "array[int]", child: list[int]) -> dict[str, Any]:
    """How many clusters hold more than one child and how many children are in more than one; pairs of profiles."""
    both = Counter(zip(cluster, child, strict=True))
    in_cluster, of_child = Counter[int](), Counter[int]()
    for kept, _ in both:
        in_cluster[kept] += 1
    for _, whose in both:
        of_child[whose] += 1
    right = pairs(both.values())
    found, true = pairs(Counter(cluster).values()), pairs(Counter(child).values())
    return {
        "children": len(of_child),
        "clusters": len(in_cluster),
        "mixed": sum(many > 1 for many in in_cluster.values()),
        "split": sum(many > 1 for many in of_child.values()),
        "precision": round(right / found, 5) if found else 1.0,
        "recall": round(right / true, 4) if true else 1.0,
    }


def pairs(sizes: Iterable[int]) -> int:
    """How many pairs groups of these sizes make."""
    return sum(size * (size - 1) // 2 for size in sizes)
