"""SQLite with its one writer shared by many: a page that reads does not keep others from writing while it is made.

A transaction has the writer from its first statement on, so that what it decides by cannot change before it writes. A
page writes nothing but its event, at the end: within `reads_first` a transaction begins by reading, from one state of
the database, and asks for the writer at its first write. What it then writes is committed before the page is sent.

Whoever waits for the writer stands in a line: one at its head asks at even steps, and the others wait behind. By itself
SQLite asks the more seldom the longer it has waited, and lets whoever had the writer last take it again at once: under
load newcomers came first, and those who had waited longest were refused after twenty seconds.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.base import Database, SQLiteCursorWrapper

EVERY = 0.002


class Cursor(SQLiteCursorWrapper):
    """A cursor that asks for the writer before the first statement that is no reading."""

    of: "DatabaseWrapper"

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        self.of.comes(query)
        return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement with many values."""
        self.of.comes(query)
        return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of one thread's."""

    line: int | None = None
    begins_by_reading = False
    has_yet_to_ask = False

    @contextmanager
    def reads_first(self) -> Iterator[None]:
        """Let the transaction that begins in here ask for the writer at its first write only."""
        before, self.begins_by_reading = self.begins_by_reading, True
        try:
            yield
        finally:
            self.begins_by_reading = before

    def comes(self, query: str) -> None:
        """Ask for the writer if this is the first statement of a reading transaction that is no reading.

        The reading ends there: nothing was written, so nothing is undone. As on PostgreSQL, what follows sees what
        others have committed meanwhile.
        """
        if self.has_yet_to_ask and not query.lstrip()[:6].upper().startswith("SELECT"):
            self.has_yet_to_ask = False
            self.connection.execute("COMMIT")
            self._ask_for_the_writer()

    def create_cursor(self, name: str | None = None) -> Cursor:
        """A cursor that knows its connection."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.of = self
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        if self.begins_by_reading:
            self.cursor().execute("BEGIN")
            self.has_yet_to_ask = True
        else:
            self.ensure_connection()
            with self.wrap_database_errors:
                self._ask_for_the_writer()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection, and its place in the line, which is of this computer and ends with the process."""
        connection = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            self.line = os.open(f"{conn_params['database']}-line", os.O_CREAT, 0o600)
        return connection

    def _close(self) -> None:
        super()._close()
        if self.line is not None:
            os.close(self.line)
            self.line = None

    def _ask_for_the_writer(self) -> None:
        """Begin a transaction that has the writer, when those who asked before have had theirs."""
        patience = self.settings_dict["OPTIONS"].get("timeout", 5)
        until = monotonic() + patience
        self.connection.execute("PRAGMA busy_timeout=0")
        try:
            with self._at_its_head(until):
                again(self._begin, until)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")

    @contextmanager
    def _at_its_head(self, until: float) -> Iterator[None]:
        """Be the one of the line whose turn is next."""
        line = self.line
        if line is None:
            yield
            return
        again(lambda: _taken(line), until)
        try:
            yield
        finally:
            fcntl.flock(line, fcntl.LOCK_UN)

    def _begin(self) -> bool:
        """Whether the writer is this connection's now."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except Database.OperationalError as refused:
            if refused.sqlite_errorname != "SQLITE_BUSY":
                raise
            return False
        return True

    def _commit(self) -> None:
        self.has_yet_to_ask = False
        super()._commit()

    def _rollback(self) -> None:
        self.has_yet_to_ask = False
        super()._rollback()


def _taken(line: int) -> bool:
    """Whether the head of the line is ours now."""
    try:
        fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def again(tried: Callable[[], bool], until: float) -> None:
    """Try at even steps until it is so, or patience ends."""
    while not tried():
        if monotonic() > until:
            raise Database.OperationalError("database is locked")
        sleep(EVERY)
