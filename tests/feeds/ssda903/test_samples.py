"""The samples of the return: the good one loads whole; of the broken one exactly what it says is refused."""

import pytest

from homeward.practice.missing.models import MissingEpisode
from homeward.register.people.models import CareEpisode, Person
from homeward.register.sources.models import Refusal
from homeward.vocabulary.loader import load_whole
from tests.feeds.samples import load_sample, refused, told

pytestmark = pytest.mark.django_db


def test_the_good_sample_brings_children_placements_and_absences() -> None:
    delivery = load_sample("ssda903")
    assert (delivery.rows_new, delivery.rows_refused, delivery.rows_dropped) == (12, 0, 0)
    assert (Person.objects.count(), CareEpisode.objects.count(), MissingEpisode.objects.count()) == (3, 4, 5)


def test_of_the_broken_sample_exactly_what_it_says_is_refused() -> None:
    assert refused(load_sample("ssda903", "broken")) == told("ssda903")


def test_the_broken_sample_fails_every_published_check_on_absences() -> None:
    failed = {rule for *_, rule in told("ssda903") if rule.isdigit()}
    assert failed >= set(load_whole("ssda903_missing_rules").codes)


def test_a_refusal_names_no_child_and_no_date() -> None:
    load_sample("ssda903", "broken")
    for message in Refusal.objects.values_list("message", flat=True):
        assert message.endswith(".")
        assert "MS9000" not in message
        assert "/2025" not in message


def test_the_return_and_the_extract_are_about_the_same_children() -> None:
    load_sample("identity")
    load_sample("ssda903")
    assert Person.objects.count() == 6
    assert Person.objects.get(linked=False).forename == ""
    assert Person.objects.get(forename="Wren").care_episodes.count() == 2


def test_whichever_comes_first_the_children_are_the_same() -> None:
    load_sample("ssda903")
    assert Person.objects.filter(linked=True).count() == 0
    load_sample("identity")
    assert Person.objects.count() == 6
    assert Person.objects.filter(linked=True).count() == 5


def test_the_same_sample_a_second_time_changes_nothing() -> None:
    load_sample("ssda903")
    before = [list(model.objects.order_by("pk").values()) for model in (Person, CareEpisode, MissingEpisode)]
    load_sample("ssda903")
    assert [list(model.objects.order_by("pk").values()) for model in (Person, CareEpisode, MissingEpisode)] == before
