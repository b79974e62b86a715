"""Intervals agree with published values and with scipy."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from homeward.methods.distributions import beta_below, beta_quantile, gamma_below, gamma_quantile
from homeward.methods.rates import (
    Estimate,
    NotACount,
    count_with_interval,
    proportion,
    rate_per,
    ratio_of_proportions,
    ratio_of_rates,
)


def told(estimate: Estimate) -> tuple[float | None, float | None, float | None]:
    return estimate.value, estimate.low, estimate.high


@given(st.floats(0.5, 5000), st.floats(0, 10000))
def test_the_gamma_distribution_agrees_with_scipy(shape: float, x: float) -> None:
    assert math.isclose(gamma_below(shape, x), special.gammainc(shape, x), rel_tol=1e-9, abs_tol=1e-12)


@given(st.floats(0.5, 5000), st.floats(0.5, 5000), st.floats(0, 1))
def test_the_beta_distribution_agrees_with_scipy(a: float, b: float, x: float) -> None:
    assert math.isclose(beta_below(a, b, x), special.betainc(a, b, x), rel_tol=1e-8, abs_tol=1e-11)


@settings(max_examples=40)
@given(st.integers(1, 20000), st.floats(0.001, 0.999))
def test_quantiles_agree_with_scipy(shape: int, chance: float) -> None:
    assert gamma_quantile(shape, chance) == pytest.approx(stats.gamma.ppf(chance, shape), rel=1e-9)
    assert beta_quantile(shape, 7, chance) == pytest.approx(stats.beta.ppf(chance, shape, 7), rel=1e-8)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0, 3.6888798), (5, 1.6234857, 11.668322), (7, 2.8143575, 14.422675), (15, 8.3953855, 24.74022)],
)
def test_a_count_has_the_published_exact_interval(events: int, low: float, high: float) -> None:
    assert told(count_with_interval(events)) == (events, pytest.approx(low, rel=1e-5), pytest.approx(high, rel=1e-5))


@given(st.integers(0, 3000), st.integers(1, 10**6))
@settings(max_examples=40)
def test_a_rate_is_its_count_over_its_population(events: int, population: int) -> None:
    rate, count = rate_per(events, population), count_with_interval(events)
    assert rate.value == pytest.approx(1000 * events / population)
    assert rate.low is not None and rate.high is not None and count.high is not None
    assert rate.low <= 1000 * events / population <= rate.high
    assert rate.high == pytest.approx(1000 * count.high / population)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(82, 87, 0.87242624, 0.97520436), (63, 757, 0.065588002, 0.10506708)]
)
def test_a_share_has_the_published_wilson_interval(part: int, whole: int, low: float, high: float) -> None:
    assert told(proportion(part, whole)) == (part / whole, pytest.approx(low, rel=1e-7), pytest.approx(high, rel=1e-7))


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_share_agrees_with_scipy_and_stays_within_its_bounds(counts: tuple[int, int]) -> None:
    share = proportion(*counts)
    theirs = stats.binomtest(*counts).proportion_ci(method="wilson")
    assert share.low == pytest.approx(theirs.low, abs=1e-9) and share.high == pytest.approx(theirs.high, abs=1e-9)
    assert share.low is not None and share.high is not None
    assert 0 <= share.low <= counts[0] / counts[1] <= share.high <= 1


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((7340, 67950, 5670, 48470), (0.92341, 0.89376, 0.95405)),
        ((75, 991, 13010, 116420), (0.67723, 0.54448, 0.84235)),
        ((94, 819, 75, 991), (1.516549, 1.135917, 2.024725)),
        ((244, 910, 742, 4963), (1.7934481, 1.5808204, 2.0346751)),
        ((4, 7, 6, 63), (6.0, 2.21742, 16.23509)),
        ((29, 5008, 16250, 513250), (0.182898, 0.127194, 0.262998)),
    ],
    ids=["boys-girls", "county-England", "city-county", "trafficked-alone", "small", "exploitation-coded"],
)
def test_a_ratio_of_shares_has_the_published_interval(
    counts: tuple[int, int, int, int], expected: tuple[float, float, float]
) -> None:
    assert told(ratio_of_proportions(*counts)) == tuple(pytest.approx(value, rel=1e-5) for value in expected)


def test_a_ratio_of_rates_has_the_published_exact_interval() -> None:
    ratio = ratio_of_rates(12, 400, 88, 61600)
    assert told(ratio) == tuple(pytest.approx(value, rel=1e-7) for value in (21.0, 10.4541712, 38.5567281))


@settings(max_examples=50)
@given(st.integers(0, 200), st.integers(1, 10**5), st.integers(0, 200), st.integers(1, 10**5))
def test_a_ratio_turned_over_is_the_ratio_the_other_way(a: int, n: int, b: int, m: int) -> None:
    one, other = ratio_of_rates(a, n, b, m), ratio_of_rates(b, m, a, n)
    if one.low:
        assert other.high == pytest.approx(1 / one.low, rel=1e-6)
    else:
        assert other.high is None


def test_a_ratio_with_nought_in_it_says_only_what_is_known() -> None:
    assert told(ratio_of_rates(0, 10, 0, 10)) == (None, 0.0, None)
    assert told(ratio_of_proportions(3, 10, 0, 10)) == (None, None, None)
    assert told(ratio_of_proportions(0, 10, 3, 10)) == (0.0, None, None)
    upward = ratio_of_rates(3, 10, 0, 10)
    assert upward.value is None and upward.high is None and upward.low is not None and upward.low > 0


def test_a_sentence_is_warranted_only_when_the_interval_leaves_out_one() -> None:
    assert ratio_of_proportions(7340, 67950, 5670, 48470).excludes(1)
    assert not ratio_of_proportions(5, 50, 4, 50).excludes(1)
    assert not Estimate(None, None, None).excludes(1)


def test_a_smaller_level_gives_a_narrower_interval() -> None:
    wide, narrow = proportion(8, 20), proportion(8, 20, level=0.8)
    assert wide.low is not None and narrow.low is not None and wide.low < narrow.low


@pytest.mark.parametrize(("part", "whole"), [(-1, 5), (6, 5), (0, 0)])
def test_numbers_that_are_no_share_are_refused(part: int, whole: int) -> None:
    with pytest.raises(NotACount):
        proportion(part, whole)
    with pytest.raises(NotACount):
        ratio_of_proportions(1, 2, part, whole)


def test_numbers_that_are_no_rate_are_refused() -> None:
    with pytest.raises(NotACount):
        count_with_interval(-1)
    with pytest.raises(NotACount):
        rate_per(1, 0)
    with pytest.raises(NotACount):
        ratio_of_rates(1, 10, -1, 10)
    with pytest.raises(NotACount):
        ratio_of_rates(1, 10, 1, 0)
