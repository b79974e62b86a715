"""When somebody must write in an absence that lasts, and when one that stays open is asked about (¶20)."""

from datetime import UTC, datetime, timedelta

import pytest

from homeward.foundation.london import LONDON
from homeward.practice.missing.queries.board import waits_on
from homeward.practice.missing.rules.board import next_due, open_for_long, word_due
from tests.factories import NOW

WAITS = waits_on(NOW.date())
LAST = datetime(2026, 3, 2, 2, 0, tzinfo=LONDON)

# how grave, the grade, minutes until somebody writes again
WORDS = [
    ("high", "3", 60),
    ("medium", "2", 240),
    ("low", "1", 720),
    ("no apparent risk", "0", 1440),
    ("not graded yet", "", 30),
    ("a grade nobody knows: as one not graded", "9", 30),
]


@pytest.mark.parametrize(("how_grave", "grade", "minutes"), WORDS, ids=[row[0] for row in WORDS])
def test_somebody_writes_again_within_minutes_that_the_grade_sets(how_grave, grade, minutes) -> None:
    assert word_due(WAITS, grade=grade, last_word_at=LAST) == LAST + timedelta(minutes=minutes)


def test_an_hour_is_sixty_minutes_on_the_night_that_has_two_of_them() -> None:
    first_half_past_one = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    told = word_due(WAITS, grade="3", last_word_at=first_half_past_one.astimezone(LONDON))
    assert told == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


# open for how many days, what is said of it
OPEN = [(0, ""), (29.9, ""), (30, "long"), (364, "long"), (365, "year"), (3000, "year")]


@pytest.mark.parametrize(("days_open", "said"), OPEN)
def test_an_absence_that_stays_open_is_asked_about_and_never_closed_by_itself(days_open, said) -> None:
    assert open_for_long(WAITS, since=NOW - timedelta(days=days_open), at=NOW) == said


def test_what_is_due_first_is_what_is_shown() -> None:
    assert next_due(None, NOW, NOW - timedelta(hours=1)) == NOW - timedelta(hours=1)
    assert next_due(None) is None
