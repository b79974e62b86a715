"""A year's return as XML says the same as its three files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from homeward.county import Made, make
from homeward.county.writing import Sent
from tests.rooms.county.conftest import UNTIL

Rows = list[dict[str, str]]
NAMES = {"CHILDID": "CHILD", "PL": "PLACE"}


def cells(element: etree._Element) -> dict[str, str]:
    return {NAMES.get(str(each.tag), str(each.tag)): each.text or "" for each in element if not len(each)}


@pytest.fixture(scope="module")
def as_xml(tmp_path_factory: pytest.TempPathFactory) -> etree._Element:
    sent = Sent(feeds=frozenset({"ssda903"}), xml_years=frozenset({2024}))
    made = make(tmp_path_factory.mktemp("xml"), until=UNTIL, sent=sent)
    assert [path.name for path in made.deliveries[1].files] == ["return.xml"]
    return etree.parse(made.deliveries[1].files[0]).getroot()


@pytest.mark.parametrize(("name", "where"), [("header", "HEADER"), ("episodes", "EPISODE"), ("missing", "AMISSING")])
def test_each_row_is_in_it(
    town: Made, rows: Callable[[Path], Rows], as_xml: etree._Element, name: str, where: str
) -> None:
    wanted = rows(town.into / "ssda903" / "2023-24" / f"{name}.csv")
    found = []
    for child in as_xml.iter("CHILD"):
        who = cells(child.find("HEADER"))
        for element in child.iter(where):
            told = {"CHILD": who["CHILD"], "DOB": who["DOB"]} | cells(element)
            found.append({column: told[column] for column in wanted[0]})
    assert found == wanted
