"""How fresh what the figures rest on is."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Freshness:
    """The newest delivery of one source, as it stood: when it came, how far it reaches and what was left out of it."""

    source: str
    agency: str
    received_at: datetime
    reaches_to: date | None
    rows: int
    rows_refused: int
    synthetic: bool
