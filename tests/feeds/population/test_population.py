"""Counts of children: kept by year and delivery, none replacing another, and about nobody."""

from pathlib import Path

import pytest
from time_machine import Traveller

from homeward.gateways.feeds.population.rules import group_of
from homeward.register.people.models import Person
from homeward.register.places.models import PopulationCount
from homeward.register.places.queries import population
from homeward.register.sources.models import Delivery, Judgement
from tests.feeds.samples import load_sample, loaded, refused, told, write

pytestmark = pytest.mark.django_db

ROW = {
    "year": 2025,
    "age": 14,
    "sex": "F",
    "ethnicity": "White",
    "district": "Ashmarket",
    "count": 412,
    "source": "Middleshire Office for Counting",
    "synthetic": 1,
}


def send(place: Path, *rows: dict[str, object]) -> Delivery:
    return loaded("population", write(place, "population", {"counts": rows}))


def test_the_good_sample_loads_and_is_about_nobody() -> None:
    delivery = load_sample("population")
    assert (delivery.rows_new, delivery.rows_refused) == (12, 0)
    assert not Person.objects.exists()
    assert not Judgement.objects.exists()


def test_of_the_broken_sample_exactly_what_it_says_is_refused() -> None:
    assert refused(load_sample("population", "broken")) == told("population")


def test_a_nought_is_kept(tmp_path: Path) -> None:
    send(tmp_path, ROW | {"count": 0})
    assert PopulationCount.objects.get().count == 0


def test_corrected_counts_replace_nothing_and_are_the_ones_used(tmp_path: Path, frozen: Traveller) -> None:
    send(tmp_path / "first", ROW, ROW | {"age": 15})
    frozen.shift(3600)
    send(tmp_path / "second", ROW | {"count": 400}, ROW | {"age": 15, "count": 300})
    assert PopulationCount.objects.count() == 4
    assert sorted(population(year=2025).values_list("count", flat=True)) == [300, 400]


def test_counts_that_are_still_loading_are_not_used(tmp_path: Path) -> None:
    delivery = send(tmp_path, ROW)
    Delivery.objects.filter(pk=delivery.pk).update(state="loading")
    assert not population(year=2025).exists()


@pytest.mark.parametrize(
    ("text", "group"),
    [("White", "white"), ("mixed", "mixed"), ("Asian", "asian"), ("Other", "other"), ("Not known", "unknown"),
     ("", None), ("Wh", None), ("Purple", None)],
)  # fmt: skip
def test_an_ethnic_group_is_one_of_the_lists(text: str, group: str | None) -> None:
    assert group_of(text) == group
