"""Dates, times, spans of time and ages as people write and say them in England.

The wording follows the GOV.UK style guide: "14 March 2026", "2:05am", "midnight". Month names are written
out here rather than asked of the operating system, whose language is not ours to choose.
"""

from datetime import date, datetime, timedelta

from homeward.foundation.london import LONDON

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_words(day: date) -> str:
    """A day with its month in words, so that nobody reads 3 April as 4 March."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def clock_in_words(hour: int, minute: int) -> str:
    """A time on the twelve-hour clock; noon and midnight are named, because 12am and 12pm are misread."""
    if minute == 0 and hour in (0, 12):
        return "midnight" if hour == 0 else "midday"
    half = "am" if hour < 12 else "pm"
    minutes = f":{minute:02}" if minute else ""
    return f"{(hour - 1) % 12 + 1}{minutes}{half}"


def moment_in_words(moment: datetime) -> str:
    """A moment as the clock in England showed it: "14 March 2026 at 2:05am"."""
    local = moment.astimezone(LONDON)
    return f"{day_in_words(local.date())} at {clock_in_words(local.hour, local.minute)}"


def span_in_words(span: timedelta) -> str:
    """A length of time in its largest whole unit up to days: "2 days", "5 hours", "40 minutes".

    Rounded down, so that nothing is said to have lasted longer than it did.
    """
    minutes = int(abs(span).total_seconds() // 60)
    for size, unit in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            return counted(minutes // size, unit)
    return "less than a minute"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun in agreement: "1 child", "2 children"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
