"""The database itself refuses to alter, remove or empty the memory of who looked (S-16, S-19).

A later migration that rebuilds one of these tables must call `raise_triggers` again: SQLite forgets a table's triggers
when Django rebuilds it. A test counts them after every migration has run.
"""

from django.db import migrations

TABLES = ("audit_auditevent", "audit_auditsubject", "audit_revision", "audit_seal", "audit_checkpoint")
WORDS = "the audit memory is never altered or removed"


def sqlite(table):
    return [
        f"CREATE TRIGGER {table}_{verb.lower()}_refused BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def postgresql(table):
    return [
        f"CREATE TRIGGER {table}_{verb.lower()}_refused BEFORE {verb} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refused()"
        for verb in ("UPDATE", "DELETE", "TRUNCATE")
    ]


FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'insufficient_privilege'; END $$
"""


def raise_triggers(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    if not on_sqlite:
        schema_editor.execute(FUNCTION)
    for table in TABLES:
        for statement in sqlite(table) if on_sqlite else postgresql(table):
            schema_editor.execute(statement)


def lift_triggers(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        for verb in ("update", "delete") if on_sqlite else ("update", "delete", "truncate"):
            name = f"{table}_{verb}_refused"
            schema_editor.execute(f"DROP TRIGGER {name}" + ("" if on_sqlite else f" ON {table}"))


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(raise_triggers, lift_triggers)]
