"""When a strategy discussion and a statutory notification are due, and how each then stands."""

from datetime import date

import pytest

from homeward.practice.cases.rules import due_on, standing_of
from homeward.vocabulary.bank_holidays import bank_holidays

DUE = [
    (date(2026, 3, 2), 1, date(2026, 3, 3), "a discussion asked for on a Monday"),
    (date(2026, 3, 6), 1, date(2026, 3, 9), "on a Friday: the Monday after"),
    (date(2026, 4, 2), 1, date(2026, 4, 7), "on the Thursday before Easter: the Tuesday after"),
    (date(2026, 3, 2), 5, date(2026, 3, 9), "a death known of on a Monday"),
    (date(2026, 3, 1), 5, date(2026, 3, 6), "known of on a Sunday: the Friday after"),
    (date(2025, 12, 24), 5, date(2026, 1, 5), "known of on Christmas Eve"),
]


@pytest.mark.parametrize(("known_on", "working_days", "due", "because"), DUE, ids=[row[3] for row in DUE])
def test_when_it_is_due(known_on: date, working_days: int, due: date, because: str) -> None:
    assert due_on(known_on, working_days, bank_holidays()) == due


MONDAY = date(2026, 3, 9)
STANDS = [
    ("", None, date(2026, 3, 9), "waiting", "on the day it is due"),
    ("", None, date(2026, 3, 10), "late", "the day after"),
    ("held", date(2026, 3, 9), date(2026, 3, 20), "held", "held in time"),
    ("held", date(2026, 3, 10), date(2026, 3, 20), "held, late", "held a day late"),
    ("not-needed", None, date(2026, 3, 20), "not-needed", "nobody needed it"),
    ("notified", date(2026, 3, 9), date(2026, 3, 9), "notified", "sent on the last day"),
    ("notified", date(2026, 3, 11), date(2026, 3, 11), "notified, late", "sent late"),
    ("not-required", date(2026, 3, 12), date(2026, 3, 12), "not-required", "none was required"),
]


@pytest.mark.parametrize(("ended", "ended_on", "today", "stands", "because"), STANDS, ids=[row[4] for row in STANDS])
def test_how_one_that_was_due_on_9_march_2026_stands(
    ended: str, ended_on: date | None, today: date, stands: str, because: str
) -> None:
    assert standing_of(MONDAY, ended=ended, ended_on=ended_on, today=today) == stands
