"""Each fault of an education service's row, whose rows may come, and the words that put a fault right."""

import pytest

from homeward.gateways.feeds.education.rules import admits, percent_missed, problems, reasons_in
from tests.factories.partners import Row, concern, suspension
from tests.feeds.partners import assert_told_well, checked

PERMANENT: Row = {"category": "PERM", "end_date": "", "sessions": ""}

# what it shows, the part, the cells, the rules that refuse it
FAULTS: list[tuple[str, str, Row, list[str]]] = [
    ("a whole suspension", "exclusions", {}, []),
    ("a permanent exclusion", "exclusions", PERMANENT, []),
    ("lunchtimes", "exclusions", {"category": "LNCH"}, []),
    ("ends before it starts", "exclusions", {"end_date": "30/11/2025"}, ["ends-before-it-starts"]),
    ("permanent, with a last day", "exclusions", PERMANENT | {"end_date": "05/12/2025"}, ["permanent-with-end"]),
    ("permanent, with sessions", "exclusions", PERMANENT | {"sessions": "4"}, ["permanent-with-end"]),
    ("longer than the law allows", "exclusions", {"sessions": "91"}, ["too-many-sessions"]),
    ("as long as it allows", "exclusions", {"sessions": "90"}, []),
    ("no reason", "exclusions", {"reason": ""}, ["no-reason"]),
    ("withdrawn without a reason", "exclusions", {"reason": "", "withdrawn": "1"}, []),
    ("a reason no longer listed", "exclusions", {"reason": "OT"}, ["not-in-force"]),
    ("a reason not yet listed", "exclusions",
     {"reason": "OW", "start_date": "02/03/2020", "end_date": "06/03/2020"}, ["not-in-force"]),
    ("three reasons", "exclusions", {"second_reason": "OW", "third_reason": "DA"}, []),
    ("a wrong pupil number", "exclusions", {"upn": "A123"}, ["upn-unreadable"]),
    ("a pupil number that says it is not known", "exclusions", {"upn": "UN3"}, []),
    ("a postcode that is none", "exclusions", {"postcode": "nowhere"}, ["postcode-unreadable"]),
    ("half a council's number", "exclusions", {"council": "Middleshire"}, ["half-a-council-number"]),
    ("born later", "exclusions", {"birth_date": "02/12/2025"}, ["born-later"]),
    ("a whole concern", "attendance", {}, []),
    ("no sessions where none are asked", "attendance",
     {"concern": "missing-education", "sessions_possible": "", "sessions_missed": ""}, []),
    ("the period ends before it starts", "attendance", {"period_end": "31/08/2025"}, ["ends-before-it-starts"]),
    ("ended, and not when", "attendance", {"ended": "1", "period_end": ""}, ["ended-without-day"]),
    ("half a share", "attendance", {"sessions_missed": "", "concern": "home-education"}, ["half-a-share"]),
    ("more missed than possible", "attendance", {"sessions_missed": "151"}, ["missed-more-than-possible"]),
    ("severe, without a share", "attendance",
     {"sessions_possible": "", "sessions_missed": ""}, ["band-without-share"]),
    ("severe, of less than half", "attendance", {"sessions_missed": "74"}, ["below-its-band"]),
    ("severe, of half", "attendance", {"sessions_missed": "75"}, []),
    ("persistent, of less than a tenth", "attendance",
     {"concern": "persistent", "sessions_missed": "14"}, ["below-its-band"]),
    ("persistent, of a tenth", "attendance", {"concern": "persistent", "sessions_missed": "15"}, []),
]  # fmt: skip
MADE = {"exclusions": suspension, "attendance": concern}


@pytest.mark.parametrize(("shows", "part", "cells", "rules"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_a_row_is_refused_for(shows: str, part: str, cells: Row, rules: list[str]) -> None:
    found = problems(checked("education", part, MADE[part](**cells)), None, {})
    assert [problem.rule for problem in found] == rules
    assert_told_well(found, cells)


@pytest.mark.parametrize(
    ("shows", "part", "cells", "comes"),
    [
        ("a pupil of whom nothing is wrong", "exclusions", {"category": ""}, False),
        ("a pupil who attends", "attendance", {"concern": ""}, False),
        ("eighteen on the day", "exclusions", {"birth_date": "01/12/2007"}, False),
        ("eighteen the day after", "exclusions", {"birth_date": "02/12/2007"}, True),
        ("of unknown age", "attendance", {"birth_date": ""}, True),
    ],
)  # fmt: skip
def test_whose_row_may_come(shows: str, part: str, cells: Row, comes: bool) -> None:
    assert admits(checked("education", part, MADE[part](**cells))) is comes


def test_a_reason_given_twice_counts_once() -> None:
    row = checked("education", "exclusions", suspension(second_reason="OW", third_reason="DA"))
    assert reasons_in(row.values) == ["DA", "OW"]


def test_no_share_of_no_sessions() -> None:
    assert percent_missed({"sessions_possible": 0, "sessions_missed": 0}) is None
