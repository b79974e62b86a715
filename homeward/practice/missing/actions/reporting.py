"""Keeping what an agency reports of children who went missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from homeward.practice.missing.actions.joining import Episodes, lock
from homeward.practice.missing.models import MissingReport
from homeward.practice.missing.rules import BY_HAND, DAY
from homeward.register.access.actions.guard import step
from homeward.register.people.models import Person
from homeward.register.people.rules import newer_return
from homeward.register.sources.models import SourceRecord


@dataclass(frozen=True)
class Reported:
    """One row of a source about one absence. Where only days are known, each is the midnight that begins the day."""

    record: SourceRecord
    person: Person
    type: str
    since: datetime
    until: datetime | None
    precision: str = DAY


@step
def report(*, told: Sequence[Reported], at: datetime) -> None:
    """Keep each report and put the children's absences together again.

    A row sent again supersedes the one that was sent before, unless it comes in a return for an earlier year; it stays
    where a worker put the other. A report that is already here is left alone, so a batch can be applied again.
    """
    people = {each.person.pk for each in told}
    lock(people)
    episodes = Episodes(people)
    known = {row.record_id for row in episodes.reports}
    standing = {_key(row.record): row for row in episodes.standing()}
    for each in told:
        if each.record.pk not in known:
            row = _row(each)
            _take_the_place(row, standing.get(_key(each.record)), at, episodes)
            episodes.reports.append(row)
            if row.superseded_at is None:
                standing[_key(each.record)] = row
    episodes.join()
    episodes.write()


def _row(each: Reported) -> MissingReport:
    return MissingReport(
        person=each.person,
        record=each.record,
        type=each.type,
        since=each.since,
        until=each.until,
        precision=each.precision,
    )


def _take_the_place(row: MissingReport, earlier: MissingReport | None, at: datetime, episodes: Episodes) -> None:
    if earlier is None:
        return
    row.episode_id = earlier.episode_id
    if newer_return(earlier.record.delivery.collection_year, row.record.delivery.collection_year):
        earlier.superseded_at = at
        episodes.touch(earlier)
        row.joined_because = BY_HAND if earlier.joined_because == BY_HAND else ""
    else:
        row.superseded_at = at
        row.joined_because = "superseded"


def _key(record: SourceRecord) -> tuple[Any, ...]:
    return record.source_id, record.part, record.external_id
