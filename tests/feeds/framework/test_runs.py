"""Rows of a delivery kept as runs: what was added is in them, and nothing else, in as few numbers as can be."""

from hypothesis import given
from hypothesis import strategies as st

from homeward.gateways.feeds.runs import Runs


@given(st.sets(st.integers(2, 200)))
def test_what_was_added_is_in_them_and_nothing_else(numbers: set[int]) -> None:
    runs = Runs()
    for number in sorted(numbers):
        runs.add(number)
        runs.add(number)
    kept = Runs.of(runs.pairs)
    assert {number for number in range(250) if number in kept} == numbers


def test_a_million_that_follow_one_another_are_two_numbers() -> None:
    runs = Runs()
    for number in range(2, 1_000_002):
        runs.add(number)
    assert runs.pairs == [[2, 1_000_001]]
