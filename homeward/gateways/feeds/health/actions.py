"""Telling the register of attendances, in a constant number of statements for each batch."""

from collections.abc import Sequence
from datetime import datetime

from homeward.foundation.london import london_day
from homeward.gateways.feeds.health.rules import kind_of, left_at
from homeward.gateways.feeds.joined import join
from homeward.gateways.feeds.stored import Stored
from homeward.gateways.feeds.who import is_withdrawn, moment_in, text_in
from homeward.register.access.actions.guard import step
from homeward.register.events import actions as events
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to the child on the record, and keep that they attended.

    Where a child was treated is as shielded as where they live: the provider's name is sealed with the event.
    """
    met = join(batch, delivery=delivery, at=at, own="patient_number")
    told = [_happened(each, person) for each, person in met if not is_withdrawn(each.values)]
    events.tell(told=told, silent=[each.record for each in batch if is_withdrawn(each.values)], at=at)


def _happened(stored: Stored, person: Person) -> events.Happened:
    values, came, left = stored.values, moment_in(stored.values, "arrived_at"), left_at(stored.values)
    kind = kind_of(text_in(values, "service"))
    assert came is not None and kind is not None, "the mapping requires when, and the admission a service that is taken"
    return events.Happened(
        record=stored.record,
        person=person,
        kind=kind,
        since=london_day(came),
        until=london_day(left) if left else None,
        at=came,
        until_at=left,
        code=text_in(values, "reason"),
        outcome=text_in(values, "outcome"),
        reference=text_in(values, "attendance_reference"),
        details={"At": text_in(values, "provider")},
    )
