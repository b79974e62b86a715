"""Keeping what a partner's file tells of worries: a concern for each row, once, about the child whom the row names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from homeward.practice.frontdoor.actions.linking import offer_noticed
from homeward.practice.frontdoor.actions.saying import Chosen, begun, choose, decision_due, put_words, stir
from homeward.practice.frontdoor.models import Concern, ConcernChild
from homeward.register.access.actions import step
from homeward.register.people.models import Person
from homeward.register.sources.models import SourceRecord

WITHDRAWN = "The sender has taken this back."


@dataclass(frozen=True)
class Referred:
    """One worry that one row of a source tells of one child."""

    record: SourceRecord
    person: Person
    on: date
    referrer: str = ""
    forms: tuple[str, ...] = ()
    in_danger: str = ""
    words: Mapping[str, str] = field(default_factory=dict, repr=False)
    withdrawn: bool = False


@step
def receive(*, told: Sequence[Referred], at: datetime) -> None:
    """Keep each row's worry. Its clock begins on the day the row says; a row sent again adds what it says otherwise.

    Nothing is decided or undone by a file: one that takes its word back adds that, for a person to read.
    """
    known = _known([each.record for each in told])
    for each in told:
        row = known.get(_key(each.record))
        if row is None:
            if each.withdrawn:
                continue
            row = known[_key(each.record)] = _begin(each, at)
        said = {"more": WITHDRAWN} if each.withdrawn else dict(each.words)
        fresh = row._state.adding
        if put_words(row, said, by=None, at=at) and not fresh:
            row.last_said_at = at
            stir(row, at)
        row.save()
        ConcernChild.objects.get_or_create(
            concern=row, person=each.person, removed_at=None, defaults={"added_by": None, "added_at": at}
        )
        offer_noticed(row, [each.person.pk], at=at)


def _begin(each: Referred, at: datetime) -> Concern:
    row = begun(uuid4(), by=None, at=at, channel="feed")
    choose(row, Chosen(about="child", forms=each.forms, in_danger=each.in_danger, referrer=each.referrer))
    row.state, row.sent_at, row.received_on, row.due_on = "open", at, each.on, decision_due(each.on)
    row.record, row.agency_id = each.record, each.record.source.agency_id
    return row


def _key(record: SourceRecord) -> tuple[int, str, str]:
    return record.source_id, record.part, record.external_id


def _known(records: Sequence[SourceRecord]) -> dict[tuple[int, str, str], Concern]:
    """The concerns that earlier rows of the same keys began, in one statement."""
    rows = Concern.objects.select_for_update(of=("self",)).filter(
        record__source__in={each.source_id for each in records},
        record__part__in={each.part for each in records},
        record__external_id__in={each.external_id for each in records},
    )
    return {_key(row.record): row for row in rows.select_related("record") if row.record}
