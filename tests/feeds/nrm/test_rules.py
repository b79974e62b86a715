"""Each fault of a referral, whose may come, and the limits by the day on which each held."""

import pytest

from homeward.gateways.feeds.nrm.rules import admits, days_over, kinds_in, problems
from tests.factories.partners import Row, nrm
from tests.feeds.partners import assert_told_well, checked

NOT_YET: Row = {"conclusive_grounds": "", "conclusive_grounds_on": ""}
UNDECIDED: Row = NOT_YET | {"reasonable_grounds": "", "reasonable_grounds_on": ""}
IN_2022: Row = {"referred_on": "01/08/2022", "reasonable_grounds_on": "05/08/2022"}

# what it shows, the cells, the rules that refuse it
FAULTS: list[tuple[str, Row, list[str]]] = [
    ("a whole row", {}, []),
    ("nothing decided yet", UNDECIDED, []),
    ("a kind nobody knows", {"exploitation": "criminal;xyz"}, ["unknown-kind"]),
    ("a kind, and none known", {"exploitation": "criminal;not-known"}, ["known-and-not-known"]),
    ("a decision without its day", NOT_YET | {"reasonable_grounds_on": ""}, ["half-a-decision"]),
    ("a day without its decision", NOT_YET | {"reasonable_grounds": ""}, ["half-a-decision"]),
    ("decided before the referral", NOT_YET | {"reasonable_grounds_on": "01/08/2025"}, ["decided-before-referral"]),
    ("later than the guidance hopes", {"reasonable_grounds_on": "01/10/2025"}, []),
    ("conclusive after a negative decision", {"reasonable_grounds": "negative"}, ["conclusive-without-reasonable"]),
    ("conclusive before reasonable", {"conclusive_grounds_on": "07/08/2025"}, ["conclusive-before-reasonable"]),
    ("within the thirty days", {"conclusive_grounds_on": "06/09/2025"}, ["conclusive-too-soon"]),
    ("on the thirtieth day", {"conclusive_grounds_on": "07/09/2025"}, []),
    ("within the forty-five days of 2022", IN_2022 | {"conclusive_grounds_on": "18/09/2022"}, ["conclusive-too-soon"]),
    ("on the forty-fifth day of 2022", IN_2022 | {"conclusive_grounds_on": "19/09/2022"}, []),
    ("a local panel at one meeting", {"decided_by": "local-panel", "conclusive_grounds_on": "08/08/2025"}, []),
    ("withdrawn within the thirty days",
     {"conclusive_grounds": "withdrawn", "conclusive_grounds_on": "20/08/2025"}, []),
    ("half a council's number", {"council": "Middleshire"}, ["half-a-council-number"]),
    ("born later", {"birth_date": "05/08/2025"}, ["born-later"]),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "cells", "rules"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_a_row_is_refused_for(shows: str, cells: Row, rules: list[str]) -> None:
    found = problems(checked("nrm", "referrals", nrm(**cells)), None, {})
    assert [problem.rule for problem in found] == rules
    assert_told_well(found, cells)


@pytest.mark.parametrize(
    ("shows", "cells", "comes"),
    [
        ("seventeen when referred", {"birth_date": "05/08/2007", "exploited_under_18": "no"}, True),
        ("eighteen when referred", {"birth_date": "04/08/2007", "exploited_under_18": "no"}, False),
        ("nineteen, and exploited as a child", {"birth_date": "04/08/2006"}, True),
        ("nineteen, and nobody knows", {"birth_date": "04/08/2006", "exploited_under_18": "not-known"}, False),
        ("of unknown age", {"birth_date": "", "exploited_under_18": ""}, True),
    ],
)
def test_whose_row_may_come(shows: str, cells: Row, comes: bool) -> None:
    assert admits(checked("nrm", "referrals", nrm(**cells))) is comes


@pytest.mark.parametrize(
    ("shows", "cells", "over"),
    [
        ("on the fifth working day", {"reasonable_grounds_on": "11/08/2025"}, 0),
        ("on the sixth", {"reasonable_grounds_on": "12/08/2025"}, 1),
        ("after a bank holiday", {"reasonable_grounds_on": "26/08/2025"}, 10),
        ("not yet", UNDECIDED, 0),
        ("by a local panel", {"decided_by": "local-panel", "reasonable_grounds_on": "12/09/2025"}, 0),
    ],
)
def test_how_much_later_than_hoped(shows: str, cells: Row, over: int) -> None:
    assert days_over(checked("nrm", "referrals", nrm(**cells)).values) == over


def test_county_lines_is_criminal_exploitation() -> None:
    assert kinds_in({"exploitation": "County-Lines; sexual"}) == ["criminal", "county-lines", "sexual"]
    assert kinds_in({"exploitation": "criminal;county-lines"}) == ["criminal", "county-lines"]
