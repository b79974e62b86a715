"""A place in a list of counts, and the places that would surprise nobody: held to exact answers and to plain sense."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import skellam

from homeward.methods.ranks import placings
from homeward.methods.rates import NotACount

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=12)


def test_places_are_counted_from_the_largest_and_shared_by_equals() -> None:
    found = placings([4, 7, 4, 2])
    assert [(each.rank, each.shared) for each in found] == [(2, True), (1, False), (2, True), (4, False)]


@pytest.mark.parametrize(("larger", "smaller"), [(3, 2), (9, 4), (16, 4), (20, 4), (40, 10), (5, 5), (8, 1)])
def test_two_counts_agree_with_the_exact_law_of_their_difference(larger: int, smaller: int) -> None:
    """The better count falls behind as often as a Skellam difference is below nought: beyond 2.5%, it may be second.

    The pairs are chosen away from the line, where a thousand draws could fall on either side of it.
    """
    falls_level_or_behind = skellam.cdf(0, larger, max(smaller, 1e-9))
    assert abs(falls_level_or_behind - 0.025) > 0.01
    first, second = placings([larger, smaller])
    assert first.worst == (2 if falls_level_or_behind > 0.025 else 1)
    assert second.best == (1 if falls_level_or_behind > 0.025 else 2)


def test_four_and_three_cannot_be_told_apart_and_forty_and_two_can() -> None:
    assert [(each.best, each.worst) for each in placings([4, 3])] == [(1, 2), (1, 2)]
    assert [(each.best, each.worst) for each in placings([40, 2])] == [(1, 1), (2, 2)]


def test_one_count_alone_is_first_for_certain() -> None:
    (only,) = placings([6])
    assert (only.rank, only.shared, only.best, only.worst) == (1, False, 1, 1)


def test_nobody_has_no_place() -> None:
    assert placings([]) == []


@given(COUNTS)
@settings(max_examples=40, deadline=None)
def test_a_place_lies_in_its_interval_and_the_interval_in_the_list(counts: list[int]) -> None:
    for each in placings(counts):
        assert 1 <= each.best <= each.rank <= each.worst <= len(counts)


@given(COUNTS, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_in_which_they_come_changes_nothing(counts: list[int], shuffle) -> None:
    mixed = list(counts)
    shuffle.shuffle(mixed)
    assert dict(zip(counts, placings(counts), strict=True)) == dict(zip(mixed, placings(mixed), strict=True))


@given(COUNTS)
@settings(max_examples=25, deadline=None)
def test_a_larger_count_never_has_a_worse_interval(counts: list[int]) -> None:
    found = [placing for _, placing in sorted(zip(counts, placings(counts), strict=True), key=lambda pair: -pair[0])]
    assert [each.best for each in found] == sorted(each.best for each in found)
    assert [each.worst for each in found] == sorted(each.worst for each in found)


def test_many_equals_are_anywhere_among_themselves() -> None:
    found = placings([2] * 30)
    assert {(each.rank, each.best, each.worst) for each in found} == {(1, 1, 30)}


def test_a_count_below_nought_is_refused() -> None:
    with pytest.raises(NotACount):
        placings([3, -1])
