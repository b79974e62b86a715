"""Writing the memory of who looked: one event for each action, page or refusal, in the transaction it tells of.

Afterwards each is sealed into its place in the chain. Numbers are dense and given here, because a database's own
identifiers are committed out of order and leave gaps (S-19).
"""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache, wraps
from operator import attrgetter
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import AutoField, JSONField, Max, Model, QuerySet
from django.db.models.base import ModelState

from homeward.register.audit.models import AuditEvent, AuditSubject, Checkpoint, Seal
from homeward.register.audit.queries import as_written
from homeward.register.audit.rules import GENESIS, checkpoint_words, link, moment
from homeward.register.keys.queries import signed

BATCH = 1000
LOOK_BACK = 20_000
SEALER_LOCK = 5_403_180
PLAIN = {str, int, bool, float, type(None)}
COPY_MARKS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M", bound=Model)


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
def event(action: str, *, at: datetime, **facts: Any) -> Iterator[Pending]:
    """Live through an action and write its event at the end, inside the caller's transaction.

    An event opened inside another names it in `caused_by`. When the body raises, nothing is written here: the
    transaction is undone with its event, and a refusal is written by whoever turns it away.
    """
    outer = _open.get()
    pending = Pending(action, at, caused_by=outer.uid if outer else None, **facts)
    token = _open.set(pending)
    try:
        yield pending
        write(pending, outcome="allowed")
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
    _put(AuditSubject, ("event_id", "subject_id"), [(row.pk, subject) for subject in dict.fromkeys(pending.subjects)])
    return row


@step
def put(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows that are new, as plain values of the columns named, in one statement however many they are.

    A load writes five rows for each one it reads, and the framework's own way takes longer over each than the database.
    """
    _put(model, names, rows)


def unsaved(model: type[M], values: Iterable[Any]) -> M:
    """An object that is new, from its values in the order of the model's fields.

    The framework's own way asks every field about every value, which takes a load a sixth of its time.
    """
    row = model.__new__(model)
    row.__dict__.update(zip(names_of(model), values, strict=True), _state=ModelState())
    return row


@cache
def names_of(model: type[Model]) -> tuple[str, ...]:
    """The attributes that hold a model's columns, in their order."""
    return tuple(each.attname for each in model._meta.concrete_fields)


@step
def put_all(rows: Sequence[Model]) -> None:
    """Write objects of one kind that are new, in one statement. The numbers a database gives are not read back."""
    if rows:
        model = type(rows[0])
        names = [each.attname for each in model._meta.concrete_fields if not isinstance(each, AutoField)]
        of = attrgetter(*names)
        _put(model, names, [of(row) for row in rows])


def _put(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    if not rows:
        return
    meta, quote = model._meta, connection.ops.quote_name
    by_name = {each.attname: each for each in meta.concrete_fields}
    columns = ", ".join(quote(by_name[name].column) for name in names)
    # Column by column: what one value of a column needs is asked once, and not of each of a thousand rows.
    told = [
        list(map(json.dumps, values)) if isinstance(by_name[name], JSONField) else values
        for name, values in zip(names, zip(*rows, strict=True), strict=True)
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            text = "\n".join(map("\t".join, zip(*map(_column_copied, told), strict=True)))
            with (
                connection.wrap_database_errors,
                cursor.copy(f"COPY {quote(meta.db_table)} ({columns}) FROM STDIN") as copy,
            ):
                copy.write(text + "\n")
        else:
            marks = ", ".join(["%s"] * len(names))
            statement = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608  # nosec B608  (our own columns)
            cursor.executemany(statement, zip(*map(_column_plain, told), strict=True))


def _column_plain(values: Sequence[Any]) -> Sequence[Any]:
    """A column as the framework keeps it in SQLite."""
    return values if set(map(type, values)) <= PLAIN else list(map(_plain, values))


def _column_copied(values: Sequence[Any]) -> Sequence[str]:
    """A column as PostgreSQL's COPY reads it. Words in which nothing is marked are taken as they are."""
    if set(map(type, values)) == {str}:
        together = "".join(values)
        if together.isprintable() and "\\" not in together:
            return values
    return list(map(_copied, values))


def _plain(value: Any) -> Any:
    """A value as the framework keeps it in SQLite."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, UUID):
        return value.hex
    return _dated(value) if isinstance(value, date) else value


@lru_cache(maxsize=4096)
def _dated(value: date) -> str:
    return str(connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value)


def _copied(value: Any) -> str:
    """A value as PostgreSQL's COPY reads it."""
    if isinstance(value, str):
        return value.translate(COPY_MARKS) if "\\" in value or not value.isprintable() else value
    if value is None:
        return "\\N"
    if isinstance(value, UUID):
        return value.hex
    return _in_iso(value) if isinstance(value, date) else str(value)


@lru_cache(maxsize=4096)
def _in_iso(value: date) -> str:
    return value.isoformat()


def seal_pending(at: datetime, *, everything: bool = False) -> int:
    """Seal every committed event that waits, and say how many were sealed.

    The search looks back over the latest identifiers alone, so that it stays quick when there are millions;
    `everything` looks at all of them, for an event whose transaction outlasted that many others.
    """
    total = 0
    while _waiting(everything).exists():  # asked first, so that a second with nothing to seal takes no lock
        total += _seal_batch(everything)
    return total


def _seal_batch(everything: bool) -> int:
    with transaction.atomic():
        one_sealer_at_a_time()
        last = Seal.objects.order_by("-number").first()
        events = list(_waiting(everything).prefetch_related("subjects")[:BATCH])
        number, previous = (last.number, last.digest) if last else (0, GENESIS)
        seals = []
        for event in events:
            number += 1
            digest = link(number, previous, as_written(event))
            seals.append(Seal(number=number, event=event, previous=previous, digest=digest))
            previous = digest
        Seal.objects.bulk_create(seals)
        return len(seals)


def _waiting(everything: bool) -> QuerySet[AuditEvent]:
    waiting = AuditEvent.objects.filter(seal__isnull=True).order_by("pk")
    if everything:
        return waiting
    furthest = Seal.objects.aggregate(last=Max("event_id"))["last"] or 0
    return waiting.filter(pk__gt=furthest - LOOK_BACK)


def one_sealer_at_a_time() -> None:
    """Let a second sealer wait. SQLite has one writer at a time already, since transactions there are immediate."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER_LOCK])


def make_checkpoint(at: datetime) -> Checkpoint | None:
    """Sign where the chain stands, unless nothing has been sealed since the last checkpoint."""
    with transaction.atomic():
        one_sealer_at_a_time()
        seal = Seal.objects.order_by("-number").first()
        if seal is None or Checkpoint.objects.filter(seal_number__gte=seal.number).exists():
            return None
        words = checkpoint_words(seal.number, seal.digest, moment(at))
        return Checkpoint.objects.create(
            seal_number=seal.number, digest=seal.digest, made_at=at, signature=signed(words)
        )
