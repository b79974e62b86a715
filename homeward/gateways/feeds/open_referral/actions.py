"""Keeping what a directory tells, in a constant number of statements for each batch."""

import json
from collections.abc import Sequence
from datetime import datetime

from homeward.gateways.feeds.stored import Stored
from homeward.practice.pathway import actions as pathway
from homeward.register.access.actions.guard import step
from homeward.register.sources.models import Delivery


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Keep each thing as it is told now. What an earlier file told is replaced; what this one leaves out stays."""
    told = [json.loads(str(each.values["content"])) for each in batch]
    pathway.keep_told(thing=batch[0].part, told=told, agency=delivery.source.agency_id, at=at)
