"""Re-pointing whatever hangs from a child, with each value kept as it was, so that it can be put back exactly.

Which rows follow a child is declared where each model is (`identity = "moves"` in its `Record`); no room above has to
be known here by name.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Case, ForeignKey, Model, ProtectedError, Q, UniqueConstraint, UUIDField, Value, When

from homeward.register.access.actions.guard import step
from homeward.register.audit import actions as audit
from homeward.register.linkage.models import Change, Moved
from homeward.register.people.models import Person
from homeward.register.subjects.models import Subject

AT_ONCE = 500
WHOLE_ROW = ""
REGISTER = "homeward.register."


@dataclass(frozen=True)
class Tie:
    """A column by which rows hang from a child, with the columns that may hold no value twice beside the same child."""

    model: type[Model] = field(hash=False)
    column: str
    unique: tuple[tuple[str, ...], ...]

    @property
    def table(self) -> str:
        """The table's name, as the ledger writes it."""
        return self.model._meta.db_table


@cache
def ties() -> tuple[Tie, ...]:
    """Every column that follows a child, in the order of the rooms."""
    return tuple(
        Tie(model, column.attname, tuple(_unique_beside(model, column.name)))
        for model in apps.get_models()
        if getattr(getattr(model, "Record", None), "identity", "") == "moves"
        for column in model._meta.concrete_fields
        if isinstance(column, ForeignKey) and column.related_model in (Subject, Person)
    )


def _unique_beside(model: type[Model], column: str) -> Iterator[tuple[str, ...]]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and column in constraint.fields:
            names = {*constraint.fields, *_named_in(constraint.condition)} - {column}
            yield tuple(sorted(model._meta.get_field(each).attname for each in names))  # type: ignore[union-attr]  # a column of its own


def _named_in(condition: Q | None) -> set[str]:
    return {str(child[0]).split("__")[0] for child in condition.children} if condition else set()  # type: ignore[index,union-attr]  # our own constraints are flat


def as_kept(value: Any) -> Any:
    """A value as the ledger keeps it: what JSON holds by itself, and the rest as text that reads back exactly."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


class Ledger:
    """What one step of merging or splitting altered, written at its end."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, str, str, str, Any, Any]] = []

    def note(self, change: Change, table: str, row: object, column: str, was: Any, became: Any) -> None:
        """Take down one value that was altered."""
        self.rows.append((change.pk, table, str(row), column, as_kept(was), as_kept(became)))

    def repoint(
        self, tie: Tie, into: Mapping[UUID, UUID], changes: Mapping[UUID, Change], only: Q | None = None
    ) -> None:
        """Give the rows of each child to another, in two statements.

        A row whose like the other child has already (the same number, the same shield) stays where it is, and is noted
        as staying: nothing is lost by it, and it is where it was if the change is undone.
        """
        wanted = sorted({name for names in tie.unique for name in names})
        rows = tie.model._base_manager.filter(only or Q(), **{f"{tie.column}__in": list(into)})
        found = list(rows.order_by("pk").values_list("pk", tie.column, *wanted))
        taken = self._held_by(tie, wanted, set(into.values())) if tie.unique and found else set()
        moving: list[tuple[Any, UUID]] = []
        for pk, child, *values in found:
            beside = dict(zip(wanted, values, strict=True))
            keys = {(into[child], names, tuple(beside[name] for name in names)) for names in tie.unique}
            if keys & taken:
                self.note(changes[child], tie.table, pk, tie.column, child, child)
                continue
            taken |= keys
            moving.append((pk, child))
            self.note(changes[child], tie.table, pk, tie.column, child, into[child])
        self._give(tie, moving, into)

    def _held_by(self, tie: Tie, wanted: Sequence[str], children: Collection[UUID]) -> set[tuple[Any, ...]]:
        rows = tie.model._base_manager.filter(**{f"{tie.column}__in": list(children)})
        held = set()
        for child, *values in rows.values_list(tie.column, *wanted):
            beside = dict(zip(wanted, values, strict=True))
            held |= {(child, names, tuple(beside[name] for name in names)) for names in tie.unique}
        return held

    def _give(self, tie: Tie, moving: Sequence[tuple[Any, UUID]], into: Mapping[UUID, UUID]) -> None:
        for start in range(0, len(moving), AT_ONCE):
            some = moving[start : start + AT_ONCE]
            whose = Case(
                *(
                    When(**{tie.column: child, "then": Value(into[child], output_field=UUIDField())})
                    for child in dict.fromkeys(child for _, child in some)
                )
            )
            tie.model._base_manager.filter(pk__in=[pk for pk, _ in some]).update(**{tie.column: whose})

    def write(self) -> None:
        """Keep everything that was noted, in one statement."""
        audit.put(Moved, ("change_id", "table", "row", "column", "was", "became"), self.rows)
        self.rows = []


def above_the_register() -> list[Tie]:
    """The ties of rooms above the register, whose rows are worked out again when children become one."""
    return [tie for tie in ties() if not tie.model.__module__.startswith(REGISTER)]


class Watched:
    """The rows of some children in the rooms above, as they are before those rooms work them out again."""

    def __init__(self, children: Collection[UUID]) -> None:
        self.children = list(children)
        self.before = self._read()

    def _read(self) -> dict[tuple[Tie, Any], dict[str, Any]]:
        found = {}
        for tie in above_the_register():
            for row in tie.model._base_manager.filter(**{f"{tie.column}__in": self.children}).values():
                found[tie, row[tie.model._meta.pk.attname]] = row  # type: ignore[union-attr]  # every model has a key
        return found

    def note(self, ledger: Ledger, change_of: Callable[[UUID], Change]) -> None:
        """Take down what became of them, and which rows were added."""
        after = self._read()
        for (tie, pk), row in after.items():
            before = self.before.get((tie, pk))
            if before is None:
                ledger.note(change_of(row[tie.column]), tie.table, pk, WHOLE_ROW, None, "added")
                continue
            for column, value in row.items():
                if value != before[column]:
                    ledger.note(change_of(row[tie.column]), tie.table, pk, column, before[column], value)


@step
def put_back(*, change: Change) -> list[Moved]:
    """Put every value that a change altered back, the latest first. Gives those that have been altered again since.

    What was altered again is left alone: somebody's later word is not taken back with the merge.
    """
    rows = list(Moved.objects.filter(change=change).order_by("-pk"))
    left: list[Moved] = []
    by_column: dict[tuple[str, str], list[Moved]] = defaultdict(list)
    for row in rows:
        if row.column != WHOLE_ROW and row.was != row.became:
            by_column[row.table, row.column].append(row)
    for (table, column), some in by_column.items():
        left += _put_back_column(_models()[table], column, some)
    _take_away([row for row in rows if row.column == WHOLE_ROW])
    return left


def _put_back_column(model: type[Model], column: str, rows: Sequence[Moved]) -> Iterable[Moved]:
    key, kept = model._meta.pk, model._meta.get_field(column)
    assert key is not None, "every model has a key"
    wanted = {key.to_python(row.row): row for row in rows}
    now = dict(model._base_manager.filter(pk__in=list(wanted)).values_list("pk", column))
    back: dict[Any, list[Any]] = defaultdict(list)
    left = []
    for pk, row in wanted.items():
        if pk not in now or as_kept(now[pk]) != row.became:
            left.append(row)
        else:
            back[_hashable(row.was)].append(pk)
    for was, keys in back.items():
        value = kept.to_python(_plain(was))  # type: ignore[union-attr]  # a column of its own
        model._base_manager.filter(pk__in=keys).update(**{column: value})
    return left


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _take_away(rows: Iterable[Moved]) -> None:
    """Take away the rows that the change added, unless something rests on one by now."""
    for row in rows:
        try:
            with transaction.atomic():
                _models()[row.table]._base_manager.filter(pk=row.row).delete()
        except ProtectedError:
            continue


@cache
def _models() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}
