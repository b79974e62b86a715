"""Where a looked-after child is placed: sealed, and shielded from the first moment (S-10)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from homeward.register.access.actions import raise_shields, step
from homeward.register.agencies.models import Agency
from homeward.register.keys.queries import sealed
from homeward.register.people.actions.allocating import keep_relationships, relationship
from homeward.register.people.actions.following import write_rows
from homeward.register.people.models import CareEpisode, Person
from homeward.register.people.rules import newer_return
from homeward.register.sources.models import Delivery, SourceRecord

CHANGES = [
    "until", "reason_started", "reason_ended", "legal_status", "category_of_need", "placement_type", "provider",
    "sealed_whereabouts", "record",
]  # fmt: skip
LEGAL_STATUS_ALONE = "L"


@dataclass(frozen=True)
class Placed:
    """One episode of care as a return gives it. `whereabouts` holds what would tell where the child is."""

    record: SourceRecord
    person: Person
    since: date
    until: date | None
    codes: Mapping[str, str]
    whereabouts: Mapping[str, str] = field(repr=False)


@step
def place(*, told: Sequence[Placed], placed_by: Agency, delivery: Delivery, at: datetime) -> None:
    """Keep each episode of care, with the shield over where the child is and the tie to the council that placed them.

    An episode sent again with an end, or with anything put right, is the same episode; it then points at the newest
    record, and the older record stays. A return for an earlier year changes nothing that a later one said. A shield is
    added where there is none, goes up again over a new placement, and is otherwise left as people have set it.
    """
    held = _held(told)
    news = [each for each in told if _is_news(held.get((each.person.pk, each.since)), each, delivery)]
    episodes = [_episode(held.get((each.person.pk, each.since)), each) for each in news]
    write_rows(model=CareEpisode, rows=episodes, changes=CHANGES)
    people = dict.fromkeys(each.person.pk for each in told)
    moved = {each.person.pk for each in told if (each.person.pk, each.since) not in held and _is_a_move(each)}
    raise_shields(subject_ids=list(people), basis="placement", at=at, anew=moved)
    keep_relationships([_placing(each, placed_by) for each in news], kinds=("placing",))


def _is_a_move(each: Placed) -> bool:
    """Whether an episode of care that is new here is a new place now, and not a change of legal status alone."""
    return each.until is None and each.codes.get("reason_started") != LEGAL_STATUS_ALONE


def _held(told: Sequence[Placed]) -> dict[tuple[UUID, date], CareEpisode]:
    rows = CareEpisode.objects.filter(person__in={each.person.pk for each in told})
    return {(row.person_id, row.since): row for row in rows.select_related("record__delivery")}


def _is_news(row: CareEpisode | None, each: Placed, delivery: Delivery) -> bool:
    if row is None:
        return True
    told_by = row.record.delivery
    return row.record_id != each.record.pk and newer_return(told_by.collection_year, delivery.collection_year)


def _episode(row: CareEpisode | None, each: Placed) -> CareEpisode:
    row = row or CareEpisode(person=each.person, since=each.since)
    row.until, row.record = each.until, each.record
    for name, code in each.codes.items():
        setattr(row, name, code)
    text = json.dumps(dict(each.whereabouts), sort_keys=True)
    row.sealed_whereabouts = sealed(text, table="people_careepisode", row=each.record.pk, column="whereabouts")
    return row


def _placing(each: Placed, placed_by: Agency) -> Any:
    return relationship(each.person, each.record, each.since, each.until, kind="placing", agency=placed_by)
