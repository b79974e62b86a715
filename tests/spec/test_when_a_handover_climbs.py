"""How soon a handover must be accepted, and who is told when it is not (¶20)."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from homeward.foundation.london import LONDON
from homeward.register.tasks.rules import acceptance_due, may_accept, rung_at, rung_due
from homeward.vocabulary.ladders import ladder_for
from tests.factories import NOW

TODAY = date(2026, 3, 2)

# the grade, minutes to accept, then who is told after how many minutes, and every how many minutes again
LADDERS = [
    ("high", "3", 10, ["next after 10", "manager after 20", "duty-director after 30"], 15),
    ("medium", "2", 30, ["next after 30", "manager after 60", "duty-director after 90"], 30),
    ("low", "1", 60, ["next after 60", "manager after 120", "duty-director after 180"], 60),
    ("no apparent risk", "0", 120, ["next after 120", "manager after 240", "duty-director after 360"], 120),
    ("not graded yet: as high", "", 10, ["next after 10", "manager after 20", "duty-director after 30"], 15),
    ("a grade nobody knows: as high", "9", 10, ["next after 10", "manager after 20", "duty-director after 30"], 15),
]


@pytest.mark.parametrize(("how_grave", "grade", "minutes_to_accept", "then_told", "told_again_every"), LADDERS)
def test_the_ladder_of_each_grade(how_grave, grade, minutes_to_accept, then_told, told_again_every) -> None:
    ladder = ladder_for("missing-episode", grade, on=TODAY)
    assert acceptance_due(ladder, given_at=NOW) == NOW + timedelta(minutes=minutes_to_accept)
    assert [f"{step.who} after {step.after}" for step in ladder.rungs] == then_told
    assert rung_due(ladder, 5, given_at=NOW) - rung_due(ladder, 4, given_at=NOW) == timedelta(minutes=told_again_every)
    assert rung_at(ladder, 9).who == "duty-director"


# what the clock did, when it was given, the grade, when it must have been accepted
CLOCKS = [
    ("an ordinary night", "2 March 23:55 GMT", "3", "3 March 00:05 GMT"),
    ("the clock goes forward at one", "29 March 00:50 GMT", "2", "29 March 02:20 BST"),
    ("the clock goes back at two: the first half past one", "25 October 01:30 BST", "2", "25 October 01:00 GMT"),
    ("the clock goes back at two: an hour is sixty minutes", "25 October 01:30 BST", "1", "25 October 01:30 GMT"),
]


def moment(text: str) -> datetime:
    """A moment of 2026 written with its zone."""
    day, month, clock, zone = text.split()
    hour, minute = (int(each) for each in clock.split(":"))
    number = {"March": 3, "October": 10}[month]
    return datetime(2026, number, int(day), hour, minute, tzinfo=UTC) - timedelta(hours=zone == "BST")


@pytest.mark.parametrize(("what_the_clock_did", "given", "grade", "accepted_by"), CLOCKS)
def test_a_handover_is_due_by_minutes_that_pass_and_not_by_the_wall(
    what_the_clock_did, given, grade, accepted_by
) -> None:
    ladder = ladder_for("missing-episode", grade, on=TODAY)
    due = acceptance_due(ladder, given_at=moment(given).astimezone(LONDON))
    assert due == moment(accepted_by), what_the_clock_did


# given to this worker by name, on shift at the desk it was given to, told by a rung, may they accept
WHO = [
    (True, False, False, True),
    (False, True, False, True),
    (False, False, True, True),
    (False, False, False, False),
]


@pytest.mark.parametrize(("given_by_name", "at_the_desk", "told_by_a_rung", "may"), WHO)
def test_who_may_accept(given_by_name, at_the_desk, told_by_a_rung, may) -> None:
    me, other = UUID(int=1), UUID(int=2)
    told = {me} if told_by_a_rung else {other}
    assert may_accept(me, to_worker=me if given_by_name else None, told=told, on_rota=at_the_desk) is may
