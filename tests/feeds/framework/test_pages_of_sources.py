"""How fresh and how complete a source is, on a page of its own, for those who may see feeds."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homeward.register.sources.models import Delivery, Source
from tests import factories as f
from tests.feeds.framework.conftest import swimmer
from tests.feeds.framework.test_pages import sent, signed_in
from tests.feeds.framework.test_pages_of_changes import file_of, loaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    return signed_in(client, "administrator")


def page_of(client: Client, source: Source) -> str:
    return client.get(f"/feeds/sources/{source.pk}/").content.decode()


def facts(client: Client, source: Source) -> dict[str, str]:
    shown = client.get(f"/feeds/sources/{source.pk}/").context["source"]
    return {row.label: row.value for row in shown.facts}


def test_a_source_says_how_fresh_it_is_by_the_day_its_rows_tell_of(
    desk: Client, frozen: time_machine.Traveller
) -> None:
    source = loaded(desk, swimmer(1, day="01/03/2026")).source
    assert "Up to date" in page_of(desk, source)
    assert facts(desk, source)["Next file due"] == "8 March 2026"
    assert facts(desk, source)["Rows reach to"] == "1 March 2026"
    for days, state in ((6, "Due"), (2, "Overdue")):
        frozen.shift(timedelta(days=days))
        signed_in(desk, "administrator")
        assert desk.get(f"/feeds/sources/{source.pk}/").context["source"].tag.text == state
        assert state in desk.get("/feeds/").content.decode()


def test_an_old_extract_that_is_loaded_today_is_overdue(desk: Client) -> None:
    source = loaded(desk, swimmer(1, day="01/12/2025")).source
    page = page_of(desk, source)
    assert "Overdue" in page and "8 December 2025" in page
    assert facts(desk, source)["Months missing"] == "January 2026, February 2026"


def test_months_that_came_are_told_as_runs_and_those_that_did_not_by_name(desk: Client) -> None:
    for day in ("01/10/2025", "01/11/2025", "01/01/2026", "01/02/2026"):
        source = loaded(desk, swimmer(1, day=day)).source
    told = facts(desk, source)
    assert told["Months that have come"] == "October 2025 to November 2025, January 2026 to February 2026"
    assert told["Months missing"] == "December 2025"


def test_each_important_column_says_how_many_rows_fill_it_and_not_known_apart_from_empty(desk: Client) -> None:
    rows = ["S1,Wren,14/06/2012,1,lessons,shy,", "S2,Wren,,1,lessons,unknown,", "S3,Wren,,1,lessons,,"]
    source = loaded(desk, *rows, "S4,Wren,,1,none,shy,").source
    table = desk.get(f"/feeds/sources/{source.pk}/").context["source"].filled
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Date of birth", "33%", "0", "2"],
        ["Remarks", "33%", "1", "1"],
    ]
    assert "1 of 3" in page_of(desk, source)


def test_a_source_of_which_nothing_was_loaded_says_so(desk: Client) -> None:
    delivery = sent(desk, file_of(swimmer(1)))
    page = page_of(desk, delivery.source)
    assert "Nothing has been loaded yet" in page and "Nothing loaded" in page
    assert f"/feeds/deliveries/{delivery.pk}/" in page
    assert "Send the next file" not in page_of(signed_in(desk, "director"), delivery.source)


def test_a_source_that_is_not_there_is_not_found_and_nobody_without_the_grant_sees_one(desk: Client) -> None:
    source = loaded(desk, swimmer(1)).source
    assert desk.get(f"/feeds/sources/{source.pk + 1}/").status_code == 404
    assert signed_in(desk, "hub-practitioner").get(f"/feeds/sources/{source.pk}/").status_code == 403


def test_pages_ask_the_same_number_of_statements_however_much_has_come(desk: Client) -> None:
    source = loaded(desk, swimmer(1)).source
    pages = ("/feeds/", f"/feeds/sources/{source.pk}/")
    few = [statements(desk, page) for page in pages]
    for number in range(2, 6):
        loaded(desk, swimmer(number))
    for code in ("northshire", "southshire"):
        made = Source.objects.create(agency=f.agency(code), feed="swimming", name="Swimming lessons")
        Delivery.objects.create(
            source=made, digest=code, received_at=f.NOW, synthetic=True, state="loaded", loaded_at=f.NOW
        )
    assert [statements(desk, page) for page in pages] == few


def statements(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_a_column_that_is_nearly_full_is_never_called_full(desk: Client) -> None:
    rows = [f"S{number},Wren,14/06/2012,1,lessons,,01/03/2026" for number in range(400)]
    source = loaded(desk, *rows, "S900,Wren,,1,lessons,,01/03/2026").source
    table = desk.get(f"/feeds/sources/{source.pk}/").context["source"].filled
    assert table.rows[0][1].text == "99%"
