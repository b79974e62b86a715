"""Which factors of the census the record suggests, and when a handover before eighteen is due (¶22)."""

from datetime import date

import pytest

from homeward.practice.cases.rules.afterwards import BY_SIGN, Facts, expected, suggested, transition_stands
from homeward.vocabulary.loader import load_whole

SUGGESTED = [
    # forms that the case names, absences in a year, a national referral was sent, the factors
    ((), 0, False, []),
    ((), 1, False, ["10A"]),
    (("sexual",), 0, False, ["11A"]),
    (("trafficking",), 0, False, ["12A"]),
    ((), 0, True, ["12A"]),
    (("gangs",), 0, False, ["13A"]),
    (("criminal",), 0, False, ["24A"]),
    (("county-lines",), 0, False, ["24A"]),
    (("online",), 0, False, []),
    (("not-known",), 0, False, []),
    (("county-lines", "sexual"), 3, True, ["10A", "11A", "12A", "24A"]),
]


@pytest.mark.parametrize(("forms", "absences", "referred", "codes"), SUGGESTED)
def test_which_factors_the_record_suggests(forms, absences, referred, codes) -> None:
    assert list(suggested(Facts(frozenset(forms), absences, referred))) == codes


NOTICED = [
    # what was noticed, the factors
    ("missing-overnight", ["10A"]),
    ("images-shared", ["11A"]),
    ("not-free-to-leave", ["12A"]),
    ("linked-to-group", ["13A"]),
    ("in-cuckooed-home", ["24A"]),
    ("out-late", []),
    ("missing-from-school", []),
    ("unexplained-money", []),
]


@pytest.mark.parametrize(("sign", "codes"), NOTICED)
def test_what_was_noticed_suggests_a_factor_where_it_is_the_thing_itself(sign, codes) -> None:
    assert list(suggested(Facts(signs=frozenset({sign})))) == codes


def test_every_sign_that_suggests_a_factor_is_in_the_catalogue() -> None:
    assert set(BY_SIGN) <= set(load_whole("exploitation_indicators").codes)


def test_what_is_refused_is_not_expected_and_what_is_accepted_is() -> None:
    facts = Facts(frozenset({"criminal"}), 2)
    assert expected(facts, {}) == {"10A", "24A"}
    assert expected(facts, {"10A": False}) == {"24A"}
    assert expected(facts, {"11A": True}) == {"10A", "11A", "24A"}


BORN = date(2008, 9, 1)
STANDS = [
    # born, steps, today, how it stands
    (BORN, [], date(2026, 3, 2), "early"),
    (BORN, [], date(2026, 3, 4), "early"),
    (BORN, [], date(2026, 3, 5), "plan"),
    (BORN, ["planned"], date(2026, 3, 5), "handover"),
    (BORN, ["planned", "offered", "refused"], date(2026, 8, 31), "handover"),
    (BORN, ["planned", "accepted"], date(2026, 8, 31), "accepted"),
    (BORN, ["planned"], date(2026, 9, 1), "late"),
    (BORN, ["accepted"], date(2026, 10, 1), "accepted"),
    (date(2008, 2, 29), [], date(2026, 2, 28), "plan"),
    (date(2008, 2, 29), [], date(2026, 3, 1), "late"),
    (None, [], date(2026, 3, 2), "not-known"),
]


@pytest.mark.parametrize(("born", "steps", "today", "stands"), STANDS)
def test_when_a_handover_before_eighteen_is_due(born, steps, today, stands) -> None:
    assert transition_stands(born, steps, today=today, days_before=180) == stands
