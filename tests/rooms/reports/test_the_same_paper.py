"""Any quarter, as at any moment: the same to the byte whenever it is made again, and the same on every database."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from docx.document import Document as WordDocument
from pytest_django.fixtures import Settings

from homeward.insight.analysis.queries import comparing
from homeward.insight.reports import queries
from homeward.insight.reports.models import BoardPaper
from homeward.register.people.models import CareEpisode
from homeward.register.sources.models import Delivery
from tests import factories
from tests.rooms.analysis.conftest import Missing, populate
from tests.rooms.analysis.test_comparing import neighbours, published
from tests.rooms.reports.making import counted_again, made, opened, parts_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
WEEK = timedelta(days=7)
# What the fixture's county says, worked out once on SQLite: PostgreSQL must say the same.
FIGURES = "781f5310bbaad838d941512c0d848fe250942c0addf72d499ce344e9a73b4c98"


@pytest.fixture(autouse=True)
def beside_others(settings: Settings, tmp_path: Path, county: None) -> None:
    """A release of published figures, held before the paper is made."""
    settings.COUNCIL_LA_CODE = "999"
    comparing._remembered.clear()
    published(tmp_path)
    neighbours(tmp_path)


def words_of(document: WordDocument) -> str:
    """Every word of a document, in order."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def sent_later(feed: str, at: datetime) -> Delivery:
    sent = factories.delivery(feed)
    Delivery.objects.filter(pk=sent.pk).update(received_at=at, loaded_at=at)
    return Delivery.objects.get(pk=sent.pk)


def everything_comes_again(at: datetime, missing: Missing, place: Path) -> None:
    """Later deliveries of every feed: the return, the police, the population, and published figures."""
    for feed in ("ssda903", "police-missing"):
        sent = sent_later(feed, at)
        for number in range(9):
            child = factories.child("Later", f"{feed} {number}", birth_date=date(2011, 3, 1), sex="M")
            missing(child, date(2025, 12, 7), delivery=sent)
            care = factories.placement(child)
            CareEpisode.objects.filter(pk=care.pk).update(record=factories.record(sent))
    populate(count=1400, sent=sent_later("population", at))
    place.mkdir()
    published(place, release="The 2026 release", ours=(760, 94, 45, 441))
    neighbours(place)
    comparing._remembered.clear()


def test_it_is_the_same_bytes_whatever_comes_later(
    missing: Missing, tmp_path: Path, frozen: time_machine.Traveller
) -> None:
    frozen.move_to(factories.NOW + timedelta(hours=1))
    first = made(at=timezone.now())
    kept = queries.content_of(first)
    frozen.shift(WEEK)
    everything_comes_again(timezone.now(), missing, tmp_path / "later")
    frozen.shift(WEEK)
    assert counted_again(first) == kept
    later = made(at=timezone.now())
    assert (first.figures_digest != later.figures_digest) and queries.content_of(later) != kept
    said = words_of(opened(later))
    assert "The 2026 release" in said and "The 2026 release" not in words_of(opened(first))
    assert "The paper as at 2 March 2026 at 10am said 93; 18 more have been counted since" in said.replace(
        "the paper as", "The paper as"
    )


def test_it_knows_no_clock(frozen: time_machine.Traveller) -> None:
    frozen.move_to(factories.NOW + timedelta(hours=1))
    first = made(at=timezone.now())
    for step in (timedelta(seconds=1), timedelta(days=400)):
        frozen.shift(step)
        assert counted_again(first) == queries.content_of(first)


def test_no_time_of_a_part_tells_when_it_was_written(frozen: time_machine.Traveller) -> None:
    frozen.move_to(factories.NOW + timedelta(hours=1))
    asked = timezone.now()
    frozen.shift(WEEK)
    late = made(at=timezone.now(), as_at=asked)
    told = b"".join(parts_of(late).values())
    assert b"2026-03-09" not in told and str(late.pk).encode() not in told


def test_it_says_the_same_on_every_database(frozen: time_machine.Traveller) -> None:
    frozen.move_to(factories.NOW + timedelta(hours=1))
    paper: BoardPaper = made(at=timezone.now())
    assert paper.figures_digest == FIGURES
