"""The samples of the extract: the good one loads whole; of the broken one exactly what it says is refused."""

import pytest

from homeward.gateways.feeds.identity.rules import REASONS
from homeward.gateways.feeds.registry import feed_named
from homeward.register.people.models import Person
from homeward.register.sources.models import Refusal, SourceRecord
from tests.feeds.samples import load_sample, refused, sample, told

pytestmark = pytest.mark.django_db


def test_the_good_sample_brings_the_children_it_may() -> None:
    delivery = load_sample("identity")
    assert (delivery.rows_new, delivery.rows_refused, delivery.rows_dropped) == (7, 0, 2)
    assert set(Person.objects.values_list("forename", flat=True)) == {"Wren", "Zoë", "Łukasz", "Amara", "Ibrahim"}


def test_a_child_whom_it_may_not_bring_leaves_no_trace() -> None:
    load_sample("identity")
    assert not Person.objects.filter(forename__in=("Daisy", "Harvey")).exists()
    assert not SourceRecord.objects.filter(external_id__startswith="MS900006").exists()


def test_of_the_broken_sample_exactly_what_it_says_is_refused() -> None:
    delivery = load_sample("identity", "broken")
    assert refused(delivery) == told("identity")
    assert delivery.rows_dropped == 1


def test_every_refusal_says_how_to_put_it_right_and_repeats_nothing_the_row_held() -> None:
    load_sample("identity", "broken")
    held = {"Garner", "Rima", "9990001074", "X99900001700", "30/02/2012", "MS9000"}
    for message in Refusal.objects.values_list("message", flat=True):
        assert message.endswith(".")
        assert not [value for value in held if value in message]


def test_the_same_sample_a_second_time_changes_nothing() -> None:
    first = load_sample("identity")
    before = list(Person.objects.order_by("pk").values())
    assert load_sample("identity").pk == first.pk
    assert list(Person.objects.order_by("pk").values()) == before


def test_the_reasons_it_admits_are_those_it_explains() -> None:
    admission = feed_named("identity").mapping.admission
    assert not isinstance(admission, str)
    assert set(admission.reasons) == REASONS
    assert [path.name for path in sample("identity", "good")] == ["identity.csv"]
