"""The samples of the extract: the good one loads whole; of the broken one exactly what it says is refused."""

import pytest

from homeward.gateways.feeds.loading import load_paths
from homeward.practice.missing.models import MissingEpisode
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery, Refusal
from tests import factories as f
from tests.feeds.samples import refused, sample, told

pytestmark = pytest.mark.django_db


def load(kind: str) -> Delivery:
    force = f.agency("middleshire-police", kind="police")
    return load_paths("police-missing", sample("police-missing", kind), agency=force, clock=lambda: f.NOW)


def test_the_good_sample_brings_the_children_it_may() -> None:
    delivery = load("good")
    assert (delivery.rows_new, delivery.rows_refused, delivery.rows_dropped) == (4, 0, 1)
    assert (Person.objects.count(), MissingEpisode.objects.count()) == (4, 4)


def test_of_the_broken_sample_exactly_what_it_says_is_refused() -> None:
    assert refused(load("broken")) == told("police-missing")


def test_a_refusal_names_no_child_and_no_time() -> None:
    load("broken")
    for message in Refusal.objects.values_list("message", flat=True):
        assert message.endswith(".")
        assert not [value for value in ("SYN", "2025", "2099", "Wren", "Applegarth") if value in message]


def test_the_same_sample_a_second_time_changes_nothing() -> None:
    load("good")
    before = [list(model.objects.order_by("pk").values()) for model in (Person, MissingEpisode)]
    load("good")
    assert [list(model.objects.order_by("pk").values()) for model in (Person, MissingEpisode)] == before
