"""Which night the morning meeting speaks of: since five in the evening of the last working day (¶20)."""

from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta

from homeward.foundation.london import LONDON, london_day
from homeward.foundation.working_days import is_working_day

EVENING = time(17)


def night_began_at(at: datetime, holidays: AbstractSet[date]) -> datetime:
    """On a Monday it is Friday's evening, and after a bank holiday the evening before it."""
    day = london_day(at) - timedelta(days=1)
    while not is_working_day(day, holidays):
        day -= timedelta(days=1)
    return datetime.combine(day, EVENING, tzinfo=LONDON).astimezone(UTC)
