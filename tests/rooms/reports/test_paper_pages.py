"""The paper as a page, its chart, and taking it out of the hub: announced first, then recorded as done."""

import io
import re
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homeward.foundation.quarters import Quarter
from homeward.insight.reports import actions, queries
from homeward.insight.reports.models import BoardPaper
from homeward.register.audit.models import AuditEvent
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
SMALL = re.compile(r"\b(?:[1-5]|one|two|three|four|five) (?:boys?|girls?|children|episodes)\b")


@pytest.fixture
def paper() -> BoardPaper:
    by = factories.viewer("director")
    return actions.make(quarter=Quarter(2025, 4), as_at=factories.NOW, by=by, at=factories.NOW)


def signed_in(client: Client, role: str) -> Client:
    client.force_login(factories.account(role), backend=DOOR)
    return client


def test_a_director_makes_a_paper_and_is_taken_to_it(client: Client) -> None:
    answer = signed_in(client, "director").post("/papers/", {"quarter": "2025-Q4"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [("/papers/2025-Q4/", 302)]
    assert "The paper on October to December 2025 has been made" in page
    assert "Download as a document" in page and "Draft, restricted, not for publication" in page


def test_a_paper_as_at_a_day_is_as_the_hub_knew_it_when_that_day_ended(client: Client) -> None:
    asked = {"quarter": "2025-Q4", "as_at_0": "1", "as_at_1": "3", "as_at_2": "2026"}
    page = signed_in(client, "director").post("/papers/", asked, follow=True).content.decode()
    assert "as at 2 March 2026 at midnight" in page
    assert "No source that the hub holds speaks of this quarter" in page


def test_a_day_that_has_not_come_is_refused_with_what_to_do(client: Client) -> None:
    asked = {"quarter": "2025-Q4", "as_at_0": "3", "as_at_1": "3", "as_at_2": "2026"}
    page = signed_in(client, "director").post("/papers/", asked).content.decode()
    assert "must be today or an earlier day" in page
    assert not BoardPaper.objects.exists()


def test_who_may_only_read_is_not_offered_the_making_and_cannot_do_it(client: Client) -> None:
    reader = signed_in(client, "performance-analyst")
    assert "Make the paper" not in reader.get("/papers/").content.decode()
    reader.post("/papers/", {"quarter": "2025-Q4"})
    assert not BoardPaper.objects.exists()


@pytest.mark.parametrize("address", ["/papers/", "/papers/2025-Q4/"])
def test_whoever_does_not_read_papers_is_turned_away(client: Client, address: str) -> None:
    assert signed_in(client, "hub-practitioner").get(address).status_code == 403


def test_a_paper_not_yet_made_is_shown_as_a_draft_without_a_download(client: Client) -> None:
    page = signed_in(client, "director").get("/papers/2025-Q4/").content.decode()
    assert "This paper has not been made yet" in page and "Download" not in page
    assert "93 children were reported missing" in page


def test_no_small_count_is_in_the_page_the_document_the_chart_or_its_words(client: Client, paper: BoardPaper) -> None:
    page = signed_in(client, "director").get("/papers/2025-Q4/").content.decode()
    with zipfile.ZipFile(io.BytesIO(queries.content_of(paper))) as parts:
        document = parts.read("word/document.xml").decode()
    chart = client.get(f"/papers/{paper.pk}/chart.svg").content.decode()
    cells = re.findall(r"<w:t[^>]*>([^<]*)</w:t>(?=</w:r></w:p></w:tc>)", document)
    assert len(cells) > 50 and not {"1", "2", "3", "4", "5"} & set(cells)
    assert not {"1", "2", "3", "4", "5"} & set(re.findall(r"<text[^>]*>([^<]*)</text>", chart))
    for text in (page, document, chart):
        assert not SMALL.search(re.sub(r"<[^>]+>", "", text))


def test_the_chart_is_the_one_that_was_kept(client: Client, paper: BoardPaper) -> None:
    page = signed_in(client, "director").get("/papers/2025-Q4/").content.decode()
    assert f'src="/papers/{paper.pk}/chart.svg"' in page
    answer = client.get(f"/papers/{paper.pk}/chart.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content == queries.drawing_of(paper)


def test_taking_a_paper_is_announced_before_it_is_sent(client: Client, paper: BoardPaper) -> None:
    announced = signed_in(client, "manager").post(f"/papers/{paper.pk}/take/")
    intent = AuditEvent.objects.get(action="paper.export")
    assert intent.detail["export"] == "intent"
    answer = client.get(announced.headers["Location"])
    assert answer.content == queries.content_of(paper)
    assert "DRAFT-RESTRICTED-NOT-FOR-PUBLICATION" in answer.headers["Content-Disposition"]
    outcome = AuditEvent.objects.filter(action="paper.export").latest("pk")
    assert outcome.detail == {
        "paper": str(paper.pk), "export": "outcome", "of": str(intent.uid), "bytes": len(answer.content)
    }  # fmt: skip


def test_a_download_that_nobody_announced_is_not_there(client: Client, paper: BoardPaper) -> None:
    assert signed_in(client, "manager").get(f"/papers/{paper.pk}/{uuid4()}/paper.docx").status_code == 404


def test_a_download_announced_by_somebody_else_or_long_ago_is_not_there(client: Client, paper: BoardPaper) -> None:
    address = signed_in(client, "manager").post(f"/papers/{paper.pk}/take/").headers["Location"]
    assert signed_in(Client(), "director").get(address).status_code == 404
    with time_machine.travel(factories.NOW + timedelta(minutes=6), tick=False):
        assert client.get(address).status_code == 404


def test_the_page_counts_in_the_same_statements_whatever_was_made(client: Client, paper: BoardPaper) -> None:
    reader = signed_in(client, "director")
    reader.get("/papers/2025-Q4/")
    with CaptureQueriesContext(connection) as one:
        reader.get("/papers/2025-Q4/")
    for _ in range(3):
        actions.make(quarter=Quarter(2025, 4), as_at=factories.NOW, by=factories.viewer("director"), at=factories.NOW)
    with CaptureQueriesContext(connection) as more:
        reader.get("/papers/2025-Q4/")
    assert len(one) == len(more)


@pytest.mark.parametrize("code", ["1900-Q1", "2199-Q4", "2026-Q5"])
def test_a_quarter_that_nothing_can_be_compared_with_has_no_paper(client: Client, code: str) -> None:
    assert signed_in(client, "director").get(f"/papers/{code}/").status_code == 404
