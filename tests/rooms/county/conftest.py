"""One town and one county for all of the county's tests: the same arguments give the same bytes, so once is enough."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from homeward.county import Made, make
from homeward.county.making import World, simulate
from homeward.county.writing import Sent

UNTIL = date(2026, 3, 2)
PLAIN = Sent(xml_years=frozenset())
Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The town with every partner sending, each year's return as its three files, which a test can read."""
    return make(tmp_path_factory.mktemp("town"), until=UNTIL, sent=PLAIN)


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("county"), size="county", until=UNTIL, sent=PLAIN)


@pytest.fixture(scope="session")
def county_world() -> World:
    """The county's hidden truth itself, lived through three whole collection years."""
    return simulate("county", 36, date(2026, 4, 1), 2019, lambda stage, done, total: None)


@pytest.fixture(params=["town", "county"])
def made(request: pytest.FixtureRequest) -> Made:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def rows() -> Callable[[Path], Rows]:
    def read(path: Path) -> Rows:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="session")
def truth() -> Callable[[Made], dict[str, Any]]:
    return lambda made: json.loads(made.truth.read_text(encoding="utf-8"))
