"""What the shipped model may not do: join on a name and birth date, join twins, let one mistake outweigh the rest."""

from datetime import date
from itertools import product

import pytest

from homeward.methods.matching.clustering import Edge, Parameters, Problem
from homeward.methods.matching.clustering.following import may_join
from homeward.methods.matching.evidence import agreeing_numbers, independent_identifiers
from homeward.methods.matching.levels import COMPARISONS, ELSE, EXACT
from homeward.methods.matching.records import Traits, traits
from homeward.methods.matching.shipped import shipped_model, shipped_scorer
from homeward.methods.matching.twins import are_two_generations, may_be_twins

BORN = date(2010, 3, 4)
FORENAMES = ("Oliver", "Siobhán", "Mohammed", "Zuzanna", "Callum", "Temitope", "Ionut", "Ayse", "Kieran", "Wilfreda")
SURNAMES = ("Smith", "Khan", "Nowak", "Quested", "Adeyemi", "Popa", "Yilmaz", "Wainfleet", "O'Brien", "Patel")


def edge(one: Traits, other: Traits) -> Edge:
    score = shipped_scorer().score(one, other)
    return Edge(
        1,
        2,
        score.total,
        identifiers=independent_identifiers(score.levels),
        verified=bool(agreeing_numbers(score.levels)),
        ask=may_be_twins(one, other) or are_two_generations(one, other),
    )


def joins(one: Traits, other: Traits) -> bool:
    return may_join(edge(one, other), Problem((), parameters=Parameters()))


def test_the_caps_are_in_the_model() -> None:
    model = shipped_model()
    assert model.weights["sex"][ELSE].bits >= -5.01
    for field in ("upn", "nhs", "pnc"):
        assert -10.01 <= model.weights[field][ELSE].bits < 0 < 10 < model.weights[field][EXACT].bits <= 20.01


def test_disagreement_never_weighs_more_than_agreement() -> None:
    for comparison in COMPARISONS:
        bits = {level.code: shipped_model().weights[comparison.field][level.code].bits for level in comparison.levels}
        assert bits[ELSE] == min(bits.values()) < 0
        assert bits[EXACT] == max(bits.values()) or comparison.field == "names"


def test_the_thresholds_are_those_that_clustering_starts_from() -> None:
    told, start = shipped_model().thresholds, Parameters()
    assert (told.join, told.join_with_identifier, told.possible, told.hysteresis) == (
        start.join, start.join_with_identifier, start.possible, start.hysteresis,
    )  # fmt: skip


@pytest.mark.parametrize(("forename", "surname"), list(product(FORENAMES, SURNAMES)))
def test_no_name_however_rare_joins_with_a_birth_date_alone(forename: str, surname: str) -> None:
    one = traits(forename=forename, surname=surname, birth_date=BORN, sex="F")
    assert edge(one, one).bits < 20 and not joins(one, one)


def test_of_a_thousand_pairs_that_look_alike_none_is_joined_without_two_identifiers_or_though_they_are_twins() -> None:
    looked_alike = 0
    for (at, forename), surname in product(enumerate(FORENAMES), SURNAMES):
        home = {"surname": surname, "birth_date": BORN, "postcode": "ZZ1 1AA"}
        child = traits(forename=forename, sex="F", **home)
        others = [traits(forename=name, sex="F", **home) for name in FORENAMES if name != forename]
        namesake = traits(forename=forename, surname=surname, birth_date=BORN, postcode="ZZ7 7AA")
        father = traits(forename=forename, surname=surname, birth_date=date(1982, 3, 4), postcode="ZZ1 1AA")
        for other in (*others, namesake, father):
            looked_alike += 1
            assert not joins(child, other), (at, surname)
    assert looked_alike > 1000


@pytest.mark.parametrize(
    "other",
    [
        {"forename": "Shivaun", "nhs": "9990000018"},
        {"forename": "Siobhan", "surname": "ONeil", "postcode": "ZZ1 1AA"},
        {"forename": "Siobhan", "surname": "ONeil", "upn": "A1"},
    ],
)
def test_one_child_with_two_identifiers_is_joined(other: dict[str, str]) -> None:
    whole = {
        "forename": "Siobhán", "surname": "O'Neil", "birth_date": BORN, "sex": "F", "postcode": "ZZ1 1AA",
        "upn": "A1", "nhs": "9990000018",
    }  # fmt: skip
    assert joins(traits(**whole), traits(**{"surname": "O'Neil", "birth_date": BORN, **other}))
