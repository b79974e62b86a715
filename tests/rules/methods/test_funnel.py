"""Funnels, held to published counts worked out in R, and to what chance alone does."""

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.methods.funnel import Funnel, NotAFunnel, funnel

PUBLISHED = Path(__file__).parent / "looked_after_missing_2024.csv"
LEICESTERSHIRE, RUTLAND = "855", "857"


def published() -> dict[str, tuple[int, int]]:
    """Children missing and children looked after, of each authority that shows both."""
    with PUBLISHED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    both = {row["old_la_code"]: (row["missing"], row["looked_after"]) for row in rows}
    return {code: (int(part), int(whole)) for code, (part, whole) in both.items() if (part + whole).isdigit()}


def test_the_published_year_is_as_r_has_it() -> None:
    counts = published()
    found = funnel(list(counts.values()))
    assert RUTLAND not in counts and found.areas == 149
    assert found.centre == pytest.approx(0.11203999, abs=1e-8)
    assert found.phi == pytest.approx(4.5972312, abs=1e-7)
    assert found.tau == pytest.approx(0.0215678674, abs=1e-10)
    assert sum(abs(found.by_chance_alone(*each)) > 3 for each in counts.values()) == 33
    assert sum(found.is_outside(*each) for each in counts.values()) == 5
    assert sum(abs(found.adjusted(*each)) > 2 for each in counts.values()) == 17


def test_a_county_that_a_simple_funnel_calls_low_is_ordinary_among_authorities() -> None:
    counts = published()
    found, county = funnel(list(counts.values())), counts[LEICESTERSHIRE]
    assert found.by_chance_alone(*county) == pytest.approx(-3.6288068, abs=1e-7)
    assert found.adjusted(*county) == pytest.approx(-1.5288666, abs=1e-7)
    assert found.scaled(*county) == pytest.approx(-1.6924493, abs=1e-7)
    assert not found.is_outside(*county)


def test_the_limits_are_where_an_area_begins_to_be_outside() -> None:
    found = funnel(list(published().values()))
    low, high = found.limits(10_000)
    for share, inside in ((low + 0.001, True), (low - 0.001, False), (high - 0.001, True), (high + 0.001, False)):
        assert found.is_outside(round(share * 10_000), 10_000) is not inside
    assert found.limits(10)[0] == 0.0


def test_where_chance_explains_everything_nothing_is_added() -> None:
    found = funnel([(10, 100)] * 12)
    assert (found.phi, found.tau) == (0.0, 0.0)
    assert found.adjusted(25, 100) == found.by_chance_alone(25, 100) == found.scaled(25, 100) == pytest.approx(5.0)


def test_areas_that_differ_by_chance_alone_are_seldom_outside() -> None:
    drawn = random.Random("areas alike")
    areas = [(sum(drawn.random() < 0.11 for _ in range(whole)), whole) for whole in range(300, 1800, 10)]
    found = funnel(areas)
    assert found.phi == pytest.approx(0.85, abs=0.25) and found.tau < 0.01
    assert sum(found.is_outside(*each) for each in areas) <= 2


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(51, 5000)), min_size=10, max_size=60))
def test_an_allowance_never_makes_an_area_stranger(areas: list[tuple[int, int]]) -> None:
    if not any(part for part, _ in areas):
        return
    found = funnel(areas)
    for each in areas:
        assert abs(found.adjusted(*each)) <= abs(found.by_chance_alone(*each)) + 1e-12
        low, high = found.limits(each[1])
        assert 0 <= low <= found.centre <= high <= 1


@pytest.mark.parametrize(
    "areas",
    [[], [(1, 10)] * 9, [(11, 10)] * 12, [(-1, 10)] * 12, [(0, 0)] * 12, [(0, 10)] * 12, [(10, 10)] * 12],
)
def test_what_is_no_funnel_is_refused(areas: list[tuple[int, int]]) -> None:
    with pytest.raises(NotAFunnel):
        funnel(areas)


def test_a_funnel_is_told_by_four_numbers() -> None:
    assert Funnel(12, 0.5, 1.0, 0.0).by_chance_alone(60, 100) == pytest.approx(2.0)
