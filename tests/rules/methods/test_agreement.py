"""Kappa agrees with published tables, and its error with the slope of the formula itself."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from homeward.methods.agreement import NotAgreement, agreement

# Cohen 1960, table 1: 200 cases in three classes by two judges. Kappa is given as .492; the interval is the one that
# the psych package for R prints for this very table.
COHEN = {
    ("a", "a"): 88, ("a", "b"): 10, ("a", "c"): 2,
    ("b", "a"): 14, ("b", "b"): 40, ("b", "c"): 6,
    ("c", "a"): 18, ("c", "b"): 10, ("c", "c"): 12,
}  # fmt: skip
# Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, third edition, table 18.1: kappa .68.
FLEISS = {
    ("a", "a"): 75, ("a", "b"): 1, ("a", "c"): 4,
    ("b", "a"): 5, ("b", "b"): 4, ("b", "c"): 1,
    ("c", "c"): 10,
}  # fmt: skip

ANSWERS = ("same", "not-same", "unsure")


def test_cohens_own_table() -> None:
    found = agreement(COHEN)
    assert (found.questions, found.agreed) == (200, 140)
    assert found.kappa.value == pytest.approx(0.492, abs=0.0005)
    assert found.kappa.low == pytest.approx(0.39, abs=0.005)
    assert found.kappa.high == pytest.approx(0.59, abs=0.005)


def test_the_textbooks_table() -> None:
    kappa = agreement(FLEISS).kappa
    assert kappa.value == pytest.approx(0.68, abs=0.005)
    assert kappa.high is not None and kappa.value is not None
    assert (kappa.high - kappa.value) / 1.959964 == pytest.approx(0.087, abs=0.0015)


@pytest.mark.parametrize("counts", [{}, {("same", "same"): 0}])
def test_no_questions_tell_nothing(counts: dict[tuple[str, str], int]) -> None:
    found = agreement(counts)
    assert (found.questions, found.share.value, found.kappa.value) == (0, None, None)


def test_one_answer_throughout_tells_nothing_about_chance() -> None:
    found = agreement({("same", "same"): 30})
    assert found.share.value == 1 and found.kappa.value is None


def test_two_who_always_agree_and_two_who_answer_at_random() -> None:
    assert agreement({("same", "same"): 10, ("not-same", "not-same"): 5}).kappa.value == pytest.approx(1)
    assert agreement({(one, other): 5 for one in ANSWERS for other in ANSWERS}).kappa.value == pytest.approx(0)


def test_a_count_below_nought_is_refused() -> None:
    with pytest.raises(NotAgreement):
        agreement({("same", "same"): -1})


@given(st.lists(st.integers(1, 400), min_size=9, max_size=9))
def test_the_error_is_the_slope_of_kappa_carried_through_the_multinomial(counts: list[int]) -> None:
    pairs = [(one, other) for one in ANSWERS for other in ANSWERS]
    found = agreement(dict(zip(pairs, counts, strict=True))).kappa
    assert found.value is not None and found.low is not None and found.high is not None
    assume(found.low > -1 and found.high < 1)
    total = sum(counts)
    shares = [count / total for count in counts]
    slopes = [slope(shares, place) for place in range(9)]
    mean = sum(share * one for share, one in zip(shares, slopes, strict=True))
    spread = sum(share * one * one for share, one in zip(shares, slopes, strict=True)) - mean * mean
    assert (found.high - found.value) / 1.959963985 == pytest.approx(math.sqrt(spread / total), rel=1e-4, abs=1e-7)


def slope(shares: list[float], place: int, step: float = 1e-6) -> float:
    """How kappa changes with one of the nine shares."""
    up, down = ([*shares[:place], shares[place] + by, *shares[place + 1 :]] for by in (step, -step))
    return (kappa(up) - kappa(down)) / (2 * step)


def kappa(shares: list[float]) -> float:
    """Cohen's formula, written once more."""
    rows = [sum(shares[3 * i : 3 * i + 3]) for i in range(3)]
    columns = [sum(shares[i::3]) for i in range(3)]
    chance = sum(row * column for row, column in zip(rows, columns, strict=True))
    return (shares[0] + shares[4] + shares[8] - chance) / (1 - chance)
