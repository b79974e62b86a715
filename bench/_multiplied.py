"""Ten counties' rows from one: every row about a child, written again nine times with fresh identifiers.

Copied are the children, what is known of them, what partners sent of them, who works with them, and nothing else:
agencies, schools, districts, deliveries and population counts stay as many. A copy keeps its dates, its names and its
sealed texts (which would not open in their new place; no page that is measured opens one). Workers and teams are copied
too, so that a practitioner's own children stay a dozen, as they would in a county ten times the size.
"""

import hashlib
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

# In the order in which one may point at another.
COPIED = (
    "agencies.Team",
    "agencies.Worker",
    "subjects.Subject",
    "sources.SourceRecord",
    "sources.Judgement",
    "people.Person",
    "people.Identifier",
    "people.ResponsibleAuthority",
    "people.Residence",
    "people.SchoolSpell",
    "people.CareEpisode",
    "missing.MissingEpisode",
    "missing.MissingReport",
    "access.Relationship",
    "access.Shield",
    "linkage.Profile",
    "linkage.BlockKey",
)
# What must differ from the original besides keys, because no two rows may have the same.
FRESH_TEXT = {
    "agencies.Team": ["code"],
    "agencies.Worker": ["external_id"],
    "sources.SourceRecord": ["external_id"],
    "people.Identifier": ["value"],
    "linkage.Profile": ["digest"],
}
# Identifiers that are kept as a plain value and not as a foreign key.
LOOSE = {"access.Relationship": ["source_record"]}
STRIDE = 100_000_000


def multiply(times: int) -> None:
    """Write every row about a child again until there are `times` as many."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.create_function("copy_of", 2, copied_key, deterministic=True)
    for number in range(1, times):
        with transaction.atomic(), connection.cursor() as cursor:
            for label in COPIED:
                cursor.execute(statement(label, number))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what the server's own housekeeping does soon after such a load


def copied_key(key: str | None, number: int) -> str | None:
    """The identifier of a copy, as SQLite keeps one."""
    return None if key is None else hashlib.md5(f"{key}{number}".encode(), usedforsecurity=False).hexdigest()


def statement(label: str, number: int) -> str:
    """The one statement that copies a table. The newest copies are left out of what is copied by their count."""
    model = apps.get_model(label)
    fields = list(model._meta.concrete_fields)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(value_of(label, field, number) for field in fields)
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE {is_original(model)}"


def is_original(model: type[models.Model]) -> str:
    """Whether a row is one of those that were loaded, and not a copy: copies are marked as they are made."""
    return f"{key_of(model)} IN (SELECT id FROM bench_{model._meta.db_table})"


def key_of(model: type[models.Model]) -> str:
    """The column that tells an original from a copy: its key; of a key to search by, which has three, its profile."""
    return connection.ops.quote_name(model._meta.pk.column or "profile_id")


def remember_originals() -> None:
    """Keep the keys of what was loaded, so that copies are made of that alone."""
    with connection.cursor() as cursor:
        for label in COPIED:
            model = apps.get_model(label)
            table, key = connection.ops.quote_name(model._meta.db_table), key_of(model)
            cursor.execute(f"CREATE TEMPORARY TABLE bench_{model._meta.db_table} AS SELECT {key} AS id FROM {table}")


def value_of(label: str, field: Any, number: int) -> str:
    """What a copy holds in one column: a fresh key, a fresh text, or the original's own value."""
    column = connection.ops.quote_name(field.column)
    target = field.related_model._meta.label if field.is_relation else label if field.primary_key else None
    if target in COPIED or field.name in LOOSE.get(label, []):
        kind = field.target_field if field.is_relation else field
        return fresh_key(column, kind, number)
    return f"{column} || '-{number}'" if field.name in FRESH_TEXT.get(label, []) else column


def fresh_key(column: str, kind: Any, number: int) -> str:
    """A copy's key: a number far off, or an identifier made from the original's."""
    if isinstance(kind, models.AutoField):
        return f"{column} + {number * STRIDE}"
    if connection.vendor == "sqlite":
        return f"copy_of({column}, {number})"
    return f"md5(replace({column}::text, '-', '') || '{number}')::uuid"
