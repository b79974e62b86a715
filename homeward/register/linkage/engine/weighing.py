"""The engine as a run uses it: every profile against every other, for what is too much to meet key by key.

It gives the same edges as the scorer in process: the same blocks, levels and model; a test holds one to the other.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow.compute as pc

from homeward.methods.matching.levels import COMPARISONS
from homeward.methods.matching.model import Model
from homeward.register.linkage.actions.scoring import KEPT_FROM, Weighed
from homeward.register.linkage.engine.columns import placed, places_of, profiles_of, to_ask
from homeward.register.linkage.engine.predicting import edges
from homeward.register.linkage.engine.tables import REGISTER, compared, given_table
from homeward.register.linkage.queries.candidates import given_rows

EXACT_TO = 6


class InBatches:
    """Pairs weighed by Splink over DuckDB, in this worker.

    The register is held as columns, some hundred bytes for a profile, and in memory alone: a home is sealed wherever
    it is kept, so none is written to a file on the way.
    """

    crowded = 0

    def __init__(self, model: Model, **more: Any) -> None:
        self.model, self.more = model, more

    def weighed(self, todo: Sequence[int]) -> Iterator[tuple[list[Weighed], list[int]]]:
        """Edges of which either profile is to be compared, as they are found; at the end, that all are compared."""
        given, wanted = given_table(given_rows(), REGISTER), set(todo)
        profiles = profiles_of(given)
        places = places_of(profiles)
        new = bytes(each in wanted for each in profiles)
        invented = bytes(pc.fill_null(given["synthetic"], False).to_pylist())
        for batch in edges(compared(given), self.model, least_bits=KEPT_FROM, **self.more):
            a, b = placed(batch, places)
            of_one_kind = (invented[one] == invented[other] for one, other in zip(a, b, strict=True))
            to_keep = (new[one] or new[other] for one, other in zip(a, b, strict=True))
            kept = [both and either for both, either in zip(of_one_kind, to_keep, strict=True)]
            asked = set(to_ask(batch, given, a, b))
            yield [self._one(row, twin=at in asked) for at, row in enumerate(batch.to_pylist()) if kept[at]], []
        yield [], list(todo)

    def _one(self, row: dict[str, Any], *, twin: bool) -> Weighed:
        a, b = sorted((int(row["a"]), int(row["b"])))
        parts: dict[str, Any] = {}
        for each in COMPARISONS:
            at = row[f"level_{each.field}"]
            if at is not None:
                bits = row[f"bits_{each.field}"] + (row.get(f"rarity_{each.field}") or 0.0)
                parts[each.field] = [each.levels[at].code, round(bits, EXACT_TO)]
        return Weighed(
            a,
            b,
            round(row["bits"], EXACT_TO),
            parts,
            twin,
        )
