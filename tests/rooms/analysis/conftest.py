"""Missing episodes put straight into the register, as a feed would leave them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from homeward.foundation.london import day_begins_at
from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.register.people.models import Person
from homeward.register.places.models import PopulationCount
from homeward.register.sources.models import Delivery
from tests import factories

Missing = Callable[..., MissingEpisode]


@pytest.fixture
def missing() -> Missing:
    """Puts one missing episode of a child, with the report it came by."""
    return went_missing


def went_missing(
    person: Person,
    on: date,
    *,
    kind: str = "M",
    received_at: datetime | None = None,
    superseded_at: datetime | None = None,
    delivery: Delivery | None = None,
) -> MissingEpisode:
    record = factories.record(delivery)
    if received_at:
        Delivery.objects.filter(pk=record.delivery_id).update(received_at=received_at, loaded_at=received_at)
    began, ended = day_begins_at(on) + timedelta(hours=12), day_begins_at(on) + timedelta(hours=30)
    episode = MissingEpisode.objects.create(person=person, type=kind, since=began, until=ended)
    MissingReport.objects.create(
        person=person, episode=episode, record=record, type=kind, since=began, until=ended,
        superseded_at=superseded_at, joined_because="alone",
    )  # fmt: skip
    return episode


def populate(year: int = 2025, count: int = 1000, *, sent: Delivery | None = None) -> None:
    """The same number of boys and of girls of each age."""
    told = sent or factories.delivery("population")
    PopulationCount.objects.bulk_create(
        PopulationCount(
            year=year, age=age, sex=sex, ethnicity="white", district=factories.district(), count=count,
            source="Invented counting office", delivery=told.pk,
        )
        for age in range(18)
        for sex in "FM"
    )  # fmt: skip


@pytest.fixture
def county() -> None:
    """A quarter with large and small cells, three unknowns, repeats and a population: October to December 2025."""
    populate()
    sent = factories.delivery()
    for number in range(40):
        boy = factories.child("Boy", f"No{number}", birth_date=date(2011, 3, 1), sex="M")
        for episode in range(1 + number % 3):
            went_missing(boy, date(2025, 10, 3 + 9 * episode), delivery=sent)
    for number in range(24):
        girl = factories.child("Girl", f"No{number}", birth_date=date(2010, 3, 1), sex="F")
        for episode in range(1 + number % 2):
            went_missing(girl, date(2025, 11, 3 + 9 * episode), delivery=sent)
    for number in range(15):
        went_missing(
            factories.child("Old", f"No{number}", birth_date=date(2008, 9, 1), sex="M"),
            date(2025, 12, 1),
            delivery=sent,
        )
    for number in range(9):
        went_missing(
            factories.child("Older", f"No{number}", birth_date=date(2008, 9, 1), sex="F"),
            date(2025, 12, 2),
            delivery=sent,
        )
    for number in range(2):
        went_missing(
            factories.child("Small", f"No{number}", birth_date=date(2015, 6, 1), sex="M"),
            date(2025, 12, 3),
            delivery=sent,
        )
    for number in range(3):
        went_missing(
            factories.child("Unknown", f"No{number}", birth_date=date(2011, 6, 1), sex="U"),
            date(2025, 12, 3),
            delivery=sent,
        )
