"""A file that is half written, replaced or cut while it is read is refused, and nothing of it is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from homeward.gateways.feeds import actions
from homeward.gateways.feeds.actions import Arrival, FileChanged
from homeward.gateways.feeds.loading import arrival_at, check_delivery, load_delivery, load_paths
from homeward.gateways.feeds.manifest import ManifestWrong
from homeward.gateways.feeds.reading import opened
from homeward.gateways.feeds.reading.opened import from_path
from homeward.gateways.feeds.registry import feed_named
from homeward.register.audit.models import AuditEvent
from homeward.register.documents.models import Document, DocumentPiece
from homeward.register.jobs.models import Job
from homeward.register.sources.models import Delivery, Source, SourceRecord
from tests import factories as f
from tests.feeds.framework.conftest import swimmer, swimmers
from tests.feeds.framework.test_pages import post, signed_in

pytestmark = pytest.mark.django_db

Folder = Callable[..., Path]
LATER: dict[str, Callable[[bytes], bytes]] = {
    "written on to": lambda content: content + swimmer(9999).encode() + b"\n",
    "cut": lambda content: content[:-200],
    "emptied": lambda content: b"",
    "replaced by one as long": lambda content: content.replace(b"Wren", b"Finn"),
}


def nothing_is_kept() -> bool:
    """No trace of the delivery, not even of who sent it."""
    kept = (Delivery, Document, DocumentPiece, Source, SourceRecord, Job)
    return not any(model._default_manager.exists() for model in kept)


@pytest.mark.parametrize("change", LATER.values(), ids=LATER)
def test_a_file_that_changes_between_its_first_reading_and_its_keeping_is_refused(
    folder: Folder, change: Callable[[bytes], bytes]
) -> None:
    path = folder(swimmers=swimmers(50)) / "swimmers.csv"
    arrival = arrival_at(feed_named("swimming"), [path], agency=f.agency())
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(FileChanged) as refused:
        actions.receive_by_command(arrival=arrival, at=timezone.now())
    assert "send it again" in refused.value.next_step
    assert nothing_is_kept()
    assert not AuditEvent.objects.filter(action="feed.receive").exists()


@pytest.mark.parametrize("change", list(LATER.values())[1:], ids=list(LATER)[1:])
def test_a_file_that_changes_in_the_middle_of_a_reading_is_refused(
    folder: Folder, change: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "STRETCH", 512)
    path = folder(declared=False, swimmers=swimmers(50)) / "swimmers.csv"
    content, plain = path.read_bytes(), from_path(path)

    def stretches() -> opened.Iterator[bytes]:
        for number, stretch in enumerate(plain.stretches()):
            if number == 1 and path.read_bytes() == content:
                path.write_bytes(change(content))
            yield stretch

    changing = opened.Opened("swimmers.csv", stretches)
    arrival = Arrival(feed_named("swimming"), f.agency(), {"swimmers": changing}, 2026, True)
    with pytest.raises(FileChanged):
        actions.receive_by_command(arrival=arrival, at=timezone.now())
    assert nothing_is_kept()


def test_a_file_that_was_replaced_after_its_manifest_was_written_is_refused(folder: Folder) -> None:
    place = folder(swimmers=swimmers(50))
    (place / "swimmers.csv").write_bytes(swimmers(51))
    with pytest.raises(ManifestWrong):
        load_paths("swimming", [place / "swimmers.csv"], agency=f.agency(), clock=timezone.now)
    assert nothing_is_kept()


def test_whoever_sends_a_file_that_changes_is_told_in_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    digests = iter(["a" * 64, "b" * 64])
    monkeypatch.setattr(opened.Opened, "_digest", lambda file: (next(digests), 1))
    answer = post(signed_in(client, "administrator"))
    assert answer.status_code == 200
    assert "Nothing was kept. Wait until the file has been written to its end" in answer.content.decode()
    assert nothing_is_kept()


def test_what_was_kept_is_what_is_loaded_whatever_becomes_of_the_file(folder: Folder) -> None:
    path = folder(swimmers=swimmers(50)) / "swimmers.csv"
    arrival = arrival_at(feed_named("swimming"), [path], agency=f.agency())
    delivery, _ = actions.receive_by_command(arrival=arrival, at=timezone.now())
    path.unlink()
    check_delivery(delivery, clock=timezone.now)
    load_delivery(delivery, clock=timezone.now)
    assert SourceRecord.objects.count() == 50
