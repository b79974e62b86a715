"""Factors accepted and refused, the coding gap, the handover before eighteen, and an adult met on the way."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.insight.analysis.queries import coding_gap as shown_gap
from homeward.practice.cases import actions, queries
from homeward.practice.cases.actions import NotThisChilds
from homeward.practice.cases.jobs import ask_before_eighteen
from homeward.practice.cases.models import AdultReferral, FactorAnswer, Transition
from homeward.register.access.models import Relationship
from homeward.register.accounts.queries import viewer_of
from homeward.register.tasks.models import Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()
DAY = {"on_0": "2", "on_1": "3", "on_2": "2026"}


@pytest.fixture
def wren():
    return f.child()


@pytest.fixture
def account(wren):
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), wren.pk)
    return account


@pytest.fixture
def by(account):
    return viewer_of(account, at=f.NOW)


@pytest.fixture
def case(by, wren):
    return actions.open_case(child=wren.pk, kind="exploitation", because="x", forms=["criminal"], by=by, at=f.NOW)


def test_the_gap_counts_what_no_assessment_holds_and_not_what_was_refused(by, wren, case) -> None:
    assert queries.coding_gap(at=f.NOW)["24A"] == (0, 1)
    f.happened(wren, "assessment", since=TODAY - timedelta(days=60), until=TODAY - timedelta(days=20), code="24A;7A")
    assert queries.coding_gap(at=f.NOW)["24A"] == (1, 0)
    f.episode(wren, days_ago=30)
    assert queries.coding_gap(at=f.NOW)["10A"] == (0, 1)
    no = {"child": wren.pk, "case": case.pk, "accepted": False, "words": "One night at a friend’s.", "by": by}
    actions.answer_factor(**no, code="10A", at=f.NOW)
    assert queries.coding_gap(at=f.NOW)["10A"] == (0, 0)
    assert "friend" not in FactorAnswer.objects.get().sealed_words
    with pytest.raises(NotThisChilds):
        actions.answer_factor(**no, code="1A", at=f.NOW)


def test_what_was_noticed_suggests_a_factor_to_those_who_may_read_it(client: Client, account, wren, case) -> None:
    client.force_login(account, backend=DOOR)
    address = reverse("factors", args=[wren.pk])
    assert "noticed in the last year" not in client.get(address).content.decode()
    f.observation(wren, "linked-to-group")
    page = client.get(address).content.decode()
    assert "13A: Gangs" in page and "noticed in the last year: linked to a group" in page
    assert queries.coding_gap(at=f.NOW)["13A"] == (0, 1)
    f.observation(wren, "theft-to-order")
    nurse = f.account("hub-practitioner", of=f.agency("trust", "health"))
    f.relate(viewer_of(nurse, at=f.NOW), wren.pk)
    client.force_login(nurse, backend=DOOR)
    page = client.get(address).content.decode()
    assert "linked to a group" in page and "theft" not in page


def test_the_gap_has_its_definition(client: Client, wren, case) -> None:
    client.force_login(f.account("performance-analyst"), backend=DOOR)
    assert reverse("figure", args=["coding-gap"]) in client.get(reverse("coding_gap")).content.decode()
    assert "census" in client.get(reverse("figure", args=["coding-gap"])).content.decode()


def test_an_assessment_that_has_not_ended_or_ended_long_ago_holds_nothing(wren, case) -> None:
    f.happened(wren, "assessment", since=TODAY - timedelta(days=20), code="24A")
    f.happened(wren, "assessment", since=TODAY - timedelta(days=900), until=TODAY - timedelta(days=800), code="24A")
    assert queries.coding_gap(at=f.NOW)["24A"] == (0, 1)


def test_small_numbers_of_the_gap_are_hidden_and_its_page_names_nobody(client: Client, by, wren, case) -> None:
    analyst = f.account("performance-analyst")
    found = shown_gap(viewer=viewer_of(analyst, at=f.NOW), at=f.NOW)
    assert str(found["24A"][("", "lacks")]) == "c"
    client.force_login(analyst, backend=DOOR)
    page = client.get(reverse("coding_gap")).content.decode()
    assert "24A: Child criminal exploitation" in page and "Wren" not in page
    assert shown_gap(viewer=f.viewer("call-handler"), at=f.NOW) == {}


def test_somebody_is_asked_to_plan_the_handover_once_and_then_to_see_it_accepted(by, wren, case) -> None:
    wren.birth_date = date(2008, 7, 1)
    wren.save()
    assert ask_before_eighteen(f.NOW) == 1 and ask_before_eighteen(f.NOW) == 0
    task = Task.objects.get(kind="plan-handover-at-eighteen")
    assert task.for_team == f.team() and task.due_at.date() == date(2026, 3, 16)
    step = {"child": wren.pk, "on": TODAY, "words": "Met with Adult Social Care.", "by": by}
    actions.take_transition_step(**step, kind="planned", at=f.NOW)
    task.refresh_from_db()
    assert task.outcome == "planned" and "Adult" not in Transition.objects.get().sealed_words
    assert ask_before_eighteen(f.NOW) == 1
    waits = Task.objects.get(kind="plan-handover-at-eighteen", done_at__isnull=True)
    assert waits.due_at.date() == date(2026, 6, 30)
    actions.take_transition_step(**step, kind="accepted", at=f.NOW)
    assert not Task.objects.filter(kind="plan-handover-at-eighteen", done_at__isnull=True).exists()
    assert ask_before_eighteen(f.NOW) == 0


def test_nobody_is_asked_of_a_child_without_a_case_or_far_from_eighteen(wren) -> None:
    grown = f.child("Robin", birth_date=date(2008, 7, 1))
    assert grown.pk and ask_before_eighteen(f.NOW) == 0
    assert not Relationship.objects.filter(subject=grown.pk).exists()


def test_an_adult_met_on_the_way_is_referred_as_one_and_sealed(by, wren, case) -> None:
    told = {
        "on": TODAY, "agreed": "yes", "sent_to": "Adult Social Care", "reference": "SYN-A", "who": "Mr Alder",
        "where": "His flat", "words": "His home was taken over.",
    }  # fmt: skip
    row = actions.refer_adult(child=wren.pk, case=case.pk, by=by, at=f.NOW, **told)
    assert "Alder" not in row.sealed_who and "taken" not in row.sealed_words
    other = f.child("Robin")
    f.relate(by, other.pk)
    with pytest.raises(NotThisChilds):
        actions.refer_adult(child=other.pk, case=case.pk, by=by, at=f.NOW, **told)


def test_the_pages_answer_step_and_refer(client: Client, account, by, wren, case) -> None:
    client.force_login(account, backend=DOOR)
    factors = reverse("factors", args=[wren.pk])
    assert "24A: Child criminal exploitation" in client.get(factors).content.decode()
    answer = reverse("answer_factor", args=[wren.pk, case.pk, "24A"])
    assert "Enter why it does not fit" in client.post(answer, {"accepted": "no"}).content.decode()
    assert client.post(answer, {"accepted": "yes"}).status_code == 302
    assert "Accepted" in client.get(factors).content.decode()
    assert client.post(reverse("answer_factor", args=[wren.pk, case.pk, "1A"]), {}).status_code == 404
    step = reverse("transition_step", args=[wren.pk])
    assert client.post(step, {"kind": "planned"}).status_code == 400
    assert client.post(step, {"kind": "planned", "words": "Met.", **DAY}).status_code == 302
    page = client.get(reverse("transition", args=[wren.pk])).content.decode()
    assert "1 June 2030" in page and "Not yet due" in page and "Met." in page
    refer = reverse("refer_adult", args=[wren.pk, case.pk])
    assert client.post(refer, {"who": "Mr Alder"}).status_code == 400
    sent = {"who": "Mr Alder", "words": "Taken over.", "agreed": "yes", "sent_to": "Adult Social Care", **DAY}
    assert client.post(refer, sent).status_code == 302
    assert "Mr Alder" in client.get(reverse("adults", args=[wren.pk])).content.decode()
    row = AdultReferral.objects.get()
    assert client.post(reverse("withdraw_of_child", args=[wren.pk, "adult", row.pk])).status_code == 302
    assert "Mr Alder" not in client.get(reverse("adults", args=[wren.pk])).content.decode()
    duty = f.account("duty-director")
    f.relate(viewer_of(duty, at=f.NOW), wren.pk, "referral")
    client.force_login(duty, backend=DOOR)
    assert client.get(reverse("adults", args=[wren.pk])).status_code == 404


def test_an_adult_met_at_a_place_is_referred_from_its_case(client: Client, account, by, wren) -> None:
    client.force_login(account, backend=DOOR)
    flat = actions.add_context(kind="place", name="The flat", by=by, at=f.NOW)
    page = reverse("context_adults", args=[flat.pk])
    assert "Open the case first" in client.get(page).content.decode()
    case = actions.open_context_case(context=flat.pk, because="Callers all night.", by=by, at=f.NOW)
    there = reverse("refer_adult_of_context", args=[flat.pk, case.pk])
    assert client.post(there, {}).status_code == 400
    sent = {"who": "Mr Penn Exampleby", "where": "His flat", "words": "He was made to let them in.", "agreed": "yes",
            "sent_to": "Adult safeguarding", "reference": "", **DAY}  # fmt: skip
    assert client.post(there, sent).status_code == 302
    row = AdultReferral.objects.get()
    assert "Exampleby" not in row.sealed_who and "Mr Penn Exampleby" in client.get(page).content.decode()
    assert "Exampleby" not in client.get(reverse("context", args=[flat.pk])).content.decode()
    other = actions.add_context(kind="place", name="The park", by=by, at=f.NOW)
    with pytest.raises(NotThisChilds):
        actions.withdraw_adult_of_context(context=other.pk, row=row.pk, by=by, at=f.NOW)
    assert client.post(reverse("withdraw_adult_of_context", args=[flat.pk, row.pk])).status_code == 302
    assert "No adult has been referred" in client.get(page).content.decode()
    client.force_login(f.account("call-handler"), backend=DOOR)
    assert client.get(page).status_code in (403, 404)
