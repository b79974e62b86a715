"""A quarter as at an earlier moment stays what it was, whatever comes later: counts, care and population alike."""

from datetime import date, timedelta

import pytest

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis import queries
from homeward.insight.analysis.rules import QuarterInFigures
from homeward.register.people.models import CareEpisode
from homeward.register.places.models import PopulationCount
from homeward.register.sources.models import Delivery
from tests import factories
from tests.rooms.analysis.conftest import Missing, populate

pytestmark = pytest.mark.django_db
AUTUMN = Quarter(2025, 4)
LATER = factories.NOW + timedelta(days=30)


def as_at_first() -> QuarterInFigures:
    return queries.quarter_in_figures(AUTUMN, viewer=None, as_at=factories.NOW)


def as_at_later() -> QuarterInFigures:
    return queries.quarter_in_figures(AUTUMN, viewer=None, as_at=LATER + timedelta(days=1))


def sent_later(feed: str) -> Delivery:
    sent = factories.delivery(feed)
    Delivery.objects.filter(pk=sent.pk).update(received_at=LATER, loaded_at=LATER)
    return Delivery.objects.get(pk=sent.pk)


def people_of(found: QuarterInFigures) -> int:
    assert found.population is not None
    return found.population.of()


def test_a_later_population_changes_no_earlier_paper(missing: Missing) -> None:
    populate(count=1000)
    for number in range(9):
        missing(factories.child("Child", f"No{number}"), date(2025, 11, 5))
    before = as_at_first()
    populate(count=1200, sent=sent_later("population"))
    after = as_at_first()
    assert (after.figures, after.child_rates, after.charts) == (before.figures, before.child_rates, before.charts)
    assert (people_of(after), people_of(as_at_later())) == (36_000, 43_200)


def test_a_delivery_that_puts_one_cell_right_leaves_the_others(missing: Missing) -> None:
    populate(count=1000)
    missing(factories.child(), date(2025, 11, 5))
    row = PopulationCount.objects.get(age=12, sex="M")
    PopulationCount.objects.create(
        year=row.year, age=12, sex="M", ethnicity=row.ethnicity, district=row.district, count=1500,
        source=row.source, delivery=sent_later("population").pk,
    )  # fmt: skip
    assert (people_of(as_at_first()), people_of(as_at_later())) == (36_000, 36_500)


def test_a_population_still_loading_is_the_rate_of_nothing(missing: Missing) -> None:
    populate(count=1000)
    missing(factories.child(), date(2025, 11, 5))
    loading = factories.delivery("population")
    Delivery.objects.filter(pk=loading.pk).update(state="loading", loaded_at=None)
    populate(count=5000, sent=loading)
    assert people_of(as_at_first()) == 36_000


def test_each_quarter_has_the_newest_count_on_or_before_its_last_day(missing: Missing) -> None:
    for year, count in ((2023, 900), (2024, 1000), (2025, 1100)):
        populate(year, count)
    for on in (date(2023, 5, 5), date(2025, 11, 5)):
        missing(factories.child(), on)
    found = {point.quarter: point.population for point in as_at_first().trend}
    assert (found[Quarter(2023, 2)], found[Quarter(2024, 1)], found[Quarter(2024, 2)]) == (32_400, 32_400, 36_000)
    assert (found[Quarter(2025, 1)], found[AUTUMN]) == (36_000, 39_600)


def test_a_placement_that_a_later_return_ends_was_known_before(missing: Missing) -> None:
    for number in range(30):
        child = factories.child("Looked", f"After{number}", sex="M")
        factories.placement(child, since=date(2025, 9, 1))
        if number < 12:
            missing(child, date(2025, 11, 5))
    before = as_at_first().figures["looked-after-share"]
    assert before.value == "40%"
    sent = sent_later("ssda903")
    for row in CareEpisode.objects.select_related("record"):
        again = factories.record(sent)
        again.external_id = row.record.external_id
        again.save()
        CareEpisode.objects.filter(pk=row.pk).update(record=again, until=date(2026, 3, 20))
    assert as_at_first().figures["looked-after-share"] == before
    factories.placement(factories.child("Looked", "Later"), since=date(2025, 9, 1))
    CareEpisode.objects.filter(person__surname="Later").update(record=factories.record(sent))
    assert str(as_at_first().figures["looked-after-share"].denominator) == str(before.denominator)
