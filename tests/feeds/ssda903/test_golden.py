"""One return for each published check, as CSV files and as XML: what it is refused for, and nothing else."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from homeward.gateways.feeds.checking import Found, check
from homeward.gateways.feeds.reading.opened import from_path
from homeward.gateways.feeds.registry import feed_named
from homeward.gateways.feeds.ssda903 import rules
from homeward.vocabulary.loader import load_whole

GOLDEN = Path(__file__).parent / "golden"
REFUSED = yaml.safe_load((GOLDEN / "refusals.yaml").read_text(encoding="utf-8"))
YEAR, RECEIVED = 2026, date(2026, 6, 1)
BY_THE_FRAMEWORK = {"101", "102", "103"}
pytestmark = pytest.mark.django_db


def found_in(rule: str, kind: str) -> Found:
    files = {path.stem: from_path(path) for path in sorted((GOLDEN / rule).glob(f"*.{kind}"))}
    return check(feed_named("ssda903"), files, source=None, year=YEAR, on=RECEIVED)


def refused_of(found: Found) -> set[tuple[str, int, str, str]]:
    return {(part, each.row, each.column, each.rule) for part, many in found.problems.items() for each in many}


def told(rule: str, kind: str) -> set[tuple[str, int, str, str]]:
    first = 1 if kind == "csv" else 0
    return {(each["part"], each["record"] + first, each["column"], rule) for each in REFUSED[rule]}


@pytest.mark.parametrize("kind", ["csv", "xml"])
@pytest.mark.parametrize("rule", REFUSED)
def test_a_return_is_refused_by_its_check_alone(rule: str, kind: str) -> None:
    found = found_in(rule, kind)
    assert refused_of(found) == told(rule, kind)
    assert found.tally["refused"] == len(REFUSED[rule])


@pytest.mark.parametrize("kind", ["csv", "xml"])
@pytest.mark.parametrize("rule", sorted(REFUSED.keys() - BY_THE_FRAMEWORK))
def test_the_same_return_passes_in_a_year_without_that_check(
    rule: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force = rules._in_force(YEAR) - {rule}
    monkeypatch.setattr(rules, "_in_force", lambda year: in_force)
    found = found_in(rule, kind)
    assert refused_of(found) == set()
    assert found.tally["refused"] == 0


def test_every_check_has_its_return() -> None:
    assert set(REFUSED) == {code for name in rules.LISTS for code in load_whole(name).codes}
    assert {path.name for path in GOLDEN.iterdir() if path.is_dir()} == set(REFUSED)


def test_a_check_s_words_are_the_list_s_own() -> None:
    entry = load_whole("ssda903_care_rules")["501"]
    (problem,) = found_in("501", "csv").problems["episodes"]
    assert problem.message == f"{entry.label} {entry.description}"
