"""Every pair of profiles worth a look, with its weight in bits, field by field.

A pair is scored once for each version of the model and kept with its fields, so that *why* is read and never worked out
again under another model (linkage reference, decision 6).
"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from splink import Linker

from homeward.methods.matching.levels import COMPARISONS, Comparison
from homeward.methods.matching.model import Model
from homeward.register.linkage.engine.database import Bounds, database, linker, splink_over
from homeward.register.linkage.engine.frequencies import frequency_tables
from homeward.register.linkage.engine.settings import settings

LEAST_BITS = -10.0
ROWS = 100_000
ALIKE = 1e-7


def edges(
    table: pa.Table,
    model: Model,
    *,
    bounds: Bounds = Bounds(),  # noqa: B008 - frozen
    least_bits: float = LEAST_BITS,
    comparisons: tuple[Comparison, ...] = COMPARISONS,
    **more: Any,
) -> Iterator[pa.RecordBatch]:
    """Pairs that share a block rule and weigh at least `least_bits`, as Arrow batches.

    `table` is a table made ready by `tables.compared`. Columns: `a` and `b`, the lower id first; `bits`; and for each
    field `level_<field>`, an index into its levels (null where the field is missing), `bits_<field>` and, where rarity
    counts, `rarity_<field>`.
    """
    with database(bounds) as connection:
        ready = linker_over(splink_over(connection), table, model, comparisons=comparisons, **more)
        whole = bounds.chunks <= 1
        chunks = {} if whole else {"num_chunks_left": bounds.chunks, "num_chunks_right": bounds.chunks}
        found = ready.inference.predict(threshold_match_weight=least_bits, **chunks)
        relation = found.as_duckdbpyrelation().project(", ".join(columns(model, comparisons)))
        yield from relation.to_arrow_reader(ROWS)


def linker_over(api: Any, table: Any, model: Model, **more: Any) -> Linker:
    """A linker of one table by a frozen model, with the model's own frequencies of names."""
    found = linker(api.register(table, dataset_display_name="profiles"), settings(model, **more))
    for column, shares in frequency_tables(table, model).items():
        found.table_management.register_term_frequency_lookup(api.register(shares), column)
    return found


def columns(model: Model, comparisons: tuple[Comparison, ...] = COMPARISONS) -> list[str]:
    """What is taken of Splink's answer, under our names.

    Splink keeps the weight that a field was given and not its level, unless it keeps every value compared as well. No
    two levels of a field weigh the same, so the weight says which it was, and nought that the field was missing.
    """
    found = [
        "least(unique_id_l, unique_id_r) as a",
        "greatest(unique_id_l, unique_id_r) as b",
        "match_weight as bits",
    ]
    for each in comparisons:
        weights = [model.weights[each.field][level.code].bits for level in each.levels]
        cases = " ".join(
            f"when abs(mw_{each.field} - ({bits!r})) < {ALIKE} then {at}" for at, bits in enumerate(weights)
        )
        found.append(f"cast(case {cases} end as tinyint) as level_{each.field}")
        found.append(f"mw_{each.field} as bits_{each.field}")
        if any(level.rarity for level in each.levels):
            found.append(f"mw_tf_adj_{each.field} as rarity_{each.field}")
    return found
