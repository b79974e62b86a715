"""Which powers against whoever exploits fit what is known, and that none is aimed at a child."""

import pytest

from homeward.practice.safety.rules import fitting
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import MeasureEntry

MEASURES = [each for each in load_whole("disruption_measures").entries if isinstance(each, MeasureEntry)]
FITS = [
    ("child-abduction-warning", "adult-known contact-unwanted child-under-16", True, "a known adult and a child of 15"),
    ("child-abduction-warning", "adult-known contact-unwanted child-in-care", True, "and a child of 17 in care"),
    ("child-abduction-warning", "adult-known contact-unwanted", False, "a child of 17 at home"),
    ("child-abduction-warning", "contact-unwanted child-under-16", False, "nobody is known"),
    ("telecoms-order", "phone-known", True, "a number of a drugs line"),
    ("telecoms-order", "adult-known", False, "an adult and no number"),
    ("closure", "premises-known cuckooing", True, "a home that was taken over"),
    ("closure", "premises-known premises-disorder", True, "premises with disorder"),
    ("closure", "premises-known", False, "premises and nothing else"),
    ("gang-injunction", "group-of-three adult-known", True, "three who act together"),
    ("hotel-notice", "hotel", False, "a hotel and no such risk"),
    ("hotel-notice", "hotel sexual-risk", True, "a hotel and such a risk"),
]


@pytest.mark.parametrize(("code", "facts", "fits", "because"), FITS, ids=[f"{row[0]}: {row[3]}" for row in FITS])
def test_whether_it_fits(code: str, facts: str, fits: bool, because: str) -> None:
    (found,) = [each for each in fitting(MEASURES, facts.split()) if each.measure.code == code]
    assert found.fits is fits and bool(found.lacking) is not fits


def test_those_that_fit_stand_first() -> None:
    found = fitting(MEASURES, ["phone-known", "premises-known", "cuckooing"])
    assert [each.fits for each in found] == sorted((each.fits for each in found), reverse=True)


def test_none_is_aimed_at_a_child_and_each_rests_on_facts_of_the_list() -> None:
    known = set(load_whole("disruption_facts").codes)
    for each in MEASURES:
        assert each.aimed_at in ("adult", "place", "phone", "group", "vehicle")
        assert {*each.needs, *each.any_of} <= known and each.held_by and each.statute
