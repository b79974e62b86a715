"""Who sends a force's extract: named in the manifest, or by the command; never a council."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from homeward.config.commands.feed import feed
from homeward.gateways.feeds.forms import SendForm
from homeward.gateways.feeds.registry import feed_named
from homeward.register.sources.models import Delivery
from tests import factories as f
from tests.factories.police import report
from tests.feeds.samples import write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def agencies() -> None:
    f.agency()
    f.agency("middleshire-police", kind="police")


def load(place: Path, agency: str = "") -> Result:
    """Load a folder whose manifest names this agency, if any."""
    write(place, "police-missing", {"reports": [report()]})
    if agency:
        manifest = place / "manifest.yaml"
        manifest.write_text(f"{manifest.read_text()}\nagency: {agency}\n")
    return CliRunner().invoke(feed, ["load", str(place)])


def test_the_manifest_names_the_sender(tmp_path: Path) -> None:
    answer = load(tmp_path, "middleshire-police")
    assert answer.exit_code == 0, answer.output
    assert Delivery.objects.get().source.agency.code == "middleshire-police"


def test_a_code_nobody_has_is_told_in_words(tmp_path: Path) -> None:
    answer = load(tmp_path, "elsewhere")
    assert answer.exit_code == 2
    assert "no agency with the code elsewhere" in answer.output
    assert not Delivery.objects.exists()


def test_a_council_does_not_send_it(tmp_path: Path) -> None:
    answer = load(tmp_path)
    assert answer.exit_code == 1
    assert "an agency of this kind: police" in answer.output
    assert not Delivery.objects.exists()


def test_the_page_offers_forces_alone() -> None:
    form = SendForm(mapping=feed_named("police-missing").mapping, on=timezone.localdate())
    assert [str(value) for value, _ in form.fields["agency"].choices][1:] == ["middleshire-police"]  # type: ignore[attr-defined]  # a choice of agencies
