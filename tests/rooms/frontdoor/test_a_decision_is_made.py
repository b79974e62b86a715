"""Deciding about a worry: found first, decided once a stage, in time or with why not, and answered."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.cases.models import StrategyDiscussion
from homeward.practice.frontdoor import actions, queries
from homeward.practice.frontdoor.models import Answer, Clock, Concern, Stage
from homeward.register.access.actions import Refused
from homeward.register.access.queries import may_about
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit import actions as audit
from homeward.register.linkage.actions import Said, keep_profiles
from homeward.register.tasks.models import Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"


@pytest.fixture
def account():
    return f.account("front-door-worker", in_team=f.team("front-door"), on_duty=True)


@pytest.fixture
def by(account):
    return viewer_of(account, at=f.NOW)


@pytest.fixture
def concern():
    number = actions.keep(concern=None, words={"worried": "Two phones.", "name": "Mrs Hazel"}, at=f.NOW)
    actions.send(concern=number, at=f.NOW)
    return Concern.objects.get()


def decided(concern, by, stage, decision, *, at=f.NOW, **more):
    concern.refresh_from_db()
    given = {"reason": "It fits.", "level": "statutory" if stage == "decision" else "", "read": concern.version} | more
    return actions.decide(concern=concern.pk, stage=stage, decision=decision, by=by, at=at, **given)


def to_the_end(concern, by, outcome, *, at=f.NOW, **more):
    decided(concern, by, "contact", "take-up", at=at)
    decided(concern, by, "initial", "straight-on", at=at)
    return decided(concern, by, "decision", outcome, at=at, **more)


def test_four_stages_each_with_a_reason_a_person_and_a_time(by, concern) -> None:
    for stage, decision in (("contact", "take-up"), ("initial", "screen-social-care"), ("screening", "enough-known")):
        decided(concern, by, stage, decision)
    row = decided(concern, by, "decision", "early-help", level="early-help")
    assert [each.stage for each in Stage.objects.order_by("pk")] == ["contact", "initial", "screening", "decision"]
    assert row.by_id == by.worker_id and row.at == f.NOW and "fits" not in row.sealed_reason
    assert queries.reason_of(row) == "It fits."
    concern.refresh_from_db()
    assert (concern.state, concern.outcome) == ("decided", "early-help")
    task = Task.objects.get(kind="answer-referrer")
    assert task.for_worker_id == by.worker_id and task.due_at.date() == date(2026, 3, 3)


def test_of_two_who_decide_at_once_the_first_has(by, concern) -> None:
    other = f.viewer("front-door-worker", on_duty=True)
    read = concern.version
    decided(concern, by, "contact", "take-up")
    with pytest.raises(actions.DecidedAlready, match="Take it up"):
        decided(concern, other, "contact", "information", read=read)
    assert Stage.objects.count() == 1


def test_what_is_added_meanwhile_is_read_before_anybody_decides(by, concern) -> None:
    read = concern.version
    actions.add_more(reference=queries.reference_of(concern.pk), words="He has a knife.", at=f.NOW)
    with pytest.raises(actions.DecidedAlready, match="More was said"):
        decided(concern, by, "contact", "take-up", read=read)


def test_a_late_decision_says_why(by, concern) -> None:
    wednesday = f.NOW + timedelta(days=2)
    decided(concern, by, "contact", "take-up", at=wednesday)
    decided(concern, by, "initial", "straight-on", at=wednesday)
    with pytest.raises(actions.LateWithoutReason):
        decided(concern, by, "decision", "advice", at=wednesday)
    row = decided(concern, by, "decision", "advice", at=wednesday, late_because="waited")
    assert row.late_because == "waited"


def test_a_decision_of_christmas_eve_is_in_time_after_the_holidays(by) -> None:
    eve, after = (datetime(2026, 12, day, 16, tzinfo=f.NOW.tzinfo) for day in (24, 29))
    number = actions.keep(concern=None, words={"worried": "x"}, at=eve)
    actions.send(concern=number, at=eve)
    assert to_the_end(Concern.objects.get(), by, "advice", at=after).late_because == ""


def test_nobody_decides_out_of_turn_without_a_level_or_of_no_child(by, concern) -> None:
    for stage, decision, more in (
        ("decision", "advice", {}), ("contact", "advice", {}), ("contact", "made-up", {}),
    ):  # fmt: skip
        with pytest.raises(actions.NotThatDecision):
            decided(concern, by, stage, decision, **more)
    with pytest.raises(actions.NotThatDecision):
        to_the_end(concern, by, "advice", level="")
    with pytest.raises(actions.NobodyYet):
        decided(concern, by, "decision", "section-47")
    assert Stage.objects.count() == 2


def test_a_child_is_found_and_the_record_opens_and_closes(by, concern) -> None:
    wren, twin = f.child("Wren"), f.child("Robin")
    for child in (wren, twin, twin):
        actions.link_child(concern=concern.pk, child=child.pk, by=by, at=f.NOW)
    assert len(queries.children_of(concern.pk, viewer=by, at=f.NOW)) == 2
    assert may_about(by, "child.open", wren.pk, at=f.NOW).reason == "referral"
    actions.unlink_child(concern=concern.pk, child=wren.pk, by=by, at=f.NOW + timedelta(minutes=1))
    assert not may_about(by, "child.open", wren.pk, at=f.NOW + timedelta(minutes=2)).allowed
    with pytest.raises(actions.NotOfThisConcern):
        actions.unlink_child(concern=concern.pk, child=wren.pk, by=by, at=f.NOW)


def test_section_47_of_twins_asks_for_a_discussion_and_sets_a_clock_for_each(by, concern) -> None:
    for child in (f.child("Wren"), f.child("Robin")):
        actions.link_child(concern=concern.pk, child=child.pk, by=by, at=f.NOW)
    to_the_end(concern, by, "section-47")
    assert StrategyDiscussion.objects.count() == 2
    assert {each.due_on for each in Clock.objects.all()} == {date(2026, 5, 7)}


def test_an_answer_without_an_account_may_be_read_by_anybody(by, concern) -> None:
    to_the_end(concern, by, "no-action", level="universal")
    for sentence, words in (("no-action", ""), ("read", "Wren is safe"), ("made-up", "")):
        with pytest.raises(actions.NotSafeToSay):
            actions.answer(concern=concern.pk, sentence=sentence, how="reference", words=words, by=by, at=f.NOW)
    actions.answer(concern=concern.pk, sentence="read", how="reference", by=by, at=f.NOW)
    assert Task.objects.get(kind="answer-referrer").outcome == "reference"
    heard = Client().post(reverse("worry_reference"), {"reference": queries.reference_of(concern.pk)})
    assert "have decided what to do" in heard.content.decode()


def test_nobody_else_reads_or_decides(concern) -> None:
    for role in ("partner", "hub-practitioner", "director", "administrator"):
        with pytest.raises(Refused):
            decided(concern, f.viewer(role), "contact", "take-up")
    assert not Stage.objects.exists()


def test_the_pages_read_find_decide_and_answer(client: Client, account, by, concern) -> None:
    wren = f.child("Wren", "Elderbrook")
    with audit.event("feed.batch", at=f.NOW):
        said = Said(f.record(), wren, forename="Wren", surname="Elderbrook", birth_date=wren.birth_date)
        keep_profiles(told=[said], at=f.NOW)
    client.force_login(account, backend=DOOR)
    there = reverse("concern", args=[concern.pk])
    assert there in client.get(reverse("concerns")).content.decode()
    page = client.get(there).content.decode()
    assert "Two phones." in page and "Mrs Hazel" in page and "Nobody has said yet which child" in page
    found = client.post(reverse("concern_find", args=[concern.pk]), {"words": "wren elderbrook"}).content.decode()
    address = reverse("concern_child", args=[concern.pk, wren.pk])
    assert address in found
    assert "Is it about this child?" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert "Wren Elderbrook" in client.get(there).content.decode()
    decide = reverse("decide_concern", args=[concern.pk])
    concern.refresh_from_db()
    sent = {"read": concern.version, "stage": "contact", "decision": "take-up", "reason": "It fits."}
    assert client.post(decide, {**sent, "reason": ""}).status_code == 400
    assert client.post(decide, sent).status_code == 302
    stale = client.post(decide, sent)
    assert stale.status_code == 400 or stale.status_code == 409
    last = {"level": "targeted", "reason": "It fits."}
    for stage, decision in (("initial", "straight-on"), ("decision", "advice")):
        concern.refresh_from_db()
        more = {"read": concern.version, "stage": stage, "decision": decision}
        assert client.post(decide, {**last, **more}).status_code == 302
    answer = reverse("answer_concern", args=[concern.pk])
    assert client.post(answer, {"sentence": "no-action", "how": "reference"}).status_code == 400
    assert client.post(answer, {"sentence": "read", "how": "reference"}).status_code == 302
    assert Answer.objects.get().sentence == "read"
    assert "With their reference" in client.get(there).content.decode()
