"""A record opened in an emergency: one child, an hour, always told of, always reviewed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from homeward.register.access.actions import Refused, open_in_emergency, review_opening
from homeward.register.access.actions.emergencies import (
    NoSuchChild,
    NotYoursToReview,
    OpenAlready,
    OwnOpening,
    ReasonTooShort,
)
from homeward.register.access.models import EmergencyOpening
from homeward.register.access.queries import may_about, openings_for
from homeward.register.audit.models import AuditEvent
from homeward.register.people.models import Identifier
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
WHY = "A hospital has rung: the child is there and will not say who they are."


def opened(child, by, at=NOW, reason=WHY) -> EmergencyOpening:
    return open_in_emergency(child=child.pk, category="emergency-service", reason=reason, by=by, at=at)


@pytest.fixture
def worker():
    return factories.viewer("hub-practitioner", in_team=factories.team("other"))


def test_it_opens_one_child_for_an_hour(worker) -> None:
    wren, robin = factories.child(), factories.child("Robin")
    assert not may_about(worker, "child.open", wren.pk, at=NOW).allowed

    opening = opened(wren, worker)

    assert opening.until == NOW + timedelta(minutes=60)
    assert WHY not in opening.sealed_reason
    assert may_about(worker, "child.open", wren.pk, at=NOW + timedelta(minutes=59)).reason == "emergency"
    assert not may_about(worker, "child.open", wren.pk, at=NOW + timedelta(minutes=60)).allowed
    assert not may_about(worker, "child.open", robin.pk, at=NOW).allowed


def test_it_never_opens_where_a_shielded_child_is_placed(wren, worker) -> None:
    opened(wren, worker)
    assert not may_about(worker, "placement.see", wren.pk, at=NOW, field_class="shielded-location").allowed


def test_the_memory_tells_of_it(wren, worker) -> None:
    opening = opened(wren, worker)
    told = AuditEvent.objects.get(action="glass.break")
    assert told.purpose == "emergency"
    assert told.detail == {"opening": str(opening.pk), "category": "emergency-service"}
    assert list(told.subjects.values_list("subject_id", flat=True)) == [wren.pk]


@pytest.mark.parametrize(("reason", "enough"), [("x" * 29, False), ("x" + " " * 40 + "y", False), ("x" * 30, True)])
def test_a_reason_must_say_something(worker, reason, enough) -> None:
    wren = factories.child()
    if enough:
        assert opened(wren, worker, reason=reason)
    else:
        with pytest.raises(ReasonTooShort):
            opened(wren, worker, reason=reason)
        assert not EmergencyOpening.objects.exists()


def test_what_is_open_needs_no_emergency_and_nobody_cannot_be_opened(worker) -> None:
    wren = factories.child()
    factories.relate(worker, wren.pk)
    with pytest.raises(OpenAlready):
        opened(wren, worker)
    with pytest.raises(NoSuchChild):
        open_in_emergency(child=uuid4(), category="cover", reason=WHY, by=worker, at=NOW)


def test_the_fourth_in_a_day_needs_a_second_person_and_the_next_day_does_not(worker) -> None:
    for _ in range(3):
        opened(factories.child(), worker)
    fourth = factories.child()
    with pytest.raises(Refused):
        opened(fourth, worker, at=NOW + timedelta(hours=10))
    refusal = AuditEvent.objects.get(outcome="denied")
    assert refusal.reason_code == "second-person-needed"
    assert not may_about(worker, "child.open", fourth.pk, at=NOW + timedelta(hours=10)).allowed
    assert opened(fourth, worker, at=NOW + timedelta(hours=16))


@pytest.mark.parametrize("role", ["call-handler", "director", "administrator", "information-governance", "partner"])
def test_roles_that_may_not(role) -> None:
    with pytest.raises(Refused):
        opened(factories.child(), factories.viewer(role, on_duty=True))


def test_a_duty_worker_may_only_on_shift() -> None:
    with pytest.raises(Refused):
        opened(factories.child(), factories.viewer("emergency-duty-worker"))
    assert opened(factories.child(), factories.viewer("emergency-duty-worker", on_duty=True))


def test_a_review_is_due_in_a_working_day_or_two_hours_when_shielded(wren, worker) -> None:
    friday = NOW + timedelta(days=4)
    assert opened(factories.child(), worker, at=friday).review_due_at == friday + timedelta(days=3)
    assert opened(wren, worker, at=friday).review_due_at == friday + timedelta(hours=2)


def test_nobody_reviews_their_own(wren) -> None:
    manager = factories.viewer("manager", in_team=factories.team())
    opening = opened(wren, manager)
    with pytest.raises(OwnOpening):
        review_opening(opening=opening.pk, finding="needed", by=manager, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmergencyOpening.objects.update(reviewed_by=manager.worker_id)


def test_a_manager_reviews_their_teams_and_governance_reviews_any(wren, worker) -> None:
    opening = opened(wren, worker)
    stranger = factories.viewer("manager", in_team=factories.team("third"))
    theirs = factories.viewer("manager", in_team=factories.team("other"))
    childs = factories.viewer("manager", in_team=factories.team())
    factories.relate(childs, wren.pk, "team")
    governance = factories.viewer("information-governance")

    assert openings_for(viewer=stranger, at=NOW) == []
    with pytest.raises(NotYoursToReview):
        review_opening(opening=opening.pk, finding="needed", by=stranger, at=NOW)
    for reviewer in (theirs, childs, governance):
        (waiting,) = openings_for(viewer=reviewer, at=NOW)
        assert waiting.reason == WHY
    review_opening(opening=opening.pk, finding="not-needed", by=childs, at=NOW)
    assert openings_for(viewer=governance, at=NOW) == []
    (done,) = openings_for(viewer=governance, at=NOW, reviewed=True)
    assert done.reviewer == childs.name
    with pytest.raises(NotYoursToReview):
        review_opening(opening=opening.pk, finding="needed", by=governance, at=NOW)


def test_the_page_opens_by_exact_identifier_and_only_then(signed_in, wren) -> None:
    Identifier.objects.create(person=wren, type="local", value="M-104")
    client, viewer = signed_in("hub-practitioner", in_team=factories.team("other"))
    address = reverse("open_by_identifier")
    given = {"identifier": "m-104", "category": "danger-now", "reason": WHY}
    assert "No child has this identifier" in client.post(address, given).content.decode()
    short = client.post(address, {**given, "identifier": "M-104", "reason": "Quick"})
    assert "Say more" in short.content.decode()
    done = client.post(address, {**given, "identifier": "M-104"})
    assert done.status_code == 302 and done.url == reverse("record", args=[wren.pk])
    assert EmergencyOpening.objects.get().worker_id == viewer.worker_id


def test_the_worker_reads_who_is_told_and_is_promised_no_team_that_is_not_there(signed_in) -> None:
    client, _ = signed_in("hub-practitioner", in_team=factories.team("other"))
    alone, looked_after_by_a_team = factories.child(), factories.child()
    factories.relate(factories.viewer("manager", in_team=factories.team()), looked_after_by_a_team.pk, "team")

    def said(child) -> str:
        address = reverse("open_in_emergency", args=[child.pk])
        return client.post(address, {"category": "danger-now", "reason": WHY}, follow=True).content.decode()

    assert "information governance is told of it" in said(alone)
    assert "team and information governance are told" in said(looked_after_by_a_team)


def test_the_page_says_whom_to_ring_after_three(signed_in) -> None:
    client, viewer = signed_in("hub-practitioner", in_team=factories.team("other"))
    for _ in range(3):
        opened(factories.child(), viewer)
    address = reverse("open_in_emergency", args=[factories.child().pk])
    answer = client.post(address, {"category": "danger-now", "reason": WHY})
    assert "Ring your team manager or the duty director" in answer.content.decode()
    assert AuditEvent.objects.filter(outcome="denied", reason_code="second-person-needed").count() == 1
    assert EmergencyOpening.objects.count() == 3


def test_after_three_no_identifier_tells_whether_a_child_has_it(signed_in, wren) -> None:
    Identifier.objects.create(person=wren, type="local", value="M-104")
    client, viewer = signed_in("hub-practitioner", in_team=factories.team("other"))
    for _ in range(3):
        opened(factories.child(), viewer)
    given = {"category": "danger-now", "reason": WHY}
    for identifier in ("M-104", "M-999"):
        answer = client.post(reverse("open_by_identifier"), {**given, "identifier": identifier}).content.decode()
        assert "Ring your team manager" in answer and "No child has this identifier" not in answer


def test_off_shift_no_identifier_tells_whether_a_child_has_it(signed_in, wren) -> None:
    Identifier.objects.create(person=wren, type="local", value="M-104")
    client, _ = signed_in("emergency-duty-worker")
    given = {"category": "danger-now", "reason": WHY}
    answers = [
        client.post(reverse("open_by_identifier"), {**given, "identifier": identifier})
        for identifier in ("M-104", "M-999")
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    for answer in answers:
        assert "Come on shift first" in answer.content.decode()
        assert "No child has this identifier" not in answer.content.decode()
    assert not EmergencyOpening.objects.exists()


def test_the_queue_is_reviewed_from_its_page(signed_in, wren, worker) -> None:
    opening = opened(wren, worker)
    client, manager = signed_in("manager", in_team=factories.team())
    factories.relate(manager, wren.pk, "team")
    assert wren.surname in client.get(reverse("emergency_openings")).content.decode()
    address = reverse("review_opening", args=[opening.pk])
    assert WHY in client.get(address).content.decode()
    assert client.post(address, {"finding": "needed"}).status_code == 302
    assert client.get(address).status_code == 404
    governance, _ = signed_in("information-governance")
    page = governance.get(reverse("emergency_openings")).content.decode()
    assert wren.surname not in page and "It was needed" in page
