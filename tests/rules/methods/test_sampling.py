"""Strata tell the whole: exact where all was looked at, Wilson’s with one stratum, and with honest coverage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import default_rng

from homeward.methods.rates import Estimate, proportion
from homeward.methods.sampling import NotASample, Stratum, part_of_both, stratified_count, stratified_share

BANDS = [(4000, 0.995), (900, 0.95), (300, 0.6), (800, 0.05)]


@st.composite
def strata(draw: st.DrawFn) -> list[Stratum]:
    found = []
    for _ in range(draw(st.integers(1, 5))):
        size = draw(st.integers(1, 10_000))
        looked_at = draw(st.integers(1, min(size, 60)))
        found.append(Stratum(size, looked_at, draw(st.integers(0, looked_at))))
    return found


def test_one_stratum_has_wilsons_interval() -> None:
    one, wilson = stratified_share([Stratum(5000, 87, 82)]), proportion(82, 87)
    assert (one.value, one.low, one.high) == pytest.approx((wilson.value, wilson.low, wilson.high))


@given(strata())
def test_an_estimate_lies_within_its_interval_and_the_interval_within_bounds(made: list[Stratum]) -> None:
    share, count, total = stratified_share(made), stratified_count(made), sum(each.size for each in made)
    assert share.value is not None and share.low is not None and share.high is not None and count.value is not None
    assert -1e-9 <= share.low <= share.value + 1e-12 and share.value <= share.high + 1e-12 and share.high <= 1 + 1e-9
    assert count.value == pytest.approx(share.value * total)


def test_a_band_of_which_nothing_was_looked_at_leaves_the_whole_unknown() -> None:
    assert stratified_share([Stratum(100, 20, 20), Stratum(50, 0, 0)]).value is None
    assert stratified_share([Stratum(100, 20, 20), Stratum(0, 0, 0)]).value == 1
    assert stratified_share([]).value is None and stratified_share([Stratum(0, 0, 0)]).value is None


@pytest.mark.parametrize("wrong", [Stratum(5, 6, 1), Stratum(5, 3, 4), Stratum(5, 3, -1)])
def test_numbers_that_cannot_be_are_refused(wrong: Stratum) -> None:
    with pytest.raises(NotASample):
        stratified_share([wrong])


def test_a_part_of_both_is_one_over_one_and_the_ratio() -> None:
    found = part_of_both(Estimate(90.0, 80.0, 95.0), Estimate(10.0, 5.0, 20.0))
    assert found.value == pytest.approx(0.9)
    assert found.low is not None and found.high is not None and 0.78 < found.low < 0.9 < found.high < 0.96


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Estimate(None, None, None), Estimate(1.0, 0.0, 2.0), None),
        (Estimate(0.0, 0.0, 3.0), Estimate(0.0, 0.0, 3.0), None),
        (Estimate(10.0, 5.0, 12.0), Estimate(0.0, 0.0, 3.0), 1.0),
        (Estimate(0.0, 0.0, 3.0), Estimate(10.0, 5.0, 12.0), 0.0),
    ],
)
def test_noughts_are_told_as_they_are(one: Estimate, other: Estimate, expected: float | None) -> None:
    found = part_of_both(one, other)
    assert found.value == expected
    if expected is not None:
        assert found.low is not None and found.high is not None and 0 <= found.low <= expected <= found.high <= 1


@given(st.floats(0, 500), st.floats(0, 400), st.floats(0, 500), st.floats(0, 400))
def test_a_part_never_leaves_nought_to_one(a: float, reach: float, b: float, other_reach: float) -> None:
    found = part_of_both(
        Estimate(a, max(0, a - reach), a + reach), Estimate(b, max(0, b - other_reach), b + other_reach)
    )
    if found.value is not None:
        assert found.low is not None and found.high is not None
        assert -1e-9 <= found.low <= found.value + 1e-9 and found.value <= found.high + 1e-9 and found.high <= 1 + 1e-9


def test_the_truth_is_within_the_interval_as_often_as_it_says() -> None:
    """Five hundred samples of a county's pairs by band; nineteen in twenty is what is promised of each interval."""
    rng = default_rng(20260302)
    total = sum(size for size, _ in BANDS)
    true_share = sum(size * chance for size, chance in BANDS) / total
    joined, apart = ([size * chance for size, chance in BANDS][:3], [size * chance for size, chance in BANDS][3:])
    true_recall = sum(joined) / (sum(joined) + sum(apart))
    held = {"share": 0, "recall": 0}
    for _ in range(500):
        made = [Stratum(size, 40, int(rng.binomial(40, chance))) for size, chance in BANDS]
        share = stratified_share(made)
        recall = part_of_both(stratified_count(made[:3]), stratified_count(made[3:]))
        held["share"] += not share.excludes(true_share)
        held["recall"] += not recall.excludes(true_recall)
    assert {name: count / 500 >= 0.93 for name, count in held.items()} == {"share": True, "recall": True}, held
