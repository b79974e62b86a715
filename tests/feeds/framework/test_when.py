"""A cell that holds a day, or a day and a time where the sender knows one."""

from datetime import date, datetime

import pytest

from homeward.foundation.london import LONDON
from homeward.gateways.feeds.mapping import Column
from homeward.gateways.feeds.reading.cells import CellRefused, value_of

ON = date(2026, 3, 2)
COLUMN = Column(name="began", title="Began", type="when")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("03/06/2025", date(2025, 6, 3)),
        ("2025-06-03", date(2025, 6, 3)),
        ("2025-06-03 00:00:00.000", date(2025, 6, 3)),
        ("2025-06-03T00:00:00", date(2025, 6, 3)),
        ("03/06/2025 00:00", date(2025, 6, 3)),
        ("2025-06-03 21:40:59.123", datetime(2025, 6, 3, 21, 40, tzinfo=LONDON)),
        ("2025-06-03T21:40", datetime(2025, 6, 3, 21, 40, tzinfo=LONDON)),
        ("03/06/2025 10:00", datetime(2025, 6, 3, 10, 0, tzinfo=LONDON)),
        ("03/06/2025 9:05", datetime(2025, 6, 3, 9, 5, tzinfo=LONDON)),
    ],
)
def test_a_time_is_kept_and_midnight_is_a_day(cell: str, value: date) -> None:
    found = value_of(COLUMN, cell, on=ON)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("03/06/25", "two-figure-year"),
        ("31/06/2025", "impossible-date"),
        ("03/06/2025 24:30", "impossible-time"),
        ("30/03/2025 01:30", "impossible-time"),
        ("03/06/2025 at nine", "not-a-date"),
        ("03/06/2025 21:40:59 +01:00", "not-a-moment"),
        ("03/03/2026 00:00", "in-the-future"),
        ("03/03/2026 09:00", "in-the-future"),
    ],
)
def test_what_is_neither_is_refused(cell: str, rule: str) -> None:
    with pytest.raises(CellRefused) as refused:
        value_of(COLUMN, cell, on=ON)
    assert refused.value.rule == rule
