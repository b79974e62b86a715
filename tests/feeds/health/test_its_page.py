"""Sending attendances on the page: an agreement is chosen, and stays with the delivery."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from homeward.register.jobs.jobs import run
from homeward.register.jobs.models import Job
from homeward.register.sources.models import Delivery
from tests import factories as f
from tests.factories.partners import attendance, nhs
from tests.feeds.identity.rows import child
from tests.feeds.partners import AGREEMENT, sender
from tests.feeds.samples import loaded, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client: Client, tmp_path: Path) -> Client:
    """A worker who may load feeds, where the council has told of a child."""
    loaded("identity", write(tmp_path / "council", "identity", {"children": [child(1, nhs_number=nhs(1))]}))
    sender("health")
    client.force_login(f.account("administrator"), backend="homeward.register.accounts.actions.DemonstrationDoor")
    return client


def send(worker: Client, place: Path, agreement: str) -> HttpResponse:
    rows = [attendance(1), attendance(2)]
    path = write(place / "attendances", "health", {"attendances": rows})[0]
    file = SimpleUploadedFile(path.name, path.read_bytes(), content_type="text/csv")
    answers = {"agency": "middleshire-general", "agreement": agreement, "file_attendances": file, "invented": "on"}
    return worker.post("/feeds/send/health/", answers)


def test_it_is_sent_under_an_agreement_and_says_how_many_rows_were_dropped(worker: Client, tmp_path: Path) -> None:
    answer = send(worker, tmp_path, AGREEMENT)
    assert answer.status_code == 302
    run.call(str(Job.objects.get(state="waiting").pk))
    delivery = Delivery.objects.get(source__feed="health")
    assert (delivery.agreement, delivery.rows_new, delivery.rows_dropped) == (AGREEMENT, 1, 1)
    page = worker.get(f"/feeds/deliveries/{delivery.pk}/").content.decode()
    assert "SYN-HEALTH-1: Health attendances, the invented county" in page
    assert f"agreement={AGREEMENT}" in page


@pytest.mark.parametrize("agreement", ["", "SYN-HEALTH-9"])
def test_without_one_in_force_the_form_says_so_and_nothing_is_kept(
    worker: Client, tmp_path: Path, agreement: str
) -> None:
    answer = send(worker, tmp_path, agreement)
    assert answer.status_code == 200
    assert "agreement" in answer.context["form"].errors
    assert not Delivery.objects.filter(source__feed="health").exists()


def test_the_feeds_page_says_of_each_partner_what_waits_for_its_files(worker: Client) -> None:
    page = worker.get("/feeds/").content.decode()
    for words in (
        "Suspensions, exclusions and attendance concerns",
        "Children held in police custody",
        "Youth justice interventions and orders",
        "Health attendances of children on the record",
        "National Referral Mechanism decisions",
        "Missing table of the Standard Safeguarding Dataset",
        "Who the children are whom an agency shares",
    ):
        assert words in page
