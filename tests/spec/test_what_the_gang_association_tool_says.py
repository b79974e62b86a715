"""What the shipped Gang Association Tool comes to, as at 2 March 2026, with every other item answered no."""

from datetime import date

import pytest

from homeward.methods.instruments.answers import Answer, Evidence
from homeward.methods.instruments.scoring import asked_first, score
from homeward.vocabulary.instruments.loader import version

ON = date(2026, 3, 2)
TOOL = version("gang-association-tool", 1)
LAST_WEEK, LAST_SUMMER, YEARS_AGO = date(2026, 2, 23), date(2025, 7, 1), date(2023, 5, 1)

CASES = [
    ([], 15, 0, "few", [], "nothing"),
    (["missing", "goods"], 15, 6, "emerging", [], "missing last week, with things nobody can explain"),
    (["missing"], 15, 3, "few", [], "missing last week"),
    (
        ["debt"],
        15,
        6,
        "significant",
        ["harmed-within-a-year", "harmed-now"],
        "a debt, told last week: one thing is enough",
    ),
    (
        ["debt", "threatened"],
        15,
        12,
        "serious",
        ["harmed-within-a-year", "harmed-now", "harmed-twice"],
        "two grave harms",
    ),
    (
        ["hurt-with-weapon"],
        15,
        6,
        "serious",
        ["harmed-within-a-year", "harmed-now", "weapon-now"],
        "threatened with a weapon",
    ),
    (["debt"], 12, 6, "serious", ["harmed-within-a-year", "harmed-now", "under-thirteen"], "a debt, and twelve"),
    (["education", "home-strain", "individual-need", "moved-around"], 15, 4, "few", [], "circumstances alone"),
    (["linked"], 15, 3, "few", [], "a name in intelligence alone"),
    (["linked", "older-person", "friends", "missing", "travel"], 15, 15, "significant", [], "ties and signs together"),
]


@pytest.mark.parametrize(
    ("seen_last_week", "age", "score_", "band", "overrides", "because"), CASES, ids=[r[5] for r in CASES]
)
def test_what_was_seen_last_week(
    seen_last_week: list[str], age: int, score_: int, band: str, overrides: list[str], because: str
) -> None:
    result = score(TOOL, answers(dict.fromkeys(seen_last_week, LAST_WEEK)), on=ON, age=age)
    assert (result.score, result.band, list(result.counts.overrides)) == (score_, band, overrides)


WHEN = [
    (LAST_WEEK, 6, "significant"),
    (LAST_SUMMER, 4, "emerging"),
    (YEARS_AGO, 1, "few"),
]


@pytest.mark.parametrize(("debt_last_told_of", "score_", "band"), WHEN)
def test_a_debt_by_how_long_ago(debt_last_told_of: date, score_: int, band: str) -> None:
    result = score(TOOL, answers({"debt": debt_last_told_of}), on=ON, age=15)
    assert (result.score, result.band) == (score_, band)


OPEN = [
    ("no", "few", "few", [], "known not to be"),
    ("not-known", "few", "significant", ["debt"], "not known: it is asked first"),
    ("yes, with no evidence", "few", "significant", ["debt"], "read as not known"),
]


@pytest.mark.parametrize(("debt", "band", "highest", "asked_first_of", "because"), OPEN, ids=[row[4] for row in OPEN])
def test_what_is_not_known(debt: str, band: str, highest: str, asked_first_of: list[str], because: str) -> None:
    others = [each for each in answers({}) if each.item != "debt"]
    result = score(TOOL, [*others, Answer("debt", debt.partition(",")[0])], on=ON, age=15)
    assert (result.band, result.highest.band) == (band, highest)
    assert [item for item, _ in asked_first(TOOL, result, age=15)] == asked_first_of


def answers(seen_on: dict[str, date]) -> list[Answer]:
    """A yes with evidence of a day to each item named, and a no to every other."""
    return [
        Answer(code, "yes", (Evidence("school", "record", seen_on[code]),)) if code in seen_on else Answer(code, "no")
        for code in TOOL.items
    ]
