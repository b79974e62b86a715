"""Lines and operations: told in the truth, carried by no feed, and with nothing in them that is anybody's."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from homeward.county import Made
from homeward.county.making import World, simulate
from homeward.foundation.identifiers import phone, postcode

HALF_A_YEAR = timedelta(days=183)
DRAMA = re.compile(r"07700 900\d{3}")


@pytest.fixture(scope="module")
def told(county: Made, truth: Callable[[Made], Any]) -> dict[str, Any]:
    return truth(county)


def test_five_confirmed_two_emerging_and_those_to_be_told_from_them(told: dict[str, Any]) -> None:
    standings = [line["standing"] for line in told["lines"]]
    assert {each: standings.count(each) for each in standings} == {
        "confirmed": 5,
        "emerging": 2,
        "dormant": 3,
        "internal": 1,
    }


def test_confirmed_means_strong_evidence_within_six_months_and_dormant_nothing(county_world: World) -> None:
    lately = county_world.until - HALF_A_YEAR
    for line in county_world.lines:
        recent = [each for each in line.activity if each.on >= lately]
        assert all(line.since <= each.on < line.until for each in line.activity)
        assert bool(recent) == (line.standing != "dormant")
        if line.standing == "confirmed":
            assert any(each.evidence == "strong" for each in recent)
        if line.standing == "emerging":
            assert not any(each.evidence == "strong" for each in line.activity)


def test_one_line_starts_here_and_one_never_leaves(told: dict[str, Any]) -> None:
    directions = [line["direction"] for line in told["lines"]]
    assert directions.count("out") == directions.count("within") == 1


def test_a_line_has_people_homes_and_children(county_world: World) -> None:
    for line in county_world.lines:
        roles = [each.role for each in line.adults]
        assert 1 <= roles.count("holder") <= 3
        assert 3 <= roles.count("runner") <= 8
        assert 2 <= len(line.premises) <= 6
        assert 5 <= len(line.children) <= 20
        for child in line.children:
            each = county_world.exploited[child]
            assert each.line == line.reference
            assert line.holds(each.since)


def test_numbers_change_about_every_45_days_and_follow_one_another(county_world: World) -> None:
    lengths: list[int] = []
    for line in county_world.lines:
        for before, after in zip(line.numbers, line.numbers[1:], strict=False):
            assert before.until == after.since
            lengths.append((after.since - before.since).days)
        assert (line.numbers[-1].until is None) == (line.standing != "dormant")
    assert sum(lengths) / len(lengths) == pytest.approx(45, abs=9)


@pytest.mark.parametrize("which", ["town", "county"])
def test_nothing_in_them_is_anybodys(which: str, request: pytest.FixtureRequest, truth: Callable[[Made], Any]) -> None:
    told = truth(request.getfixturevalue(which))
    phones = [number[0] for line in told["lines"] for number in line["numbers"]]
    assert len(set(phones)) == len(phones) > 50
    for each in phones:
        assert DRAMA.fullmatch(each)
        assert phone.normalise(each, synthetic=True).ok
        assert not phone.normalise(each).ok
    for line in told["lines"]:
        for home in line["homes_taken_over"]:
            assert postcode.area(home["postcode"]) == "ZZ"
            assert postcode.district(home["postcode"]) != "ZZ99"
        assert line["reference"].startswith("SYN-")
        assert all(each["reference"].startswith("SYN-") for each in line["adults"])


def test_no_feed_carries_a_line_or_a_number_of_one(county: Made, told: dict[str, Any]) -> None:
    hidden = [line["reference"] for line in told["lines"]] + [line["numbers"][0][0] for line in told["lines"]]
    for path in county.into.rglob("*.csv"):
        if path.parent != county.truth.parent:
            text = path.read_text(encoding="utf-8")
            assert not [each for each in hidden if each in text]


def test_an_operation_each_april_counts_people_once(told: dict[str, Any]) -> None:
    assert [each["since"] for each in told["operations"]] == [f"{year}-04-09" for year in range(2022, 2026)]
    for each in told["operations"]:
        assert len(each["warrants"]) == 124
        assert len(set(each["arrested"])) == len(each["arrested"]) == 87
        assert len(set(each["charged"])) == 82
        assert set(each["charged"]) <= set(each["arrested"])
        assert len(set(each["vulnerable_adults"])) == len(set(each["children"])) == 15
        assert len(each["children_known_to_nobody_before"]) == 4
        met = [who for warrant in each["warrants"] for who in warrant["adults"]]
        assert set(met) == set(each["arrested"]) | set(each["vulnerable_adults"])
        assert len(met) > len(set(met))


def test_whom_an_operation_finds_is_known_from_then_on(county_world: World) -> None:
    for operation in county_world.operations:
        for child in operation.known_to_nobody_before:
            first = min(county_world.known_to[child].values())
            assert operation.since <= first
            assert county_world.exploited[child].holds(operation.since)


def test_lines_leave_every_other_kind_of_thing_as_it_was(tmp_path: Path) -> None:
    """A stream of its own for each kind: another day to tell to gives other lines, and the same children exploited."""
    one, other = (simulate("town", 36, day, 2019, lambda *_: None) for day in (date(2026, 3, 2), date(2026, 3, 20)))
    assert [(c.number, e.since) for c, e in one.exploited.items()] == [
        (c.number, e.since) for c, e in other.exploited.items()
    ]
    assert one.lines != other.lines
