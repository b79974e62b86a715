"""When a return interview is due, its state, and the two measures, as tables of moments in and answers out."""

from datetime import datetime

import pytest

from homeward.foundation.london import LONDON
from homeward.practice.missing.rules.returning import Step, interview_due, is_possible, measures_of, state_of


def clock(text: str) -> datetime:
    """A day and a time by the clock here."""
    return datetime.strptime(text, "%d %b %Y %H:%M").replace(tzinfo=LONDON)


DUE = [
    ("2 Mar 2026 09:00", "5 Mar 2026 09:00", "an ordinary week"),
    ("2 Apr 2026 22:30", "5 Apr 2026 22:30", "Good Friday and the weekend count"),
    ("28 Mar 2026 23:00", "1 Apr 2026 00:00", "the night is an hour shorter"),
    ("24 Oct 2026 23:00", "27 Oct 2026 22:00", "the night is an hour longer"),
    ("14 Jan 2026 00:00", "17 Jan 2026 00:00", "only the day is known: from its midnight"),
]


@pytest.mark.parametrize(("back", "due", "because"), DUE, ids=[row[2] for row in DUE])
def test_when_it_is_due(back: str, due: str, because: str) -> None:
    assert interview_due(clock(back), hours=72) == clock(due)


BACK = clock("2 Mar 2026 09:00")
MON, TUE, FRI, SAT = "2 Mar 2026 12:00", "3 Mar 2026 12:00", "6 Mar 2026 12:00", "7 Mar 2026 12:00"

# Steps as kind@moment, the moment it is asked, the state, offered in time, held in time.
STATES = [
    ("", TUE, "due", "still time", "still time"),
    ("", FRI, "overdue", "no", "no"),
    (f"asked@{MON}", TUE, "due", "still time", "still time"),
    (f"offered@{MON}", TUE, "offered", "yes", "still time"),
    (f"offered@{MON}", FRI, "overdue", "yes", "no"),
    (f"offered@{FRI}", FRI, "overdue", "no", "no"),
    (f"offered@{MON}, held@{TUE}", FRI, "held", "yes", "yes"),
    (f"offered@{MON}, held@{FRI}", SAT, "held", "yes", "no"),
    (f"held@{TUE}", FRI, "held", "yes", "yes"),
    (f"offered@{MON}, declined@{TUE}", FRI, "declined", "yes", "no"),
    (f"offered@{MON}, declined@{TUE}, offered@{FRI}", FRI, "overdue", "yes", "no"),
    (f"declined@{TUE}, held@{FRI}", SAT, "held", "yes", "no"),
    (f"declined@{TUE}, carer-account@{FRI}", SAT, "carer-account", "yes", "no"),
    (f"not-offered@{TUE}", FRI, "not-offered", "no", "no"),
]
WORDS = {True: "yes", False: "no", None: "still time"}


@pytest.mark.parametrize(("steps", "asked_at", "state", "offered_in_time", "held_in_time"), STATES)
def test_what_has_become_of_it_where_the_child_was_back_on_2_march_at_nine(
    steps: str, asked_at: str, state: str, offered_in_time: str, held_in_time: str
) -> None:
    taken = [Step(kind, clock(moment)) for kind, moment in (each.split("@") for each in steps.split(", ") if each)]
    told = measures_of(BACK, taken, at=clock(asked_at), hours=72)
    assert state_of(BACK, taken, at=clock(asked_at), hours=72) == state
    assert (WORDS[told.offered], WORDS[told.held]) == (offered_in_time, held_in_time)


POSSIBLE = [
    ("2 Mar 2026 08:59", False, "before the child was back"),
    ("2 Mar 2026 09:00", True, "at once"),
    ("2 Mar 2026 12:00", True, "now"),
    ("2 Mar 2026 12:01", False, "still to come"),
]


@pytest.mark.parametrize(("said", "possible", "because"), POSSIBLE, ids=[row[2] for row in POSSIBLE])
def test_when_a_step_can_have_been_taken(said: str, possible: bool, because: str) -> None:
    assert is_possible(Step("offered", clock(said)), returned_at=BACK, at=clock(MON)) == possible
