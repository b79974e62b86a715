"""A crowd is the same for one seed, holds nobody real, and goes wrong about as often as it says."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from homeward.county.chance import Stream
from homeward.county.crowd import Child, Record, children, errors, records
from homeward.county.crowd.names import BOYS, GIRLS, ORIGINS, SURNAMES, place_of, rare_surnames
from homeward.foundation.identifiers import nhs_number, postcode, upn

UNTIL = date(2026, 3, 2)


@pytest.fixture(scope="module")
def crowd() -> list[Child]:
    return list(children(2500, seed=3, until=UNTIL))


@pytest.fixture(scope="module")
def written(crowd: list[Child]) -> list[Record]:
    return list(records(crowd, seed=3))


def test_one_seed_gives_one_crowd_and_another_gives_another() -> None:
    first = list(records(children(60, seed=3, until=UNTIL), seed=3))
    assert first == list(records(children(60, seed=3, until=UNTIL), seed=3))
    assert first != list(records(children(60, seed=4, until=UNTIL), seed=4))


def test_a_larger_crowd_begins_as_a_smaller_one_does(crowd: list[Child]) -> None:
    smaller = list(children(100, seed=3, until=UNTIL))
    assert crowd[: len(smaller)] == smaller


def test_every_number_belongs_to_nobody_and_to_one_child(crowd: list[Child]) -> None:
    assert all(nhs_number.normalise(child.nhs, synthetic=True).is_invented for child in crowd)
    assert all(upn.normalise(child.upn, synthetic=True).is_invented for child in crowd)
    assert all(postcode.normalise(home, synthetic=True).is_invented for child in crowd for home in child.homes)
    assert len({child.nhs for child in crowd}) == len({child.upn for child in crowd}) == len(crowd)


def test_families_share_a_home_and_twins_a_birth_date_and_no_forename(crowd: list[Child]) -> None:
    families = defaultdict(list)
    for child in crowd:
        families[child.family].append(child)
    for its in families.values():
        assert len({child.homes for child in its}) == 1
        assert len({child.forename for child in its}) == len(its)
        twins = [child for child in its if child.twin]
        assert len(twins) in (0, 2) and len({child.born for child in twins}) <= 1
    assert any(child.twin for child in crowd)


def test_mistakes_are_about_as_common_as_they_say(crowd: list[Child], written: list[Record]) -> None:
    agencies = Counter(record.agency for record in written)
    assert set(agencies) == {
        "education", "health", "social-care", "police", "custody", "youth-justice", "intelligence",
    }  # fmt: skip
    assert 4.0 < len(written) / len(crowd) < 6.5
    born = {child.number: child.born for child in crowd}
    school = [record for record in written if record.agency == "education" and record.birth_date]
    wrong = sum(record.birth_date != born[record.child] for record in school) / len(school)
    assert 0.01 < wrong < 0.04
    heard = [record for record in written if record.agency == "intelligence"]
    assert 0.15 < sum(not record.surname for record in heard) / len(heard) < 0.35
    assert all(record.forename for record in written)


def test_each_kind_of_slip_changes_a_name_and_leaves_its_first_letter() -> None:
    draw = Stream(1, "slips")
    slips = {errors.slipped("Garner", draw) for _ in range(300)}
    assert len(slips) > 50 and all(name[0] == "G" for name in slips)
    assert {len(name) for name in slips} == {5, 6, 7}
    assert errors.slipped("Al", draw) == "Al" and errors.heard("Phoebe", draw) != ""
    assert errors.other_form("Katherine", draw) != "Katherine" and errors.other_form("Quested", draw) == "Quested"


def test_every_origin_has_names_commonest_first() -> None:
    assert set(BOYS) == set(GIRLS) == set(SURNAMES) == set(ORIGINS)
    assert all(len(set(names)) == len(names) for lists in (BOYS, GIRLS, SURNAMES) for names in lists.values())
    assert abs(sum(ORIGINS.values()) - 1) < 1e-9 and len(rare_surnames()) > 1500
    draw = Stream(1, "names")
    found = Counter(place_of(draw.unit(), BOYS["british"]) for _ in range(4000))
    assert found["Oliver"] > found["Tobias"] and place_of(0.999999, ("A", "B")) == "B"
