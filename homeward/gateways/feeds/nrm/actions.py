"""Telling the register of referrals and decisions, in a constant number of statements for each batch."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from homeward.foundation.dates_in_words import counted
from homeward.gateways.feeds.joined import join
from homeward.gateways.feeds.nrm.rules import days_over, kinds_in
from homeward.gateways.feeds.stored import Stored
from homeward.gateways.feeds.who import day_in, is_withdrawn, text_in
from homeward.register.access.actions.guard import step
from homeward.register.events import actions as events
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child, and keep the referral and each decision, each on its own day."""
    met = join(batch, delivery=delivery, at=at, own="person_reference")
    telling = [(each, person) for each, person in met if not is_withdrawn(each.values)]
    silent = [each.record for each in batch if is_withdrawn(each.values)]
    events.tell(told=[told for each, person in telling for told in _happened(each, person)], silent=silent, at=at)


def _happened(stored: Stored, person: Person) -> Iterator[events.Happened]:
    record, values = stored.record, stored.values
    referred, first = day_in(values, "referred_on"), day_in(values, "reasonable_grounds_on")
    last, reference = day_in(values, "conclusive_grounds_on"), text_in(values, "nrm_reference")
    assert referred is not None, "the mapping requires the day of the referral"
    yield events.Happened(
        record,
        person,
        "nrm-referral",
        referred,
        code=";".join(kinds_in(values)),
        outcome=text_in(values, "first_responder"),
        reference=reference,
    )
    if first is not None:
        over = days_over(values)
        yield events.Happened(
            record,
            person,
            "nrm-reasonable-grounds",
            first,
            code=counted(over, "working day") if over else "",
            outcome=text_in(values, "reasonable_grounds"),
            reference=reference,
        )
    if last is not None:
        decision = text_in(values, "conclusive_grounds")
        yield events.Happened(record, person, "nrm-conclusive-grounds", last, outcome=decision, reference=reference)
