"""A table of profiles as it is given, and as it is compared: made comparable row by row, as at the front door."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

import pyarrow as pa

from homeward.methods.matching.records import DAY, Traits, traits

GIVEN = pa.schema(
    [
        ("unique_id", pa.string()),
        ("forename", pa.string()),
        ("middle_name", pa.string()),
        ("surname", pa.string()),
        ("aliases", pa.string()),
        ("birth_date", pa.date32()),
        ("birth_precision", pa.string()),
        ("sex", pa.string()),
        ("postcode", pa.string()),
        ("upn", pa.string()),
        ("nhs", pa.string()),
        ("pnc", pa.string()),
    ]
)
TEXTS = ("forename", "middle_name", "surname", "born", "sex", "postcode", "sector", "district", "area")
NUMBERS = ("upn", "nhs", "pnc")
WHOLE = ("born_year", "born_month", "born_day")
LISTS = ("known_as", "family")
COMPARED = pa.schema(
    [
        ("unique_id", pa.string()),
        *((name, pa.string()) for name in (*TEXTS, *NUMBERS, "full_name", "known_key", "family_key")),
        *((name, pa.int32()) for name in WHOLE),
        ("is_age", pa.bool_()),
        *((name, pa.list_(pa.string())) for name in LISTS),
    ]
)
CHUNK = 50_000
# Of a register it is told as well whether a profile is of an invented child: such a one is compared with no real one.
REGISTER = GIVEN.append(pa.field("synthetic", pa.bool_()))


def traits_of(row: Mapping[str, Any]) -> Traits:
    """A row of a given table as the front door reads a record. Columns that a table lacks are missing values."""
    born = row.get("birth_date")
    return traits(
        forename=row.get("forename") or "",
        middle_name=row.get("middle_name") or "",
        surname=row.get("surname") or "",
        also_known_as=row.get("aliases") or "",
        birth_date=date.fromisoformat(born) if isinstance(born, str) and born else born or None,
        birth_precision=row.get("birth_precision") or DAY,
        sex=row.get("sex") or "",
        postcode=row.get("postcode") or "",
        upn=row.get("upn") or "",
        nhs=row.get("nhs") or "",
        pnc=row.get("pnc") or "",
    )


def compared(given: pa.Table, extra: Iterable[str] = ()) -> pa.Table:
    """A given table made ready to be compared. `extra` names further columns to carry as they are."""
    extra = tuple(extra)
    schema = pa.schema([*COMPARED, *(given.schema.field(name) for name in extra)])
    batches = given.to_batches(max_chunksize=CHUNK)
    columns = (_columns(each.to_pylist(), extra) for each in batches)
    return pa.Table.from_batches([pa.RecordBatch.from_pydict(each, schema=schema) for each in columns], schema=schema)


def given_table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema = GIVEN) -> pa.Table:
    """A given table from rows, so many at a time; an absent or empty value is a missing one."""
    rest, batches = iter(rows), []
    while some := [{name: row.get(name) or None for name in schema.names} for row in islice(rest, CHUNK)]:
        batches.append(pa.RecordBatch.from_pylist(some, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def _columns(rows: list[dict[str, Any]], extra: tuple[str, ...]) -> dict[str, list[Any]]:
    told = [traits_of(row) for row in rows]
    columns: dict[str, list[Any]] = {"unique_id": [str(row["unique_id"]) for row in rows]}
    for name in (*TEXTS, *NUMBERS, *WHOLE):
        columns[name] = [getattr(each, name) or None for each in told]
    columns["full_name"] = [
        f"{each.forename}|{each.surname}" if each.forename and each.surname else None for each in told
    ]
    columns["is_age"] = [each.birth_precision == "age" for each in told]
    for name, key in (("known_as", "known_key"), ("family", "family_key")):
        columns[name] = [sorted(getattr(each, name)) for each in told]
        columns[key] = [forms[0] if forms else None for forms in columns[name]]
    columns.update({name: [row[name] for row in rows] for name in extra})
    return columns


def rows_of(given: pa.Table) -> Iterator[tuple[str, Traits]]:
    """Each profile's id and traits, a chunk at a time."""
    for batch in given.to_batches(max_chunksize=CHUNK):
        for row in batch.to_pylist():
            yield str(row["unique_id"]), traits_of(row)
