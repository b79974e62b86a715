"""The peers of a load: the same rows put into tables in the plainest way there is, with nothing else done to them."""

import csv
import io
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from django.apps import apps
from django.db import connection

MANY = 20_000


def raw_rows(files: Sequence[Path], folder: Path) -> float:
    """Seconds to read the files' rows and put them into one table each that has no index."""
    began = perf_counter()
    base = sqlite3.connect(folder / "raw.sqlite3") if connection.vendor == "sqlite" else None
    for file in files:
        with file.open(encoding="utf-8", newline="") as text:
            rows = csv.reader(text)
            names = next(rows)
            columns = ", ".join(f"{name} text" for name in names)
            if base:
                base.execute(f"CREATE TABLE raw_{file.stem} ({columns})")
                base.executemany(f"INSERT INTO raw_{file.stem} VALUES ({', '.join('?' * len(names))})", rows)
                base.commit()
            else:
                copy_raw(file.stem, columns, rows)
    return perf_counter() - began


def copy_raw(name: str, columns: str, rows: Iterator[list[str]]) -> None:
    """One file's rows into one table of PostgreSQL, by COPY."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE raw_{name} ({columns})")
        with cursor.copy(f"COPY raw_{name} FROM STDIN (FORMAT csv)") as copy:
            while some := list(islice(rows, MANY)):
                held = io.StringIO()
                csv.writer(held).writerows(some)
                copy.write(held.getvalue())
        cursor.execute(f"DROP TABLE raw_{name}")


def tables() -> list[str]:
    """The tables of the product, each after those it points at."""
    ordered: list[Any] = []
    waiting = [model for model in apps.get_models() if model.__module__.startswith("homeward.")]
    while waiting:
        for model in waiting:
            pointed = {each.related_model for each in model._meta.concrete_fields if each.is_relation}
            if not (pointed & set(waiting)) - {model}:
                ordered.append(model)
        waiting = [model for model in waiting if model not in ordered]
    made = set(connection.introspection.table_names())
    return [model._meta.db_table for model in ordered if model._meta.db_table in made]


def counted() -> dict[str, int]:
    """How many rows each table holds."""
    with connection.cursor() as cursor:
        found = {}
        for table in tables():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return found


def written_again(before: dict[str, int], folder: Path) -> tuple[float, int]:
    """Seconds, and how many rows: everything the load wrote, put into the same tables of a database without it."""
    after = counted()
    grown = [table for table in tables() if after[table] and not before[table]]
    again = again_sqlite if connection.vendor == "sqlite" else again_postgresql
    return again(grown, folder), sum(after[table] for table in grown)


def again_sqlite(grown: Sequence[str], folder: Path) -> float:
    """By executemany, into a second file with the same tables, indexes, triggers and foreign keys."""
    source = sqlite3.connect(connection.settings_dict["NAME"])
    target = sqlite3.connect(folder / "again.sqlite3")
    for setting in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        target.execute(f"PRAGMA {setting}")
    made = (
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY type = 'table' DESC"
    )
    for (statement,) in source.execute(made):
        target.execute(statement)
    took = 0.0
    for table in grown:
        rows = source.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
        width = len(rows.description)
        while some := rows.fetchmany(MANY):
            began = perf_counter()
            target.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * width)})', some)
            target.commit()
            took += perf_counter() - began
    return took


def again_postgresql(grown: Sequence[str], folder: Path) -> float:
    """By COPY, into the same tables once the database has been made afresh."""
    from _hub import migrate

    with connection.cursor() as cursor:
        for table in grown:
            with (folder / table).open("wb") as file, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                for block in copy:
                    file.write(block)
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    migrate()
    took = 0.0
    with connection.cursor() as cursor:
        for table in grown:
            began = perf_counter()
            with (folder / table).open("rb") as file, cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                while block := file.read(1 << 20):
                    copy.write(block)
            took += perf_counter() - began
    return took
