"""The samples of the census: the good one loads whole; of the broken one exactly what it says is refused."""

import pytest

from homeward.register.events.models import SocialCareEvent
from homeward.register.linkage.models import Profile
from homeward.register.people.models import Person
from homeward.register.sources.models import Refusal
from tests.feeds.samples import load_sample, refused, told

pytestmark = pytest.mark.django_db


def test_the_good_sample_brings_children_and_what_happened() -> None:
    delivery = load_sample("cin")
    assert (delivery.state, delivery.rows_new, delivery.rows_refused, delivery.rows_dropped) == ("loaded", 14, 0, 0)
    assert delivery.collection_year == 2025
    kinds = sorted(SocialCareEvent.objects.values_list("kind", flat=True))
    assert kinds == [
        "assessment", "assessment", "assessment", "child-in-need-plan", "child-protection-conference",
        "child-protection-plan", "referral", "referral", "referral", "referral", "section-47",
    ]  # fmt: skip


def test_the_factors_of_exploitation_are_kept_and_those_of_other_people_are_not_drawn() -> None:
    load_sample("cin")
    codes = set(SocialCareEvent.objects.filter(kind="assessment").values_list("code", flat=True))
    assert codes == {"10A;24A", "13A;24A", ""}


def test_of_the_broken_sample_exactly_what_it_says_is_refused() -> None:
    assert refused(load_sample("cin", "broken")) == told("cin")


def test_a_refusal_names_no_child_and_no_date() -> None:
    delivery = load_sample("cin", "broken")
    for message in [*Refusal.objects.values_list("message", flat=True), *delivery.notes]:
        assert message.endswith(".")
        assert "MS9000" not in message and "2024-0" not in message and "99Z" not in message and "TAIL" not in message


def test_the_census_and_the_extract_are_about_the_same_children() -> None:
    load_sample("identity")
    before = Person.objects.count()
    load_sample("cin")
    wren = Person.objects.get(forename="Wren")
    assert set(wren.socialcareevents.values_list("kind", flat=True)) >= {"referral", "section-47"}
    assert Person.objects.count() == before + 2


def test_an_unborn_child_is_kept_without_a_birth_date_and_the_delivery_says_so() -> None:
    delivery = load_sample("cin")
    assert Person.objects.filter(birth_date=None).count() == 1
    assert any(note.startswith("Query not-yet-born, Children: There is no birth date") for note in delivery.notes)


def test_every_row_says_who_its_child_is_to_linkage() -> None:
    load_sample("cin")
    assert Profile.objects.filter(upn="Q999000017001").exists()
    assert set(Profile.objects.values_list("own_key", flat=True)) == {"MS900001", "MS900002", "MS900011", "MS900012"}
    assert not Profile.objects.exclude(sealed_postcode="").exists()


def test_the_same_sample_a_second_time_changes_nothing() -> None:
    load_sample("cin")
    before = [list(model.objects.order_by("pk").values()) for model in (Person, SocialCareEvent, Profile)]
    delivery = load_sample("cin")
    assert delivery.rows_new == 14
    assert [list(model.objects.order_by("pk").values()) for model in (Person, SocialCareEvent, Profile)] == before
