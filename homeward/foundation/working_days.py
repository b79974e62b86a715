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
    while left:
        day += step
        _refuse_unknown_year(day, holidays)
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
    days = (since + timedelta(days=offset) for offset in range((until - since).days))
    return sum(_counted(day, holidays) for day in days)


def _counted(day: date, holidays: AbstractSet[date]) -> bool:
    _refuse_unknown_year(day, holidays)
    return is_working_day(day, holidays)


def _refuse_unknown_year(day: date, holidays: AbstractSet[date]) -> None:
    """Every year in England has bank holidays, so a year with none on file is a year nobody has entered."""
    if holidays and not min(holidays).year <= day.year <= max(holidays).year:
        raise HolidaysNotKnown(
            got=f"a count of working days that reaches {day.year}",
            expected=f"days from {min(holidays).year} to {max(holidays).year}",
            next_step="Add that year's bank holidays to the list.",
        )
