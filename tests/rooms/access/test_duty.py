"""A shift, and a record opened on a call or a referral."""

from datetime import timedelta

import pytest
from django.urls import reverse

from homeward.register.access.actions import Refused, end_shift, open_on_call, start_shift
from homeward.register.access.actions.duty import NobodyToOpen, NotOnShift, OnShiftAlready
from homeward.register.access.models import Relationship, Shift
from homeward.register.access.queries import may_about
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler():
    return factories.viewer("call-handler", on_duty=True)


def test_a_shift_opens_find_cards_until_it_ends(wren) -> None:
    account = factories.account("call-handler")
    off = viewer_of(account, at=NOW)
    assert not may_about(off, "child.find", wren.pk, at=NOW).allowed
    start_shift(by=off, at=NOW, hours=8)
    on = viewer_of(account, at=NOW)
    assert may_about(on, "child.find", wren.pk, at=NOW).reason == "duty"
    assert not may_about(on, "child.open", wren.pk, at=NOW).allowed
    end_shift(by=on, at=NOW + timedelta(hours=1))
    assert not viewer_of(account, at=NOW + timedelta(hours=1)).on_duty


def test_a_shift_ends_by_itself_after_twelve_hours_at_most() -> None:
    account = factories.account("call-handler")
    viewer = viewer_of(account, at=NOW)
    assert start_shift(by=viewer, at=NOW, hours=40).until == NOW + timedelta(hours=12)
    assert not viewer_of(account, at=NOW + timedelta(hours=12)).on_duty


def test_one_shift_at_a_time(handler) -> None:
    with pytest.raises(OnShiftAlready):
        start_shift(by=handler, at=NOW, hours=8)
    with pytest.raises(NotOnShift):
        end_shift(by=factories.viewer("call-handler"), at=NOW)
    with pytest.raises(Refused):
        start_shift(by=factories.viewer("director"), at=NOW, hours=8)


def test_a_call_opens_the_record_for_72_hours(wren, handler) -> None:
    opened = open_on_call(child=wren.pk, reference="C-17", kind="call", purpose="missing", by=handler, at=NOW)
    assert opened.until == NOW + timedelta(hours=72)
    assert may_about(handler, "child.open", wren.pk, at=NOW + timedelta(hours=71)).reason == "call"
    assert not may_about(handler, "child.open", wren.pk, at=NOW + timedelta(hours=72)).allowed
    told = AuditEvent.objects.get()
    assert (told.action, told.purpose, told.detail) == ("child.open-on-call", "missing", {"kind": "call"})


def test_off_shift_or_of_nobody_it_is_refused(wren, handler) -> None:
    with pytest.raises(Refused):
        open_on_call(child=wren.pk, reference="C", kind="call", by=factories.viewer("call-handler"), at=NOW)
    with pytest.raises(NobodyToOpen):
        open_on_call(child=wren.pk, reference="C", kind="emergency", by=handler, at=NOW)
    assert not Relationship.objects.exists()


def test_the_page_asks_for_a_reference_and_leads_to_the_record(signed_in, wren) -> None:
    client, _ = signed_in("front-door-worker", on_duty=True)
    address = reverse("open_on_call", args=[wren.pk])
    assert "Reference of the call or referral" in client.get(address).content.decode()
    wrong = client.post(address, {"kind": "referral"})
    assert "Enter the reference" in wrong.content.decode() or "Enter reference" in wrong.content.decode()
    done = client.post(address, {"kind": "referral", "reference": "R-9", "purpose": "referral"})
    assert done.url == reverse("record", args=[wren.pk])
    assert Relationship.objects.get().reference == "R-9"
    assert client.get(address).status_code == 302


def test_a_shift_starts_and_ends_from_the_page(signed_in) -> None:
    client, viewer = signed_in("call-handler")
    assert "Start my shift" in client.get(reverse("shift")).content.decode()
    assert client.post(reverse("start_shift"), {"hours": "8"}).status_code == 302
    assert Shift.objects.get().until == NOW + timedelta(hours=8)
    assert "End my shift" in client.get(reverse("shift")).content.decode()
    assert client.post(reverse("end_shift")).status_code == 302
    assert Shift.objects.get().until == NOW
    assert client.post(reverse("end_shift")).status_code == 302
    assert client.get(reverse("start_shift")).status_code == 405


def test_a_referral_that_would_open_nothing_leaves_no_reason_behind(signed_in, wren) -> None:
    client, _ = signed_in("call-handler", on_duty=True)
    given = {"kind": "referral", "reference": "R-9", "purpose": "referral"}
    answer = client.post(reverse("open_on_call", args=[wren.pk]), given)
    assert "Pass a referral to the front door" in answer.content.decode()
    assert not Relationship.objects.exists()
