"""How a worry at the front door is asked, decided and answered (¶20, ¶21)."""

from datetime import date

import pytest

from homeward.practice.frontdoor.rules import (
    due_on,
    looks_like_a_robot,
    may_decide,
    next_stage,
    pages_of,
    read_reference,
    standing_of,
    wait_seconds,
)
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.loader import load_whole

DUE = [
    (date(2026, 3, 2), 1, date(2026, 3, 3), "told on a Monday: decided on Tuesday"),
    (date(2026, 3, 6), 1, date(2026, 3, 9), "on a Friday: the Monday after"),
    (date(2026, 3, 7), 1, date(2026, 3, 9), "on a Saturday: the Monday after"),
    (date(2026, 12, 24), 1, date(2026, 12, 29), "on Christmas Eve: after both bank holidays"),
    (date(2026, 3, 2), 45, date(2026, 5, 7), "the assessment, over Easter and May Day"),
    (date(2026, 12, 10), 15, date(2027, 1, 5), "the conference of a discussion before Christmas"),
]


@pytest.mark.parametrize(("came_on", "working_days", "due", "because"), DUE, ids=[row[3] for row in DUE])
def test_by_when_it_is_due(came_on: date, working_days: int, due: date, because: str) -> None:
    assert due_on(came_on, working_days, bank_holidays()) == due


STANDS = [
    (None, date(2026, 3, 2), "waiting", "before the day"),
    (None, date(2026, 3, 3), "today", "on the day"),
    (None, date(2026, 3, 4), "late", "the day after, and nobody has decided"),
    (date(2026, 3, 3), date(2026, 3, 9), "in time", "decided on the last day"),
    (date(2026, 3, 4), date(2026, 3, 9), "was late", "decided a day late: it says why"),
]


@pytest.mark.parametrize(("ended_on", "today", "stands", "because"), STANDS, ids=[row[3] for row in STANDS])
def test_how_a_decision_due_on_3_march_2026_stands(
    ended_on: date | None, today: date, stands: str, because: str
) -> None:
    assert standing_of(date(2026, 3, 3), ended_on=ended_on, today=today) == stands


NEXT = [
    ([], "contact", "a worry that has just come"),
    ([("contact", "take-up")], "initial", "taken up as a referral"),
    ([("contact", "information")], "", "information only: it ends there, and counts as no referral"),
    ([("contact", "pass-on")], "", "another council's"),
    ([("contact", "take-up"), ("initial", "screen-social-care")], "screening", "agencies are asked first"),
    ([("contact", "take-up"), ("initial", "straight-on")], "decision", "waiting would be worse"),
    ([("contact", "take-up"), ("initial", "straight-on"), ("decision", "hub")], "", "decided"),
]


@pytest.mark.parametrize(("decided", "stage", "because"), NEXT, ids=[row[2] for row in NEXT])
def test_which_stage_comes_next(decided: list[tuple[str, str]], stage: str, because: str) -> None:
    assert next_stage(decided) == stage


MAY = [
    ("contact", "take-up", "contact", True, "the decision of the stage that waits"),
    ("decision", "advice", "contact", False, "a stage whose turn has not come"),
    ("contact", "advice", "contact", False, "a decision of another stage"),
    ("contact", "take-up", "", False, "nothing waits any more"),
    ("decision", "section-47", "decision", True, "the last stage"),
]


@pytest.mark.parametrize(("stage", "decision", "waits", "may", "because"), MAY, ids=[row[4] for row in MAY])
def test_what_may_be_decided(stage: str, decision: str, waits: str, may: bool, because: str) -> None:
    groups = [(each.code, each.group or "") for each in load_whole("concern_decisions").entries]
    assert may_decide(stage, decision, groups, waits=waits) is may


PAGES = [
    ("child", False, False, "about worried child forms danger family you send", "the public, of a child"),
    (
        "place",
        False,
        False,
        "about worried place forms danger you send",
        "the public, of a place: no child is asked for",
    ),
    ("group", True, False, "about worried group forms danger you agency send", "an agency, of a group"),
    ("worker", True, False, "about worried worker danger you send", "of somebody who works with children"),
    ("not-sure", False, False, "about worried child forms danger family you send", "whoever is not sure"),
    ("child", True, True, "about worried child forms danger family agency send", "an agency, signed in"),
]


@pytest.mark.parametrize(("about", "agency", "account", "pages", "because"), PAGES, ids=[row[4] for row in PAGES])
def test_which_pages_are_asked(about: str, agency: bool, account: bool, pages: str, because: str) -> None:
    assert " ".join(pages_of(about, asks_agency=agency, has_account=account)) == pages


ROBOTS = [
    ("", "A man waits at the gate", False, "a person"),
    ("https://example.com", "A man waits at the gate", True, "the box that nobody sees is filled in"),
    ("", "See https://a and https://b", False, "a person who pastes two addresses"),
    ("", "https://a https://b https://c https://d", True, "one address after another"),
]


@pytest.mark.parametrize(("trap", "words", "robot", "because"), ROBOTS, ids=[row[3] for row in ROBOTS])
def test_what_is_looked_at_as_a_robots_form_and_never_dropped(trap: str, words: str, robot: bool, because: str) -> None:
    assert looks_like_a_robot(trap=trap, words=words) is robot


WAITS = [
    (1, 0, "the first of the hour"),
    (10, 0, "the tenth: a school may tell as many"),
    (11, 2, "one more"),
    (14, 16, "twice as long each time"),
    (500, 60, "a minute at the most: nobody is turned away"),
]


@pytest.mark.parametrize(("begun", "seconds", "because"), WAITS, ids=[row[2] for row in WAITS])
def test_how_long_whoever_tells_is_asked_to_wait(begun: int, seconds: int, because: str) -> None:
    assert wait_seconds(begun, most=10) == seconds


REFERENCES = [
    ("ABCD-2345-EFGH", "ABCD-2345-EFGH", "as it was given"),
    ("abcd 2345 efgh", "ABCD-2345-EFGH", "small letters, and gaps"),
    ("AB0D-2345-EFGH", "ABDD-2345-EFGH", "a nought, which is never given out, read as the letter it looks like"),
    ("ABCD-2345", "", "too short"),
    ("", "", "nothing"),
    ("ABCD-2345-EFG\N{GREEK CAPITAL LETTER OMEGA}", "", "a letter that is never given out"),
]


@pytest.mark.parametrize(("typed", "read", "because"), REFERENCES, ids=[row[2] for row in REFERENCES])
def test_how_a_reference_is_read(typed: str, read: str, because: str) -> None:
    assert read_reference(typed) == read
