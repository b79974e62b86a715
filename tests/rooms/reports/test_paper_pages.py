"""The paper as a page, its figures, and taking it out of the hub: announced first, then recorded as done."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homeward.insight.reports import queries
from homeward.insight.reports.models import BoardPaper
from homeward.register.audit.models import AuditEvent
from homeward.register.jobs.jobs import run
from homeward.register.jobs.models import Job
from tests import factories
from tests.rooms.analysis.conftest import Missing
from tests.rooms.reports.making import made, parts_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
SMALL = re.compile(r"\b(?:[1-5]|one|two|three|four|five) (?:boys?|girls?|children|episodes)\b")


@pytest.fixture
def paper() -> BoardPaper:
    return made()


def signed_in(client: Client, role: str) -> Client:
    client.force_login(factories.account(role), backend=DOOR)
    return client


def works() -> None:
    """What the worker does."""
    run.call(str(Job.objects.get(state="waiting").pk))


def test_a_director_asks_for_a_paper_and_it_is_listed_when_it_is_ready(client: Client) -> None:
    reader = signed_in(client, "director")
    answer = reader.post("/papers/", {"quarter": "2025-Q4"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [("/papers/", 302)]
    assert "The paper on October to December 2025 is being made" in page
    assert 'data-hw-poll="3000"' in page and "No paper has been made yet" in page
    works()
    page = reader.get("/papers/").content.decode()
    assert "data-hw-poll" not in page and f'href="/papers/{BoardPaper.objects.get().pk}/"' in page


def test_the_same_quarter_and_moment_is_given_back_and_said_to_be(client: Client, paper: BoardPaper) -> None:
    answer = signed_in(client, "director").post("/papers/", {"quarter": "2025-Q4"}, follow=True)
    assert answer.redirect_chain == [(f"/papers/{paper.pk}/", 302)]
    assert "had been made already" in answer.content.decode()
    assert BoardPaper.objects.count() == 1


@pytest.mark.parametrize("state", ["failed", "stopped"])
def test_a_paper_that_failed_says_so_and_can_be_asked_for_again(
    client: Client, state: str, frozen: time_machine.Traveller
) -> None:
    reader = signed_in(client, "director")
    reader.post("/papers/", {"quarter": "2025-Q4"})
    Job.objects.update(state=state, message_code="ValueError" if state == "failed" else "")
    page = reader.get("/papers/").content.decode()
    assert {"failed": "Try again", "stopped": "Ask for it again"}[state] in page and "data-hw-poll" not in page
    assert ("code ValueError" in page) == (state == "failed")
    frozen.shift(timedelta(minutes=1))
    reader.post("/papers/", {"quarter": "2025-Q4"})
    works()
    assert BoardPaper.objects.count() == 1
    assert "hw-progress" not in reader.get("/papers/").content.decode()


def test_a_paper_as_at_a_day_is_as_the_hub_knew_it_when_that_day_ended(client: Client) -> None:
    asked = {"quarter": "2025-Q4", "as_at_0": "1", "as_at_1": "3", "as_at_2": "2026"}
    reader = signed_in(client, "director")
    reader.post("/papers/", asked)
    works()
    page = reader.get("/papers/2025-Q4/").content.decode()
    assert "as at 2 March 2026 at midnight" in page
    assert "No source that the hub holds speaks of this quarter" in page


def test_a_day_that_has_not_come_is_refused_with_what_to_do(client: Client) -> None:
    asked = {"quarter": "2025-Q4", "as_at_0": "3", "as_at_1": "3", "as_at_2": "2026"}
    page = signed_in(client, "director").post("/papers/", asked).content.decode()
    assert "must be today or an earlier day" in page
    assert not Job.objects.exists()


def test_who_may_only_read_is_not_offered_the_making_and_cannot_do_it(client: Client) -> None:
    reader = signed_in(client, "performance-analyst")
    assert "Make the paper" not in reader.get("/papers/").content.decode()
    reader.post("/papers/", {"quarter": "2025-Q4"})
    assert not Job.objects.exists()


@pytest.mark.parametrize("address", ["/papers/", "/papers/2025-Q4/"])
def test_whoever_does_not_read_papers_is_turned_away(client: Client, address: str) -> None:
    assert signed_in(client, "hub-practitioner").get(address).status_code == 403


def test_a_paper_not_yet_made_is_shown_as_a_draft_without_a_download(client: Client) -> None:
    page = signed_in(client, "director").get("/papers/2025-Q4/").content.decode()
    assert "This paper has not been made yet" in page and "Download" not in page
    assert "93 children were reported missing" in page


def test_no_small_count_is_in_the_page_the_document_the_charts_or_their_words(
    client: Client, paper: BoardPaper
) -> None:
    page = signed_in(client, "director").get("/papers/2025-Q4/").content.decode()
    document = parts_of(paper)["word/document.xml"].decode()
    charts = [client.get(address).content.decode() for address in re.findall(r'src="(/charts/[^"]+)"', page)]
    cells = re.findall(r"<w:t[^>]*>([^<]*)</w:t>(?=</w:r></w:p></w:tc>)", document)
    assert len(cells) > 50 and not {"1", "2", "3", "4", "5"} & set(cells)
    assert len(charts) == 3
    for text in (page, document, *charts):
        assert not SMALL.search(re.sub(r"<[^>]+>", "", text))


def test_each_figure_opens_with_all_that_travels_with_it(client: Client, paper: BoardPaper) -> None:
    page = re.sub(r"\s+", " ", signed_in(client, "director").get("/papers/2025-Q4/").content.decode())
    for code in paper.definitions:
        if code in paper.figures["figures"]:
            assert page.count(f'id="figure-{code}"') == 1, code
    labels = (
        "What is counted", "As at", "n", "Denominator", "95% interval", "Not known", "Since the quarter before",
        "Since the last paper", "Definition",
    )  # fmt: skip
    for label in labels:
        assert page.count(f">{label}</dt>") == 8, label
    assert "Children reported missing: 93" in page and "36,000 children aged 0 to 17" in page
    assert "2.6 to 3.2" not in page or "95%, exact Poisson" in page
    assert "Records behind it" not in page and "No earlier paper was made on this quarter" in page


def test_whoever_may_open_records_is_led_to_those_behind_a_figure(client: Client, paper: BoardPaper) -> None:
    page = signed_in(client, "manager").get("/papers/2025-Q4/").content.decode()
    assert 'href="/quarter/2025-Q4/children-missing/children/"' in page


def test_an_earlier_paper_stays_where_it_was(client: Client, paper: BoardPaper, missing: Missing) -> None:
    for number in range(9):
        missing(factories.child("Later", f"No{number}", birth_date=date(2011, 3, 1), sex="M"), date(2025, 12, 7))
    later = made(at=factories.NOW + timedelta(hours=2))
    reader = signed_in(client, "director")
    assert "as at 2 March 2026 at 11am" in reader.get("/papers/2025-Q4/").content.decode()
    assert "as at 2 March 2026 at 9am" in reader.get(f"/papers/{paper.pk}/").content.decode()
    listed = reader.get("/papers/").content.decode()
    assert f"/papers/{paper.pk}/" in listed and f"/papers/{later.pk}/" in listed


def test_the_page_is_a_paper_without_its_drawings_until_it_is_made(client: Client) -> None:
    page = signed_in(client, "director").get("/papers/2025-Q4/").content.decode()
    assert "<img" not in page and "Chart 3: " in page


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
    for hours in range(1, 4):
        made(at=factories.NOW + timedelta(hours=hours))
    reader.get("/papers/2025-Q4/")
    with CaptureQueriesContext(connection) as more:
        reader.get("/papers/2025-Q4/")
    assert len(one) == len(more) <= 22


def test_the_list_is_read_in_the_same_statements_however_long_it_is(client: Client, paper: BoardPaper) -> None:
    reader = signed_in(client, "director")
    reader.get("/papers/")
    with CaptureQueriesContext(connection) as one:
        reader.get("/papers/")
    for hours in range(1, 4):
        made(at=factories.NOW + timedelta(hours=hours))
    with CaptureQueriesContext(connection) as more:
        reader.get("/papers/")
    assert len(one) == len(more)


@pytest.mark.parametrize("code", ["1900-Q1", "2199-Q4", "2026-Q5"])
def test_a_quarter_that_nothing_can_be_compared_with_has_no_paper(client: Client, code: str) -> None:
    assert signed_in(client, "director").get(f"/papers/{code}/").status_code == 404


@pytest.mark.parametrize("code", ["2025-Q4", "2025-Q3", "2019-Q2"])
def test_a_table_leads_only_to_what_is_there(client: Client, code: str) -> None:
    page = signed_in(client, "director").get(f"/papers/{code}/").content.decode()
    for anchor in re.findall(r'href="#(figure-[^"]+)"', page):
        assert f'id="{anchor}"' in page
