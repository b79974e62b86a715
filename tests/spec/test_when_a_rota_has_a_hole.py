"""When a desk must be answered and nobody should be at it (¶20)."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest

from homeward.foundation.london import LONDON
from homeward.register.tasks.rules.rotas import Stint, at_the_desk, holes, is_skipped, needed, stints_of, until_left

MARCH = {"Mon": 2, "Tue": 3, "Wed": 4, "Thu": 5, "Fri": 6, "Sat": 7, "Sun": 8}


def moment(text: str) -> datetime:
    """A day of the week of 2 March 2026 with a clock time, in England."""
    day, clock = text.split()
    hour, minute = (int(each) for each in clock.split(":"))
    return datetime(2026, 3, MARCH[day], hour, minute, tzinfo=LONDON)


def stint(text: str, number: int = 1) -> Stint:
    since, until = text.split(" to ")
    return Stint(UUID(int=number), moment(since), moment(until))


def words(span) -> str:
    here = [each.astimezone(LONDON) for each in (span.since, span.until)]
    return " to ".join(f"{each:%a} {each.hour:02}:{each.minute:02}" for each in here)


# what it shows, when the desk must be answered from Monday on, for how many days, the shifts, the holes
HOLES = [
    ("nobody at all", "nights-and-weekends", 1, [], ["Mon 17:00 to Tue 08:30"]),
    ("one shift for the whole night", "nights-and-weekends", 1, ["Mon 17:00 to Tue 08:30"], []),
    ("two shifts that meet", "nights-and-weekends", 1, ["Mon 17:00 to Tue 00:00", "Tue 00:00 to Tue 08:30"], []),
    (
        "an hour between two shifts",
        "nights-and-weekends",
        1,
        ["Mon 17:00 to Tue 00:00", "Tue 01:00 to Tue 08:30"],
        ["Tue 00:00 to Tue 01:00"],
    ),
    ("a shift that begins late", "office", 1, ["Mon 09:00 to Mon 17:00"], ["Mon 08:30 to Mon 09:00"]),
    ("a shift at an hour when nobody is needed", "office", 1, ["Mon 17:00 to Mon 20:00"], ["Mon 08:30 to Mon 17:00"]),
    ("two shifts that overlap", "office", 1, ["Mon 08:00 to Mon 13:00", "Mon 12:00 to Mon 18:00"], []),
    (
        "a desk that is always answered",
        "always",
        2,
        ["Mon 00:00 to Tue 12:00"],
        ["Tue 12:00 to Wed 00:00"],
    ),
]


@pytest.mark.parametrize(("what_it_shows", "hours", "days", "shifts", "the_holes"), HOLES)
def test_the_holes_in_a_rota(what_it_shows, hours, days, shifts, the_holes) -> None:
    must = needed(hours, first=date(2026, 3, 2), days=days)
    assert [words(hole) for hole in holes(must, [stint(each) for each in shifts])] == the_holes


# the day, the hours that must be covered from it, how long that is, because of the clock
NIGHTS = [
    (date(2026, 3, 27), "nights-and-weekends", 15.5, "an ordinary night"),
    (date(2026, 3, 28), "nights-and-weekends", 23.0, "the clock goes forward on Sunday at one"),
    (date(2026, 10, 24), "nights-and-weekends", 25.0, "the clock goes back on Sunday at two"),
    (date(2026, 10, 25), "always", 25.0, "the day that has an hour twice"),
]


@pytest.mark.parametrize(("the_day", "hours", "how_many_hours", "because"), NIGHTS)
def test_how_long_a_desk_must_be_covered(the_day, hours, how_many_hours, because) -> None:
    span = needed(hours, first=the_day, days=1)[0]
    assert (span.until - span.since) == timedelta(hours=how_many_hours), because


def test_a_shift_of_the_wall_clock_covers_the_hour_that_happens_twice() -> None:
    must = needed("always", first=date(2026, 10, 25), days=1)
    whole = Stint(UUID(int=1), must[0].since, must[0].since + timedelta(hours=24))
    hole = holes(must, [whole])
    assert [each.until - each.since for each in hole] == [timedelta(hours=1)]


# who should be there: the shift, who covers which part, when a worker leaves, at what moment
THERE = [
    ("nobody covers", "Mon 17:00 to Tue 08:30", "", "", "Mon 18:00", ["first"]),
    ("before it begins", "Mon 17:00 to Tue 08:30", "", "", "Mon 16:59", []),
    ("at its end", "Mon 17:00 to Tue 08:30", "", "", "Tue 08:30", []),
    ("somebody covers a part", "Mon 17:00 to Tue 08:30", "Mon 20:00 to Mon 22:00", "", "Mon 21:00", ["second"]),
    ("after that part", "Mon 17:00 to Tue 08:30", "Mon 20:00 to Mon 22:00", "", "Mon 22:00", ["first"]),
    ("the worker left in the night", "Mon 17:00 to Tue 08:30", "", "Tue 00:00", "Tue 00:00", []),
    ("the worker had left", "Mon 17:00 to Tue 08:30", "", "Mon 00:00", "Mon 18:00", []),
]


@pytest.mark.parametrize(("what_it_shows", "shift", "cover", "left", "at", "who"), THERE)
def test_who_should_be_at_a_desk(what_it_shows, shift, cover, left, at, who) -> None:
    parts = stints_of(stint(shift), [stint(cover, 2)] if cover else [])
    kept = [each for part in parts if (each := until_left(part, moment(left) if left else None))]
    names = {UUID(int=1): "first", UUID(int=2): "second"}
    assert [names[each] for each in at_the_desk(kept, at=moment(at))] == who


# a day and a time of the wall clock, whether there is no such time
SKIPPED = [
    (date(2026, 3, 29), "01:30", True),
    (date(2026, 3, 29), "02:00", False),
    (date(2026, 10, 25), "01:30", False),
    (date(2026, 3, 2), "01:30", False),
]


@pytest.mark.parametrize(("the_day", "clock", "no_such_time"), SKIPPED)
def test_a_time_that_the_clock_goes_over(the_day, clock, no_such_time) -> None:
    assert is_skipped(the_day, time.fromisoformat(clock)) is no_such_time
