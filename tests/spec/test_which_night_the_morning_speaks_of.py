"""Of which night the morning meeting speaks: since five in the evening of the last working day (¶20)."""

from datetime import datetime

import pytest

from homeward.foundation.london import LONDON
from homeward.practice.missing.rules.morning import night_began_at
from homeward.vocabulary.bank_holidays import bank_holidays

# the morning, the evening since which it speaks
MORNINGS = [
    ("Tuesday 3 March 2026 09:00", "Monday 2 March 2026 17:00"),
    ("Monday 2 March 2026 09:00", "Friday 27 February 2026 17:00"),
    ("Sunday 1 March 2026 09:00", "Friday 27 February 2026 17:00"),
    ("Tuesday 7 April 2026 09:00", "Thursday 2 April 2026 17:00"),
    ("Monday 26 October 2026 09:00", "Friday 23 October 2026 17:00"),
]


@pytest.mark.parametrize(("morning", "since"), MORNINGS)
def test_the_night_began_in_the_evening_of_the_last_working_day(morning: str, since: str) -> None:
    told = [datetime.strptime(each, "%A %d %B %Y %H:%M").replace(tzinfo=LONDON) for each in (morning, since)]
    assert night_began_at(told[0], bank_holidays()) == told[1]
