"""Of the profiles that a search meets, those are read for whom the ways they were met by speak most."""

from homeward.register.linkage.rules import Kind, most_likely

BORN, STARTS, BOTH = 1 << Kind.BORN, 1 << Kind.STARTS, 1 << Kind.BORN | 1 << Kind.STARTS


def test_few_are_all_taken() -> None:
    taken, left_out = most_likely({3: STARTS, 1: BOTH}, 2)
    assert taken == {1: {Kind.BORN, Kind.STARTS}, 3: {Kind.STARTS}}
    assert not left_out


def test_of_many_those_met_by_the_most_telling_ways_are_taken() -> None:
    taken, left_out = most_likely({1: STARTS, 2: BORN, 3: BOTH, 4: STARTS}, 2)
    assert list(taken) == [3, 2]
    assert not left_out


def test_it_is_said_when_one_as_likely_is_left_out_and_equals_are_ordered_by_the_profile() -> None:
    taken, left_out = most_likely({9: BORN, 4: BORN, 7: BORN}, 2)
    assert list(taken) == [4, 7]
    assert left_out
