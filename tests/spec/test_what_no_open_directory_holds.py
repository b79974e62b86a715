"""What is taken for a refuge in a public file, and what gives a confidential service away."""

import pytest

from homeward.practice.pathway.rules import gives_away, speaks_of_safe_place, squeezed

SAYS = [
    ({"name": "Ashmarket Refuge"}, True, "called so"),
    ({"name": "Rooms", "description": "Two safe-houses for women."}, True, "says so of itself"),
    ({"name": "Rooms", "description": "At a confidential address."}, True, "says that where it is is secret"),
    ({"name": "Refugee Welcome"}, False, "a refugee is not a refuge"),
    ({"name": "Safe Routes to School"}, False, "safe is no word of its own"),
    ({"name": "Advice", "eligibility_description": "Anybody in a refuge."}, False, "who may use it is not what it is"),
]


@pytest.mark.parametrize(("content", "refused", "because"), SAYS, ids=[row[2] for row in SAYS])
def test_what_is_refused(content: dict[str, str], refused: bool, because: str) -> None:
    assert speaks_of_safe_place(content) is refused


MARKS = {squeezed(each) for each in ("Wheatear House", "07700 900777", "ZZ17 9ZZ", "4 Bramble Lane")}
GIVES = [
    ({"a": [{"b": "Ring +44 (7700) 900-777"}]}, True, "its number, as the country writes it"),
    ({"a": "zz179zz"}, True, "its postcode without a space"),
    ({"a": "4, Bramble Lane, Ashmarket"}, True, "its address"),
    ({"a": "WHEATEAR HOUSE"}, True, "its name"),
    ({"a": "14 Bramble Lanes"}, True, "an address that ends alike: a person looks, and nothing is told meanwhile"),
    ({"a": "07700 900776"}, False, "the number before it"),
    ({"a": "ZZ17", "b": "9ZZ"}, False, "its postcode in two fields of one thing"),
    ({}, False, "nothing at all"),
]


@pytest.mark.parametrize(("content", "gives", "because"), GIVES, ids=[row[2] for row in GIVES])
def test_what_gives_it_away(content: dict[str, object], gives: bool, because: str) -> None:
    assert gives_away(content, MARKS) is gives


def test_a_mark_of_a_letter_or_two_gives_nothing_away() -> None:
    assert not gives_away({"a": "1 a day"}, {"1", "a", "day"})
