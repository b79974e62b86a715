"""One workbook for each rule, written as text: what is refused of it, asked about or dropped, and no more."""

import ast
from datetime import date
from inspect import getsource
from pathlib import Path
from typing import Any

import pytest
import yaml

from homeward.gateways.feeds.annex_a import rules
from homeward.gateways.feeds.checking import Found, check
from homeward.gateways.feeds.reading.opened import from_path
from homeward.gateways.feeds.registry import feed_named
from tests.feeds.annex_a.workbook import packed, saved
from tests.feeds.samples import asked_of, refused_of

GOLDEN = Path(__file__).parent / "golden"
RECEIVED = date(2026, 3, 2)
BY_ADMISSION = "not-admitted"
RULES = sorted(path.stem for path in GOLDEN.iterdir())
pytestmark = pytest.mark.django_db


def answers(rule: str) -> dict[str, Any]:
    return yaml.safe_load((GOLDEN / f"{rule}.yaml").read_text(encoding="utf-8"))


def found_in(rule: str, place: Path) -> Found:
    """What checking the rule's workbook finds."""
    book = saved(place / "annex_a.xlsx", packed(answers(rule)["lists"]))
    return check(feed_named("annex-a"), {"annex-a": from_path(book)}, source=None, year=None, on=RECEIVED)


@pytest.mark.parametrize("rule", RULES)
def test_a_workbook_is_answered_by_its_rule_alone(rule: str, tmp_path: Path) -> None:
    found, told = found_in(rule, tmp_path), answers(rule)
    refused = {(each["part"], each["row"], each["column"], rule) for each in told.get("refused", ())}
    assert refused_of(found) == refused
    assert asked_of("annex-a", found) == {(rule, part): many for part, many in told.get("asked", {}).items()}
    assert found.counts()["dropped"] == told.get("dropped", 0)
    rows = sum(map(len, told["lists"].values()))
    assert found.counts()["new"] == rows - len(refused) - told.get("dropped", 0)


@pytest.mark.parametrize("rule", RULES)
def test_the_same_workbook_passes_without_that_rule(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = rules.problems
    monkeypatch.setattr(rules, "problems", lambda *given: [each for each in judged(*given) if each.rule != rule])
    if rule == BY_ADMISSION:
        monkeypatch.setattr(rules, "admits", lambda checked: True)
    found = found_in(rule, tmp_path)
    assert (refused_of(found), asked_of("annex-a", found), found.counts()["dropped"]) == (set(), {}, 0)


def test_every_rule_has_its_workbook() -> None:
    calls = [each for each in ast.walk(ast.parse(getsource(rules))) if isinstance(each, ast.Call)]
    named = [each for each in calls if isinstance(each.func, ast.Name) and each.func.id in ("Problem", "_asked")]
    codes = {each.args[2].value for each in named if isinstance(each.args[2], ast.Constant)}
    assert {*codes, BY_ADMISSION} == set(RULES)
