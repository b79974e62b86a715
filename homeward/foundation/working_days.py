"""Working days: Monday to Friday, less bank holidays. Statutory limits at the front door are counted in them (¶21).

The holidays are passed in, because they are data with a source and a year, and a council may close on days
of its own. Time limits in hours run on the wall clock and never come here.
"""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from homeward.foundation.errors import HomewardError

ONE_DAY = timedelta(days=1)


class HolidaysNotKnown(HomewardError):
    """A count of working days would run past the years whose bank holidays are on file."""


def is_working_day(day: date, holidays: AbstractSet[date]) -> bool:
    """True from Monday to Friday unless the day is a bank holiday. Source: Banking and Financial Dealings Act 1971."""
    return day.weekday() < 5 and day not in holidays


def add_working_days(start: date, count: int, holidays: AbstractSet[date]) -> date:
    """The day on which the count-th working day after `start` falls; the starting day itself is never counted.

    A referral received on a Friday, with one working day to decide, is due on Monday; one received on a
    Saturday is due on Monday too. A negative count walks back. None at all gives the starting day, working
    or not. Source: Department for Education, children in need census guide, section 4.9.
    """
    day, left, step = start, abs(count), ONE_DAY if count > 0 else -ONE_DAY
    known = _years_known(holidays)
    while left:
        day += step
        _refuse_unknown_year(day, known)
        left -= is_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: AbstractSet[date]) -> int:
    """Working days after `start`, up to and including `end`: how many of a limit's days have been used.

    It is the inverse of `add_working_days`, and negative when the end comes first.
    """
    if end < start:
        return -_working_days_in(end, start, holidays)
    return _working_days_in(start + ONE_DAY, end + ONE_DAY, holidays)


def _working_days_in(since: date, until: date, holidays: AbstractSet[date]) -> int:
    if since < until:
        known = _years_known(holidays)
        for edge in (since, until - ONE_DAY):
            _refuse_unknown_year(edge, known)
    return sum(is_working_day(since + timedelta(days=offset), holidays) for offset in range((until - since).days))


def _years_known(holidays: AbstractSet[date]) -> range:
    """The years of the holidays on file. Every year in England has some; where none are on file, any year will do."""
    return range(min(holidays).year, max(holidays).year + 1) if holidays else range(1, 10_000)


def _refuse_unknown_year(day: date, known: range) -> None:
    """A year with no holiday on file is a year nobody has entered."""
    if day.year not in known:
        raise HolidaysNotKnown(
            got=f"a count of working days that reaches {day.year}",
            expected=f"days from {known[0]} to {known[-1]}",
            next_step="Add that year's bank holidays to the list.",
        )
