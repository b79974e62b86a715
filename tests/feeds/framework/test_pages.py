"""The feeds pages: what has come, sending files, what became of their rows."""

import sys
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homeward.gateways.feeds import actions
from homeward.gateways.feeds.actions import Arrival
from homeward.gateways.feeds.forms import SendForm
from homeward.gateways.feeds.reading.opened import from_bytes
from homeward.gateways.feeds.registry import feed_named
from homeward.register.audit.models import AuditEvent
from homeward.register.documents.models import Document
from homeward.register.jobs.jobs import run
from homeward.register.jobs.models import Job
from homeward.register.sources.models import Delivery, Refusal, SourceRecord
from tests import factories as f
from tests.feeds.framework.conftest import HEAD, swimmer, swimmers

pytestmark = pytest.mark.django_db

SEND = "/feeds/send/swimming/"


def signed_in(client: Client, *roles: str) -> Client:
    client.force_login(f.account(*roles), backend="homeward.register.accounts.actions.DemonstrationDoor")
    return client


def post(client: Client, content: bytes = b"", **changes: Any) -> Any:
    """Send a file of swimmers as a worker would."""
    file = SimpleUploadedFile("swimmers.csv", content or swimmers(3), content_type="text/csv")
    answers = {"agency": "middleshire", "collection_year": "2025-26", "file_swimmers": file, "invented": "on"}
    given = {name: value for name, value in (answers | changes).items() if value is not None}
    return client.post(SEND, given)


def work_through() -> None:
    """Do what a worker would: every job that waits."""
    for job in Job.objects.filter(state="waiting").order_by("asked_at"):
        run.call(str(job.pk))


def sent(client: Client, content: bytes = b"") -> Delivery:
    """A delivery that has been sent and checked."""
    answer = post(client, content)
    assert answer.status_code == 302, answer.context["form"].errors
    work_through()
    return Delivery.objects.get(pk=answer.url.split("/")[-2])


def test_a_feed_nobody_has_sent_says_what_to_do(client: Client) -> None:
    page = signed_in(client, "administrator").get("/feeds/").content.decode()
    assert "Swimming lessons" in page
    assert "Only children whose reason is lessons" in page
    assert "Send the first file" in page
    page = signed_in(client, "director").get("/feeds/").content.decode()
    assert "An administrator loads the files" in page
    assert SEND not in page


def test_a_worker_without_a_grant_sees_no_feeds(client: Client) -> None:
    signed_in(client, "hub-practitioner")
    assert client.get("/feeds/").status_code == 403
    assert AuditEvent.objects.get(outcome="denied").action == "feed.see"


def test_whoever_may_see_feeds_may_not_therefore_load_them(client: Client) -> None:
    delivery = sent(signed_in(client, "administrator"))
    signed_in(client, "director")
    assert client.get(f"/feeds/deliveries/{delivery.pk}/").status_code == 200
    assert client.get(SEND).status_code == 403
    assert client.post(f"/feeds/deliveries/{delivery.pk}/load/").status_code == 403
    assert Delivery.objects.get().state == "checked"


def test_files_are_sent_checked_and_loaded(client: Client, frozen: time_machine.Traveller) -> None:
    delivery = sent(signed_in(client, "administrator"))
    address = f"/feeds/deliveries/{delivery.pk}/"
    page = client.get(address).content.decode()
    assert "loading would bring in 3 rows" in page
    assert "Load now" in page
    assert not SourceRecord.objects.exists()
    frozen.shift(60)
    client.post(f"{address}load/")
    assert "Waiting to start" in client.get(address).content.decode()
    work_through()
    page = client.get(address).content.decode()
    assert "Loaded: 3 rows brought in." in page
    assert "Load now" not in page
    assert SourceRecord.objects.count() == 3
    assert "Up to date" in client.get("/feeds/").content.decode()


def test_the_load_names_the_event_in_which_somebody_asked_for_it(client: Client) -> None:
    delivery = sent(signed_in(client, "administrator"))
    client.post(f"/feeds/deliveries/{delivery.pk}/load/")
    work_through()
    batch = AuditEvent.objects.get(action="feed.batch")
    asked = AuditEvent.objects.get(uid=batch.caused_by)
    assert asked.action == "feed.load"
    assert asked.worker_id == delivery.received_by_id


def test_the_same_files_again_are_said_to_be_known(client: Client) -> None:
    delivery = sent(signed_in(client, "administrator"))
    answer = client.get(post(client).url)
    assert "These files came before" in answer.content.decode()
    assert Delivery.objects.get() == delivery


def test_refusals_are_shown_by_row_and_column_and_downloaded(client: Client) -> None:
    bad = "\n".join([HEAD, swimmer(1), "S2,=Quillfeather,31/02/2012,4,lessons,,", "S3,Wren,,x,lessons,,", ""])
    delivery = sent(signed_in(client, "administrator"), bad.encode())
    page = client.get(f"/feeds/deliveries/{delivery.pk}/").content.decode()
    for words in ("Row\u00a03", "born_on", "there is no such day", "a name cannot begin with", "refusals by column"):
        assert words in page
    assert "impossible-date" not in page and page.count("Swimmers: ") == 2
    assert "Bring this page up to date" not in page and "Check again" not in page
    assert "Quillfeather" not in page
    Refusal.objects.filter(column="name").update(message="=1+1")
    answer = client.get(f"/feeds/deliveries/{delivery.pk}/refusals.csv")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content.startswith("\ufeff".encode())  # without it a spreadsheet spoils every accented letter
    assert "swimmers,3,,name,formula,'=1+1" in answer.content.decode()


def test_a_long_list_of_refusals_is_paged_in_a_constant_number_of_statements(client: Client) -> None:
    lines = [HEAD, *(f"S{number},,,,lessons,," for number in range(120)), swimmer(900), ""]
    delivery = sent(signed_in(client, "administrator"), "\n".join(lines).encode())
    address = f"/feeds/deliveries/{delivery.pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as long:
        page = client.get(f"{address}?page=3").content.decode()
    assert "Showing 101 to 120 of 120 refusals" in page
    assert client.get(f"{address}?page=nonsense").status_code == 200
    Refusal.objects.filter(row__gt=5).delete()
    with CaptureQueriesContext(connection) as short:
        client.get(address)
    assert len(long) == len(short)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"invented": None}, "A demonstration takes nothing else"),
        ({"file_swimmers": None}, "Choose at least one file to send"),
        ({"collection_year": ""}, "Select the year"),
        ({"agency": "nobody"}, "Select a valid choice"),
        ({"file_swimmers": SimpleUploadedFile("swimmers.csv", b"")}, "The file is empty"),
    ],
)
def test_a_form_that_lacks_something_says_how_to_put_it_right(
    client: Client, changes: dict[str, Any], words: str
) -> None:
    answer = post(signed_in(client, "administrator"), **changes)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Delivery.objects.exists()


def test_a_file_over_the_limit_is_refused_at_the_form(client: Client, settings: Any) -> None:
    settings.FEED_LIMIT_BYTES = 100
    answer = post(signed_in(client, "administrator"))
    assert "or smaller" in answer.content.decode()


def test_in_real_use_there_is_no_declaration_to_tick(settings: Any) -> None:
    mapping = feed_named("swimming").mapping
    assert "invented" in SendForm(mapping=mapping, on=f.NOW.date()).fields
    settings.DEMONSTRATION = False
    assert "invented" not in SendForm(mapping=mapping, on=f.NOW.date()).fields


def test_in_real_use_what_is_sent_is_kept_as_real(settings: Any) -> None:
    settings.DEMONSTRATION = False
    sent_in = Arrival(feed_named("swimming"), f.agency(), {"swimmers": from_bytes("", swimmers(1))}, 2026, False)
    delivery, _ = actions.receive(arrival=sent_in, by=f.viewer("administrator"), at=f.NOW)
    assert not delivery.synthetic


def test_a_delivery_refused_whole_says_why_and_can_be_checked_again(client: Client) -> None:
    delivery = sent(signed_in(client, "administrator"), b"swimmer;name;reason\nS1;Wren;lessons\n")
    page = client.get(f"/feeds/deliveries/{delivery.pk}/").content.decode()
    assert "The columns are parted by semicolons" in page
    assert "Load now" not in page
    client.post(f"/feeds/deliveries/{delivery.pk}/check/")
    assert Job.objects.filter(kind="feed.check").count() == 2


def test_a_feed_or_delivery_that_is_not_there_is_not_found(client: Client) -> None:
    signed_in(client, "administrator")
    assert client.get("/feeds/send/nothing/").status_code == 404
    assert client.get("/feeds/deliveries/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_the_reasons_for_which_a_row_may_come_are_listed(client: Client) -> None:
    page = signed_in(client, "administrator").get("/feeds/").content.decode()
    assert "Was taught to swim" in page


def test_a_file_that_the_scanner_stops_is_not_kept_and_its_sender_is_told(client: Client, settings) -> None:
    signed_in(client, "administrator")
    settings.SCANNER = [sys.executable, "-c", "import sys; sys.exit(b'swimmer' in sys.stdin.buffer.read().lower())"]
    assert "scanner stopped this file" in post(client).content.decode()
    assert not Delivery.objects.exists() and not Document.objects.exists()
    settings.SCANNER = [sys.executable, "-c", "import sys; sys.stdin.buffer.read()"]
    assert post(client).status_code == 302
