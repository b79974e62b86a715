"""Telling the register whom an agency shares, in a constant number of statements for each batch."""

from collections.abc import Sequence
from datetime import datetime

from homeward.gateways.feeds.agency_identity.rules import born_in
from homeward.gateways.feeds.joined import join
from homeward.gateways.feeds.stored import Stored
from homeward.register.access.actions.guard import step
from homeward.register.sources.models import Delivery


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child by the numbers in it, and keep what it says of who the child is.

    A birth date that is known less exactly than to the day goes into the profile as exactly as it is known, and is
    nobody's birth date here. A row that takes back what it said is kept, and its profile says so.
    """
    join(batch, delivery=delivery, at=at, own="own_number", reads_birth=born_in)
