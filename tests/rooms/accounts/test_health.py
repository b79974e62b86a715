"""Who may ask how the installation is, and what it says of itself."""

import pytest
from django.test import Client, override_settings

from homeward.config import health
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_program_says_that_it_is_up_to_anybody_and_no_more():
    answer = Client(REMOTE_ADDR="203.0.113.9").get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"up\n")


@pytest.mark.parametrize(
    ("address", "passed_on", "status"),
    [
        ("127.0.0.1", None, 200),
        ("203.0.113.9", None, 404),
        ("127.0.0.1", "203.0.113.9", 404),
        ("127.0.0.1", "127.0.0.1", 200),
        ("127.0.0.1", "nonsense", 404),
        ("203.0.113.9", "127.0.0.1", 404),
    ],
)
def test_only_the_operations_network_hears_more(address, passed_on, status):
    headers = {"X-Forwarded-For": passed_on} if passed_on else {}
    assert Client(REMOTE_ADDR=address).get("/readyz", headers=headers).status_code == status


def test_what_a_single_host_lacks_is_said_in_words(client):
    told = {each["name"]: each for each in client.get("/readyz").json()["requirements"]}
    for name in (
        "HTTPS only",
        "Keys off this host",
        "Checkpoint key off this host",
        "Backups leave this host",
        "A standby takes over if this host fails",
        "Fit for real records",
    ):
        assert not told[name]["met"], name
        assert told[name]["remedy"], name
    assert told["The record of who looked"]["met"]


def test_a_person_reads_the_same_as_a_page(client):
    assert "What would meet it" in client.get("/readyz", headers={"Accept": "text/html"}).content.decode()


@override_settings(BACKUP_ELSEWHERE=True, STANDBY=True, DEMONSTRATION=False, CHECKPOINT_KEY_ELSEWHERE=True)
def test_what_the_host_cannot_see_is_believed_when_told():
    told = {each.name: each.met for each in health.requirements(at=factories.NOW)}
    assert told["Backups leave this host"] and told["A standby takes over if this host fails"]
    assert told["Fit for real records"] and told["Checkpoint key off this host"]


def test_an_audit_that_cannot_be_written_stops_the_hub(client, monkeypatch):
    def broken(**given):
        raise health.DatabaseError("no room")

    monkeypatch.setattr(health.AuditEvent.objects, "create", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["ready"] is False


def test_trying_the_audit_leaves_nothing_in_it(client):
    client.get("/readyz")
    assert not health.AuditEvent.objects.exists()


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_with_no_database_the_page_says_what_is_wrong_in_its_own_words(client, monkeypatch, is_signed_in):
    if is_signed_in:
        client.force_login(factories.account("manager"), backend="homeward.register.accounts.actions.DemonstrationDoor")

    def down(*given):
        raise health.DatabaseError("no server")

    monkeypatch.setattr(health.connection, "_cursor", down)
    answer = client.get("/readyz", headers={"Accept": "text/html"})
    assert answer.status_code == 503
    assert "It does not answer" in answer.content.decode()
