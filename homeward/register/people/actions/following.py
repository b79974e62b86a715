"""Bringing a table of dated facts up to date for a batch of people: one read, one insert and one update."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model

from homeward.register.access.actions.guard import step
from homeward.register.audit import actions as audit
from homeward.register.people.rules import Span, followed


@step
def write_rows(*, model: type[Model], rows: Collection[Any], changes: Sequence[str]) -> None:
    """Insert the rows that are new, and give the others what they now say in the columns named: two statements."""
    # Told apart first: an inserted row has a key from then on, and would be written twice.
    new, known = [row for row in rows if row.pk is None], [row for row in rows if row.pk is not None]
    audit.put_all(new)
    model._default_manager.bulk_create(known, update_conflicts=True, unique_fields=["id"], update_fields=changes)


class Spans:
    """The spans of one table for the people that a batch speaks of.

    `column` is what a span is about, beside its person and its first day. Where more than one can hold at a time, an
    end comes from the row that tells it, and the span then points at that row. Where only one can, it ends because the
    next begins, and keeps pointing at the row it came from, to which a sealed address is bound.
    """

    def __init__(self, model: type[Model], column: str, told: Sequence[Any], *, one_at_a_time: bool) -> None:
        self.model, self.column, self.one_at_a_time = model, column, one_at_a_time
        self.told: dict[UUID, list[Any]] = defaultdict(list)
        for each in told:
            self.told[each.person.pk].append(each)
        self.rows: dict[tuple[Any, ...], Any] = {}
        self.changed: list[Any] = []

    def keep(self) -> list[Any]:
        """Write what changed, and give every row of these people."""
        held: dict[UUID, list[Span]] = defaultdict(list)
        for row in self.model._default_manager.filter(person__in=self.told):
            self.rows[row.person_id, getattr(row, self.column), row.since] = row
            held[row.person_id].append(Span(getattr(row, self.column), row.since, row.until))
        for person, news in self.told.items():
            self._hear(person, held[person], news)
        write_rows(model=self.model, rows=self.changed, changes=["until", "record"])
        return list(self.rows.values())

    def _hear(self, person: UUID, held: list[Span], news: list[Any]) -> None:
        spans = {Span(each.of, each.since, each.until): each for each in news}
        sources = {(span.of, span.since): each for span, each in spans.items()}
        out_of_date = all(each.out_of_date for each in news)
        for span in followed(held, spans, one_at_a_time=self.one_at_a_time, out_of_date=out_of_date):
            self._follow(person, span, sources.get((span.of, span.since)))

    def _follow(self, person: UUID, span: Span, source: Any) -> None:
        key = (person, span.of, span.since)
        row = self.rows.get(key)
        if row is None:
            row = self._new(span, source)
        elif row.until == span.until:
            return
        elif source is not None and not self.one_at_a_time:
            row.record = source.record
        row.until = span.until
        self.rows[key] = row
        self.changed.append(row)

    def _new(self, span: Span, source: Any) -> Any:
        facts = {self.column: span.of, **source.written()}
        return self.model(person=source.person, record=source.record, since=span.since, **facts)
