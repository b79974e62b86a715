"""What two records agree on, what it weighs, and the reason in words."""

import json
from datetime import date
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.methods.matching.evidence import in_words, independent_identifiers
from homeward.methods.matching.levels import BY_FIELD, COMPARISONS
from homeward.methods.matching.model import ModelUnreadable, frozen_text, read_model
from homeward.methods.matching.records import AGE, MONTH, YEAR, Traits, traits
from homeward.methods.matching.scorer import Scorer
from tests.rules.methods.matching.models import a_model, told

BORN = date(2010, 3, 4)


def level(field: str, one: Traits, other: Traits) -> str | None:
    assert BY_FIELD[field].compare(one, other) == BY_FIELD[field].compare(other, one)
    return BY_FIELD[field].compare(one, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Zoë", "O'Dell"), ("zoe", "ODell"), "exact"),
        (("Kate", "Smith"), ("Katherine", "Smith"), "other-form"),
        (("Jack", "Bexley-Shaw"), ("Jack", "Shaw"), "other-form"),
        (("Jack", "Smith", "Leo"), ("Leo", "Smith"), "middle-first"),
        (("Jack", "Oliver"), ("Oliver", "Jack"), "swapped"),
        (("Jessamy", "Hickling"), ("Jessamyn", "Hicklin"), "near"),
        (("Dwayne", "Hickling"), ("Duwayn", "Hickling"), "nearish"),
        (("Oliver", "Garner"), ("Oliver", "Patel"), "forename"),
        (("Oliver", "Garner"), ("Ollie", ""), "forename"),
        (("Oliver", "Garner"), ("Tegan", "Garner"), "surname"),
        (("", "Garner"), ("Tegan", "Garner"), "surname"),
        (("Oliver", "Garner"), ("Tegan", "Patel"), "else"),
        (("Oliver", ""), ("", "Patel"), None),
        (("", ""), ("Tegan", "Patel"), None),
    ],
)
def test_names(one: tuple[str, ...], other: tuple[str, ...], expected: str | None) -> None:
    def record(forename: str, surname: str, middle: str = "") -> Traits:
        return traits(forename=forename, surname=surname, middle_name=middle)

    assert level("names", record(*one), record(*other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (date(2010, 3, 4), date(2010, 3, 4), "exact"),
        (date(2010, 3, 4), date(2010, 4, 3), "swapped"),
        (date(2010, 3, 4), date(2010, 3, 14), "one-figure"),
        (date(2010, 3, 4), date(2010, 8, 4), "one-figure"),
        (date(2010, 3, 4), date(2020, 3, 4), "one-figure"),
        (date(2009, 3, 4), date(2010, 3, 4), "year-out"),
        (date(2010, 3, 4), date(2010, 3, 25), "month"),
        (date(2010, 1, 1), date(2010, 9, 30), "new-year"),
        (date(2010, 1, 1), date(2010, 1, 1), "new-year"),
        (date(2010, 1, 1), date(2011, 9, 30), "near-year"),
        (date(2010, 3, 4), date(2010, 11, 25), "near-year"),
        (date(2010, 3, 4), date(2013, 11, 25), "else"),
        (None, date(2013, 11, 25), None),
    ],
)
def test_birth_dates(one: date | None, other: date, expected: str | None) -> None:
    assert level("birth", traits(birth_date=one), traits(birth_date=other)) == expected


@pytest.mark.parametrize(
    ("vague", "other", "expected"),
    [
        ((date(2010, 3, 1), MONTH), (BORN, "day"), "as-far-as-known"),
        ((date(2010, 5, 1), MONTH), (BORN, "day"), "else"),
        ((date(2010, 1, 1), YEAR), (BORN, "day"), "as-far-as-known"),
        ((date(2011, 1, 1), YEAR), (BORN, "day"), "else"),
        ((date(2011, 1, 1), AGE), (BORN, "day"), "as-far-as-known"),
        ((date(2012, 1, 1), AGE), (BORN, "day"), "else"),
        ((date(2011, 1, 1), AGE), (date(2010, 3, 1), MONTH), "as-far-as-known"),
    ],
)
def test_birth_dates_known_in_part(vague: tuple[date, str], other: tuple[date, str], expected: str) -> None:
    one, two = (traits(birth_date=day, birth_precision=precision) for day, precision in (vague, other))
    assert level("birth", one, two) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("ZZ1 1AA", "exact"),
        ("ZZ1 1AB", "sector"),
        ("ZZ1 2AA", "district"),
        ("ZZ2 1AA", "area"),
        ("AB1 1AA", "else"),
        ("", None),
    ],
)
def test_postcodes(other: str, expected: str | None) -> None:
    assert level("postcode", traits(postcode="ZZ1 1AA"), traits(postcode=other)) == expected


def test_the_other_fields() -> None:
    assert level("middle_name", traits(middle_name="Jane"), traits(middle_name="J")) == "initial"
    assert level("middle_name", traits(middle_name="Jane"), traits(middle_name="Kay")) == "else"
    assert level("sex", traits(sex="F"), traits(sex="M")) == "else"
    assert level("sex", traits(sex="F"), traits(sex="U")) is None
    assert level("nhs", traits(nhs="9990000018"), traits(nhs="999 000 0018")) == "exact"


def test_the_weight_is_the_prior_and_each_level_and_what_rarity_adds() -> None:
    model = a_model()
    one = traits(forename="Siobhán", surname="Patel", birth_date=BORN, sex="F")
    score = Scorer(model).score(one, traits(forename="siobhan", surname="patel", birth_date=BORN, sex="M"))
    weights = model.weights
    rarity = log2(weights["names"]["exact"].u) - log2(0.001 * 0.004)
    parts = {each.field: (each.level, each.bits, each.rarity) for each in score.fields}
    assert parts == {
        "names": ("exact", weights["names"]["exact"].bits, pytest.approx(rarity)),
        "birth": ("exact", weights["birth"]["exact"].bits, 0.0),
        "sex": ("else", weights["sex"]["else"].bits, 0.0),
    }
    assert score.total == pytest.approx(model.prior_bits + sum(each.total for each in score.fields))


def test_a_rare_name_adds_more_than_a_common_one_but_not_without_end() -> None:
    scorer = Scorer(a_model())

    def bits(forename: str, surname: str) -> float:
        return scorer.bits(traits(forename=forename, surname=surname), traits(forename=forename, surname=surname))

    assert bits("Oliver", "Smith") < bits("Siobhan", "Smith") < bits("Siobhan", "Patel") < bits("Zuza", "Quested")
    usual = log2(a_model().weights["names"]["exact"].u)
    floored = Scorer(a_model(rarest={"forename": 0.5, "surname": 0.5, "full_name": 0.5}))
    rare = traits(forename="Zuza", surname="Quested")
    assert floored.score(rare, rare).fields[0].rarity == pytest.approx(usual - log2(0.5))


NAMED = st.sampled_from(["", "Oliver", "Ollie", "Siobhán", "Shivon", "Smith", "Smyth", "Mary-Jane", "Mohammed Ali"])
RECORDS = st.builds(
    traits,
    forename=NAMED,
    surname=NAMED,
    middle_name=NAMED,
    birth_date=st.one_of(st.none(), st.dates(date(2008, 1, 1), date(2011, 12, 31))),
    birth_precision=st.sampled_from(["day", "day", "month", "year", "age"]),
    sex=st.sampled_from("FMU"),
    postcode=st.sampled_from(["", "ZZ1 1AA", "ZZ1 1AB", "ZZ2 1AA"]),
    nhs=st.sampled_from(["", "9990000018", "9990000026"]),
)


@given(RECORDS, RECORDS)
def test_the_total_is_the_same_both_ways_and_both_times(one: Traits, other: Traits) -> None:
    scorer = Scorer(a_model())
    assert scorer.bits(one, other) == pytest.approx(scorer.score(other, one).total)
    assert all(
        each.level in {level.code for level in BY_FIELD[each.field].levels} for each in scorer.score(one, other).fields
    )


@pytest.mark.parametrize(
    ("levels", "count"),
    [
        ({"names": "exact", "birth": "exact"}, 1),
        ({"names": "exact", "birth": "exact", "postcode": "exact"}, 2),
        ({"names": "surname", "birth": "exact", "postcode": "exact"}, 1),
        ({"names": "exact", "birth": "month", "nhs": "exact", "upn": "exact"}, 2),
        ({"names": "near", "birth": "swapped", "nhs": "exact", "upn": "else"}, 2),
        ({"birth": "exact", "upn": "exact"}, 2),
        ({"birth": "swapped", "upn": "exact"}, 1),
        ({"birth": "exact", "upn": "else"}, 0),
        ({"names": "else", "birth": "exact", "upn": "exact"}, 1),
        ({"birth": "exact", "postcode": "exact"}, 1),
        ({"names": "surname", "birth": "else", "postcode": "exact", "nhs": "exact"}, 1),
        ({"names": "else", "birth": "near-year", "postcode": "exact", "upn": "exact"}, 1),
        ({"names": "surname", "birth": "exact", "postcode": "exact", "nhs": "exact"}, 2),
        ({"names": "exact", "birth": "else", "postcode": "exact", "nhs": "exact"}, 2),
        ({"names": "surname", "postcode": "exact", "nhs": "exact"}, 2),
        ({"names": "surname", "birth": "else", "postcode": "exact", "nhs": "exact", "upn": "exact"}, 2),
        ({}, 0),
    ],
)
def test_name_and_birth_date_are_one_identifier(levels: dict[str, str], count: int) -> None:
    assert independent_identifiers(levels) == count


def test_the_reason_in_words() -> None:
    one = traits(forename="Ben", surname="Allsop", birth_date=BORN, sex="M")
    scorer = Scorer(a_model())
    other = traits(forename="Ben", surname="Allsop", birth_date=BORN, sex="F")
    assert in_words(scorer.score(one, other)) == (
        "The same forename and surname and the same date of birth; but recorded as different sexes."
    )
    assert in_words(scorer.score(one, traits(nhs="9"))) == "Nothing that both records hold can be compared."


def test_a_model_reads_back_as_it_was_frozen() -> None:
    text = frozen_text(told())
    assert read_model(text).version == "test-1" and len(json.loads(text)["sha256"]) == 64


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "[]",
        "{}",
        frozen_text(told()).replace('"prior": 0.0001', '"prior": 0.0002'),
        frozen_text(told(prior=1.5)),
        frozen_text(told(weights={})),
        frozen_text(told(weights={each.field: {"exact": {"m": 0.5, "u": 0.1}} for each in COMPARISONS})),
        frozen_text(told(frequencies={"forename": {"floor": 0.1, "values": {}}})),
        frozen_text(told(frequencies=dict.fromkeys(["forename", "surname"], {"floor": 0.1, "values": {"a": 0}}))),
        frozen_text(told(thresholds={"join": 20.0})),
    ],
)
def test_a_model_that_is_not_whole_is_refused(spoilt: str) -> None:
    with pytest.raises(ModelUnreadable):
        read_model(spoilt)
