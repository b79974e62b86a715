"""An installation's own virus scanner is asked before anything is kept; one that is silent lets nothing in."""

import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from homeward.practice.missing.models import Photograph
from homeward.register.accounts.queries import viewer_of
from homeward.register.documents import actions
from homeward.register.documents.actions import FileStopped, scanned
from homeward.register.documents.models import Document
from tests import factories as f
from tests.factories.photographs import picture

DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
STOPS = [sys.executable, "-c", "import sys; sys.exit(b'CNRYVIRUS' in sys.stdin.buffer.read())"]
FULL = [sys.executable, "-c", "import sys; sys.exit(2)"]
NEVER = [sys.executable, "-c", "import time; time.sleep(60)"]
SHOWS = [sys.executable, "-c", "import os, sys; sys.exit(any('KEY' in name for name in os.environ))"]


def said(content: list[bytes]) -> str:
    with pytest.raises(FileStopped) as refusal:
        scanned(content)
    return refusal.value.next_step


def test_where_there_is_no_scanner_nothing_is_asked(settings) -> None:
    assert settings.SCANNER == []
    scanned([b"CNRYVIRUS"])


def test_a_file_is_passed_or_stopped_by_what_the_scanner_answers(settings) -> None:
    settings.SCANNER = STOPS
    scanned([b"plain", b"words"])
    assert "stopped this file" in said([b"x" * 100_000, b"CNRYVIRUS", b"y" * 100_000])


@pytest.mark.parametrize("command", [FULL, ["/no/such/scanner"]])
def test_a_scanner_that_fails_lets_nothing_in(settings, command: list[str]) -> None:
    settings.SCANNER = command
    assert "does not answer" in said([b"x" * 1_000_000] * 3)


def test_a_scanner_that_never_answers_is_ended(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SCANNER = NEVER
    monkeypatch.setattr(actions, "SCANNER_SECONDS", 0)
    assert "does not answer" in said([b"x" * 1_000_000] * 3)


def test_the_scanner_is_given_no_keys(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMEWARD_SEALING_KEYS", "secret")
    settings.SCANNER = SHOWS
    scanned([b"plain"])


@pytest.mark.django_db
def test_a_photograph_that_is_stopped_is_not_kept_and_its_sender_is_told(settings, client: Client) -> None:
    settings.SCANNER = STOPS
    child, account = f.child(), f.account("hub-practitioner")
    f.relate(viewer_of(account, at=f.NOW), child.pk)
    client.force_login(account, backend=DOOR)
    form = {
        "picture": SimpleUploadedFile("a.jpg", picture(comment=b"CNRYVIRUS"), "image/jpeg"), "purpose": "find",
        "consent": "parent", "expires_on_0": "1", "expires_on_1": "3", "expires_on_2": "2027",
    }  # fmt: skip
    address = reverse("find_me_photograph", args=[child.pk])
    assert "scanner stopped this file" in client.post(address, form).content.decode()
    assert not Photograph.objects.exists() and not Document.objects.exists()
    form["picture"] = SimpleUploadedFile("a.jpg", picture(), "image/jpeg")
    assert client.post(address, form).status_code == 302 and Photograph.objects.count() == 1
