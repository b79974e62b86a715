"""For which moment a board paper is made, and what it is saved as."""

from datetime import date, datetime

import pytest

from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.london import LONDON
from homeward.foundation.quarters import Quarter
from homeward.insight.reports.rules import NotYetPast, as_at_end_of, export_holds, file_name

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=LONDON)

MOMENTS = [
    ("no day given: now", None, "2 March 2026 at 9am"),
    ("today: now, since the day has not ended", date(2026, 3, 2), "2 March 2026 at 9am"),
    ("an earlier day: when it ended", date(2025, 12, 31), "1 January 2026 at midnight"),
    ("a day that has not come", date(2026, 3, 3), "refused"),
]


@pytest.mark.parametrize(("case", "as_at_the_end_of", "moment"), MOMENTS, ids=[row[0] for row in MOMENTS])
def test_at_nine_on_2_march_2026(case: str, as_at_the_end_of: date | None, moment: str) -> None:
    try:
        answer = moment_in_words(as_at_end_of(as_at_the_end_of, NOW))
    except NotYetPast:
        answer = "refused"
    assert answer == moment


def test_the_file_is_named_by_its_marking_quarter_and_day() -> None:
    name = file_name(Quarter(2025, 4), NOW)
    assert name == "DRAFT-RESTRICTED-NOT-FOR-PUBLICATION_missing-children_2025-Q4_as-at-2026-03-02.docx"


TAKEN = [
    ("at once", datetime(2026, 3, 2, 9, 0, tzinfo=LONDON), "yes"),
    ("five minutes after it was announced", datetime(2026, 3, 2, 9, 5, tzinfo=LONDON), "yes"),
    ("later", datetime(2026, 3, 2, 9, 6, tzinfo=LONDON), "no"),
    ("before it was announced", datetime(2026, 3, 2, 8, 59, tzinfo=LONDON), "no"),
]


@pytest.mark.parametrize(("case", "taken_at", "may_be_taken"), TAKEN, ids=[row[0] for row in TAKEN])
def test_a_download_announced_at_nine(case: str, taken_at: datetime, may_be_taken: str) -> None:
    assert export_holds(NOW, taken_at) is (may_be_taken == "yes")
