"""What a safety plan must say, how it stands, what may follow what, and what of it a family is handed."""

from datetime import date

import pytest

from homeward.practice.safety.rules import family_sections, is_blocked, may_be_kept, may_follow, standing_of

TODAY = date(2026, 3, 2)
SAID = {"risks": "A car.", "outcomes": "Home by nine."}
KEPT = [
    (SAID, "both", "", date(2026, 3, 3), "", "a fear, an outcome, agreed, and a day to come"),
    ({"outcomes": "Home."}, "both", "", date(2026, 3, 3), "empty", "nothing is feared"),
    ({"risks": "A car."}, "both", "", date(2026, 3, 3), "empty", "nothing is to come of it"),
    (SAID, "nobody", "", date(2026, 3, 3), "no-reason", "nobody agreed, and nobody says why"),
    (SAID, "nobody", "She is away.", date(2026, 3, 3), "", "nobody agreed, with the reason"),
    (SAID, "child", "", date(2026, 3, 2), "no-review", "it is looked at again today"),
]


@pytest.mark.parametrize(("sections", "agreed", "why", "on", "refused", "because"), KEPT, ids=[r[5] for r in KEPT])
def test_what_may_be_kept(
    sections: dict[str, str], agreed: str, why: str, on: date, refused: str, because: str
) -> None:
    assert may_be_kept(sections, agreed=agreed, why_not=why, review_on=on, today=TODAY) == refused


STANDS = [
    (False, False, TODAY, [], "stands", "to be looked at today"),
    (False, False, date(2026, 3, 1), [], "review-late", "it was to be looked at yesterday"),
    (False, False, date(2026, 4, 1), [TODAY], "stands", "something is due today"),
    (False, False, date(2026, 4, 1), [date(2026, 3, 1)], "late", "something was due yesterday"),
    (True, False, date(2026, 3, 1), [], "no-owner", "whoever answered for it has left"),
    (True, True, date(2026, 3, 1), [], "ended", "it has ended"),
]


@pytest.mark.parametrize(("left", "ended", "review", "due", "stands", "because"), STANDS, ids=[r[5] for r in STANDS])
def test_how_it_stands(left: bool, ended: bool, review: date, due: list[date], stands: str, because: str) -> None:
    assert standing_of(owner_left=left, ended=ended, review_on=review, overdue=due, today=TODAY) == stands


FOLLOWS = [
    ("done", "open", False, True, "it is done"),
    ("granted", "tried", True, True, "a power is granted"),
    ("granted", "tried", False, False, "nobody grants a visit"),
    ("granted", "open", True, False, "what was not tried is not granted"),
    ("tried", "refused", True, True, "it is tried again"),
    ("done", "done", False, False, "once done it stays so"),
    ("open", "tried", False, False, "nothing goes back"),
]


@pytest.mark.parametrize(("state", "after", "measure", "may", "because"), FOLLOWS, ids=[r[4] for r in FOLLOWS])
def test_what_may_follow(state: str, after: str, measure: bool, may: bool, because: str) -> None:
    assert may_follow(state, after, measure=measure) is may


def test_a_family_is_handed_these_parts_and_no_other() -> None:
    assert family_sections() == ("strengths", "outcomes", "voice", "if-missing", "contingency")


SAME = [
    ("+44 7700 900555", True, "as the country writes it"),
    ("0044 7700-900555", True, "with noughts"),
    ("07700 900556", False, "another"),
]


@pytest.mark.parametrize(("how", "blocked", "because"), SAME, ids=[r[2] for r in SAME])
def test_what_is_never_written_to_again(how: str, blocked: bool, because: str) -> None:
    assert is_blocked(how, ["07700 900555"]) is blocked
