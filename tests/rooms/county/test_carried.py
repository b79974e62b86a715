"""What the files carry, counted from rows: who is one child by shared numbers, and which rows are one absence."""

from datetime import date

import pytest

from homeward.county.carried import COUNCIL, POLICE, Carried

CELL = {"sex": "M", "age_band": "12-15", "children": 1, "episodes": 1}


@pytest.fixture
def carried() -> Carried:
    return Carried(date(2026, 3, 2))


def police(incident: str, person: str = "SYN1", local: str = "", **also: str) -> dict[str, str]:
    row = {"incident_reference": incident, "person_reference": person, "council_local_id": local, "sex": "M"}
    told = {"birth_date": "01/02/2012", "last_seen_at": "05/01/2026 21:00", "category": "missing"}
    return row | told | also


def quarter(carried: Carried, code: str = "2026-Q1") -> tuple[int, int]:
    found = carried.counted()["quarters"].get(code, {"children": 0, "episodes": 0})
    return found["children"], found["episodes"]


def test_two_sources_of_one_absence_are_one_where_a_row_holds_both_numbers(carried: Carried) -> None:
    carried.return_row(("MS1", "01/02/2012", "M", "05/01/2026", ""), "one")
    carried.police_row(police("a", local="MS1"), "one")
    assert quarter(carried) == (1, 1)


def test_without_a_shared_number_they_are_two_children(carried: Carried) -> None:
    carried.return_row(("MS1", "01/02/2012", "M", "05/01/2026", ""), "one")
    carried.police_row(police("a"), "one")
    assert quarter(carried) == (2, 2)


def test_a_number_told_by_one_row_joins_all_rows_of_that_person(carried: Carried) -> None:
    carried.police_row(police("a"), "one")
    carried.police_row(police("b", local="MS1", last_seen_at="09/01/2026 21:00"), "two")
    carried.return_row(("MS1", "01/02/2012", "M", "05/01/2026", ""), "one")
    assert quarter(carried) == (1, 2)


def test_an_absence_told_twice_is_one_and_begins_on_the_earliest_day(carried: Carried) -> None:
    carried.police_row(police("a", local="MS1", last_seen_at="31/12/2025 23:00"), "one")
    carried.return_row(("MS1", "01/02/2012", "M", "01/01/2026", ""), "one")
    assert (quarter(carried), quarter(carried, "2025-Q4")) == ((0, 0), (1, 1))


def test_a_row_sent_again_is_what_it_says_last(carried: Carried) -> None:
    carried.police_row(police("a"), "one")
    carried.police_row(police("a", category="absent"), "one")
    assert quarter(carried) == (0, 0)


def test_absent_is_not_missing_but_missing_to_anybody_is(carried: Carried) -> None:
    carried.police_row(police("a", category="absent"), "one")
    assert quarter(carried) == (0, 0)
    carried.police_row(police("b"), "one")
    assert quarter(carried) == (1, 1)


def test_an_adult_is_not_taken(carried: Carried) -> None:
    carried.police_row(police("a", birth_date="05/01/2008"), "one")
    carried.police_row(police("b", "SYN2", birth_date="06/01/2008"), "two")
    carried.police_row(police("c", "SYN3", birth_date=""), "three")
    assert quarter(carried) == (2, 2)


def test_the_councils_word_on_birth_and_sex_comes_before_the_polices(carried: Carried) -> None:
    carried.police_row(police("a", local="MS1", sex="F", birth_date="02/01/2010"), "one")
    carried.who((COUNCIL, "MS1"), date(2012, 2, 1), "M")
    assert carried.counted()["quarters"]["2026-Q1"]["cells"] == [CELL]


def test_a_sex_the_council_does_not_know_is_the_polices(carried: Carried) -> None:
    carried.who((COUNCIL, "MS1"), date(2012, 2, 1), "U")
    carried.police_row(police("a", local="MS1"), "one")
    assert carried.counted()["quarters"]["2026-Q1"]["cells"] == [CELL]


def test_a_child_stands_where_the_quarters_first_episode_began(carried: Carried) -> None:
    carried.who((POLICE, "SYN1"), date(2010, 1, 7), "M")
    for incident, seen in (("a", "20/01/2026 20:00"), ("b", "05/01/2026 20:00")):
        carried.police_row(police(incident, birth_date="07/01/2010", last_seen_at=seen), incident)
    assert carried.counted()["quarters"]["2026-Q1"]["cells"] == [CELL | {"episodes": 2}]


def test_a_child_who_turns_eighteen_in_the_quarter_counts_until_then(carried: Carried) -> None:
    carried.who((COUNCIL, "MS1"), date(2008, 2, 1), "M")
    for incident, seen in (("a", "31/01/2026 23:50"), ("b", "01/02/2026 00:10")):
        carried.police_row(police(incident, local="MS1", birth_date="", last_seen_at=seen), incident)
    cells = carried.counted()["quarters"]["2026-Q1"]["cells"]
    assert cells == [{"sex": "M", "age_band": "16-17", "children": 1, "episodes": 1}]


def test_an_episode_begun_on_the_eighteenth_birthday_by_the_councils_word_is_nobodys(carried: Carried) -> None:
    carried.who((COUNCIL, "MS1"), date(2008, 1, 5), "M")
    carried.police_row(police("a", local="MS1"), "one")
    assert quarter(carried) == (0, 0)
