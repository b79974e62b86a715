"""The quarter's page: what it shows, to whom, and that nothing small and nobody's name is on it."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from homeward.register.audit.models import AuditEvent
from homeward.vocabulary.loader import load_whole
from tests import factories
from tests.rooms.analysis.conftest import Missing, populate

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
ROLES = ["performance-analyst", "director", "manager", "hub-practitioner", "publisher"]


def signed_in(client: Client, role: str) -> Client:
    client.force_login(factories.account(role), backend=DOOR)
    return client


def cells_of(page: str) -> list[str]:
    """The text of each cell of each table, without the note under it."""
    found = html.fromstring(page).xpath("//table//span[contains(concat(' ', @class, ' '), ' hw-cell ')]")
    return ["".join(cell.xpath("text() | a/text()")).strip() for cell in found]


@pytest.mark.parametrize("role", ROLES)
def test_whoever_works_on_the_county_reads_the_quarter(client: Client, county: None, role: str) -> None:
    answer = signed_in(client, role).get(reverse("quarter_of", args=["2025-Q4"]))
    assert answer.status_code == 200
    event = AuditEvent.objects.get(action="quarter.open")
    assert (event.outcome, event.field_classes, event.detail) == ("allowed", ["aggregate"], {"quarter": "2025-Q4"})


@pytest.mark.parametrize("role", ["call-handler", "independent-interviewer", "administrator", "partner"])
@pytest.mark.parametrize("address", ["/quarter/", "/quarter/2025-Q4/", "/figures/missing-rate/"])
def test_whoever_does_not_is_turned_away_and_that_is_recorded(client: Client, role: str, address: str) -> None:
    assert signed_in(client, role).get(address).status_code == 403
    assert AuditEvent.objects.get(action="quarter.open").outcome == "denied"


def test_no_small_count_and_no_name_is_on_the_page(client: Client, county: None) -> None:
    page = signed_in(client, "director").get("/quarter/2025-Q4/").content.decode()
    assert "Boy" not in re.sub("Boys", "", page) and "Unknown No" not in page
    cells = cells_of(page)
    assert len(cells) > 100 and not {"1", "2", "3", "4", "5"} & set(cells)
    assert not re.search(r"\b(?:[1-5]|one|two|three|four|five) (?:boys?|girls?|children|episodes)\b", page)


def test_hidden_a_true_nought_and_not_collected_look_different(client: Client, county: None) -> None:
    page = signed_in(client, "director").get("/quarter/2025-Q4/").content.decode()
    cells = cells_of(page)
    assert {"c", "0", "Not collected"} <= set(cells)
    assert "c: hidden, because the count is 1 to 5" in page


def test_children_of_unknown_sex_have_a_column_and_are_spoken_of(client: Client, county: None) -> None:
    page = signed_in(client, "director").get("/quarter/2025-Q4/").content.decode()
    assert ">Not known</th>" in page.replace("\n", "") and "Sex not known: hidden; age not known: 0" in page


def test_each_figure_leads_to_what_it_counts(client: Client, county: None) -> None:
    page = signed_in(client, "director").get("/quarter/2025-Q4/").content.decode()
    page += client.get(reverse("coding_gap")).content.decode()
    for code in load_whole("figures").codes:
        assert f'href="/figures/{code}/"' in page
        definition = client.get(reverse("figure", args=[code]))
        assert "Formula" in definition.content.decode()


def test_a_figure_nobody_defined_is_not_there(client: Client) -> None:
    assert signed_in(client, "director").get("/figures/risk-score/").status_code == 404


def test_the_first_quarter_leads_to_none_before_it(client: Client) -> None:
    first = signed_in(client, "director").get("/quarter/2015-Q1/").content.decode()
    assert "/quarter/2015-Q2/" in first and "/quarter/2014-Q4/" not in first


@pytest.mark.parametrize("code", ["2025-Q5", "yesterday", "1066-Q1", "2014-Q4"])
def test_what_is_not_a_quarter_is_not_there(client: Client, code: str) -> None:
    assert signed_in(client, "director").get(f"/quarter/{code}/").status_code == 404


def test_with_nothing_loaded_the_page_says_what_to_do(client: Client) -> None:
    page = signed_in(client, "director").get("/quarter/").content.decode()
    assert "Nobody has counted this quarter" in page and "Load a feed" in page


def test_who_may_not_load_feeds_is_not_sent_there(client: Client) -> None:
    page = signed_in(client, "manager").get("/quarter/").content.decode()
    assert "Nobody has counted this quarter" in page and "Load a feed" not in page


def test_the_quarters_before_and_after_are_a_step_away_but_not_the_future(client: Client, county: None) -> None:
    page = signed_in(client, "director").get("/quarter/2025-Q4/").content.decode()
    assert 'href="/quarter/2025-Q3/"' in page and 'href="/quarter/2026-Q1/"' in page
    assert 'href="/quarter/2026-Q2/"' not in client.get("/quarter/2026-Q1/").content.decode()


def test_a_quarter_the_sources_do_not_reach_the_end_of_says_so(client: Client, missing: Missing) -> None:
    populate()
    for number in range(9):
        missing(factories.child("Child", f"No{number}"), date(2026, 1, 7))
    assert "may still change" in signed_in(client, "director").get("/quarter/2026-Q1/").content.decode()
