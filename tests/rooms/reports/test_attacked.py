"""The finished paper attacked: a small county's and a larger one's, every quarter, every hidden count solved for."""

import re
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from homeward.config.commands.serve import load_county
from homeward.county import make
from homeward.county.writing import Sent
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.queries.counting import tally_of
from homeward.insight.analysis.rules import NOT_KNOWN
from homeward.insight.reports import queries
from homeward.insight.reports.presenters.document import document_of
from homeward.vocabulary.age_bands import age_bands
from tests import factories
from tests.rooms.county.conftest import UNTIL
from tests.rooms.reports.attacking import faults, number, reach, read

pytestmark = pytest.mark.django_db
COUNTED = frozenset({"population", "published", "identity", "ssda903", "police-missing"})
UNCOUNTED = Quarter(2015, 1)
QUARTERS = [Quarter(2024, 1), Quarter(2024, 3), Quarter(2025, 2), Quarter(2025, 4)]


def pixel() -> bytes:
    """The smallest picture there is."""
    parts = ((b"IHDR", bytes.fromhex("00000001000000010800000000")), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big") for name, body in parts
    )


@pytest.fixture(params=[("town", "small"), ("town", ""), ("county", "")], ids=["small county", "town", "county"])
def loaded(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Three years of the files whose rows are counted in a paper."""
    factories.agency("middleshire", name="Middleshire County Council")
    factories.agency("middleshire-police", "police", "Middleshire Police")
    size, variant = request.param
    make(tmp_path, size, until=UNTIL, variant=variant, sent=Sent(feeds=COUNTED))
    load_county(tmp_path)


def labels() -> dict[str, str]:
    return {band.code: band.label for band in age_bands(on=UNTIL)} | {NOT_KNOWN: "Age not known"}


def document(quarter: Quarter) -> bytes:
    """The document with a dot for each picture, since the words of a picture are what is attacked."""
    draft = queries.drafted(quarter, viewer=None, as_at=timezone.now() + timedelta(hours=1), afresh=True)
    return document_of(draft.paper, dict.fromkeys(draft.figures.charts, pixel()))


def test_no_hidden_count_can_be_worked_out_from_a_finished_paper(loaded: None) -> None:
    attacked, fixed = 0, set(read(document(UNCOUNTED)).words)
    for quarter in QUARTERS:
        content, truth = document(quarter), tally_of(quarter, None)
        attacked += sum(1 <= count <= 5 for count in truth.children.values())
        assert faults(content, truth, labels(), fixed) == []
        hidden_alike(content)
    assert attacked > 5


def hidden_alike(content: bytes) -> None:
    """A quarter hidden in the table of quarters is hidden in its chart's table, and in the words for the chart."""
    found = read(content)
    rows = next(rows for name, rows in found.tables.items() if name.startswith("Children reported missing and their"))
    hidden = [row[0] for row in rows[1:] if number(row[1]) is None]
    rates = next(rows for name, rows in found.tables.items() if name.endswith("for every 1,000 children, by quarter"))
    for row in rates[1:]:
        if row[0] in hidden:
            assert number(row[1]) is None
    for quarter in hidden:
        told = re.search(rf"{quarter}, ([^;.]+)", found.pictures[0])
        assert told and number(told[1]) is None


@pytest.mark.parametrize("loaded", [("town", "small")], ids=["small county"], indirect=True)
def test_the_attack_finds_a_count_that_was_not_hidden_well(loaded: None) -> None:
    """With only the small counts of the first table hidden, and nothing beside them, the attack gives them back."""
    truth = tally_of(QUARTERS[-1], None)
    found = read(document(QUARTERS[-1]))
    key = next(key for key, count in truth.children.items() if 1 <= count <= 5)
    printed = labels()
    keys = [(printed[band], sex) for band, sex in truth.children]
    found.children = {
        (printed[band], sex): None if (band, sex) == key else float(count)
        for (band, sex), count in truth.children.items()
    }
    found.children["total", "total"] = float(truth.all_children)
    low, high = reach(found, keys, list(truth.children).index(key))
    assert (low, high) == (pytest.approx(truth.children[key]), pytest.approx(truth.children[key]))
