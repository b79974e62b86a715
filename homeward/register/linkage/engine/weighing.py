"""The engine as a run uses it: every profile against every other, for what is too much to meet key by key.

It gives the same edges as the scorer in process: the same blocks, levels and model; a test holds one to the other.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from homeward.methods.matching.evidence import independent_identifiers
from homeward.methods.matching.levels import COMPARISONS
from homeward.methods.matching.model import Model
from homeward.methods.matching.records import Traits
from homeward.methods.matching.twins import are_two_generations, may_be_twins
from homeward.register.linkage.actions.scoring import KEPT_FROM, Weighed
from homeward.register.linkage.engine.predicting import edges
from homeward.register.linkage.engine.tables import compared, given_table
from homeward.register.linkage.queries.candidates import Candidates, given_rows

EXACT_TO = 6


class InBatches:
    """Pairs weighed by Splink over DuckDB, in this worker."""

    crowded = 0

    def __init__(self, model: Model, **more: Any) -> None:
        self.model, self.more = model, more

    def weighed(self, todo: Sequence[int]) -> Iterator[tuple[list[Weighed], list[int]]]:
        """Edges of which either profile is to be compared, as they are found; at the end, that all are compared."""
        wanted, register = set(todo), Candidates.whole()
        table = compared(given_table(given_rows()))
        for batch in edges(table, self.model, least_bits=KEPT_FROM, **self.more):
            yield [each for each in self._weighed(batch, register) if each.a in wanted or each.b in wanted], []
        yield [], list(todo)

    def _weighed(self, batch: pa.RecordBatch, register: Candidates) -> Iterator[Weighed]:
        for row in batch.to_pylist():
            a, b = sorted((int(row["a"]), int(row["b"])))
            if register.synthetic[a] == register.synthetic[b]:
                yield self._one(a, b, row, register.traits[a], register.traits[b])

    def _one(self, a: int, b: int, row: dict[str, Any], one: Traits, other: Traits) -> Weighed:
        parts: dict[str, Any] = {}
        for each in COMPARISONS:
            at = row[f"level_{each.field}"]
            if at is not None:
                bits = row[f"bits_{each.field}"] + (row.get(f"rarity_{each.field}") or 0.0)
                parts[each.field] = [each.levels[at].code, round(bits, EXACT_TO)]
        levels = {name: level for name, (level, _) in parts.items()}
        return Weighed(
            a,
            b,
            round(row["bits"], EXACT_TO),
            parts | {"prior": ["", round(self.model.prior_bits, EXACT_TO)]},
            independent_identifiers(levels),
            may_be_twins(one, other) or are_two_generations(one, other),
        )
