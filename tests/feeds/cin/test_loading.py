"""A census sent again, changed, for another year, and beside what others have said."""

import pytest

from homeward.gateways.feeds import checking, loading
from homeward.gateways.feeds.registry import feed_named
from homeward.register.access.models import Shield
from homeward.register.events.models import SocialCareEvent
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery, SourceRecord
from tests import factories as f
from tests.feeds.cin.census import assessment, census, child, enquiry, need_plan, protection_plan, referral
from tests.feeds.cin.conftest import Send
from tests.feeds.samples import load_sample

pytestmark = pytest.mark.django_db


def whole(**changes: str) -> str:
    """Two children; the second one's assessment may be completed."""
    completed = changes.get("completed")
    factors = ("24A",) if completed else ()
    second = referral("2025-01-06", assessment("2025-01-07", completed, *factors))
    return census(
        child(910001, referral("2024-06-03", assessment("2024-06-04", "2024-06-20", "10A"), need_plan("2024-07-01"))),
        child(910002, second, born="2012-01-01", ethnicity=changes.get("ethnicity", "WBRI")),
        day=changes.get("day", "2025-03-31"),
        year=changes.get("year", "2025"),
    )


def standing(**asked: str) -> list[SocialCareEvent]:
    return list(SocialCareEvent.objects.filter(superseded_at=None, **asked).order_by("since"))


def test_half_of_the_rows_changed_and_the_other_half_stay_as_they_were(send: Send) -> None:
    send(whole())
    before = {each.pk: each.since for each in standing()}
    again = send(whole(completed="2025-02-03", ethnicity="MWBC"))
    assert (again.rows_new, again.rows_changed, again.rows_known) == (0, 2, 5)
    assert [each.code for each in standing(kind="assessment")] == ["10A", "24A"]
    assert SocialCareEvent.objects.exclude(superseded_at=None).count() == 1
    assert len({each.pk for each in standing()} & set(before)) == 4
    assert Person.objects.get(birth_date="2012-01-01").ethnicity == "MWBC"


def test_a_census_for_an_earlier_year_changes_nothing_that_a_later_one_said(send: Send) -> None:
    send(whole(completed="2025-02-03"))
    send(whole(day="2024-03-31", year="2024"))
    assert [each.code for each in standing(kind="assessment")] == ["10A", "24A"]


def test_a_shielded_child_stays_shielded_and_nothing_sealed_lies_open(send: Send) -> None:
    load_sample("ssda903")
    before = list(Shield.objects.order_by("pk").values())
    plan = protection_plan("2024-07-01", None, "NEG", "2024-09-02")
    send(census(child("MS900001", referral("2024-06-03", plan))))
    assert list(Shield.objects.order_by("pk").values()) == before
    row = SocialCareEvent.objects.get(kind="child-protection-plan")
    assert row.sealed_details and "2 September" not in row.sealed_details


def test_two_councils_with_one_number_have_two_children(send: Send) -> None:
    send(whole())
    send(whole(), council="otherby")
    assert Person.objects.count() == 4


def test_a_pupil_number_of_before_joins_the_child_who_has_it(send: Send) -> None:
    send(census(child(910001, referral("2024-06-03"), upn="Q999000017001")))
    send(census(child(910009, referral("2024-06-03"), former="Q999000017001")), council="otherby")
    assert Person.objects.count() == 1


def test_a_conference_that_an_enquiry_led_to_is_told_once(send: Send) -> None:
    held = enquiry("2024-06-10", "2024-06-20")
    send(
        census(
            child(910001, referral("2024-06-03", held, conference="2024-06-20")),
            child(910002, referral("2024-06-03", held, conference="2024-08-01")),
        )
    )
    days = [str(each.since) for each in standing(kind="child-protection-conference")]
    assert days == ["2024-06-20", "2024-06-20", "2024-08-01"]


def test_an_nfa_referral_comes_as_the_referral_alone(send: Send) -> None:
    delivery = send(
        census(child(910001, referral("2024-06-03", assessment("2024-06-04", "2024-06-20", "24A"), nfa="1")))
    )
    assert (delivery.rows_new, delivery.rows_refused) == (2, 1)
    assert [(each.kind, each.outcome) for each in standing()] == [("referral", "NFA")]


def test_a_load_that_stopped_goes_on_from_its_next_batch(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking.batches, "__defaults__", (2,))
    apply_batch, done = loading.actions.apply_batch, []

    def stops(**facts: object) -> None:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(facts["number"])
        apply_batch(**facts)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(loading.actions, "apply_batch", stops)
    with pytest.raises(KeyboardInterrupt):
        send(whole())
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.batches_done) == ("loading", 2)
    monkeypatch.setattr(loading.actions, "apply_batch", apply_batch)
    loading.load_delivery(delivery, clock=lambda: f.NOW)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.rows_new) == ("loaded", 7)
    assert SourceRecord.objects.count() == 7 and len(standing()) == 5


def test_a_dry_run_writes_nothing_of_anybody() -> None:
    feed = feed_named("cin")
    path = feed.folder / "samples" / "good" / "cin.xml"
    found = checking.check(feed, {"census": loading.from_path(path)}, source=None, year=2025, on=f.NOW.date())
    assert found.counts() == {"new": 14}
    assert not Person.objects.exists() and not SourceRecord.objects.exists()
