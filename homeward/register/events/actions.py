"""Keeping what agencies say happened to children, in a constant number of statements for a batch."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.register.access.actions.guard import step
from homeward.register.audit.actions import put_all, unsaved
from homeward.register.events.models import TABLES, Event
from homeward.register.events.rules import ends_after_it_began
from homeward.register.keys.queries import sealed
from homeward.register.people.models import Person
from homeward.register.sources.models import SourceRecord
from homeward.register.sources.rules import is_newer
from homeward.vocabulary.event_kinds import event_kind

Key = tuple[int, str, str]


class EndsBeforeItBegan(HomewardError):
    """An event whose last day is before its first."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            got=f"a {kind} that ends before it begins",
            expected="an end on the first day or later, or none",
            next_step="Refuse such a row when the file is checked, in the feed's own rules.",
        )


@dataclass(frozen=True)
class Happened:
    """One thing that one row of a source says of one child. `details` are words for people, by what each is called.

    They are sealed: put there whatever is free text, and whatever would tell where the child is or was.
    """

    record: SourceRecord
    person: Person
    kind: str
    since: date
    until: date | None = None
    at: datetime | None = None
    until_at: datetime | None = None
    code: str = ""
    outcome: str = ""
    reference: str = ""
    details: Mapping[str, str] = field(default_factory=dict, repr=False)


@step
def tell(*, told: Sequence[Happened], at: datetime, silent: Sequence[SourceRecord] = ()) -> None:
    """Keep what rows say happened. A row sent again supersedes all that it told before.

    It does not where it comes in a return for an earlier year or an extract of an earlier day: then it is kept as one
    that has been superseded. `silent` are rows that tell of nothing now: what they told before no longer stands. A row
    that has been told already is left alone, so that a batch can be applied again. Raises EndsBeforeItBegan.
    """
    records = {each.record.pk: each.record for each in told} | {each.pk: each for each in silent}
    superseded = _take_their_places(records, at)
    known = _known(each for each in told)
    rows: dict[type[Event], list[Event]] = defaultdict(list)
    for each in told:
        if (each.record.pk, each.kind) not in known:
            model = TABLES[event_kind(each.kind).table]
            rows[model].append(_row(model, each, superseded.get(each.record.pk)))
            known.add((each.record.pk, each.kind))
    for new in rows.values():
        put_all(new)


def _known(told: Iterable[Happened]) -> set[tuple[UUID, str]]:
    """What is here already of these rows."""
    records: dict[type[Event], set[UUID]] = defaultdict(set)
    for each in told:
        records[TABLES[event_kind(each.kind).table]].add(each.record.pk)
    return {pair for model, pks in records.items() for pair in _of(model, pks).values_list("record_id", "kind")}


def _of(model: type[Event], records: Iterable[UUID]) -> Any:
    return model._default_manager.filter(record__in=records)


def _take_their_places(records: Mapping[UUID, SourceRecord], at: datetime) -> dict[UUID, datetime]:
    """Supersede what the same rows told before; gives those of the rows that are themselves out of date already."""
    newest: dict[Key, SourceRecord] = {}
    late: dict[UUID, datetime] = {}
    gone: set[UUID] = set()
    for record in [*_sent_before(records), *records.values()]:
        held = newest.get(_key(record))
        if held is None or is_newer(record.delivery.told_of, held.delivery.told_of):
            gone |= {held.pk} if held else set()
            newest[_key(record)] = record
        elif record.pk in records:
            late[record.pk] = at
    if gone:
        for model in TABLES.values():
            _of(model, gone).filter(superseded_at__isnull=True).update(superseded_at=at)
    return late | dict.fromkeys(gone & set(records), at)


def _sent_before(records: Mapping[UUID, SourceRecord]) -> list[SourceRecord]:
    """The records of the same rows that came earlier, the earliest first."""
    if not records:
        return []
    asked = records.values()
    rows = SourceRecord.objects.filter(
        source__in={each.source_id for each in asked},
        part__in={each.part for each in asked},
        external_id__in={each.external_id for each in asked},
    ).exclude(pk__in=records)
    keys = {_key(each) for each in asked}
    found = rows.select_related("delivery").defer("sealed_payload").order_by("received_at", "row")
    return [each for each in found if _key(each) in keys]


def _key(record: SourceRecord) -> Key:
    return record.source_id, record.part, record.external_id


def _row(model: type[Event], each: Happened, superseded_at: datetime | None) -> Event:
    if not ends_after_it_began(each.since, each.until):
        raise EndsBeforeItBegan(each.kind)
    values = (
        None, each.person.pk, each.record.pk, each.kind, each.since, each.until, each.at, each.until_at, each.code,
        each.outcome, each.reference, _sealed(model, each), superseded_at,
    )  # fmt: skip
    return unsaved(model, values)


def _sealed(model: type[Event], each: Happened) -> str:
    details = {name: words for name, words in each.details.items() if words}
    if not details:
        return ""
    text = json.dumps(details, ensure_ascii=False)
    return sealed(text, table=model._meta.db_table, row=f"{each.record.pk} {each.kind}", column="details")
