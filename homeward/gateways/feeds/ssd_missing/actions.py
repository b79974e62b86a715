"""Telling the register of the absences in the dataset's table, in a constant number of statements for each batch."""

from collections.abc import Sequence
from datetime import datetime

from homeward.gateways.feeds.joined import join
from homeward.gateways.feeds.ssd_missing.rules import (
    ACCEPTED,
    END,
    OFFERED,
    START,
    ended_at,
    kind_in,
    moment_of,
    precision_of,
)
from homeward.gateways.feeds.stored import Stored
from homeward.gateways.feeds.who import text_in
from homeward.practice.missing import actions as missing
from homeward.register.access.actions.guard import step
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child by the council's own number, and keep the absence with what is said of an interview.

    The table says nothing of who a child is: somebody whom no other file of the council's has told of has no name here.
    """
    met = join(batch, delivery=delivery, at=at, own="miss_person_id")
    missing.report(told=[_reported(each, person) for each, person in met], at=at)


def _reported(stored: Stored, person: Person) -> missing.Reported:
    values = stored.values
    since = moment_of(values[START])
    assert since is not None, "the rules refuse an absence without its start"
    return missing.Reported(
        record=stored.record,
        person=person,
        type=kind_in(values),
        since=since,
        until=ended_at(values),
        precision=precision_of(values[START]),
        until_precision=precision_of(values[END]) if values[END] else "",
        details={
            "reference": text_in(values, "miss_table_id"),
            "return_interview_offered": text_in(values, OFFERED),
            "return_interview_accepted": text_in(values, ACCEPTED),
        },
    )
