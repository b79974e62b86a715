"""One census for each published check: what it is refused for, or what somebody is asked to look at, and no more."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from homeward.gateways.feeds.checking import Found, check
from homeward.gateways.feeds.cin import rules
from homeward.gateways.feeds.reading.opened import from_path
from homeward.gateways.feeds.registry import feed_named
from homeward.vocabulary.loader import load_whole
from tests.feeds.samples import asked_of, refused_of

GOLDEN = Path(__file__).parent / "golden"
ANSWERS = yaml.safe_load((GOLDEN / "refusals.yaml").read_text(encoding="utf-8"))
REFUSED, QUERIES = ANSWERS["refused"], ANSWERS["queries"]
YEAR, RECEIVED = 2025, date(2026, 3, 2)
# A day that is none is refused by the framework: the rule is about what stands below a child who is refused, or asks
# whether an assessment is the only one, and one that is refused was made all the same.
BY_THE_FRAMEWORK = {
    "not-in-children": {("children", 1, "PersonBirthDate", "impossible-date")},
    "8873Q": {("assessments", 7, "AssessmentActualStartDate", "impossible-date")},
}
pytestmark = pytest.mark.django_db


def found_in(rule: str) -> Found:
    files = {"census": from_path(GOLDEN / rule / "cin.xml")}
    return check(feed_named("cin"), files, source=None, year=YEAR, on=RECEIVED)


@pytest.mark.parametrize("rule", REFUSED)
def test_a_census_is_refused_by_its_check_alone(rule: str) -> None:
    found = found_in(rule)
    told = {(each["part"], each["record"], each["column"], rule) for each in REFUSED[rule]}
    assert refused_of(found) == told | BY_THE_FRAMEWORK.get(rule, set())
    assert asked_of("cin", found) == {}


@pytest.mark.parametrize("rule", QUERIES)
def test_a_query_is_a_note_and_refuses_nothing(rule: str) -> None:
    found = found_in(rule)
    assert refused_of(found) == BY_THE_FRAMEWORK.get(rule, set())
    assert asked_of("cin", found) == {(rule, part): many for part, many in QUERIES[rule].items()}


@pytest.mark.parametrize("rule", sorted({*REFUSED, *QUERIES}))
def test_the_same_census_passes_in_a_year_without_that_check(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_force = {code: entry for code, entry in rules._in_force(YEAR).items() if code != rule}
    monkeypatch.setattr(rules, "_in_force", lambda year: in_force)
    found = found_in(rule)
    assert refused_of(found) == BY_THE_FRAMEWORK.get(rule, set())
    assert asked_of("cin", found) == {}


def test_every_check_has_its_census_and_says_whether_it_refuses() -> None:
    entries = load_whole(rules.RULES).entries
    assert {each.code for each in entries if each.group == "error"} == set(REFUSED)
    assert {each.code for each in entries if each.group == "query"} == set(QUERIES)
    assert {path.name for path in GOLDEN.iterdir() if path.is_dir()} == {each.code for each in entries}


def test_a_check_of_a_later_year_is_not_applied_to_an_earlier_one() -> None:
    assert {"1570", "8945Q", "8950Q"} == set(rules._in_force(2025)) - set(rules._in_force(2024))


def test_a_check_s_words_are_the_list_s_own() -> None:
    entry = load_whole(rules.RULES)["8869"]
    (problem,) = found_in("8869").problems["assessments"]
    assert problem.message == f"{entry.label} {entry.description}"
    assert problem.place == "Assessment 1, of the child in Child element 1"
