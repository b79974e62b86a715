"""When something happened, as somebody says it, and what the hub takes that to be."""

from datetime import UTC, date, datetime

import pytest

from homeward.foundation.london import LONDON
from homeward.practice.missing.rules import (
    NeverThatNight,
    NotAClock,
    Told,
    TwiceThatNight,
    clock_told,
    gone_for,
    moment_told,
    says_why,
    sight_told,
    wrong_end,
    wrong_sight,
)

# what was said, the time of day it names, how exactly
CLOCKS = [
    ("21:40", "21:40", "minute"),
    ("9.40pm", "21:40", "minute"),
    ("9 pm", "21:00", "hour"),
    ("about 9.40pm", "21:40", "hour"),
    ("2", "02:00", "hour"),
    ("02:05", "02:05", "minute"),
    ("12am", "00:00", "hour"),
    ("12.30am", "00:30", "minute"),
    ("midday", "12:00", "hour"),
    ("midnight", "00:00", "hour"),
    ("25:00", "refused", ""),
    ("13pm", "refused", ""),
    ("9.70pm", "refused", ""),
    ("after tea", "refused", ""),
]


@pytest.mark.parametrize(("said", "time", "exactly"), CLOCKS, ids=[row[0] for row in CLOCKS])
def test_which_time_of_day_words_name(said: str, time: str, exactly: str) -> None:
    if time == "refused":
        with pytest.raises(NotAClock):
            clock_told(said)
        return
    read = clock_told(said)
    assert read is not None and (f"{read[0]:%H:%M}", read[1]) == (time, exactly)


# what is typed at 2:10am on Tuesday 3 March 2026, the day that is read, the time that is left
SIGHTS = [
    ("yesterday 21:40", "2026-03-02", "21:40"),
    ("last night, about nine", "nothing", ""),
    ("last night at about 9pm", "2026-03-02", "about 9pm"),
    ("today", "2026-03-03", ""),
    ("9.40pm", "2026-03-02", "9.40pm"),
    ("1:30am", "2026-03-03", "1:30am"),
    ("Sunday 9pm", "2026-03-01", "9pm"),
    ("on Tuesday", "2026-03-03", ""),
    ("1 March at 9pm", "2026-03-01", "9pm"),
    ("28th of February", "2026-02-28", ""),
    ("24 December", "2025-12-24", ""),
    ("1 3 2026 21:40", "2026-03-01", "21:40"),
    ("30/2/2026", "nothing", ""),
    ("4 March 2026", "nothing", ""),
    ("after tea", "nothing", ""),
    ("", "nothing", ""),
]


@pytest.mark.parametrize(("typed", "day", "clock"), SIGHTS, ids=[row[0] for row in SIGHTS])
def test_what_is_read_in_the_box_of_the_console(typed: str, day: str, clock: str) -> None:
    read = sight_told(typed, at=datetime(2026, 3, 3, 2, 10, tzinfo=LONDON))
    assert (("nothing", "") if read is None else (read.day.isoformat(), read.clock)) == (day, clock)


# what it shows, the day, the time, which of two, the moment in universal time
NIGHTS = [
    ("an ordinary night in winter", "2026-03-02", "01:30", "", "2026-03-02 01:30"),
    ("an ordinary night in summer", "2026-06-02", "01:30", "", "2026-06-02 00:30"),
    ("the clocks go back, and nobody said which", "2026-10-25", "01:30", "", "asked"),
    ("the first of the two", "2026-10-25", "01:30", "first", "2026-10-25 00:30"),
    ("the second, an hour later", "2026-10-25", "01:30", "second", "2026-10-25 01:30"),
    ("that night before the clocks go back", "2026-10-25", "00:59", "", "2026-10-24 23:59"),
    ("that night after", "2026-10-25", "02:00", "", "2026-10-25 02:00"),
    ("the clocks go forward past it", "2026-03-29", "01:30", "", "refused"),
    ("only the day is known", "2026-06-02", "", "", "2026-06-01 23:00"),
]


@pytest.mark.parametrize(("case", "day", "time", "which", "moment"), NIGHTS, ids=[row[0] for row in NIGHTS])
def test_which_moment_a_day_and_a_time_name(case: str, day: str, time: str, which: str, moment: str) -> None:
    refusals = {"asked": TwiceThatNight, "refused": NeverThatNight}
    if moment in refusals:
        with pytest.raises(refusals[moment]):
            moment_told(date.fromisoformat(day), time, which)
        return
    assert f"{moment_told(date.fromisoformat(day), time, which).moment:%Y-%m-%d %H:%M}" == moment


# what it shows, gone from, until, the hours that truly passed
HOURS = [
    ("an ordinary night", "2026-06-02 21:00", "2026-06-03 06:00", 9),
    ("the night on which the clocks go back", "2026-10-24 21:00", "2026-10-25 06:00", 10),
    ("the night on which they go forward", "2026-03-28 21:00", "2026-03-29 06:00", 8),
    ("an end before the beginning has no length", "2026-06-02 21:00", "2026-06-02 20:00", 0),
]


@pytest.mark.parametrize(("case", "since", "until", "hours"), HOURS, ids=[row[0] for row in HOURS])
def test_how_long_a_child_was_gone(case: str, since: str, until: str, hours: int) -> None:
    ends = [datetime.fromisoformat(each).replace(tzinfo=LONDON) for each in (since, until)]
    assert gone_for(*ends).total_seconds() == hours * 3600


# what it shows, gone from, how exactly, found, how exactly, the answer
ENDS = [
    ("found the next morning", "2026-03-01 21:40", "minute", "2026-03-02 07:15", "minute", "kept"),
    ("found a minute before", "2026-03-01 21:40", "minute", "2026-03-01 21:39", "minute", "before"),
    ("found about the hour in which the child went", "2026-03-01 21:40", "minute", "2026-03-01 21:00", "hour", "kept"),
    ("found on the day the child went", "2026-03-01 21:40", "minute", "2026-03-01 00:00", "day", "kept"),
    ("found on the day before", "2026-03-01 21:40", "minute", "2026-02-28 00:00", "day", "before"),
    ("found in 1900", "2026-03-01 21:40", "minute", "1900-03-01 00:00", "day", "before"),
    ("found tomorrow", "2026-03-01 21:40", "minute", "2026-03-03 09:00", "minute", "future"),
]


@pytest.mark.parametrize(("case", "since", "exactly", "found", "known", "answer"), ENDS, ids=[row[0] for row in ENDS])
def test_when_a_child_can_have_been_found(
    case: str, since: str, exactly: str, found: str, known: str, answer: str
) -> None:
    began, end = (datetime.fromisoformat(each).replace(tzinfo=LONDON) for each in (since, found))
    at = datetime(2026, 3, 2, 9, tzinfo=LONDON)
    told = Told(end.astimezone(UTC), known)
    assert (wrong_end(told, since=began, precision=exactly, at=at) or "kept") == answer


# what it shows, last seen, the answer
SIGHTS = [
    ("last night", "2026-03-01 21:40", "kept"),
    ("a month ago", "2026-02-01 12:00", "kept"),
    ("a year is mistyped", "1900-03-01 12:00", "before"),
    ("in time to come", "2026-03-02 09:01", "future"),
]


@pytest.mark.parametrize(("case", "seen", "answer"), SIGHTS, ids=[row[0] for row in SIGHTS])
def test_when_a_child_can_have_been_last_seen(case: str, seen: str, answer: str) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=LONDON)
    told = Told(datetime.fromisoformat(seen).replace(tzinfo=LONDON), "minute")
    assert (wrong_sight(told, at=at, days_longest=366) or "kept") == answer


# what it shows, the prompts chosen, the words, whether it says why
WHY = [
    ("a prompt alone", ["threatened"], "", True),
    ("a sentence alone", [], "Has not eaten since Friday", True),
    ("neither", [], "", False),
    ("a word that says nothing", [], "high", False),
]


@pytest.mark.parametrize(("case", "prompts", "words", "enough"), WHY, ids=[row[0] for row in WHY])
def test_what_a_grade_must_say(case: str, prompts: list[str], words: str, enough: bool) -> None:
    assert says_why(prompts, words) is enough
