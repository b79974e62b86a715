"""A child placed across a border: the notice, its steps, who may know where, and both councils' desks."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.cases import queries
from homeward.practice.cases.actions import NotThatDay, NotThatStep, NotThisChilds, open_host_notice, write_host_step
from homeward.practice.cases.models import HostNotice, HostStep
from homeward.practice.cases.rules import host_standing, may_follow
from homeward.practice.missing.queries import missing_now
from homeward.register.access.actions import Refused
from homeward.register.access.models import Relationship
from homeward.register.access.rules import Viewer
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.people.models import Person
from homeward.register.people.queries import whereabouts_of
from homeward.register.tasks.models import Task
from tests import factories as f

DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
DUE, TODAY = date(2026, 3, 9), f.NOW.date()
WHERE = "CNRYHOST County Council"


@pytest.mark.parametrize(
    ("steps", "today", "stands"),
    [
        ((), DUE, "waiting"),
        ((), date(2026, 3, 10), "late"),
        ((("sent", DUE),), DUE, "sent"),
        ((("sent", date(2026, 3, 10)),), date(2026, 3, 11), "sent, late"),
        ((("sent", DUE), ("acknowledged", DUE)), DUE, "acknowledged"),
        ((("ended", DUE),), DUE, "ended"),
    ],
)
def test_how_a_notice_stands(steps, today, stands) -> None:
    assert host_standing(DUE, steps, today=today) == stands


def test_which_step_may_come() -> None:
    sent = (("sent", DUE),)
    assert may_follow("sent", ()) and not may_follow("sent", sent)
    assert may_follow("acknowledged", sent) and not may_follow("acknowledged", ())
    assert may_follow("ended", ()) and not may_follow("acknowledged", (*sent, ("ended", DUE)))


@pytest.fixture
def child(db) -> Person:
    child = f.child()
    f.placement(child)
    return child


@pytest.fixture
def by(child: Person) -> Viewer:
    by = f.viewer("hub-practitioner", in_team=f.team())
    f.relate(by, child.pk)
    return by


def opened(child: Person, by: Viewer, placed_on: date = TODAY) -> HostNotice:
    return open_host_notice(child=child.pk, authority=WHERE, placed_on=placed_on, by=by, at=f.NOW)


def step(row: HostNotice, by: Viewer, kind: str, on: date = TODAY, who: str = "Ivo Pennyroyal, duty team") -> HostStep:
    return write_host_step(child=row.person_id, notice=row.pk, kind=kind, on=on, who=who, by=by, at=f.NOW)


def test_a_notice_is_due_in_five_working_days_and_asked_of_the_childs_team(child: Person, by: Viewer) -> None:
    row = opened(child, by)
    assert row.due_on == DUE and WHERE not in row.sealed_authority and queries.authority_of(row) == WHERE
    task = Task.objects.get(kind="notify-host-authority")
    assert (task.for_team_id, task.reference, task.due_at.date()) == (by.team_id, str(row.pk), DUE)
    assert AuditEvent.objects.get(action="cases.notify").detail == {"host_notice": str(row.pk)}


def test_it_is_sent_and_acknowledged_by_somebody_named_and_the_task_is_done(child: Person, by: Viewer) -> None:
    row = opened(child, by)
    with pytest.raises(NotThatStep):
        step(row, by, "acknowledged")
    step(row, by, "sent")
    assert Task.objects.get(kind="notify-host-authority").outcome == "sent"
    with pytest.raises(NotThatStep):
        step(row, by, "sent")
    last = step(row, by, "acknowledged")
    assert "Pennyroyal" not in last.sealed_who and queries.who_said(last) == "Ivo Pennyroyal, duty team"
    assert not queries.host_notices_waiting(viewer=by, at=f.NOW).exists()


def test_days_that_cannot_be_and_notices_of_other_children_are_refused(child: Person, by: Viewer) -> None:
    row, other = opened(child, by), f.child("Rowan")
    with pytest.raises(NotThatDay):
        step(row, by, "sent", on=TODAY + timedelta(days=1))
    step(row, by, "sent")
    with pytest.raises(NotThatDay):
        step(row, by, "acknowledged", on=TODAY - timedelta(days=1))
    f.relate(by, other.pk)
    with pytest.raises(NotThisChilds):
        write_host_step(child=other.pk, notice=row.pk, kind="ended", on=TODAY, who="", by=by, at=f.NOW)
    with pytest.raises(Refused):
        opened(child, f.viewer("hub-practitioner"))
    assert HostStep.objects.count() == 1


def test_the_list_names_no_authority_and_only_the_viewers_children(child: Person, by: Viewer, client: Client) -> None:
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), child.pk)
    opened(child, by)
    other = f.child("Rowan")
    mine = f.viewer("manager")
    f.relate(mine, other.pk)
    opened(other, mine)
    client.force_login(account, backend=DOOR)
    page = client.get(reverse("host_notices_waiting")).content.decode()
    assert "Wren" in page and "Rowan" not in page and "CNRYHOST" not in page and "9 March 2026" in page
    client.force_login(f.account("performance-analyst"), backend=DOOR)
    assert client.get(reverse("host_notices_waiting")).status_code == 403


def test_where_is_told_only_to_whom_the_placement_is(child: Person, by: Viewer, client: Client) -> None:
    opened(child, by)
    address = reverse("host_notices", args=[child.pk])
    account = f.account("hub-practitioner")
    client.force_login(account, backend=DOOR)
    f.relate(viewer_of(account, at=f.NOW), child.pk, "invited")
    assert client.get(address).status_code == 404
    f.relate(viewer_of(account, at=f.NOW), child.pk)
    assert WHERE in client.get(address).content.decode()
    assert AuditEvent.objects.filter(action="placement.see", outcome="allowed").exists()
    for part in ("record", "chronology", "child_cases", "missing_reports"):
        assert "CNRYHOST" not in client.get(reverse(part, args=[child.pk])).content.decode()


def test_the_page_opens_a_notice_and_writes_its_steps_and_says_what_is_missing(child: Person, client: Client) -> None:
    account = f.account("hub-practitioner")
    client.force_login(account, backend=DOOR)
    f.relate(viewer_of(account, at=f.NOW), child.pk)
    day = {"placed_on_0": "2", "placed_on_1": "3", "placed_on_2": "2026"}
    ask = reverse("open_host_notice", args=[child.pk])
    assert client.post(ask, day).status_code == 400
    assert client.post(ask, day | {"authority": WHERE}).status_code == 302
    step = reverse("host_step", args=[child.pk, HostNotice.objects.get().pk])
    on = {"on_0": "2", "on_1": "3", "on_2": "2026", "kind": "sent"}
    refused = client.post(step, on)
    assert refused.status_code == 400 and "Enter who there was told" in refused.content.decode()
    assert client.post(step, on | {"who": "The duty team"}).status_code == 302
    assert "The duty team" in client.get(reverse("host_notices", args=[child.pk])).content.decode()


def test_a_form_sent_by_one_who_may_not_know_where_tells_nothing(child: Person, by: Viewer, client: Client) -> None:
    opened(child, by)
    account = f.account("duty-director")
    f.relate(viewer_of(account, at=f.NOW), child.pk, "call")
    client.force_login(account, backend=DOOR)
    answer = client.post(reverse("open_host_notice", args=[child.pk]), {})
    assert answer.status_code == 400 and "CNRYHOST" not in answer.content.decode()


@pytest.mark.parametrize("route", ["host_notices_waiting", "host_notices"])
def test_statements_do_not_grow_with_notices(route: str, child: Person, by: Viewer, client: Client) -> None:
    account = f.account("hub-practitioner")
    client.force_login(account, backend=DOOR)
    f.relate(viewer_of(account, at=f.NOW), child.pk)
    address = reverse(route, args=[child.pk] if route == "host_notices" else [])
    opened(child, by)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for ago in range(1, 8):
        step(opened(child, by, TODAY - timedelta(days=ago)), by, "sent")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_the_desks_of_both_councils_see_the_absence_and_the_placing_one_where_the_child_should_be(
    child: Person,
) -> None:
    placing, host = f.agency(), f.agency("northshire")
    Relationship.objects.create(subject_id=child.pk, kind="placing", agency=placing, since=f.NOW - timedelta(days=9))
    gone = f.episode(child, days_ago=0, lasted=None)
    ours = f.viewer("emergency-duty-worker", of=placing, on_duty=True)
    theirs = f.viewer("emergency-duty-worker", of=host, on_duty=True)
    for desk in (ours, theirs):
        assert [row.pk for row in missing_now(viewer=desk, at=f.NOW)] == [gone.pk]
    assert [bool(whereabouts_of(child.pk, viewer=desk, at=f.NOW)) for desk in (ours, theirs)] == [True, False]
    off_shift = f.viewer("emergency-duty-worker", of=host)
    assert not missing_now(viewer=off_shift, at=f.NOW).exists()


def test_the_host_councils_desk_opens_the_episode_on_a_call_without_where_the_child_lives(
    child: Person, client: Client
) -> None:
    gone = f.episode(child, days_ago=0, lasted=None)
    account = f.account("emergency-duty-worker", of=f.agency("northshire"), on_duty=True)
    client.force_login(account, backend=DOOR)
    address = reverse("missing_episode", args=[child.pk, gone.pk])
    assert client.get(address).status_code == 404
    f.relate(viewer_of(account, at=f.NOW), child.pk, "call")
    assert client.get(address).status_code == 200
    assert client.get(reverse("placement", args=[child.pk])).status_code == 404
