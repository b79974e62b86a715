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
NOW_AT = "SELECT pg_current_xact_id()::text::bigint % 4294967296"
Marks = dict[str, int]


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


def marked() -> Marks:
    """How far each table has been written: by its rows' own numbers on SQLite, by the transaction on PostgreSQL."""
    with connection.cursor() as cursor:
        found = {}
        for table in tables():
            asks = f'SELECT coalesce(max(rowid), 0) FROM "{table}"' if connection.vendor == "sqlite" else NOW_AT
            cursor.execute(asks)
            found[table] = int(cursor.fetchone()[0])
        return found


def written_again(base: Marks, folder: Path, since: Marks | None = None) -> tuple[float, int]:
    """Seconds, and how many rows: what was written since a mark, put into the same tables of a database without it.

    What was written before that mark and after `base`, an empty database, is put there first and not timed.
    """
    again = again_sqlite if connection.vendor == "sqlite" else again_postgresql
    return again(base, since or base, folder)


def again_sqlite(base: Marks, since: Marks, folder: Path) -> tuple[float, int]:
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
    for table in since:
        copied(source, target, table, f"rowid <= {since[table]}")
    each = [copied(source, target, table, f"rowid > {since[table]}") for table in since]
    return sum(took for took, _ in each), sum(rows for _, rows in each)


def copied(source: sqlite3.Connection, target: sqlite3.Connection, table: str, which: str) -> tuple[float, int]:
    """Seconds, and how many: those rows of a table put into the other file."""
    rows = source.execute(f'SELECT * FROM "{table}" WHERE {which} ORDER BY rowid')
    width, took, count = len(rows.description), 0.0, 0
    while some := rows.fetchmany(MANY):
        began = perf_counter()
        target.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * width)})', some)
        target.commit()
        took, count = took + perf_counter() - began, count + len(some)
    return took, count


def again_postgresql(base: Marks, since: Marks, folder: Path) -> tuple[float, int]:
    """By COPY, into the same tables once the database has been made afresh."""
    from _hub import migrate

    count = 0
    with connection.cursor() as cursor:
        for table in since:
            at = "xmin::text::bigint"
            earlier = f"{at} > {base[table]} AND {at} <= {since[table]}"
            copied_out(cursor, f'SELECT * FROM "{table}" WHERE {earlier}', folder / f"{table}.old")
            count += copied_out(cursor, f'SELECT * FROM "{table}" WHERE {at} > {since[table]}', folder / table)
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    migrate()
    with connection.cursor() as cursor:
        for table in since:
            copied_in(cursor, table, folder / f"{table}.old")
        return sum(copied_in(cursor, table, folder / table) for table in since), count


def copied_out(cursor: Any, rows: str, to: Path) -> int:
    """Write rows to a file, and say how many."""
    with to.open("wb") as file, cursor.copy(f"COPY ({rows}) TO STDOUT") as copy:
        for block in copy:
            file.write(block)
    return int(cursor.rowcount)


def copied_in(cursor: Any, table: str, file: Path) -> float:
    """Seconds to put a file's rows into a table; a file without any is not asked for."""
    if not file.stat().st_size:
        return 0.0
    began = perf_counter()
    with file.open("rb") as rows, cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
        while block := rows.read(1 << 20):
            copy.write(block)
    return perf_counter() - began
