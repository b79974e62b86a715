"""What an instrument's answers come to, under test schemes after the published ones, as at 2 March 2026."""

from datetime import date

import pytest

from homeward.methods.instruments.answers import Answer, Evidence
from homeward.methods.instruments.scoring import review_due, score
from tests.factories.instruments import scheme

ON = date(2026, 3, 2)
SIX_MONTHS, TWELVE_MONTHS = "last-six-months", "six-to-twelve"

RECENCY = [
    ([(date(2026, 3, 2), date(2026, 3, 2), True)], 5, [5, 5], "seen on the day itself"),
    ([(date(2025, 9, 2), date(2025, 9, 2), True)], 5, [5, 5], "six months before to the day: in the last six months"),
    ([(date(2025, 9, 1), date(2025, 9, 1), True)], 1, [1, 1], "a day longer ago"),
    ([(date(2025, 3, 2), date(2025, 3, 2), True)], 1, [1, 1], "twelve months before to the day"),
    ([(date(2025, 3, 1), date(2025, 3, 1), True)], 0, [0, 0], "longer ago than counts"),
    ([(date(2025, 5, 1), date(2025, 5, 1), True), (date(2026, 1, 9), date(2026, 1, 9), True)], 6, [6, 6], "both"),
    ([(date(2025, 8, 1), date(2025, 10, 1), True)], 6, [6, 6], "it went on from one window into the other"),
    ([(date(2025, 8, 15), date(2025, 9, 15), False)], 5, [1, 5], "some day between: the nearest window counts"),
    ([(None, None, True)], 5, [0, 6], "nobody says when: it counts as the scale says, and is left open"),
    ([(date(2026, 2, 1), date(2026, 2, 1), True), (None, None, True)], 5, [5, 6], "one with a day and one without"),
    ([(date(2026, 3, 3), date(2026, 3, 3), True), (date(2025, 6, 1), date(2025, 6, 1), True)], 1, [1, 1],
     "seen the day after the assessment: not counted in it"),
]  # fmt: skip


@pytest.mark.parametrize(("seen_from_to_and_exact", "points", "least_and_most", "because"), RECENCY)
def test_points_by_how_long_ago(
    seen_from_to_and_exact: list[tuple[date | None, date | None, bool]],
    points: int,
    least_and_most: list[int],
    because: str,
) -> None:
    evidence = tuple(Evidence("school", "", *each) for each in seen_from_to_and_exact)
    result = score(scheme("recency"), [Answer("missing-overnight", "yes", evidence)], on=ON)
    part = next(each for each in result.parts if each.item == "missing-overnight")
    assert (part.counts.points, [part.lowest.points, part.highest.points]) == (points, least_and_most)


JUDGED = [
    ([0, 0, 0, 0, 0, 0, 0, 0], 0, 0, "low"),
    ([3, 3, 3, 3, 3, 3, 0, 0], 0, 18, "low"),
    ([3, 3, 3, 3, 3, 3, 0, 0], 1, 19, "medium"),
    ([4, 4, 4, 4, 4, 4, 4, 0], 6, 34, "medium"),
    ([4, 4, 4, 4, 4, 4, 4, 1], 6, 35, "high"),
    ([6, 6, 6, 6, 6, 6, 6, 6], 6, 54, "high"),
]


@pytest.mark.parametrize(("eight_groups", "judgement", "total", "band"), JUDGED)
def test_a_total_with_the_judgement_as_a_score_of_its_own(
    eight_groups: list[int], judgement: int, total: int, band: str
) -> None:
    definition = scheme("with-judgement")
    answers = [Answer(code, str(each)) for code, each in zip(definition.items, eight_groups, strict=True)]
    result = score(definition, [*answers, Answer("judgement", str(judgement))], on=ON)
    assert (result.score, result.band) == (total, band)
    assert result.judgement and result.judgement.points == judgement


NOT_KNOWN = [
    ([6, 6, 6, 0, 0, 0, 0, 0], "0", 18, "low", "low", "low", "all is known"),
    ([6, 6, 6, 0, 0, 0, 0, None], "0", 18, "low", "low", "medium", "one not known: up to six more"),
    ([6, 6, 6, None, None, None, 0, 0], "0", 18, "low", "low", "high", "three not known"),
    ([None, None, None, None, None, None, None, None], "", 0, "low", "low", "high", "nothing is known"),
    ([6, 6, 6, 6, 6, 5, None, None], "0", 35, "high", "high", "high", "two not known, and the band stands"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("eight_groups", "judgement", "total", "band", "lowest", "highest", "because"),
    NOT_KNOWN,
    ids=[r[6] for r in NOT_KNOWN],
)
def test_how_far_a_band_could_move(
    eight_groups: list[int | None], judgement: str, total: int, band: str, lowest: str, highest: str, because: str
) -> None:
    definition = scheme("with-judgement")
    answers = [
        Answer(code, "not-known" if each is None else str(each))
        for code, each in zip(definition.items, eight_groups, strict=True)
    ]
    result = score(definition, [*answers, *([Answer("judgement", judgement)] if judgement else [])], on=ON)
    assert (result.score, result.band, result.lowest.band, result.highest.band) == (total, band, lowest, highest)


COUNTS = [
    ([], 15, "none", "none", [], "nothing"),
    (["out-late"], 15, "low", "low", [], "one low"),
    (["out-late", "doing-worse", "change-of-friends", "secretive-phone"], 15, "low", "low", [], "four low"),
    (["unexplained-goods"], 15, "low", "low", [], "one medium"),
    (["unexplained-goods", "exploited-peers"], 15, "medium", "medium", [], "two medium"),
    (["unexplained-goods", "out-late", "doing-worse", "secretive-phone"], 15, "medium", "medium", [],
     "three low and one medium"),
    (["debt-bondage"], 15, "medium", "medium", [], "one high"),
    (["debt-bondage"], 13, "medium", "medium", [], "one high, thirteen"),
    (["debt-bondage"], 12, "medium", "high", ["under-thirteen"], "one high, twelve: the override, by its name"),
    (["unexplained-goods"], 12, "low", "low", [], "twelve, and nothing high: no override"),
    (["debt-bondage"], None, "medium", "medium", [], "nobody knows the age: it is left open"),
    (["debt-bondage", "unexplained-goods"], 15, "high", "high", [], "one high, one medium"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("yes", "age", "by_counts", "band", "overrides", "because"), COUNTS, ids=[r[5] for r in COUNTS]
)
def test_counts_of_low_medium_and_high(
    yes: list[str], age: int | None, by_counts: str, band: str, overrides: list[str], because: str
) -> None:
    definition = scheme("counts")
    answers = [Answer(code, "yes" if code in yes else "no") for code in definition.items]
    result = score(definition, answers, on=ON, age=age)
    assert (result.counts.by_score, result.band, list(result.counts.overrides)) == (by_counts, band, overrides)
    if age is None:
        assert result.highest.band == "high"


HIGHEST = [
    ("no", "none", "none", "none"),
    ("no", "low", "none", "low"),
    ("no", "low", "medium", "medium"),
    ("no", "not-known", "low", "low"),
    ("seen in the last three months", "none", "none", "high"),
    ("seen a year ago", "none", "none", "low"),
    ("seen a year ago", "medium", "low", "medium"),
]


@pytest.mark.parametrize(("sexually_harmed", "peers", "education", "band"), HIGHEST)
def test_the_highest_indicator_sets_the_level(sexually_harmed: str, peers: str, education: str, band: str) -> None:
    days = {"seen in the last three months": date(2026, 2, 1), "seen a year ago": date(2025, 3, 1)}
    day = days.get(sexually_harmed)
    first = Answer("sexually-harmed", "yes", (Evidence("police", "", day),)) if day else Answer("sexually-harmed", "no")
    result = score(scheme("highest"), [first, Answer("peers", peers), Answer("education", education)], on=ON)
    assert (result.score, result.band) == (None, band)


EVIDENCE = [
    ("no", "", 0, "nothing-shown", "nothing-shown"),
    ("yes", "school", 1, "talk", "talk"),
    ("yes", "", 0, "nothing-shown", "talk"),
    ("not-known", "", 0, "nothing-shown", "talk"),
]


@pytest.mark.parametrize(("said", "who_told_it", "counted", "band", "highest"), EVIDENCE)
def test_a_yes_counts_with_evidence_alone(said: str, who_told_it: str, counted: int, band: str, highest: str) -> None:
    others = [Answer("family-in-group", "no"), Answer("group-signs", "no")]
    evidence = (Evidence(who_told_it, since=date(2026, 2, 1)),)
    result = score(scheme("evidence-only"), [*others, Answer("cannot-go-places", said, evidence)], on=ON)
    assert (result.score, result.band, result.highest.band) == (counted, band, highest)


REVIEWS = [
    ("with-judgement", "low", date(2026, 9, 2)),
    ("with-judgement", "medium", date(2026, 6, 2)),
    ("with-judgement", "high", date(2026, 3, 30)),
    ("counts", "low", date(2026, 4, 13)),
    ("counts", "none", None),
]


@pytest.mark.parametrize(("scheme_of", "band", "looked_at_again_by"), REVIEWS)
def test_when_an_assessment_is_looked_at_again(scheme_of: str, band: str, looked_at_again_by: date | None) -> None:
    assert review_due(scheme(scheme_of), band, on=ON) == looked_at_again_by
