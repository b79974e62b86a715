"""What becomes of a youth justice row: which kind of event, and with which words."""

from datetime import date
from pathlib import Path

import pytest

from homeward.register.events.models import JusticeEvent
from homeward.register.events.queries import details_of
from homeward.register.people.models import Identifier
from homeward.vocabulary.event_kinds import event_kind
from homeward.vocabulary.loader import load_whole
from tests.factories.partners import youth_justice
from tests.feeds.partners import Partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(tmp_path: Path) -> Partner:
    return Partner("youth-justice", tmp_path)


def test_an_order_that_goes_on(partner: Partner) -> None:
    partner.send(work=[youth_justice()])
    event = JusticeEvent.objects.get()
    assert (event.kind, event.code, event.outcome) == ("youth-justice-order", "referral-order", "")
    assert (event.since, event.until, event.reference) == (date(2025, 9, 10), None, "SYN-Y-0001")
    assert details_of(event)["Due to end"] == "10 June 2026"
    assert details_of(event)["Offence"].startswith("Supply of drugs")


def test_an_order_that_ended_stands_in_place_of_the_open_one(partner: Partner) -> None:
    partner.send(work=[youth_justice()])
    partner.send(work=[youth_justice(ended_on="10/02/2026", outcome="completed", extracted_on="01/03/2026")])
    event = JusticeEvent.objects.get(superseded_at=None)
    assert (event.until, event.outcome) == (date(2026, 2, 10), "completed")
    assert JusticeEvent.objects.count() == 2


@pytest.mark.parametrize("work", load_whole("youth_justice_work").codes)
def test_every_kind_of_work_is_a_kind_of_event_that_youth_justice_may_read(work: str) -> None:
    assert event_kind(load_whole("youth_justice_work")[work].group or "").table == "justice"


def test_the_service_s_number_is_its_own(partner: Partner) -> None:
    partner.send(work=[youth_justice()])
    assert set(Identifier.objects.values_list("type", "issuer__code")) == {("local", "middleshire-yjs")}
