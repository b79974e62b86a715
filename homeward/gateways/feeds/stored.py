"""A row that has been kept, on its way to the rooms it tells of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from homeward.gateways.feeds.rows import Value
from homeward.register.sources.models import SourceRecord


@dataclass(frozen=True, slots=True)
class Stored:
    """A source record that is new, with what its row said: what a feed applies to the register."""

    record: SourceRecord
    values: Mapping[str, Value] = field(repr=False)
    part: str
