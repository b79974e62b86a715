"""The database itself refuses to alter, remove or empty what has been recorded."""

import pytest
from django.db import DatabaseError, connection, transaction

from homeward.register.audit.jobs import seal_loop_once
from homeward.register.audit.models import AuditEvent, AuditSubject, Checkpoint, Revision, Seal
from tests.factories import NOW
from tests.factories.memory import event, refusal, refusal_lifted

KEPT = [AuditEvent, AuditSubject, Revision, Seal, Checkpoint]


@pytest.fixture
def remembered(db) -> None:
    one = event()
    Revision.objects.create(event_uid=one.uid, at=NOW, table="t", row="1", version=1, sealed_before="")
    seal_loop_once(NOW)


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_a_row_cannot_be_altered_or_removed(remembered, model, verb) -> None:
    table, key = model._meta.db_table, model._meta.pk.column
    statement = f"UPDATE {table} SET {key} = {key}" if verb == "UPDATE" else f"DELETE FROM {table}"
    before = model.objects.count()
    assert before

    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert model.objects.count() == before


def test_the_database_keeps_its_refusal_after_every_migration(db) -> None:
    question = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    verbs = 2
    if connection.vendor == "postgresql":
        question, verbs = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE %s", 3
    with connection.cursor() as cursor:
        cursor.execute(question, ["audit\\_%\\_refused" if connection.vendor == "postgresql" else "audit_%_refused"])
        assert cursor.fetchone()[0] == verbs * len(refusal.TABLES)


@pytest.mark.django_db
def test_a_table_cannot_be_emptied_at_once() -> None:
    event()
    verb = "TRUNCATE" if connection.vendor == "postgresql" else "DELETE FROM"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{verb} audit_auditsubject")


@pytest.mark.django_db
def test_the_refusal_can_be_lifted_only_by_whoever_owns_the_tables_and_returns() -> None:
    kept = event()
    with refusal_lifted():
        AuditEvent.objects.filter(pk=kept.pk).update(reason_code="altered")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.filter(pk=kept.pk).update(reason_code="again")


def test_a_test_that_commits_is_emptied(transactional_db) -> None:
    event()
    assert AuditEvent.objects.count() == 1


def test_the_test_after_it_finds_nothing(transactional_db) -> None:
    assert AuditEvent.objects.count() == 0
    event()
    with pytest.raises(DatabaseError):
        AuditEvent.objects.update(reason_code="altered")
