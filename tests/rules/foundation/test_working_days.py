"""Counting working days forwards and backwards agrees with itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.foundation.working_days import (
    HolidaysNotKnown,
    add_working_days,
    is_working_day,
    working_days_between,
)

HOLIDAYS = frozenset({date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6)})
DAYS = st.dates(date(2025, 3, 1), date(2026, 10, 1))


@given(DAYS, st.integers(1, 60))
def test_a_limit_ends_on_a_working_day_with_all_its_days_used(start: date, count: int) -> None:
    due = add_working_days(start, count, HOLIDAYS)
    assert is_working_day(due, HOLIDAYS)
    assert working_days_between(start, due, HOLIDAYS) == count


@given(DAYS, st.integers(1, 40))
def test_walking_back_is_counted_the_same(start: date, count: int) -> None:
    begun = add_working_days(start, -count, HOLIDAYS)
    assert working_days_between(start, begun, HOLIDAYS) == -count


def test_a_count_beyond_the_holidays_on_file_is_refused() -> None:
    with pytest.raises(HolidaysNotKnown, match="2027"):
        add_working_days(date(2026, 12, 31), 1, HOLIDAYS)
    with pytest.raises(HolidaysNotKnown):
        working_days_between(date(2024, 12, 30), date(2025, 1, 3), HOLIDAYS)
