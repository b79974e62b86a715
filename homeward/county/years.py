"""Days as the partners' files write them, birthdays, and the collection years of a run."""

from datetime import date, timedelta

from homeward.foundation.collection_years import CollectionYear

DAY = timedelta(days=1)


def written(day: date | None) -> str:
    """A day as the partners' files write it, or nothing."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day else ""


def birthday(born: date, age: int) -> date:
    """The day a child reaches an age; those born on 29 February on 1 March in other years."""
    year = born.year + age
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if (born.month, born.day) == (2, 29) and not leap:
        return date(year, 3, 1)
    return date(year, born.month, born.day)


def years_before(day: date, years: int) -> date:
    """The last day of birth of those who are so many years old on a day."""
    year = day.year - years
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) and not leap else date(year, day.month, day.day)


def collection_years(since: date, last: date) -> list[CollectionYear]:
    """Every collection year that holds a day between two, both counted."""
    first, final = CollectionYear.holding(since).ending, CollectionYear.holding(last).ending
    return [CollectionYear(ending) for ending in range(first, final + 1)]


def months_before(day: date, months: int) -> date:
    """The first of the month, so many months before a day."""
    counted = day.year * 12 + day.month - 1 - months
    return date(counted // 12, counted % 12 + 1, 1)
