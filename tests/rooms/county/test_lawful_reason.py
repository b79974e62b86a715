"""The hub is no register of all children: only those with a lawful reason are in any file, but for planted rows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from homeward.county import Made

Rows = list[dict[str, str]]
Read = Callable[[Path], Rows]
LAWFUL = {"looked-after", "child-in-need", "missing", "protection-plan"}


def test_every_row_has_a_reason_but_the_planted_ones(made: Made, rows: Read, truth: Callable[[Made], Any]) -> None:
    extract = rows(made.into / "identity" / "identity.csv")
    planted = {row["local_id"] for row in extract if row["reason"] not in LAWFUL}
    assert planted == set(truth(made)["without_reason"])
    assert {row["reason"] for row in extract if row["local_id"] in planted} == {"none", ""}


def test_the_planted_rows_are_few_and_in_no_other_file(made: Made, rows: Read, truth: Callable[[Made], Any]) -> None:
    told = truth(made)
    planted = set(told["without_reason"])
    assert 2 <= len(planted) <= 0.03 * sum(told["brought"].values())
    for path in made.into.glob("ssda903/*/*.csv"):
        assert not planted & {row["CHILD"] for row in rows(path)}


def test_every_child_of_the_return_is_brought_as_looked_after(made: Made, rows: Read) -> None:
    extract = rows(made.into / "identity" / "identity.csv")
    looked_after = {row["local_id"] for row in extract if row["reason"] == "looked-after"}
    returned = {row["CHILD"] for path in made.into.glob("ssda903/*/header.csv") for row in rows(path)}
    assert returned == looked_after


def test_few_of_the_countys_children_are_brought(made: Made, truth: Callable[[Made], Any]) -> None:
    told = truth(made)
    assert sum(told["brought"].values()) < 0.05 * told["children"]


def test_the_town_is_the_size_a_demonstration_needs(town: Made, truth: Callable[[Made], Any]) -> None:
    told = truth(town)
    assert 400 <= sum(told["brought"].values()) <= 700
    assert 60 <= told["looked_after_now"] <= 80
    for year in told["years"].values():
        assert 50 <= year["missing_looked_after"]["episodes"] <= 160
