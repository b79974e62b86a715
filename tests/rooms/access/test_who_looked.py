"""The child's own worker sees who looked and why; information governance may withhold an entry, which stays."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from homeward.register.access.actions import Refused, show_again, withhold
from homeward.register.access.actions.withholding import NotWithheld, OwnEntry, WithheldAlready
from homeward.register.access.queries import count_of_looks, looks_at
from homeward.register.audit.models import AuditEvent, Withholding
from tests import factories
from tests.factories import NOW
from tests.factories.memory import event

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(wren):
    viewer = factories.viewer("hub-practitioner", in_team=factories.team())
    factories.relate(viewer, wren.pk)
    return viewer


@pytest.fixture
def governance():
    return factories.viewer("information-governance")


@pytest.fixture
def look(wren, worker):
    return event(subjects=[wren.pk], worker_id=worker.worker_id, reason_code="allocated", roles=["hub-practitioner"])


def test_the_allocated_worker_sees_who_looked_and_why(wren, worker, look) -> None:
    (seen,) = looks_at(wren.pk, viewer=worker, at=NOW)
    assert (seen.uid, seen.worker, seen.reason_code) == (look.uid, worker.name, "allocated")


def test_the_manager_of_the_team_sees_it_too(wren, worker, look) -> None:
    manager = factories.viewer("manager", in_team=factories.team())
    factories.relate(manager, wren.pk, "team")
    assert len(looks_at(wren.pk, viewer=manager, at=NOW)) == 1


@pytest.mark.parametrize("role", ["hub-practitioner", "manager", "call-handler", "administrator", "director"])
def test_nobody_else_does(wren, look, role) -> None:
    stranger = factories.viewer(role, in_team=factories.team("other"), on_duty=True)
    assert looks_at(wren.pk, viewer=stranger, at=NOW) == []
    assert count_of_looks(wren.pk, viewer=stranger, at=NOW) == 0


def test_a_withheld_entry_is_gone_for_the_worker_and_stays_for_governance(wren, worker, governance, look) -> None:
    withhold(event_uid=look.uid, reason="An inquiry", review_on=date(2026, 6, 1), by=governance, at=NOW)

    assert looks_at(wren.pk, viewer=worker, at=NOW) == []
    assert count_of_looks(wren.pk, viewer=worker, at=NOW) == 0
    (kept,) = looks_at(wren.pk, viewer=governance, at=NOW)
    assert kept.uid == look.uid and kept.withholding
    assert AuditEvent.objects.filter(pk=look.pk).exists()

    show_again(event_uid=look.uid, by=governance, at=NOW)
    assert len(looks_at(wren.pk, viewer=worker, at=NOW)) == 1
    withhold(event_uid=look.uid, reason="Again", review_on=date(2026, 6, 1), by=governance, at=NOW)
    assert Withholding.objects.count() == 2


def test_the_reason_is_sealed_and_the_withholding_tells_nobody_of_the_child(wren, worker, governance, look) -> None:
    row = withhold(event_uid=look.uid, reason="An inquiry", review_on=date(2026, 6, 1), by=governance, at=NOW)
    assert "inquiry" not in row.sealed_reason
    told = AuditEvent.objects.get(action="who-looked.withhold")
    assert told.subjects.count() == 0 and told.detail == {"entry": str(look.uid)}


def test_withholding_twice_or_showing_what_is_shown_is_refused(governance, look) -> None:
    with pytest.raises(NotWithheld):
        show_again(event_uid=look.uid, by=governance, at=NOW)
    withhold(event_uid=look.uid, reason="An inquiry", review_on=date(2026, 6, 1), by=governance, at=NOW)
    with pytest.raises(WithheldAlready):
        withhold(event_uid=look.uid, reason="An inquiry", review_on=date(2026, 6, 1), by=governance, at=NOW)


def test_nobody_withholds_what_tells_of_themselves(wren, worker) -> None:
    both = factories.viewer("information-governance", "hub-practitioner")
    own = event(subjects=[wren.pk], worker_id=both.worker_id, reason_code="emergency")
    with pytest.raises(OwnEntry):
        withhold(event_uid=own.uid, reason="Mine", review_on=date(2026, 6, 1), by=both, at=NOW)
    assert len(looks_at(wren.pk, viewer=worker, at=NOW)) == 1


def test_a_worker_may_not_withhold(worker, look) -> None:
    with pytest.raises(Refused):
        withhold(event_uid=look.uid, reason="Mine", review_on=date(2026, 6, 1), by=worker, at=NOW)
    assert AuditEvent.objects.filter(action="who-looked.withhold", outcome="denied").count() == 1


def test_the_page_names_who_looked_and_why(signed_in, wren, look) -> None:
    client, viewer = signed_in("manager", in_team=factories.team())
    factories.relate(viewer, wren.pk, "team")
    page = client.get(reverse("who_looked", args=[wren.pk])).content.decode()
    assert "Opened the record" in page and "Allocated worker" in page


def test_the_child_is_named_to_whoever_may_find_the_child_and_to_nobody_else(signed_in, wren, look) -> None:
    manager, viewer = signed_in("manager", in_team=factories.team())
    factories.relate(viewer, wren.pk, "team")
    keeper, _ = signed_in("information-governance")
    address = reverse("who_looked", args=[wren.pk])
    assert wren.surname in manager.get(address).content.decode()
    assert wren.surname not in keeper.get(address).content.decode()


def test_both_pages_are_marked_and_say_who_opened_them(signed_in, wren, look) -> None:
    client, viewer = signed_in("information-governance")
    for address in (reverse("who_looked", args=[wren.pk]), reverse("entry", args=[look.uid])):
        page = client.get(address).content.decode()
        assert "OFFICIAL-SENSITIVE" in page
        assert f"{viewer.name}, 2 March 2026 at 9am" in page


def test_governance_withholds_from_the_page(signed_in, wren, worker, look) -> None:
    client, _ = signed_in("information-governance")
    address = reverse("entry", args=[look.uid])
    assert "Withhold this entry" in client.get(address).content.decode()
    answer = client.post(address, {"reason": "", "review_on_0": "1", "review_on_1": "1", "review_on_2": "2020"})
    assert answer.status_code == 200 and not Withholding.objects.exists()

    given = {"reason": "An inquiry", "review_on_0": "1", "review_on_1": "6", "review_on_2": "2026"}
    assert client.post(address, given).status_code == 302
    assert looks_at(wren.pk, viewer=worker, at=NOW) == []
    assert "An inquiry" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert len(looks_at(wren.pk, viewer=worker, at=NOW)) == 1


def test_a_page_with_the_deed_inside_it_is_told_once(wren, worker, signed_in) -> None:
    client, _ = signed_in("call-handler", on_duty=True)
    client.post(reverse("open_on_call", args=[wren.pk]), {"kind": "call", "reference": "C-17", "purpose": "missing"})
    told = looks_at(wren.pk, viewer=worker, at=NOW + timedelta(hours=1))
    assert [each.action for each in told] == ["child.open-on-call"]
    assert AuditEvent.objects.filter(action="child.open-on-call").count() == 2
