"""What happened to one child, as far as the viewer may read it, in a constant number of statements."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Window

from homeward.foundation.london import day_begins_at
from homeward.register.access.queries import context_of, shielded
from homeward.register.access.rules import Viewer, classes_open
from homeward.register.events.models import TABLES, Event
from homeward.register.events.rules import CLASSES, words_of
from homeward.register.keys.queries import opened
from homeward.register.sources.models import SourceRecord
from homeward.register.subjects.rules import Happening, ending_step
from homeward.vocabulary.event_kinds import event_kind
from homeward.vocabulary.roles import load_roles

LOCATION = "location"


@dataclass(frozen=True)
class Occurrence:
    """One thing that an agency says happened to a child, in words, as this viewer may read it."""

    table: str
    kind: str
    title: str
    ended: str
    since: date
    until: date | None
    at: datetime | None
    until_at: datetime | None
    text: str
    reference: str
    record: SourceRecord
    details: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def field_class(self) -> str:
        """The class of fact that it is."""
        return CLASSES[self.table]


@dataclass(frozen=True)
class Occurrences:
    """What happened to one child, newest first, and how many things there are that the viewer may read."""

    shown: list[Occurrence]
    total: int


def events_of(subject_id: UUID, *, viewer: Viewer, at: datetime, latest: int | None = None) -> Occurrences:
    """What agencies say happened to a child, without the classes of fact that the viewer may not read.

    `latest` keeps the newest so many. Sealed details are opened where the viewer may read where the child lives and no
    shield stands (S-10). As many statements as there are classes that the viewer may read, and three.
    """
    asked = (*dict.fromkeys(CLASSES.values()), LOCATION)
    classes = classes_open(viewer, "child.open", context_of(viewer, subject_id, at=at), asked, load_roles())
    covered = bool(shielded([subject_id]))
    found = [
        (table, row)
        for table, model in TABLES.items()
        if CLASSES[table] in classes
        for row in _standing(model, subject_id, latest)
    ]
    found.sort(key=lambda pair: _moment(pair[1]), reverse=True)
    total = sum({table: row.of_all for table, row in found}.values())  # type: ignore[attr-defined]  # annotated below
    may_open = LOCATION in classes and not covered
    return Occurrences([_occurrence(table, row, may_open) for table, row in found[:latest]], total)


def _standing(model: type[Event], subject_id: UUID, latest: int | None) -> list[Event]:
    rows = model._default_manager.filter(person_id=subject_id, superseded_at__isnull=True)
    rows = (
        rows.annotate(of_all=Window(Count("*")))
        .select_related("record__source__agency")
        .defer("record__sealed_payload")
    )
    return list(rows.order_by("-since", "-at", "pk")[:latest])


def _moment(event: Event) -> tuple[date, datetime, str]:
    return event.since, event.at or day_begins_at(event.since), event.kind


def _occurrence(table: str, event: Event, may_open: bool) -> Occurrence:
    kind = event_kind(event.kind)
    return Occurrence(
        table=table,
        kind=event.kind,
        title=kind.label,
        ended=kind.ended,
        since=event.since,
        until=event.until,
        at=event.at,
        until_at=event.until_at,
        text=words_of(kind, event.code, event.outcome),
        reference=event.reference,
        record=event.record,
        details=details_of(event) if may_open else {},
    )


def details_of(event: Event) -> dict[str, str]:
    """What else the row tells, opened from its seal, for a page that may show where the child is."""
    if not event.sealed_details:
        return {}
    place = {"table": event._meta.db_table, "row": f"{event.record_id} {event.kind}", "column": "details"}
    details: dict[str, str] = json.loads(opened(event.sealed_details, **place))
    return details


def entries_of(occurrences: Occurrences) -> list[Happening]:
    """What this room adds to a child's chronology, from events already read for their viewer. No statement."""
    return [happening for each in occurrences.shown for happening in _happenings(each)]


def _happenings(each: Occurrence) -> list[Happening]:
    happenings = [_told(each, each.since, each.at, each.title, 1, text_of(each))]
    if each.until and each.ended:
        step = ending_step(each.since, each.until)
        happenings.append(_told(each, each.until, each.until_at, each.ended, step, ""))
    return happenings


def text_of(each: Occurrence) -> str:
    """What is said of it besides its title: its codes in words, then its details, each under what it is called."""
    details = (f"{name}: {words.rstrip('.')}." for name, words in each.details.items())
    return " ".join(filter(None, (each.text, *details)))


def _told(each: Occurrence, on: date, moment: datetime | None, title: str, step: int, text: str) -> Happening:
    record = each.record
    return Happening(
        on,
        each.table,
        title,
        each.field_class,
        text,
        step=step,
        at=moment,
        source=record.source.name,
        record_id=record.pk,
        received_at=record.received_at,
        synthetic=record.synthetic,
    )
