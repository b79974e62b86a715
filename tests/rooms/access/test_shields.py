"""It takes two people to lower a shield, and one to raise it again; nobody here learns the place."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from homeward.register.access.actions import (
    Refused,
    answer,
    as_the_system,
    ask_to_lower,
    raise_again,
    raise_shields,
    review_shield,
)
from homeward.register.access.actions.shields import (
    AnsweredAlready,
    AskedAlready,
    NoShieldToLower,
    SamePerson,
    ShieldIsUp,
)
from homeward.register.access.models import Shield, ShieldLowering
from homeward.register.access.queries import shielded, shields_kept
from homeward.register.audit.actions import NoOpenEvent
from homeward.register.audit.models import AuditEvent
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
REASON = "The plan now is for the child to go home."


@pytest.fixture
def worker(wren):
    viewer = factories.viewer("hub-practitioner", in_team=factories.team())
    factories.relate(viewer, wren.pk)
    return viewer


@pytest.fixture
def keeper():
    return factories.viewer("shield-keeper")


@pytest.fixture
def request_(wren, worker):
    return ask_to_lower(child=wren.pk, reason=REASON, by=worker, at=NOW)


@as_the_system("feed.load")
def load(*, subject, at, new=True) -> None:
    """An import that brings a placement, new or known."""
    raise_shields(subject_ids=[subject], basis="placement", at=at, anew=[subject] if new else [])


def test_asking_changes_nothing(wren, request_) -> None:
    assert shielded([wren.pk]) == {wren.pk}
    assert REASON not in request_.sealed_reason


def test_a_second_person_lowers_it_and_anybody_of_them_raises_it(wren, request_, keeper) -> None:
    answer(request=request_.pk, agreed=True, by=keeper, at=NOW)
    assert shielded([wren.pk]) == set()
    raise_again(shield=request_.shield_id, by=keeper, at=NOW)
    assert shielded([wren.pk]) == {wren.pk}
    assert set(AuditEvent.objects.values_list("action", flat=True)) == {"shield.ask", "shield.answer", "shield.raise"}
    assert AuditEvent.objects.filter(subjects__subject_id=wren.pk).count() == 3


def test_a_refused_request_leaves_it_up(wren, request_, keeper) -> None:
    answer(request=request_.pk, agreed=False, by=keeper, at=NOW)
    assert shielded([wren.pk]) == {wren.pk}


def test_nobody_answers_their_own_request(wren) -> None:
    both = factories.viewer("hub-practitioner", "shield-keeper", in_team=factories.team())
    factories.relate(both, wren.pk)
    asked = ask_to_lower(child=wren.pk, reason=REASON, by=both, at=NOW)
    with pytest.raises(SamePerson):
        answer(request=asked.pk, agreed=True, by=both, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        ShieldLowering.objects.filter(pk=asked.pk).update(answered_by=both.worker_id, agreed=True)
    assert shielded([wren.pk]) == {wren.pk}


def test_a_keeper_may_not_ask_and_a_worker_may_not_answer(wren, worker, keeper, request_) -> None:
    with pytest.raises(Refused):
        ask_to_lower(child=wren.pk, reason=REASON, by=keeper, at=NOW)
    with pytest.raises(Refused):
        answer(request=request_.pk, agreed=True, by=worker, at=NOW)
    with pytest.raises(Refused):
        raise_again(shield=request_.shield_id, by=worker, at=NOW)


def test_one_request_at_a_time_and_one_answer(wren, worker, keeper, request_) -> None:
    with pytest.raises(AskedAlready):
        ask_to_lower(child=wren.pk, reason=REASON, by=worker, at=NOW)
    answer(request=request_.pk, agreed=True, by=keeper, at=NOW)
    with pytest.raises(AnsweredAlready):
        answer(request=request_.pk, agreed=False, by=keeper, at=NOW)
    with pytest.raises(NoShieldToLower):
        ask_to_lower(child=wren.pk, reason=REASON, by=worker, at=NOW)


def test_an_import_can_only_tighten(wren, request_, keeper) -> None:
    answer(request=request_.pk, agreed=True, by=keeper, at=NOW)
    load(subject=wren.pk, at=NOW + timedelta(days=1), new=False)
    assert shielded([wren.pk]) == set()
    load(subject=wren.pk, at=NOW + timedelta(days=2))
    assert shielded([wren.pk]) == {wren.pk}
    assert Shield.objects.count() == 1


def test_a_shield_is_raised_only_within_an_action(wren) -> None:
    with pytest.raises(NoOpenEvent):
        raise_shields(subject_ids=[wren.pk], basis="witness", at=NOW)


def test_a_shield_that_is_up_cannot_be_raised_and_a_review_keeps_it(wren, keeper) -> None:
    shield = Shield.objects.get()
    with pytest.raises(ShieldIsUp):
        raise_again(shield=shield.pk, by=keeper, at=NOW)
    assert review_shield(shield=shield.pk, by=keeper, at=NOW).review_on == (NOW + timedelta(days=182)).date()
    assert shielded([wren.pk]) == {wren.pk}


def test_the_keepers_page_shows_requests_and_neither_name_nor_place(signed_in, wren, request_) -> None:
    client, keeper = signed_in("shield-keeper")
    page = client.get(reverse("shields")).content.decode()
    assert REASON in page and "Keep it up" in page
    for hidden in ("ZZ12 3AB", wren.forename, wren.surname):
        assert hidden not in page
    assert shields_kept(viewer=factories.viewer("manager")) == []

    client.post(reverse("answer_shield_request", args=[request_.pk]), {"agreed": "yes"})
    assert shielded([wren.pk]) == set()
    client.post(reverse("raise_shield_again", args=[request_.shield_id]))
    assert shielded([wren.pk]) == {wren.pk}
    client.post(reverse("review_shield", args=[request_.shield_id]))
    assert Shield.objects.get().review_on


def test_a_worker_asks_from_the_page_and_may_not_write_the_postcode(signed_in, wren) -> None:
    client, viewer = signed_in("hub-practitioner", in_team=factories.team())
    factories.relate(viewer, wren.pk)
    address = reverse("ask_to_lower", args=[wren.pk])
    refused = client.post(address, {"reason": "They live at zz12 3ab and it is known"})
    assert "Take out the postcode" in refused.content.decode()
    assert client.post(address, {"reason": REASON}).status_code == 302
    assert ShieldLowering.objects.count() == 1


def test_a_shield_or_a_request_that_is_not_there_is_said_to_be_so(signed_in) -> None:
    client, _ = signed_in("shield-keeper")
    for route, number in [("raise_shield_again", 999), ("review_shield", 10**24), ("answer_shield_request", uuid4())]:
        answer = client.post(reverse(route, args=[number]), {"agreed": "yes"}, follow=True)
        assert "Go back to the list of shields" in answer.content.decode()


def test_that_a_keeper_tried_to_answer_their_own_request_is_written_down(signed_in, wren) -> None:
    client, both = signed_in("shield-keeper", "hub-practitioner", in_team=factories.team())
    factories.relate(both, wren.pk)
    own = ask_to_lower(child=wren.pk, reason=REASON, by=both, at=NOW)
    client.post(reverse("answer_shield_request", args=[own.pk]), {"agreed": "yes"})
    assert shielded([wren.pk]) == {wren.pk}
    assert AuditEvent.objects.get(action="shield.answer").detail == {"turned_away": "SamePerson"}
