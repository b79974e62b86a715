"""Who is counted in a quarter, and where (¶16): a child's absences in, the row and the counts out."""

from datetime import date

import pytest

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import Absence, CareSpell, is_collected, looked_after_when_missing, rows_of, tally
from homeward.vocabulary.age_bands import age_bands

BANDS = age_bands(on=date(2026, 1, 1))
IN_CARE = (date(2026, 1, 10), date(2026, 2, 10))

CHILDREN = [
    ("one absence", "M", date(2012, 6, 1), [date(2026, 2, 1)], "12-15 M: 1 child, 1 episode"),
    ("three absences are one child", "F", date(2012, 6, 1), [date(2026, 1, 5), date(2026, 2, 1), date(2026, 3, 9)],
     "12-15 F: 1 child, 3 episodes"),
    ("a birthday between two absences: the age at the first counts for both", "M", date(2010, 2, 15),
     [date(2026, 2, 1), date(2026, 3, 1)], "12-15 M: 1 child, 2 episodes"),
    ("missing on the birthday", "M", date(2010, 2, 1), [date(2026, 2, 1)], "16-17 M: 1 child, 1 episode"),
    ("nobody knows the age: treated as a child", "F", None, [date(2026, 2, 1)], "not-known F: 1 child, 1 episode"),
    ("a birth date after the absence is a mistake", "F", date(2026, 5, 1), [date(2026, 2, 1)],
     "not-known F: 1 child, 1 episode"),
    ("nobody knows the sex", "U", date(2012, 6, 1), [date(2026, 2, 1)], "12-15 U: 1 child, 1 episode"),
    ("eighteen that day", "M", date(2008, 2, 1), [date(2026, 2, 1)], "nobody"),
    ("eighteen between two absences: the second is an adult's", "M", date(2008, 2, 15),
     [date(2026, 2, 1), date(2026, 3, 1)], "16-17 M: 1 child, 1 episode"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "sex", "born", "absences", "counted"), CHILDREN, ids=[row[0] for row in CHILDREN])
def test_where_a_child_is_counted(case: str, sex: str, born: date | None, absences: list[date], counted: str) -> None:
    found = tally([Absence("a child", sex, born, day) for day in absences], BANDS)
    told = [
        f"{row} {each}: {number} child, {found.episodes[row, each]} episode{'s' * (found.episodes[row, each] > 1)}"
        for (row, each), number in found.children.items()
        if number
    ]
    assert (told or ["nobody"]) == [counted]
    assert {row for row, _ in found.children} == set(rows_of(BANDS))


CARE = [
    ("the day before care began", date(2026, 1, 9), "no"),
    ("the day care began", date(2026, 1, 10), "yes"),
    ("in care", date(2026, 2, 1), "yes"),
    ("the day care ended", date(2026, 2, 10), "yes"),
    ("the day after care ended", date(2026, 2, 11), "no"),
]


@pytest.mark.parametrize(("case", "missing_from", "looked_after"), CARE, ids=[row[0] for row in CARE])
def test_who_was_looked_after_from_10_january_to_10_february(case: str, missing_from: date, looked_after: str) -> None:
    found = looked_after_when_missing([Absence("a child", "M", None, missing_from)], [CareSpell("a child", *IN_CARE)])
    assert ("a child" in found) is (looked_after == "yes")


REACH = [
    ("no source has been loaded", None, None, "not collected"),
    ("a quarter before the first absence anybody sent", date(2026, 4, 1), date(2026, 6, 30), "not collected"),
    ("the first absence fell on its last day", date(2026, 3, 31), date(2026, 6, 30), "counted"),
    ("the sources stop before it", date(2025, 4, 1), date(2025, 12, 31), "not collected"),
    ("the sources reach its first day", date(2025, 4, 1), date(2026, 1, 1), "counted"),
]


@pytest.mark.parametrize(("case", "first_absence", "sources_reach_to", "answer"), REACH, ids=[row[0] for row in REACH])
def test_whether_january_to_march_2026_is_counted_at_all(
    case: str, first_absence: date | None, sources_reach_to: date | None, answer: str
) -> None:
    assert is_collected(Quarter(2026, 1), first_absence, sources_reach_to) is (answer == "counted")
