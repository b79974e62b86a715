"""How common each name of a table is, by a frozen model: what Splink is given in place of counting the table itself."""

from typing import Any

import pyarrow as pa

from homeward.methods.matching.model import Model


def frequency_tables(table: pa.Table, model: Model) -> dict[str, pa.Table]:
    """For each column whose rarity counts, every value in the table with its share.

    Names that the model does not list have its floor, so that a rare name weighs alike here and at the front door. A
    whole name is as common as its forename and surname drawn apart.
    """
    shares = {name: model.frequencies[name].of for name in ("forename", "surname")}
    tables = {name: _table(name, [(v, share(v)) for v in _values(table, name)]) for name, share in shares.items()}
    whole = []
    for name in _values(table, "full_name"):
        forename, surname = name.split("|")
        whole.append((name, (shares["forename"](forename) or 0.0) * (shares["surname"](surname) or 0.0)))
    return {**tables, "full_name": _table("full_name", whole)}


def _values(table: pa.Table, column: str) -> list[str]:
    return [value for value in table[column].unique().to_pylist() if value is not None]


def _table(column: str, rows: list[tuple[str, Any]]) -> pa.Table:
    return pa.table(
        {
            column: pa.array([value for value, _ in rows], pa.string()),
            f"tf_{column}": pa.array([share for _, share in rows], pa.float64()),
        }
    )
