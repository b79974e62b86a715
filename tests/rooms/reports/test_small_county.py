"""A quarter of so few children that only their number can be shown: one sentence stands for each table of letters."""

import re
from datetime import date

import pytest
from django.test import Client
from docx.document import Document as WordDocument

from tests import factories
from tests.rooms.analysis.conftest import Missing, populate
from tests.rooms.reports.making import made, opened

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
WITHHELD = "Everything but the total is hidden, because each part is a count of 1 to 5 or would let one be worked out"
ADDRESSES = ["/quarter/2025-Q4/", "/papers/2025-Q4/"]


@pytest.fixture(autouse=True)
def small_county(missing: Missing) -> None:
    """Seven children, of two ages and both sexes, and too few in the quarter before to show at all."""
    populate()
    for number in range(7):
        born = date(2011 + 4 * (number % 2), 3, 1)
        child = factories.child("Child", f"No{number}", birth_date=born, sex="MF"[number // 4])
        for day in (3, 13, 23):
            missing(child, date(2025, 10, day))
    missing(factories.child("Child", "Before", birth_date=date(2011, 3, 1)), date(2025, 8, 3))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_says_what_is_hidden_and_the_total(client: Client, address: str) -> None:
    client.force_login(factories.account("director"), backend=DOOR)
    page = re.sub(r"\s+", " ", client.get(address).content.decode())
    assert f"{WITHHELD}: 7 children in all." in page
    assert f"{WITHHELD}: 21 missing episodes in all." in page
    assert f"{WITHHELD}: 0.2 (0.1 to 0.4) in every 1,000 children in all." in page
    assert "Age not known" not in page


def test_why_nothing_is_compared_is_said_once_in_each_place(client: Client) -> None:
    client.force_login(factories.account("director"), backend=DOOR)
    page = client.get("/quarter/2025-Q4/").content.decode().lower()
    assert page.count("not compared: one of the two is hidden") == 2


def test_the_document_says_the_same() -> None:
    paper: WordDocument = opened(made())
    said = [each.text for each in paper.paragraphs]
    assert f"{WITHHELD}: 7 children in all." in said and f"{WITHHELD}: 21 missing episodes in all." in said
    assert not [table for table in paper.tables if table.rows[0].cells[0].text == "Age"]
