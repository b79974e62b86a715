"""Control charts against published and worked answers, and their false alarms against what the methods promise.

Expected answers: Leicestershire, looked-after children who went missing and their incidents, years to 31 March 2018 to
2024 (Department for Education, children looked after in England), worked in R 4.2.2.
"""

import random
from collections.abc import Callable
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.methods.control_charts import (
    ControlChart,
    NotASeries,
    Rule,
    Signal,
    p_chart,
    signals,
    u_chart,
    xmr,
)

INCIDENTS = [286, 340, 269, 348, 381, 334, 534]
MISSING = [60, 63, 65, 56, 83, 66, 75]
LOOKED_AFTER = [726, 757, 821, 889, 946, 947, 991]


def test_individual_values_against_the_worked_answer() -> None:
    chart = xmr(INCIDENTS)
    assert chart.centre == pytest.approx(356)
    assert (chart.upper[0] or 0) - chart.centre == pytest.approx(2.66 * 80.667, abs=0.005)
    assert (chart.lower[0], chart.upper[0]) == (pytest.approx(141.43, abs=0.005), pytest.approx(570.57, abs=0.005))


def test_a_share_chart_against_the_worked_answer() -> None:
    chart = p_chart(MISSING, LOOKED_AFTER)
    assert chart.centre == pytest.approx(0.077011683, abs=5e-10)
    assert (chart.lower[0], chart.upper[0]) == (pytest.approx(0.04732721), pytest.approx(0.10669616))
    assert all(sigma is not None and abs(sigma) < 3 for sigma in chart.sigmas)


def test_a_rate_chart_by_its_formula() -> None:
    chart = u_chart([30, 40, 20], [1000, 2000, 1000], per=1000)
    assert chart.centre == pytest.approx(90 / 4)
    assert chart.upper[1] == pytest.approx(22.5 + 3 * sqrt(22.5 / 2))
    assert chart.lower[0] == pytest.approx(22.5 - 3 * sqrt(22.5))
    assert chart.values == (30, 20, 20)


def test_on_the_root_scale_the_limits_are_squared_back() -> None:
    chart = xmr([16, 25, 36], on_root=True)
    assert (chart.centre, chart.lower[0], chart.upper[0]) == (25, pytest.approx(2.34**2), pytest.approx(7.66**2))
    assert chart.sigmas == (pytest.approx(-3 / 2.66), 0, pytest.approx(3 / 2.66))
    assert xmr([0, 25], on_root=True).lower == (0, 0)


def of_sigmas(*sigmas: float | None) -> ControlChart:
    known = tuple(None if each is None else each + 10.0 for each in sigmas)
    return ControlChart(known, 10.0, (7.0,) * len(sigmas), (13.0,) * len(sigmas), sigmas)


ORDINARY = [0.5, -0.5, 0.4, -0.4, 0.6]
RULES = [
    ("ordinary", [*ORDINARY, *ORDINARY, -0.1, 0.2], []),
    ("a point outside", [*ORDINARY, 3.1, *ORDINARY, -0.1], [(Rule.OUTSIDE, (5,))]),
    ("a point on the limit is inside", [*ORDINARY, 3.0, *ORDINARY, -0.1], []),
    ("seven above", [-0.5, 1, 0.8, 0.9, 1.1, 0.7, 0.9, 0.8, -0.2, 0.3, -0.3, 0.2],
     [(Rule.ONE_SIDE, (1, 2, 3, 4, 5, 6, 7))]),
    ("six above", [-0.5, 1, 0.8, 0.9, 1.1, 0.7, 0.9, -0.8, -0.2, 0.3, -0.3, 0.2], []),
    ("a point on the centre ends the run", [1, 0.8, 0.9, 1.1, 0, 0.9, 0.8, 1, -0.2, 0.3, -0.3, 0.2], []),
    ("seven falling", [0.5, 1.5, 1, 0.5, 0.1, -0.4, -0.8, -1.2, 0.2, -0.3, 0.4, -0.4],
     [(Rule.TREND, (1, 2, 3, 4, 5, 6, 7))]),
    ("six falling", [0.5, 1, 0.5, 0.1, -0.4, -0.8, -1.2, 0.2, -0.3, 0.4, -0.4, 0.1], []),
    ("two of three in the outer third", [*ORDINARY, 2.1, 0.1, 2.2, -0.3, 0.4, -0.4, 0.1],
     [(Rule.OUTER_THIRD, (5, 7))]),
    ("one above and one below", [*ORDINARY, 2.1, 0.1, -2.2, -0.3, 0.4, -0.4, 0.1], []),
    ("what is not shown ends a run", [1, 0.8, 0.9, 1.1, None, 0.9, 0.8, 1, -0.2, 0.3, -0.3, 0.2, 0.1], []),
    ("eleven points, one far outside", [*ORDINARY, 9, *ORDINARY], []),
]  # fmt: skip


@pytest.mark.parametrize(("case", "sigmas", "found"), RULES, ids=[row[0] for row in RULES])
def test_the_four_signals(case: str, sigmas: list[float | None], found: list[tuple[Rule, tuple[int, ...]]]) -> None:
    assert signals(of_sigmas(*sigmas)) == tuple(Signal(rule, places) for rule, places in found)


@given(st.lists(st.integers(0, 60), min_size=12, max_size=20), st.sets(st.integers(0, 19), max_size=6))
def test_what_is_not_shown_bears_on_nothing(counts: list[int], hidden: set[int]) -> None:
    """The centre and limits of the points that are shown are those of a series in which the others never were."""
    shown = [None if place in hidden else count for place, count in enumerate(counts)]
    if not any(count is not None for count in shown):
        return
    kept = [count for count in shown if count is not None]
    chart, without = u_chart(shown, [500.0] * len(shown)), u_chart(kept, [500.0] * len(kept))
    assert chart.centre == pytest.approx(without.centre)
    assert [each for each in chart.upper if each is not None] == pytest.approx(list(without.upper))
    assert chart.points == len(kept)
    assert all((value is None) == (limit is None) for value, limit in zip(chart.values, chart.upper, strict=True))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: xmr([3]),
        lambda: xmr([3, None, 4]),
        lambda: xmr([3, -1]),
        lambda: p_chart([5], [4]),
        lambda: p_chart([5, 4], [9]),
        lambda: u_chart([-1], [9]),
        lambda: u_chart([1], [0]),
        lambda: u_chart([None], [9]),
    ],
)
def test_what_is_no_series_is_refused(wrong: Callable[[], ControlChart]) -> None:
    with pytest.raises(NotASeries):
        wrong()


def test_where_nothing_ever_varied_nothing_is_outside() -> None:
    assert signals(xmr([8] * 12)) == ()
    assert signals(u_chart([0] * 12, [500] * 12)) == ()


SERIES = 4000


def share_alarmed(
    draw: Callable[[random.Random], float], chart: Callable[[list[float]], ControlChart], points: int, *rules: Rule
) -> float:
    """The share of invented series, in control throughout, in which a rule claims a signal."""
    chance, alarmed = random.Random(20190711), 0
    for _ in range(SERIES):
        found = signals(chart([draw(chance) for _ in range(points)]))
        alarmed += any(signal.rule in rules for signal in found)
    return alarmed / SERIES


def poisson(mean: float) -> Callable[[random.Random], int]:
    """A count of events that come singly: arrivals of an exponential clock before one unit of time is up."""

    def draw(chance: random.Random) -> int:
        count, clock = 0, chance.expovariate(mean)
        while clock < 1:
            count, clock = count + 1, clock + chance.expovariate(mean)
        return count

    return draw


def negative_binomial(mean: float, k: float) -> Callable[[random.Random], int]:
    """A count of which a few make many: Poisson whose mean is itself gamma, with shape k."""
    return lambda chance: poisson(chance.gammavariate(k, mean / k) or 1e-9)(chance)


def counts(values: list[float]) -> ControlChart:
    """The chart of plain counts, which is a rate chart of one unit of exposure each."""
    return u_chart([int(value) for value in values], [1.0] * len(values))


def on_root(values: list[float]) -> ControlChart:
    return xmr(values, on_root=True)


# Published to whole per cents (analysis reference, finding 4 and section 4.1), so half of one is rounding.
ROUNDING = 0.005
OUTSIDE, ALL = (Rule.OUTSIDE,), tuple(Rule)
ALARMS = [
    ("heavy tails, a chart of counts: a point outside", negative_binomial(12, 1.2), counts, 12, OUTSIDE, 0.97),
    ("heavy tails, individual values: a point outside", negative_binomial(12, 1.2), xmr, 12, OUTSIDE, 0.17),
    ("heavy tails, on the root scale: a point outside", negative_binomial(12, 1.2), on_root, 12, OUTSIDE, 0.03),
    ("events that come singly, a chart of counts", poisson(12), counts, 12, OUTSIDE, 0.03),
    ("events that come singly, individual values", poisson(12), xmr, 12, OUTSIDE, 0.03),
    ("events that come singly, on the root scale", poisson(12), on_root, 12, OUTSIDE, 0.03),
    ("all four rules on 12 points", poisson(12), xmr, 12, ALL, 0.06),
    ("all four rules on 20 points", poisson(12), xmr, 20, ALL, 0.14),
]


@pytest.mark.parametrize(("case", "draw", "chart", "points", "rules", "share"), ALARMS, ids=[row[0] for row in ALARMS])
def test_how_often_chance_alone_alarms(
    case: str,
    draw: Callable[[random.Random], float],
    chart: Callable[[list[float]], ControlChart],
    points: int,
    rules: tuple[Rule, ...],
    share: float,
) -> None:
    assert share_alarmed(draw, chart, points, *rules) == pytest.approx(share, abs=allowance(share))


def allowance(share: float) -> float:
    """Rounding, and four standard errors of a share among so many series: what chance alone gives once in 16,000."""
    return ROUNDING + 4 * sqrt(share * (1 - share) / SERIES)
