"""Where two assessors differ, and what came after a band was lowered: which children are counted, and as what (¶22)."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from homeward.practice.assessment.rules import Done, differing, harmed_after

A, B = UUID(int=1), UUID(int=2)
CHILD = UUID(int=9)
DAY = date(2025, 1, 1)


def done(by: UUID, on: int, tool: int, standing: int | None = None, version: int = 1) -> Done:
    day = DAY + timedelta(days=on)
    return Done(CHILD, "tool", version, by, day, tool, tool if standing is None else standing)


DIFFERS = [
    ([done(A, 0, 1), done(B, 10, 1)], {"same": 1, "differ": 0}, "two people, one band"),
    ([done(A, 0, 1), done(B, 10, 2)], {"same": 0, "differ": 1}, "two people, two bands"),
    ([done(A, 0, 1), done(A, 10, 2)], None, "one person twice is no second assessor"),
    ([done(A, 0, 1), done(B, 29, 2)], None, "too far apart: the child may have changed"),
    ([done(A, 0, 1), done(B, 28, 2)], {"same": 0, "differ": 1}, "just near enough"),
    ([done(A, 0, 1), done(B, 1, 2, version=2)], None, "two versions are two tools"),
    ([done(A, 0, 1), done(B, 5, 1), done(A, 9, 2)], {"same": 0, "differ": 1}, "any two that differ: counted once"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "counts", "because"), DIFFERS, ids=[row[2] for row in DIFFERS])
def test_where_assessors_differ(told: list, counts: dict | None, because: str) -> None:
    assert differing(told, within_days=28) == ({"tool": counts} if counts else {})


LOWERED = [done(A, 0, 2), done(A, 100, 1)]
HARMS = [
    (LOWERED, [150], {"harmed": 1, "not-harmed": 0}, "harm was noticed after the band was lowered"),
    (LOWERED, [], {"harmed": 0, "not-harmed": 1}, "none was noticed"),
    (LOWERED, [100], {"harmed": 0, "not-harmed": 1}, "on the day itself: that was known when it was lowered"),
    (LOWERED, [280], {"harmed": 1, "not-harmed": 0}, "on the last of the days"),
    (LOWERED, [281], {"harmed": 0, "not-harmed": 1}, "after them"),
    ([done(A, 0, 1), done(A, 100, 2)], [150], None, "a band that rose"),
    ([done(A, 0, 2), done(A, 100, 2, standing=1)], [150], {"harmed": 1, "not-harmed": 0}, "lowered by people"),
    ([done(A, 0, 2), done(A, 190, 1)], [195], None, "its days have not passed"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "harms", "counts", "because"), HARMS, ids=[row[3] for row in HARMS])
def test_what_came_after_a_band_was_lowered(told: list, harms: list, counts: dict | None, because: str) -> None:
    days = {CHILD: [DAY + timedelta(days=each) for each in harms]}
    found = harmed_after(told, days, days=180, today=DAY + timedelta(days=365))
    assert found == ({"tool": counts} if counts else {})
