"""Who works with a child: the allocated worker and their team, from a day until another (S-06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from homeward.foundation.london import day_begins_at
from homeward.register.access.actions.guard import step
from homeward.register.access.models import Relationship
from homeward.register.agencies.models import Team, Worker
from homeward.register.people.actions.following import write_rows
from homeward.register.people.models import Person
from homeward.register.sources.models import SourceRecord


@dataclass(frozen=True)
class Allocated:
    """A worker and a team who have a child from a day until another, as a record says."""

    record: SourceRecord
    person: Person
    worker: Worker
    team: Team | None
    since: date
    until: date | None = None
    out_of_date: bool = False


@step
def allocate(*, told: Sequence[Allocated]) -> None:
    """Open and close the relationships by which allocated workers and their teams see a child.

    Days begin at midnight in London, and the last is not counted. A newer file may end a relationship or give another
    end; an older one neither ends one nor opens one, since it would open a record to somebody who has moved on.
    """
    wanted = [row for each in told for row in _relationships(each)]
    keep_relationships([row for row, each in wanted if not each.out_of_date], kinds=("allocated", "team"))


def _relationships(each: Allocated) -> list[tuple[Relationship, Allocated]]:
    held: list[dict[str, Any]] = [{"kind": "allocated", "worker": each.worker}]
    if each.team is not None:
        held.append({"kind": "team", "team": each.team})
    return [(relationship(each.person, each.record, each.since, each.until, **by), each) for by in held]


def relationship(person: Person, record: SourceRecord, since: date, until: date | None, **held: Any) -> Relationship:
    """A relationship to a child over a span of days, which names the record that says so."""
    return Relationship(
        subject_id=person.pk,
        since=day_begins_at(since),
        until=day_begins_at(until) if until else None,
        source_record=record.pk,
        **held,
    )


def keep_relationships(wanted: Sequence[Relationship], *, kinds: tuple[str, ...]) -> None:
    """Add the relationships there are not yet, and give those there are the end that is now told."""
    held = {}
    subjects = {row.subject_id for row in wanted}
    for row in Relationship.objects.filter(subject__in=subjects, kind__in=kinds, source_record__isnull=False):
        held[_key(row)] = row
    changed: dict[tuple[Any, ...], Relationship] = {}
    for row in wanted:
        known = held.setdefault(_key(row), row)
        if known is row or known.until != row.until:
            known.until, known.source_record = row.until, row.source_record
            changed[_key(row)] = known
    write_rows(model=Relationship, rows=changed.values(), changes=["until", "source_record"])


def _key(row: Relationship) -> tuple[Any, ...]:
    return row.subject_id, row.kind, row.worker_id, row.team_id, row.agency_id, row.since
