"""What it says of two records that both agencies tell of absences that began on the same days: the rule in a table."""

from datetime import date, timedelta

import pytest

from homeward.methods.matching.occasions import DAYS, LEAST, MOST, bits_of_days, is_identifier, may_be_borne_out

FIRST = date(2025, 3, 3)


def days(*numbers: int) -> set[date]:
    return {FIRST + timedelta(days=number) for number in numbers}


# what it shows, the days that the one tells of, those of the other, the bits, whether it is an identifier
SHARED = [
    ("one day each, and it is the same", days(0), days(0), 8.51, True),
    ("one day each, a day apart", days(0), days(1), 0.0, False),
    ("nobody tells of any", days(), days(), 0.0, False),
    ("one of two days is one of two", days(0, 9), days(0, 40), 6.51, True),
    ("one of three days is one of three: chance would give that too", days(0, 9, 20), days(0, 40, 60), 5.34, False),
    ("two of three days are two of three", days(0, 9, 20), days(0, 9, 60), MOST, True),
    ("one of thirty is one of thirty", days(*range(30)), days(*range(29, 59)), 0.0, False),
    ("thirty of thirty: no more than the most", days(*range(30)), days(*range(30)), MOST, True),
]


@pytest.mark.parametrize(("case", "one", "other", "bits", "tells"), SHARED, ids=[row[0] for row in SHARED])
def test_what_days_that_are_shared_say(case, one, other, bits, tells) -> None:  # type: ignore[no-untyped-def]
    assert bits_of_days(one, other) == pytest.approx(bits, abs=0.01)
    assert bits_of_days(other, one) == bits_of_days(one, other)
    assert is_identifier(bits_of_days(one, other)) is tells


# what it shows, how far names agree, whether the forename is one, how far birth dates do, whether days may count
BESIDE = [
    ("one name and one birth date", "exact", True, "exact", True),
    ("a nickname", "other-form", False, "exact", True),
    ("names the other way round", "swapped", False, "exact", True),
    ("a surname nearly the same", "near", True, "exact", True),
    ("a forename nearly the same: twins may be called so, and go missing together", "near", False, "exact", False),
    ("a forename alike, and another birth date: not twins", "nearish", False, "one-figure", True),
    ("the surname alone", "surname", False, "exact", False),
    ("a birth date in one figure other", "exact", True, "one-figure", True),
    ("another birth date", "exact", True, "else", False),
    ("a birth date that is only an age", "exact", True, "as-far-as-known", False),
    ("no birth date", "exact", True, None, False),
]


@pytest.mark.parametrize(("case", "names", "forename", "birth", "may"), BESIDE, ids=[row[0] for row in BESIDE])
def test_beside_what_days_may_stand(case, names, forename, birth, may) -> None:  # type: ignore[no-untyped-def]
    levels = {"names": names, **({"birth": birth} if birth else {})}
    assert may_be_borne_out(levels, one_forename=forename) is may


def test_two_strangers_share_a_day_as_seldom_as_is_said() -> None:
    """Of two strangers with four days each, no more share one by chance than the bits say."""
    share = 1 - (1 - 4 / DAYS) ** 4
    assert share <= 2.0 ** -bits_of_days(days(0, 1, 2, 3), days(0, 100, 101, 102))
    assert LEAST < MOST
