"""Invented and real never lie side by side, and only those who may see feeds see what has come."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from homeward.register.sources import queries
from homeward.register.sources.models import Delivery
from homeward.register.sources.rules import is_stale, why_not_here
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


def test_a_source_is_out_of_date_after_a_month_and_a_week_or_when_nothing_ever_came() -> None:
    assert is_stale(None, at=f.NOW)
    assert not is_stale(f.NOW - timedelta(days=40), at=f.NOW)
    assert is_stale(f.NOW - timedelta(days=40, seconds=1), at=f.NOW)


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
