"""Keeping what an agency reports of children who went missing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from homeward.practice.missing.actions.joining import Episodes, lock
from homeward.practice.missing.models import MissingReport
from homeward.practice.missing.rules import BY_HAND, DAY
from homeward.register.access.actions.guard import step
from homeward.register.audit.actions import unsaved
from homeward.register.keys.queries import sealed
from homeward.register.people.models import Person
from homeward.register.sources.models import SourceRecord
from homeward.register.sources.rules import ToldOf, is_newer

# What a report holds of whatever its row does not tell: the fields after the first nine.
UNTOLD = tuple(each.get_default() for each in MissingReport._meta.concrete_fields[9:])
RECORD_OF: Any = MissingReport._meta.get_field("record")


@dataclass(frozen=True)
class Reported:
    """One row of a source about one absence. Where only days are known, each is the midnight that begins the day.

    `details` are what else the row tells, by the name of the report's field; `places` is what would tell where the
    child is, and is sealed.
    """

    record: SourceRecord
    person: Person
    type: str
    since: datetime
    until: datetime | None
    precision: str = DAY
    until_precision: str = ""
    details: Mapping[str, object] = field(default_factory=dict, repr=False)
    places: Mapping[str, str] = field(default_factory=dict, repr=False)


@step
def report(*, told: Sequence[Reported], at: datetime) -> None:
    """Keep each report and put the children's absences together again.

    A row sent again supersedes the one that was sent before, unless it comes in a return for an earlier year or an
    extract of an earlier day; it stays where a worker put the other. A report that is already here is left alone, so
    a batch can be applied again.
    """
    people = {each.person.subject_id for each in told}
    lock(people)
    episodes = Episodes(people)
    known = {row.record_id for row in episodes.reports}
    standing = {_key(row.record): row for row in episodes.standing() if row.record}
    for each in told:
        if each.record.id not in known:
            row, key = _row(each), _key(each.record)
            _take_the_place(row, standing.get(key), at, episodes)
            episodes.reports.append(row)
            if row.superseded_at is None:
                standing[key] = row
    episodes.join()
    episodes.write()


def _row(each: Reported) -> MissingReport:
    values = (
        None, each.person.subject_id, None, each.record.id, each.type, each.since, each.until, each.precision,
        each.until_precision or each.precision, *UNTOLD,
    )  # fmt: skip
    row = unsaved(MissingReport, values)
    RECORD_OF.set_cached_value(row, each.record)
    row.sealed_places = _sealed(each)
    for name, value in each.details.items():
        setattr(row, name, value)
    return row


def _sealed(each: Reported) -> str:
    """Where the row says that the child was seen, found and missing from, bound to its record; empty where nowhere."""
    places = {name: words for name, words in each.places.items() if words}
    if not places:
        return ""
    text = json.dumps(places, sort_keys=True, ensure_ascii=False)
    return sealed(text, table="missing_missingreport", row=each.record.pk, column="places")


def _take_the_place(row: MissingReport, earlier: MissingReport | None, at: datetime, episodes: Episodes) -> None:
    if earlier is None:
        return
    row.episode_id = earlier.episode_id
    if is_newer(_told_of(row), _told_of(earlier)):
        earlier.superseded_at = at
        episodes.touch(earlier)
        row.joined_because = BY_HAND if earlier.joined_because == BY_HAND else ""
    else:
        row.superseded_at = at
        row.joined_because = "superseded"


def _told_of(row: MissingReport) -> ToldOf:
    assert row.record is not None, "only what came in a row is sent again"
    return row.record.delivery.told_of


def _key(record: SourceRecord) -> tuple[Any, ...]:
    return record.source_id, record.part, record.external_id
