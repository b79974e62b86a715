"""Invented and real never lie side by side, and only those who may see feeds see what has come."""

from datetime import date

import pytest
from django.db import IntegrityError

from homeward.register.sources import queries
from homeward.register.sources.models import Delivery
from homeward.register.sources.rules import doubts, freshness, missing_months, missing_years, why_not_here
from tests import factories as f


@pytest.mark.parametrize(
    ("synthetic", "demonstration", "outside_figures", "answer"),
    [
        (True, True, False, ""),
        (False, True, False, "real-in-demonstration"),
        (False, True, True, "real-in-demonstration"),
        (False, False, False, ""),
        (True, False, False, "invented-in-real-use"),
        (True, False, True, ""),
    ],
)
def test_where_a_delivery_may_be_kept(synthetic: bool, demonstration: bool, outside_figures: bool, answer: str) -> None:
    given = {"synthetic": synthetic, "demonstration": demonstration, "outside_figures": outside_figures}
    assert why_not_here(**given) == answer


def test_published_counts_about_nobody_may_lie_in_a_demonstration_and_invented_ones_never_in_real_use() -> None:
    nobody = {"about_people": False, "outside_figures": False}
    assert why_not_here(synthetic=False, demonstration=True, **nobody) == ""
    assert why_not_here(synthetic=True, demonstration=False, **nobody) == "invented-in-real-use"


@pytest.mark.django_db
def test_real_counts_about_nobody_do_not_stop_a_demonstration() -> None:
    delivery = f.delivery(synthetic=False)
    Delivery.objects.filter(pk=delivery.pk).update(about_people=False)
    record = f.record(delivery)
    record.synthetic = False
    record.save()
    assert queries.only_synthetic()
    Delivery.objects.filter(pk=delivery.pk).update(about_people=True)
    assert not queries.only_synthetic()


@pytest.mark.parametrize(
    ("told_on", "every", "state"),
    [
        (None, 7, "never"),
        (date(2026, 3, 2), 7, "up-to-date"),
        (date(2026, 2, 24), 7, "up-to-date"),
        (date(2026, 2, 23), 7, "due"),
        (date(2026, 2, 22), 7, "due"),
        (date(2026, 2, 21), 7, "overdue"),
        (date(2026, 3, 1), 1, "due"),
        (date(2026, 2, 27), 1, "overdue"),
        (date(2025, 3, 3), 365, "up-to-date"),
        (date(2025, 3, 2), 365, "due"),
        (date(2025, 1, 9), 365, "due"),
        (date(2025, 1, 8), 365, "overdue"),
    ],
)
def test_a_source_is_due_when_its_usual_wait_is_over_and_overdue_a_seventh_of_it_later(
    told_on: date | None, every: int, state: str
) -> None:
    assert freshness(told_on, every=every, on=date(2026, 3, 2)).state == state


def test_months_that_never_came_are_told_between_the_first_and_the_last_that_is_over() -> None:
    on = date(2026, 3, 2)
    assert missing_months(["2025-11", "2026-01"], on=on) == ["2025-12", "2026-02"]
    assert missing_months(["2026-02", "2026-03"], on=on) == missing_months([], on=on) == []


def test_years_that_never_came_are_told_between_the_first_and_the_last_that_should_have() -> None:
    assert missing_years([2023, 2025]) == [2024]
    assert missing_years([2023], last=2025) == [2024, 2025]
    assert missing_years([2026], last=2025) == missing_years([], last=2025) == []


@pytest.mark.parametrize(
    ("counts", "codes"),
    [
        ({}, ()),
        ({"changed": 51, "held": 100}, ("changes-most",)),
        ({"changed": 50, "held": 100}, ()),
        ({"gone": 51, "before": 100}, ("lacks-most",)),
        ({"gone": 50, "before": 100}, ()),
        ({"changed": 19, "held": 19, "gone": 19, "before": 19}, ()),
        ({"changed": 99, "held": 100, "gone": 99, "before": 100}, ("changes-most", "lacks-most")),
    ],
)
def test_a_file_that_changes_or_lacks_more_than_half_is_looked_at_twice(
    counts: dict[str, int], codes: tuple[str, ...]
) -> None:
    assert doubts(**({"changed": 0, "held": 0, "gone": 0, "before": 0} | counts)) == codes


@pytest.mark.django_db
def test_one_real_delivery_is_enough_to_stop_a_demonstration() -> None:
    assert queries.only_synthetic()
    f.record(f.delivery())
    assert queries.only_synthetic()
    f.delivery(synthetic=False)
    assert not queries.only_synthetic()


@pytest.mark.django_db
def test_one_real_record_is_enough_to_stop_a_demonstration() -> None:
    record = f.record(f.delivery())
    record.synthetic = False
    record.save()
    assert not queries.only_synthetic()


@pytest.mark.django_db
def test_deliveries_and_refusals_are_seen_by_those_who_may_see_feeds() -> None:
    delivery = f.delivery()
    delivery.refusals.create(part="episodes", row=3, column="DECOM", rule="impossible-date", message="Check the day.")
    director, practitioner = f.viewer("director"), f.viewer("hub-practitioner")
    assert queries.delivery(delivery.pk, viewer=director) == delivery
    assert queries.delivery(delivery.pk, viewer=practitioner) is None
    assert queries.refusals(delivery, viewer=director).count() == 1
    assert not queries.refusals(delivery, viewer=practitioner)
    assert not queries.sources(viewer=practitioner)
    assert [each.latest_id for each in queries.sources(viewer=director)] == [delivery.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("year", [None, 2026])
def test_the_database_itself_holds_one_delivery_for_one_content(year: int | None) -> None:
    first = f.delivery()
    facts = {"source": first.source, "digest": "d" * 64, "received_at": f.NOW, "synthetic": True}
    Delivery.objects.create(**facts, collection_year=year)
    with pytest.raises(IntegrityError):
        Delivery.objects.create(**facts, collection_year=year)
