"""How fresh what the figures rest on is, and how far each source reaches."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class Freshness:
    """One source as it stood: when its newest delivery came, what was left out of it, and how far the source reaches.

    `tells_of_missing` marks the sources whose reports the figures count; the others give ages, care or population.
    """

    source: str
    agency: str
    received_at: datetime
    reaches_to: date | None
    rows: int
    rows_refused: int
    synthetic: bool
    tells_of_missing: bool = False


def whole_days_to(*, year_ends_on: date | None, extracted_on: date | None, received_on: date) -> date | None:
    """The last day that a file tells the whole of; none where it says neither its year nor when it was drawn up.

    A file that was drawn up on a day cannot hold what happened later that day, so the day before is its last; nor can
    it reach past the day before it came.
    """
    drawn_up = [extracted_on - timedelta(1)] if extracted_on else []
    ends = [*([year_ends_on] if year_ends_on else []), *drawn_up]
    return min(*ends, received_on - timedelta(1)) if ends else None
