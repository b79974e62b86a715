"""The public and invented sets with known answers, each made into one table of profiles and the truth beside it.

They are files that a developer has and names; none is in the repository. What each must never show to a matcher stays
in the truth.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from homeward.register.linkage.engine.tables import GIVEN, traits_of

SEXES = {"f": "F", "m": "M"}


@dataclass(frozen=True)
class Sample:
    """One set: its profiles, who each truly is, how many records hang from each, and what it has beyond the usual."""

    name: str
    rows: list[dict[str, Any]]
    child_of: dict[str, Any]
    records: dict[str, int]
    twins: list[tuple[Any, Any]]
    extra: tuple[str, ...] = ()

    @property
    def table(self) -> pa.Table:
        """The given table, with the further columns that this set has."""
        schema = pa.schema([*GIVEN, *((name, pa.string()) for name in self.extra)])
        rows = [{name: row.get(name) or None for name in schema.names} for row in self.rows]
        return pa.Table.from_pylist(rows, schema=schema)


def fake_1000(folder: Path) -> Sample:
    """A thousand records of 251 invented adults, with a city and an e-mail address and no postcode."""
    with (folder / "fake_1000.csv").open(encoding="utf-8") as file:
        told = list(csv.DictReader(file))
    rows = [
        {"unique_id": f"{int(each['unique_id']):06}", "forename": each["first_name"], "surname": each["surname"]}
        | {"birth_date": _day(each["dob"]), "city": each["city"].lower(), "email": each["email"].lower()}
        for each in told
    ]
    truth = {row["unique_id"]: each["cluster"] for row, each in zip(rows, told, strict=True)}
    return Sample("fake_1000", rows, truth, dict.fromkeys(truth, 1), [], ("city", "email"))


def febrl_3(folder: Path) -> Sample:
    """Five thousand records of 2,000 invented Australians, without the number that is almost the answer."""
    with (folder / "febrl_dataset3.csv").open(encoding="utf-8") as file:
        reader = csv.DictReader(file, skipinitialspace=True)
        told = [{key.strip(): (value or "").strip() for key, value in each.items()} for each in reader]
    rows = [
        {"unique_id": f"{at:06}", "forename": each["given_name"], "surname": each["surname"]}
        | {"birth_date": _day(each["date_of_birth"]), "town": each["suburb"], "street": each["address_1"]}
        | {"zone": each["postcode"]}
        for at, each in enumerate(told)
    ]
    truth = {row["unique_id"]: each["rec_id"].split("-")[1] for row, each in zip(rows, told, strict=True)}
    return Sample("febrl_dataset3", rows, truth, dict.fromkeys(truth, 1), [], ("town", "street", "zone"))


def agencies(folder: Path) -> Sample:
    """A hundred thousand records of 15,000 invented children at seven agencies, as profiles."""
    rows: dict[object, dict[str, Any]] = {}
    truth: dict[str, Any] = {}
    records: dict[str, int] = {}
    families: dict[Any, set[Any]] = defaultdict(set)
    for each in pq.read_table(folder / "synthetic_agencies_100k.parquet").to_pylist():
        row = {name: each[name] for name in ("middle_name", "surname", "postcode", "upn", "nhs", "pnc")}
        row |= {"forename": each["first_name"], "birth_date": _day(each["dob"]), "sex": SEXES.get(each["sex"], "")}
        key = each["unique_id"] if traits_of(row).is_thin else (each["source"], *row.values())
        found = rows.setdefault(key, {"unique_id": f"{each['unique_id']:06}", **row})["unique_id"]
        # Equal rows of one agency may be two children, which no matcher can tell: the first stands for both.
        truth.setdefault(found, each["child"])
        records[found] = records.get(found, 0) + 1
        if each["twin"]:
            families[each["family"]].add(each["child"])
    twins = [(min(pair), max(pair)) for pair in families.values() if len(pair) == 2]
    return Sample("synthetic_agencies_100k", list(rows.values()), truth, records, twins)


SETS: dict[str, Callable[[Path], Sample]] = {
    "fake_1000.csv": fake_1000,
    "febrl_dataset3.csv": febrl_3,
    "synthetic_agencies_100k.parquet": agencies,
}


def samples_in(folder: Path) -> Iterator[Sample]:
    """Each set that a folder holds."""
    for name, read in SETS.items():
        if (folder / name).is_file():
            yield read(folder)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
