"""Checking and loading from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from homeward.config.commands.feed import feed
from homeward.config.commands.worker import worker
from homeward.gateways.feeds import actions
from homeward.gateways.feeds.actions import Arrival
from homeward.gateways.feeds.reading.opened import from_bytes
from homeward.gateways.feeds.registry import feed_named
from homeward.register.audit.models import AuditEvent
from homeward.register.sources.models import Delivery, Source, SourceRecord
from tests import factories as f
from tests.feeds.framework.conftest import HEAD, swimmer, swimmers

pytestmark = pytest.mark.django_db

Folder = Callable[..., Path]


def said(*words: str | Path) -> Result:
    """What the command answers."""
    return CliRunner().invoke(feed, [str(word) for word in words])


@pytest.fixture(autouse=True)
def sender(council: object) -> None:
    """The hub's own agency."""


def test_a_folder_is_loaded_and_loading_it_again_changes_nothing(folder: Folder) -> None:
    place = folder(swimmers=swimmers(3), lessons=b"swimmer,lesson_on,until\nS1,01/02/2026,\n")
    first = said("load", place)
    assert first.exit_code == 0, first.output
    assert "4 new, 0 changed, 0 known, 0 refused, 0 dropped" in first.output
    again = said("load", place)
    assert again.exit_code == 0
    assert "These files came before" in again.output
    assert SourceRecord.objects.count() == 4


def test_a_folder_of_folders_is_loaded_delivery_by_delivery(folder: Folder) -> None:
    parent = folder(swimmers=swimmers(2)).parent
    folder(swimmers=swimmers(2, first=3))
    assert said("load", parent).exit_code == 0
    assert Delivery.objects.filter(state="loaded").count() == 2


def test_a_check_writes_nothing_and_fails_when_something_would_be_refused(folder: Folder) -> None:
    good = said("check", folder(swimmers=swimmers(2)))
    assert good.exit_code == 0
    assert "2 new" in good.output
    bad = "\n".join([HEAD, swimmer(1), "S2,=cmd,14/06/2012,4,lessons,,", ""]).encode()
    answer = said("check", folder(swimmers=bad))
    assert answer.exit_code == 1
    assert "swimmers, row\u00a03, name: Name: a name cannot begin with" in answer.output
    assert not Delivery.objects.exists()
    assert not AuditEvent.objects.exists()


def test_the_exit_code_tells_a_refused_row_from_a_refused_file(folder: Folder) -> None:
    bad = "\n".join([HEAD, swimmer(1), "S2,=cmd,14/06/2012,4,lessons,,", ""]).encode()
    assert said("load", folder(swimmers=bad)).exit_code == 1
    assert said("load", folder(swimmers=HEAD.encode())).exit_code == 2


def test_files_without_a_manifest_are_refused_in_a_demonstration(folder: Folder) -> None:
    place = folder(declared=False, swimmers=swimmers(2))
    answer = said("load", place, "--feed", "swimming", "--year", "2025-26")
    assert answer.exit_code == 1
    assert "not declared invented" in answer.output
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--feed", "swimming"], "give --year"),
        (["--feed", "diving", "--year", "2025-26"], "one of: swimming"),
        (["--feed", "swimming", "--year", "soon"], "does not name a year"),
        (["--feed", "swimming", "--year", "2025-26", "--agency", "nobody"], "no agency with the code nobody"),
    ],
)
def test_what_is_missing_is_said(folder: Folder, options: list[str], words: str) -> None:
    answer = said("check", folder(declared=False, swimmers=swimmers(2)), *options)
    assert answer.exit_code != 0
    assert words in answer.output


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    assert "no CSV, XML, JSON or Excel file" in said("load", tmp_path).output


def test_the_feeds_are_listed() -> None:
    answer = said("list")
    assert "swimming: Swimming lessons (needs --year)" in answer.output
    assert "lessons.csv: Lessons" in answer.output


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_what_waits_and_stops() -> None:
    files = {"swimmers": from_bytes("swimmers.csv", swimmers(3))}
    sent = Arrival(feed_named("swimming"), f.agency(), files, 2026, True)
    viewer = f.viewer("administrator")
    delivery, _ = actions.receive(arrival=sent, by=viewer, at=f.NOW)
    for state in ("checked", "loaded"):
        answer = CliRunner().invoke(worker, ["--once"])
        assert answer.exit_code == 0, answer.output
        delivery.refresh_from_db()
        assert delivery.state == state
        if state == "checked":
            actions.load(delivery=delivery, by=viewer, at=f.NOW)
    assert SourceRecord.objects.count() == 3
    assert not AuditEvent.objects.filter(seal=None).exists()


def test_a_council_kept_outside_the_figures_is_counted_in_none_of_them() -> None:
    said = CliRunner().invoke(feed, ["outside", "Sample council", "swimming"])
    assert said.exit_code == 0, said.output
    assert "--agency sample-council" in said.output
    source = Source.objects.get(agency__code="sample-council", feed="swimming")
    assert source.outside_figures
    assert AuditEvent.objects.filter(action="feed.outside").count() == 1


def test_a_part_of_a_file_is_loaded_only_by_somebody_who_says_that_they_are_sure(folder: Folder) -> None:
    assert said("load", folder(swimmers=swimmers(40))).exit_code == 0
    part = folder(swimmers=swimmers(10))
    first = said("load", part)
    assert first.exit_code == 2
    assert "It lacks 30 of the 40 children whom the last file told of." in first.output and "--sure" in first.output
    assert Delivery.objects.get(state="checked")
    assert said("load", part, "--sure").exit_code == 0
    assert Delivery.objects.filter(state="loaded").count() == 2
