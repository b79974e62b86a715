"""Telling the front door of referrals, in a constant number of statements for each row's own concern."""

from collections.abc import Sequence
from datetime import datetime

from homeward.gateways.feeds.joined import join
from homeward.gateways.feeds.referrals.rules import forms_in
from homeward.gateways.feeds.stored import Stored
from homeward.gateways.feeds.who import day_in, is_withdrawn, text_in
from homeward.practice.frontdoor import actions as frontdoor
from homeward.register.access.actions.guard import step
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child, and keep it as a concern of the front door."""
    met = join(batch, delivery=delivery, at=at, own="person_reference")
    frontdoor.receive(told=[_told(each, person) for each, person in met], at=at)


def _told(stored: Stored, person: Person) -> frontdoor.Referred:
    values = stored.values
    referred = day_in(values, "referred_on")
    assert referred is not None, "the mapping requires the day of the referral"
    return frontdoor.Referred(
        record=stored.record,
        person=person,
        on=referred,
        referrer=text_in(values, "referrer"),
        forms=tuple(forms_in(values)),
        in_danger=text_in(values, "in_danger"),
        words={"worried": text_in(values, "worry"), "earlier": text_in(values, "done_already")},
        withdrawn=is_withdrawn(values),
    )
