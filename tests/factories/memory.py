"""The audit memory in tests: events made by hand, the database's refusal lifted to play a thief, and tables emptied.

A test that commits for real (`transactional_db`, a live server) has every table emptied when it ends, and the database
refuses to empty these. So the refusal is lifted for that one moment, in the test database alone, and put back.
"""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import TransactionTestCase

from homeward.register.audit.actions import Pending, write
from homeward.register.audit.models import AuditEvent
from tests.factories import NOW

refusal = importlib.import_module("homeward.register.audit.migrations.0002_append_only")


class Statements:
    """Runs a migration's statements on the test's own connection, inside whatever transaction is open."""

    connection = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


@contextmanager
def refusal_lifted() -> Iterator[None]:
    """Alter the memory as only the owner of the database could, and put the refusal back."""
    refusal.lift_triggers(None, Statements())
    try:
        yield
    finally:
        refusal.raise_triggers(None, Statements())


def empty_with_the_refusal_lifted() -> None:
    """Let the tests' own emptying of tables through, wherever a test commits for real."""
    empty = TransactionTestCase._fixture_teardown

    def emptying(case: Any) -> None:
        with refusal_lifted():
            empty(case)

    TransactionTestCase._fixture_teardown = emptying  # the one place that empties a test database


def event(action: str = "child.open", *, at: datetime = NOW, **facts: Any) -> AuditEvent:
    """One event about one subject, unless told otherwise."""
    outcome = facts.pop("outcome", "allowed")
    return write(Pending(action, at, **{"subjects": [uuid4()], **facts}), outcome=outcome)


def events(count: int) -> list[AuditEvent]:
    """So many events, a minute apart."""
    return [event(at=NOW + timedelta(minutes=each), reason_code="allocated") for each in range(count)]


REFUSE = {
    "sqlite": ["CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no room'); END"],
    "postgresql": [
        "CREATE FUNCTION full_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$",
        "CREATE TRIGGER full_up BEFORE INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION full_up()",
    ],
}
ADMIT = {
    "sqlite": ["DROP TRIGGER full"],
    "postgresql": ["DROP TRIGGER full_up ON {table}", "DROP FUNCTION full_up"],
}


def run(statements: list[str], table: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(table=table))


@contextmanager
def refusing(table: str) -> Iterator[None]:
    """The table takes no more rows: the disk is full, or somebody has taken the right away."""
    run(REFUSE[connection.vendor], table)
    try:
        yield
    finally:
        run(ADMIT[connection.vendor], table)
