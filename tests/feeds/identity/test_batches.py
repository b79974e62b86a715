"""A batch of the extract: a constant number of statements, whole or not at all, and one load after another."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from homeward.gateways.feeds.identity import actions
from homeward.gateways.feeds.stored import Stored
from homeward.register.audit import actions as audit
from homeward.register.audit.models import AuditEvent, AuditSubject
from homeward.register.people.models import Identifier, Person, Residence
from homeward.register.sources.models import Delivery, SourceRecord
from homeward.register.subjects.models import Subject
from tests import factories as f
from tests.feeds.identity.rows import child
from tests.feeds.samples import as_values


def batch(delivery: Delivery, count: int, *, first: int = 1) -> list[Stored]:
    """So many children's rows, stored as the framework stores them."""
    records = [f.record(delivery, "children") for _ in range(count)]
    return [
        Stored(record, as_values("identity", "children", child(number)), "children")
        for number, record in enumerate(records, start=first)
    ]


def apply(rows: list[Stored], delivery: Delivery) -> None:
    with transaction.atomic(), audit.event("feed.batch", at=f.NOW):
        actions.apply(rows, delivery=delivery, at=f.NOW)


def statements(rows: list[Stored], delivery: Delivery) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        apply(rows, delivery)
    return [statement["sql"] for statement in captured]


def readings(all_of_them: list[str]) -> int:
    return sum(sql.startswith("SELECT") for sql in all_of_them)


@pytest.mark.django_db
def test_500_rows_take_as_many_statements_as_10() -> None:
    delivery = f.delivery("identity")
    apply(batch(delivery, 1, first=9000), delivery)
    few = statements(batch(delivery, 10), delivery)
    many = statements(batch(delivery, 500, first=100), delivery)
    assert readings(many) == readings(few)
    if connection.vendor == "postgresql":
        assert len(many) == len(few)
    else:  # SQLite takes no more than 999 values at once, so an insert of 500 rows is cut
        assert len(many) < 3 * len(few)


@pytest.mark.django_db
def test_a_batch_applied_again_changes_nothing() -> None:
    delivery = f.delivery("identity")
    rows = batch(delivery, 5)
    apply(rows, delivery)
    before = everything()
    apply(rows, delivery)
    assert everything() == before


@pytest.mark.django_db
def test_the_event_names_the_children_and_nothing_of_what_is_said_of_them() -> None:
    delivery = f.delivery("identity")
    apply(batch(delivery, 3), delivery)
    event = AuditEvent.objects.get()
    children = set(Person.objects.values_list("pk", flat=True))
    assert set(AuditSubject.objects.filter(event=event).values_list("subject_id", flat=True)) == children
    assert "Wren" not in str(event.detail)


def everything() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Person, Identifier, Residence, Subject)]


class Stopped(Exception):
    """The server stops in the middle of a batch."""


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_is_stopped_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    delivery = f.delivery("identity")
    rows = batch(delivery, 3)

    def stop(**_: object) -> None:
        raise Stopped

    monkeypatch.setattr("homeward.gateways.feeds.identity.actions.people.describe", stop)
    with pytest.raises(Stopped):
        apply(rows, delivery)
    assert not Person.objects.exists()
    assert not Identifier.objects.exists()
    assert not Subject.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_loads_at_once_add_each_child_once() -> None:
    deliveries = [f.delivery("identity"), f.delivery("identity")]
    loads = [batch(delivery, 20) for delivery in deliveries]
    together(*(partial(apply, rows, each) for rows, each in zip(loads, deliveries, strict=True)))
    assert Person.objects.count() == 20
    assert SourceRecord.objects.filter(judgements__undone_at=None).count() == 40
    assert Identifier.objects.count() == 60


def together(*loads: Callable[[], None]) -> None:
    """Run each in a thread and on a connection of its own, all beginning at once; raises what any of them raised."""
    begin, wrong = Barrier(len(loads), timeout=60), []

    def run(load: Callable[[], None]) -> None:
        begin.wait()
        try:
            load()
        except BaseException as fault:
            wrong.append(fault)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(load,)) for load in loads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
