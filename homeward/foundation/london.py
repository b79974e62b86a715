"""Civil time: a child's day begins and ends at midnight in London, whatever zone the server keeps."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_day(moment: datetime) -> date:
    """The calendar day in England on which a moment falls.

    A call taken at half past midnight in July is still yesterday in UTC, so days are never read from UTC.
    """
    return moment.astimezone(LONDON).date()


def day_begins_at(day: date) -> datetime:
    """Midnight in London at the start of a day, for turning a span of days into a span of moments."""
    return datetime.combine(day, time.min, tzinfo=LONDON)
