"""As at which moment a paper is made, what it is saved under, and how long an announced download may be taken."""

from datetime import date, datetime, timedelta

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import day_begins_at, london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.reports.rules.blocks import MARKING


class NotYetPast(HomewardError):
    """A paper was asked for as at a day that has not come."""


def file_name(quarter: Quarter, as_at: datetime) -> str:
    """The name a paper is saved under: the marking goes with it, and no child's or worker's name does (S-35)."""
    marking = MARKING.upper().replace(",", "").replace(" ", "-")
    return f"{marking}_missing-children_{quarter.code}_as-at-{london_day(as_at).isoformat()}.docx"


def as_at_end_of(day: date | None, now: datetime) -> datetime:
    """The moment that a paper as at a day is made for: when the day ended, or now when it is today or not said.

    Raises NotYetPast.
    """
    today = london_day(now)
    if day is None or day == today:
        return now
    if day > today:
        raise NotYetPast(
            got="a day that has not come",
            expected="today or an earlier day",
            next_step="Choose today or an earlier day.",
        )
    return day_begins_at(day + timedelta(1))


def export_holds(asked_at: datetime, now: datetime) -> bool:
    """Whether an announced download may still be taken: within five minutes, so that the two events belong together."""
    return timedelta(0) <= now - asked_at <= timedelta(minutes=5)
