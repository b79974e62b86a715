"""How the hub counts days: working days, ages and bands, as tables of rows in and answer out."""

from datetime import date

import pytest

from homeward.foundation.ages import age_on
from homeward.foundation.working_days import add_working_days
from homeward.vocabulary.bank_holidays import bank_holidays

WORKING_DAYS = [
    ("received on a Tuesday, one day to decide", date(2026, 3, 10), 1, date(2026, 3, 11)),
    ("received on a Friday", date(2026, 3, 13), 1, date(2026, 3, 16)),
    ("received on a Saturday", date(2026, 3, 14), 1, date(2026, 3, 16)),
    ("received on the Thursday before Easter", date(2026, 4, 2), 1, date(2026, 4, 7)),
    ("received on Christmas Eve", date(2026, 12, 24), 1, date(2026, 12, 29)),
    ("fifteen days to a child protection conference", date(2026, 3, 2), 15, date(2026, 3, 23)),
    ("forty-five days to an assessment", date(2026, 3, 2), 45, date(2026, 5, 7)),
    ("received on the day before a state funeral", date(2022, 9, 16), 1, date(2022, 9, 20)),
]


@pytest.mark.parametrize(("case", "received", "limit", "due"), WORKING_DAYS, ids=[row[0] for row in WORKING_DAYS])
def test_when_a_limit_in_working_days_ends(case: str, received: date, limit: int, due: date) -> None:
    assert add_working_days(received, limit, bank_holidays()) == due


AGES = [
    ("the day before a birthday", date(2010, 3, 14), date(2026, 3, 13), 15),
    ("the birthday", date(2010, 3, 14), date(2026, 3, 14), 16),
    ("the day of birth", date(2026, 3, 14), date(2026, 3, 14), 0),
]


@pytest.mark.parametrize(("case", "birth", "day", "age"), AGES, ids=[row[0] for row in AGES])
def test_how_old_a_child_is(case: str, birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age
