"""The samples of Annex A: what the good one brings, and of the broken one exactly what it says is refused."""

import pytest

from homeward.register.access.models import Shield
from homeward.register.events.models import SocialCareEvent
from homeward.register.linkage.models import Profile
from homeward.register.people.models import Identifier, Person
from homeward.register.sources.models import Refusal, SourceRecord
from tests.feeds.samples import load_sample, refused, told

pytestmark = pytest.mark.django_db


def test_the_good_sample_brings_what_its_lists_tell() -> None:
    delivery = load_sample("annex-a")
    assert (delivery.state, delivery.rows_new, delivery.rows_refused, delivery.rows_dropped) == ("loaded", 13, 0, 2)
    kinds = sorted(SocialCareEvent.objects.values_list("kind", flat=True))
    assert kinds == [
        "assessment", "assessment", "child-in-need", "child-protection-conference", "child-protection-plan", "contact",
        "contact", "contact", "early-help", "looked-after", "referral", "referral", "section-47", "section-47",
    ]  # fmt: skip


def test_lists_nine_to_eleven_and_other_sheets_are_never_opened_and_nobody_of_them_is_here() -> None:
    delivery = load_sample("annex-a")
    said = " ".join(delivery.notes)
    assert "Never opened: List 9, care leavers." in said and "Never opened: List 10, adoption." in said
    assert "1 other sheet" in said and "Notes" not in said
    assert not Identifier.objects.filter(value__in=["MS900098", "MS900099"]).exists()


def test_a_grown_up_and_a_contact_older_than_six_months_are_dropped_and_nothing_of_them_is_kept() -> None:
    load_sample("annex-a")
    assert not Identifier.objects.filter(value="MS900031").exists()
    assert SourceRecord.objects.filter(part="contacts").count() == 3
    assert not SocialCareEvent.objects.filter(since__lt="2025-05-01").exists()


def test_a_looked_after_child_is_shielded_and_the_placement_is_not_taken() -> None:
    load_sample("annex-a")
    [shield] = Shield.objects.all()
    told_of = SocialCareEvent.objects.get(kind="looked-after")
    assert shield.subject_id == told_of.person_id
    assert told_of.outcome == "3 times missing;1 time absent;return interview offered;return interview not accepted"
    assert told_of.sealed_details == ""


def test_of_the_broken_sample_exactly_what_it_says_is_refused() -> None:
    assert refused(load_sample("annex-a", "broken")) == told("annex-a")


def test_a_refusal_and_a_note_repeat_nothing() -> None:
    delivery = load_sample("annex-a", "broken")
    for message in [*Refusal.objects.values_list("message", flat=True), *delivery.notes]:
        assert message.endswith(".")
        assert not any(word in message for word in ("MS9000", "pigeon", "31/02", "2027", "two"))


def test_the_workbook_and_the_extract_are_about_the_same_children() -> None:
    load_sample("identity")
    before = Person.objects.count()
    load_sample("annex-a")
    assert Person.objects.get(forename="Wren").socialcareevents.filter(kind="looked-after").exists()
    assert Person.objects.count() == before + 1


def test_every_row_says_who_its_child_is_to_linkage() -> None:
    load_sample("annex-a")
    assert set(Profile.objects.values_list("own_key", flat=True)) == {"MS900001", "MS900002", "MS900011"}


def test_the_same_sample_a_second_time_changes_nothing() -> None:
    load_sample("annex-a")
    models = (Person, SocialCareEvent, Profile, Shield)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    load_sample("annex-a")
    assert [list(model.objects.order_by("pk").values()) for model in models] == before
