"""Strategy discussions and the notification's clock: what is written, who is asked, what is refused, and the page."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.cases import actions, queries
from homeward.practice.cases.actions import NotThatDay, NotThisChilds
from homeward.practice.cases.models import NotificationClock, NotificationStep, StrategyDiscussion, StrategyOutcome
from homeward.practice.missing.jobs import look_for_triggers
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.models import Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()


@pytest.fixture
def wren():
    child = f.child(birth_date=date(2018, 1, 1))
    f.episode(child, days_ago=2, lasted=0)
    return child


@pytest.fixture
def account(wren):
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), wren.pk)
    return account


@pytest.fixture
def by(account):
    return viewer_of(account, at=f.NOW)


def wrote(by, discussion, decision="section-47", held_on=TODAY, at=f.NOW):
    return actions.write_outcome(
        child=discussion.person_id, discussion=discussion.pk, decision=decision, held_on=held_on, by=by, at=at,
        took_part=["council", "police"], section_47=decision == "section-47", reasons="She was given money.",
    )  # fmt: skip


def test_a_trigger_asks_and_a_person_decides(by, wren) -> None:
    look_for_triggers(f.NOW)
    assert Task.objects.get(kind="consider-strategy-discussion").done_at is None
    assert not StrategyDiscussion.objects.exists()
    row = actions.ask_for_discussion(child=wren.pk, reason="Third time with an adult.", by=by, at=f.NOW)
    assert row.firing.trigger == "under-ten" and row.due_on == date(2026, 3, 3)
    assert "adult" not in row.sealed_reason and queries.reason_of(row) == "Third time with an adult."
    assert Task.objects.get(kind="consider-strategy-discussion").outcome == "asked"
    assert Task.objects.get(kind="hold-strategy-discussion").for_worker_id == by.worker_id


def test_what_came_of_it_is_a_row_each_time_and_the_last_stands(by, wren) -> None:
    row = actions.ask_for_discussion(child=wren.pk, reason="Hurt.", by=by, at=f.NOW)
    wrote(by, row)
    wrote(by, row, "not-needed", None, at=f.NOW + timedelta(minutes=1))
    assert StrategyOutcome.objects.count() == 2
    (shown,) = queries.discussions_of(wren.pk)
    assert [each.decision for each in shown.outcomes.all()] == ["not-needed", "section-47"]
    assert "money" not in StrategyOutcome.objects.first().sealed_reasons
    assert Task.objects.get(kind="hold-strategy-discussion").outcome == "section-47"
    assert AuditEvent.objects.filter(action="cases.write", outcome="allowed").count() == 3


def test_a_day_that_cannot_be_and_another_childs_discussion_are_refused(by, wren) -> None:
    row = actions.ask_for_discussion(child=wren.pk, reason="Hurt.", by=by, at=f.NOW)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1), None):
        with pytest.raises(NotThatDay):
            wrote(by, row, held_on=day)
    other = f.child("Robin")
    f.relate(by, other.pk)
    with pytest.raises(NotThisChilds):
        actions.write_outcome(
            child=other.pk, discussion=row.pk, decision="no-action", held_on=TODAY, took_part=[], section_47=False,
            reasons="x", by=by, at=f.NOW,
        )  # fmt: skip
    assert not StrategyOutcome.objects.exists()


def test_a_death_while_missing_opens_the_clock_and_asks_the_duty_director(by, wren) -> None:
    told = {"child": wren.pk, "kind": "death", "words": "Found in the canal.", "by": by}
    with pytest.raises(NotThatDay):
        actions.open_clock(**told, known_on=TODAY + timedelta(days=1), at=f.NOW)
    clock = actions.open_clock(**told, known_on=TODAY, at=f.NOW)
    assert clock.due_on == date(2026, 3, 9) and "canal" not in clock.sealed_words
    task = Task.objects.get(kind="notify-serious-incident")
    assert task.for_role == "duty-director" and task.done_at is None
    end = {"child": wren.pk, "clock": clock.pk, "reference": "SYN-1", "reason": "", "by": by, "at": f.NOW}
    with pytest.raises(NotThatDay):
        actions.end_clock(**end, kind="notified", on=TODAY - timedelta(days=1))
    actions.end_clock(**end, kind="notified", on=TODAY)
    task.refresh_from_db()
    assert task.outcome == "notified" and NotificationStep.objects.get().reference == "SYN-1"


def test_an_absence_of_another_child_opens_no_clock(by, wren) -> None:
    other = f.episode(f.child("Robin"), days_ago=3, lasted=1)
    with pytest.raises(NotThisChilds):
        actions.open_clock(child=wren.pk, kind="death", words="x", episode=other.pk, known_on=TODAY, by=by, at=f.NOW)
    assert not NotificationClock.objects.exists()


def test_whoever_has_nothing_to_do_with_the_child_writes_nothing(wren) -> None:
    for stranger in (f.viewer("hub-practitioner"), f.viewer("front-door-worker", on_duty=True), f.viewer("director")):
        with pytest.raises(Refused):
            actions.ask_for_discussion(child=wren.pk, reason="x", by=stranger, at=f.NOW)
    assert not StrategyDiscussion.objects.exists()


def test_the_page_asks_writes_and_says_what_is_missing(client: Client, account, by, wren) -> None:
    client.force_login(account, backend=DOOR)
    address = reverse("child_cases", args=[wren.pk])
    assert "No strategy discussion" in client.get(address).content.decode()
    assert client.post(reverse("ask_for_discussion", args=[wren.pk]), {"reason": ""}).status_code == 400
    assert client.post(reverse("ask_for_discussion", args=[wren.pk]), {"reason": "Hurt."}).status_code == 302
    row = StrategyDiscussion.objects.get()
    there = reverse("strategy_outcome", args=[wren.pk, row.pk])
    sent = {"decision": "section-47", "reasons": "Money.", "took_part": ["police"]}
    page = client.post(there, sent).content.decode()
    assert "Select at least two" in page and "Enter the day on which it was held" in page
    day = {"held_on_0": "2", "held_on_1": "3", "held_on_2": "2026"}
    assert client.post(there, {**sent, **day, "took_part": ["police", "health"]}).status_code == 302
    assert "Police, Health" in client.get(address).content.decode()
    assert StrategyOutcome.objects.get().section_47 is True
    known = {"kind": "serious-harm", "words": "Hurt.", "known_on_0": "2", "known_on_1": "3", "known_on_2": "2026"}
    assert client.post(reverse("open_clock", args=[wren.pk]), known).status_code == 302
    clock = NotificationClock.objects.get()
    ending = {"kind": "not-required", "on_0": "2", "on_1": "3", "on_2": "2026"}
    assert client.post(reverse("end_clock", args=[wren.pk, clock.pk]), ending).status_code == 400
    assert client.post(reverse("end_clock", args=[wren.pk, clock.pk]), {**ending, "reason": "No."}).status_code == 302
    assert "Not required" in client.get(address).content.decode()


def test_a_stranger_is_not_told_that_there_is_such_a_child(client: Client, wren) -> None:
    client.force_login(f.account("hub-practitioner", in_team=f.team("elsewhere")), backend=DOOR)
    assert client.get(reverse("child_cases", args=[wren.pk])).status_code == 404
