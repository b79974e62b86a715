"""Triggers: what fires, once; who is asked; what a switch changes; and who is listed as missing repeatedly."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.missing.actions.triggers import (
    ANSWER,
    AskedAlready,
    NoSuchSwitch,
    NoSuchTrigger,
    answer_switch,
    switch,
)
from homeward.practice.missing.jobs import look_for_triggers
from homeward.practice.missing.models import Ending, Grade, TriggerFiring, TriggerSwitch
from homeward.practice.missing.queries import triggers as queries
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.models import Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()


def agreed(row: TriggerSwitch, at: datetime = f.NOW) -> None:
    """A second person agrees."""
    answer_switch(number=row.pk, agreed=True, by=f.viewer("duty-director"), at=at)


def fired() -> set[str]:
    return set(TriggerFiring.objects.values_list("trigger", flat=True))


def test_three_absences_ask_the_childs_team_once_and_another_round_asks_nothing() -> None:
    child, by = f.child(), f.viewer("hub-practitioner", in_team=f.team())
    f.relate(by, child.pk)
    for ago in (20, 10):
        f.episode(child, days_ago=ago, lasted=0)
    assert look_for_triggers(f.NOW) == 0 and not AuditEvent.objects.filter(action="trigger.fire").exists()
    f.episode(child, days_ago=2, lasted=0)
    assert look_for_triggers(f.NOW) == 1 and look_for_triggers(f.NOW) == 0
    firing = TriggerFiring.objects.get()
    task = Task.objects.get(kind="consider-strategy-discussion")
    assert (firing.trigger, task.for_team_id, task.reference) == ("three-in-30-days", by.team_id, str(firing.pk))
    assert AuditEvent.objects.get(action="trigger.fire").result_count == 1


def test_where_no_team_has_the_child_the_front_door_is_asked() -> None:
    f.episode(f.child(birth_date=date(2018, 1, 1)), days_ago=1, lasted=0)
    look_for_triggers(f.NOW)
    assert fired() == {"under-ten"}
    assert Task.objects.get().for_role == "front-door-worker"


def test_each_kind_of_fact_is_read_from_where_it_is_kept() -> None:
    child, by = f.child(), f.viewer("hub-practitioner")
    f.placement(child)
    one = f.episode(child, days_ago=4, lasted=2)
    Grade.objects.create(episode=one, level="3", at=f.NOW, by_id=by.worker_id)
    ending = Ending.objects.create(
        episode=one, found_at=one.until, how="x", condition="unharmed", out_of_area="elsewhere", recorded_at=f.NOW,
        by_id=by.worker_id,
    )  # fmt: skip
    look_for_triggers(f.NOW)
    assert fired() == {"first-looked-after", "found-out-of-area", "a-day-or-longer", "graded-high"}
    TriggerFiring.objects.all().delete()
    Ending.objects.filter(pk=ending.pk).update(undone_at=f.NOW, undone_by=by.worker_id)
    look_for_triggers(f.NOW)
    assert "found-out-of-area" not in fired()


def test_a_file_of_past_years_asks_nobody() -> None:
    child = f.child(birth_date=date(2018, 1, 1))
    f.episode(child, days_ago=60, lasted=3)
    assert look_for_triggers(f.NOW) == 0
    f.episode(child, days_ago=60, lasted=30)
    assert look_for_triggers(f.NOW) == 2


def test_a_trigger_that_was_turned_off_fires_nothing_from_that_day() -> None:
    f.episode(f.child(birth_date=date(2018, 1, 1)), days_ago=1, lasted=0)
    manager = f.viewer("manager", in_team=f.team())
    turned = {"trigger": "under-ten", "on": False, "reason": "Every one is read by the desk.", "by": manager}
    with pytest.raises(NoSuchTrigger):
        switch(**turned, since=TODAY - timedelta(days=1), at=f.NOW)
    agreed(switch(**turned, since=TODAY, at=f.NOW))
    assert look_for_triggers(f.NOW) == 0
    agreed(switch(**(turned | {"on": True}), since=TODAY + timedelta(days=1), at=f.NOW))
    assert look_for_triggers(f.NOW) == 0 and look_for_triggers(f.NOW + timedelta(days=1)) == 1
    with pytest.raises(Refused):
        switch(**(turned | {"by": f.viewer("hub-practitioner")}), since=TODAY, at=f.NOW)


def test_nothing_changes_until_a_second_person_agrees_and_never_by_the_one_who_asked() -> None:
    f.episode(f.child(birth_date=date(2018, 1, 1)), days_ago=1, lasted=0)
    manager, director = f.viewer("manager"), f.viewer("duty-director")
    off = {"trigger": "under-ten", "on": False, "reason": "Read by the desk.", "since": TODAY, "at": f.NOW}
    asked = switch(**off, by=manager)
    assert {task.for_role for task in Task.objects.all()} == {"manager", "duty-director"}
    with pytest.raises(AskedAlready):
        switch(**off, by=f.viewer("manager"))
    with pytest.raises(NoSuchSwitch):
        answer_switch(number=asked.pk, agreed=True, by=manager, at=f.NOW)
    with pytest.raises(Refused):
        answer_switch(number=asked.pk, agreed=True, by=f.viewer("hub-practitioner"), at=f.NOW)
    asked.answered_by_id = manager.worker_id
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save()
    assert answer_switch(number=asked.pk, agreed=False, by=director, at=f.NOW).agreed is False
    assert look_for_triggers(f.NOW) == 1 and not Task.objects.filter(kind=ANSWER, done_at__isnull=True).exists()
    with pytest.raises(NoSuchSwitch):
        answer_switch(number=asked.pk, agreed=True, by=director, at=f.NOW)
    assert AuditEvent.objects.filter(action="trigger.agree", outcome="allowed").get().detail["agreed"] is False


def test_one_agreed_late_holds_from_the_day_of_the_answer() -> None:
    asked = switch(trigger="under-ten", on=False, reason="Ours.", since=TODAY, by=f.viewer("manager"), at=f.NOW)
    agreed(asked, at=f.NOW + timedelta(days=3))
    codes = [{each.code for each in queries.those_on(on=TODAY + timedelta(days=days))} for days in (2, 3)]
    assert "under-ten" in codes[0] and "under-ten" not in codes[1]


def test_a_round_costs_the_same_however_many_absences() -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            look_for_triggers(f.NOW)
        return len(caught)

    f.episode(f.child(), days_ago=1, lasted=0)
    statements()
    few = statements()
    for number in range(6):
        f.episode(f.child(f"Child{number}"), days_ago=1, lasted=0)
    assert statements() == few


def test_repeat_children_in_any_window_are_the_viewers_own() -> None:
    by = f.viewer("hub-practitioner", in_team=f.team())
    often, once, strange = f.child("Wren"), f.child("Robin"), f.child("Linnet")
    for child, days in ((often, (3, 40, 80)), (once, (3,)), (strange, (3, 4, 5))):
        for ago in days:
            f.episode(child, days_ago=ago, lasted=0)
    for child in (often, once):
        f.relate(by, child.pk)

    def listed(days: int, least: int) -> list[tuple[str, int]]:
        rows = queries.repeat_children(viewer=by, at=f.NOW, days=days, least=least)
        return [(row.person.forename, row.episodes) for row in rows]

    assert listed(90, 2) == [("Wren", 3)] and listed(41, 2) == [("Wren", 2)] and listed(30, 2) == []


def test_the_pages(client: Client) -> None:
    account = f.account("manager", in_team=f.team())
    child = f.child("Wren")
    f.relate(viewer_of(account, at=f.NOW), child.pk)
    for ago in (20, 10, 2):
        f.episode(child, days_ago=ago, lasted=0)
    look_for_triggers(f.NOW)
    client.force_login(account, backend=DOOR)
    page = client.get(reverse("triggers")).content.decode()
    assert "Three absences in 30 days" in page and "Wren" not in page
    day = {"since_0": "2", "since_1": "3", "since_2": "2026"}
    sent = {"trigger": "three-in-90-days", "on": "on", "reason": "Ours", **day}
    assert client.post(reverse("turn_trigger"), {**sent, "reason": ""}).status_code == 400
    assert client.post(reverse("turn_trigger"), sent).status_code == 302
    page = client.get(reverse("triggers")).content.decode()
    assert "On from 2 March 2026" in page and "waits for a second person" in page and "Agree" not in page
    answers = reverse("answer_trigger_switch", args=[TriggerSwitch.objects.get().pk])
    assert client.post(answers, {"agreed": "yes"}).status_code == 302 and not TriggerSwitch.objects.get().agreed
    second = Client()
    second.force_login(f.account("duty-director"), backend=DOOR)
    assert "Agree<" in second.get(reverse("triggers")).content.decode()
    assert second.post(answers, {"agreed": "yes"}).status_code == 302 and TriggerSwitch.objects.get().agreed
    page = client.get(reverse("missing_repeatedly"), {"least": 3, "days": 30}).content.decode()
    assert "Wren Applegarth" in page and "1 child with 3 absences or more" in page
    assert client.get(reverse("missing_repeatedly"), {"least": "x"}).status_code == 200
