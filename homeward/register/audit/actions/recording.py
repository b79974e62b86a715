"""One event for each action, page or refusal, written in the transaction it tells of; and the steps of an action."""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import wraps
from operator import attrgetter
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db.models import AutoField, Model

from homeward.register.audit.actions.rows import put_rows
from homeward.register.audit.models import AuditEvent, AuditSubject, WaitingEvent
from homeward.register.keys.queries import sealed

P = ParamSpec("P")
T = TypeVar("T")


class NoOpenEvent(RuntimeError):
    """A write was tried outside an audited action. Call it from an action, so that somebody answers for it."""


@dataclass
class Pending:
    """An event that is being lived through: what it is about is added on the way, and it is written at the end."""

    action: str
    at: datetime
    uid: UUID = field(default_factory=uuid.uuid4)
    worker_id: UUID | None = None
    agency_code: str = ""
    roles: list[str] = field(default_factory=list)
    session: str = ""
    reason_code: str = "system"
    purpose: str = ""
    field_classes: list[str] = field(default_factory=list)
    subjects: list[UUID] = field(default_factory=list)
    result_count: int | None = None
    caused_by: UUID | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    waiting: "list[Pending] | None" = None  # the events of a capture, which are written once its words are kept

    def about(self, subjects: Iterable[UUID]) -> None:
        """Name subjects that the event is about, each once, in the order met."""
        self.subjects = list(dict.fromkeys([*self.subjects, *subjects]))

    def showing(self, *field_classes: str) -> None:
        """Name the classes of fact that were shown or written."""
        self.field_classes = sorted({*self.field_classes, *field_classes})

    def note(self, **codes: str | int | bool | None) -> None:
        """Keep identifiers and codes with the event: never a name, a date of birth, an address or a search term."""
        self.detail.update(codes)


_open: ContextVar[Pending | None] = ContextVar("open_audit_event", default=None)


def current() -> Pending:
    """The event now open; a write that needs one and finds none is a fault in the program."""
    pending = _open.get()
    if pending is None:
        raise NoOpenEvent("expected an open audit event and found none: call this from an audited action")
    return pending


def is_open() -> bool:
    """Whether an audited action or page is under way in this thread."""
    return _open.get() is not None


def step(function: Callable[P, T]) -> Callable[P, T]:
    """Mark a write that is part of somebody's action: it refuses to run where no event is open.

    It asks for the event and not for a viewer, so that rooms below the guard can write too.
    """

    @wraps(function)
    def run(*args: P.args, **given: P.kwargs) -> T:
        current()
        return function(*args, **given)

    run.policy = "step"  # type: ignore[attr-defined]  # read by the architecture tests
    return run


@contextmanager
def event(action: str, *, at: datetime, captures: bool = False, **facts: Any) -> Iterator[Pending]:
    """Live through an action and write its event at the end, inside the caller's transaction.

    An event opened inside another names it in `caused_by`. When the body raises, nothing is written here: the
    transaction is undone with its event, and a refusal is written by whoever turns it away.

    The event of a capture, and every event inside it, waits instead beside the words that were kept (S-17).
    """
    outer = _open.get()
    waiting = outer.waiting if outer else [] if captures else None
    pending = Pending(action, at, caused_by=outer.uid if outer else None, waiting=waiting, **facts)
    token = _open.set(pending)
    try:
        yield pending
        if pending.waiting is None:
            write(pending, outcome="allowed")
        else:
            put_off(pending)
    finally:
        _open.reset(token)


def write(pending: Pending, *, outcome: str) -> AuditEvent:
    """Write one event and a row for each subject it is about."""
    row = AuditEvent.objects.create(
        uid=pending.uid,
        at=pending.at,
        action=pending.action,
        outcome=outcome,
        reason_code=pending.reason_code,
        worker_id=pending.worker_id,
        agency_code=pending.agency_code,
        roles=sorted(pending.roles),
        session=pending.session,
        purpose=pending.purpose,
        field_classes=pending.field_classes,
        result_count=pending.result_count,
        caused_by=pending.caused_by,
        detail=pending.detail,
    )
    put_rows(
        AuditSubject, ("event_id", "subject_id"), [(row.pk, subject) for subject in dict.fromkeys(pending.subjects)]
    )
    return row


def put_off(pending: Pending) -> None:
    """Keep an event of a capture, sealed, in the transaction that keeps the words it is of."""
    facts = {each.name: getattr(pending, each.name) for each in fields(pending) if each.name != "waiting"}
    WaitingEvent.objects.create(
        uid=pending.uid,
        at=pending.at,
        sealed_event=sealed(
            json.dumps(facts, default=str), table="audit_waitingevent", row=pending.uid, column="event"
        ),
    )
    assert pending.waiting is not None, "only the event of a capture is put off"
    pending.waiting.append(pending)


@step
def put(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows that are new, as plain values of the columns named, in one statement however many they are.

    A load writes five rows for each one it reads, and the framework's own way takes longer over each than the database.
    """
    put_rows(model, names, rows)


@step
def put_all(rows: Sequence[Model]) -> None:
    """Write objects of one kind that are new, in one statement. The numbers a database gives are not read back."""
    if rows:
        model = type(rows[0])
        names = [each.attname for each in model._meta.concrete_fields if not isinstance(each, AutoField)]
        of = attrgetter(*names)
        put_rows(model, names, [of(row) for row in rows])
