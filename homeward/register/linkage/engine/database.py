"""A DuckDB of one job's own, held to a bound of memory, and Splink's way into it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from splink import Linker, SettingsCreator
from splink.backends.duckdb import DuckDBAPI


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one job may take of the machine. `chunks` cuts the pairs into that many parts by that many."""

    memory: str = "4GB"
    threads: int = 2
    chunks: int = 1


@contextmanager
def database(bounds: Bounds = Bounds()) -> Iterator[duckdb.DuckDBPyConnection]:  # noqa: B008 - frozen
    """A database in memory that spills into a folder of its own, gone at the end with all that was in it."""
    with TemporaryDirectory(prefix="homeward-linkage-") as folder:
        connection = duckdb.connect(":memory:")
        try:
            connection.execute(f"SET memory_limit = '{bounds.memory}'")
            connection.execute(f"SET threads = {int(bounds.threads)}")
            connection.execute(f"SET temp_directory = '{folder}'")
            connection.execute("SET preserve_insertion_order = false")
            yield connection
        finally:
            connection.close()


def splink_over(connection: duckdb.DuckDBPyConnection) -> Any:
    """Splink's interface to a connection."""
    return DuckDBAPI(connection=connection)


def linker(frame: Any, settings: SettingsCreator) -> Linker:
    """A linker that says only what has gone wrong: what it would tell of blocks and rounds is no news to a log."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    return Linker(frame, settings, log_level=None)
