"""Triggers: what fires, once; who is asked; what a switch changes; and who is listed as missing repeatedly."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.missing.actions.triggers import NoSuchTrigger, switch
from homeward.practice.missing.jobs import look_for_triggers
from homeward.practice.missing.models import Ending, Grade, TriggerFiring
from homeward.practice.missing.queries import triggers as queries
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.models import Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()


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
    switch(**turned, since=TODAY, at=f.NOW)
    assert look_for_triggers(f.NOW) == 0
    switch(**(turned | {"on": True}), since=TODAY + timedelta(days=1), at=f.NOW)
    assert look_for_triggers(f.NOW) == 0 and look_for_triggers(f.NOW + timedelta(days=1)) == 1
    with pytest.raises(Refused):
        switch(**(turned | {"by": f.viewer("hub-practitioner")}), since=TODAY, at=f.NOW)


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
    assert "On from 2 March 2026" in client.get(reverse("triggers")).content.decode()
    page = client.get(reverse("missing_repeatedly"), {"least": 3, "days": 30}).content.decode()
    assert "Wren Applegarth" in page and "1 child with 3 absences or more" in page
    assert client.get(reverse("missing_repeatedly"), {"least": "x"}).status_code == 200
