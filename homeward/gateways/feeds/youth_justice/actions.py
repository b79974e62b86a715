"""Telling the register of a youth justice service's work, in a constant number of statements for each batch."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from homeward.foundation.dates_in_words import day_in_words
from homeward.gateways.feeds.joined import join
from homeward.gateways.feeds.rows import Value
from homeward.gateways.feeds.stored import Stored
from homeward.gateways.feeds.who import day_in, is_withdrawn, text_in
from homeward.register.access.actions.guard import step
from homeward.register.events import actions as events
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery
from homeward.vocabulary.labels import label
from homeward.vocabulary.loader import load_whole


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child, and keep what work the service does with them, from when until when."""
    met = join(batch, delivery=delivery, at=at, own="yjs_number")
    told = [_happened(each, person) for each, person in met if not is_withdrawn(each.values)]
    events.tell(told=told, silent=[each.record for each in batch if is_withdrawn(each.values)], at=at)


def _happened(stored: Stored, person: Person) -> events.Happened:
    values, work = stored.values, load_whole("youth_justice_work")[text_in(stored.values, "work")]
    began = day_in(values, "started_on")
    assert began is not None, "the mapping requires the day it began"
    return events.Happened(
        record=stored.record,
        person=person,
        kind=work.group or "youth-justice-intervention",
        since=began,
        until=day_in(values, "ended_on"),
        code=work.code,
        outcome=text_in(values, "outcome"),
        reference=text_in(values, "intervention_reference"),
        details=_details(values),
    )


def _details(values: Mapping[str, Value]) -> dict[str, str]:
    due, group = day_in(values, "due_to_end_on"), text_in(values, "offence_group")
    return {
        "Offence": label("offence_group", group) if group else "",
        "Due to end": day_in_words(due) if due else "",
    }
