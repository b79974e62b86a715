"""Notices of danger and of a day that is nearly over, cover that begins later, and a discussion that was not held."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.cases import actions as cases
from homeward.practice.cases.jobs import ask_of_late_discussions
from homeward.practice.frontdoor import actions, queries
from homeward.practice.frontdoor.jobs import cover_who_is_away, tell_who_waits
from homeward.practice.frontdoor.models import Concern, Stage
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.models import Notice, Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()
DAY = timedelta(days=1)


def told(words: str = "Two phones.", at=f.NOW, **chosen) -> Concern:
    number = actions.keep(concern=None, words={"worried": words}, chosen=actions.Chosen(**chosen), at=at)
    actions.send(concern=number, at=at)
    return Concern.objects.get(pk=number)


@pytest.fixture
def desk():
    """Two workers of the front door, and one of another team's queue."""
    accounts = [f.account("front-door-worker", in_team=f.team(name), on_duty=True) for name in ("one", "one", "other")]
    return [viewer_of(each, at=f.NOW) for each in accounts]


def told_of(kind: str) -> set:
    return set(Notice.objects.filter(kind=kind).values_list("worker_id", flat=True))


def test_danger_is_told_to_the_team_once_and_says_nothing_of_it(desk) -> None:
    row = told("He has a knife at her throat", in_danger="yes")
    told(in_danger="no")
    assert tell_who_waits(f.NOW) == 1
    assert told_of("front-door-read-now") == {each.worker_id for each in desk}
    assert set(Notice.objects.values_list("reference", flat=True)) == {str(row.pk)}
    events = AuditEvent.objects.count()
    assert tell_who_waits(f.NOW + timedelta(minutes=1)) == 0 and AuditEvent.objects.count() == events
    passed = told(in_danger="yes")
    actions.pass_to_team(concern=passed.pk, team=f.team("other").pk, by=desk[0], at=f.NOW)
    tell_who_waits(f.NOW)
    others = Notice.objects.filter(kind="front-door-read-now", reference=str(passed.pk))
    assert {each.worker_id for each in others} == {desk[2].worker_id}


def test_nobody_at_the_door_writes_nothing(db) -> None:
    told(in_danger="yes")
    events = AuditEvent.objects.count()
    assert tell_who_waits(f.NOW) == 0 and AuditEvent.objects.count() == events


def test_whoever_has_it_hears_on_the_afternoon_of_its_last_day(desk) -> None:
    row, last = told(), f.NOW + DAY
    actions.allocate(concern=row.pk, worker=desk[0].worker_id, by=desk[0], at=f.NOW)
    assert tell_who_waits(last.replace(hour=14, minute=30)) == 0
    assert tell_who_waits(last.replace(hour=15, minute=0)) == 1
    assert told_of("front-door-due") == {desk[0].worker_id}
    alone = told(at=f.NOW - timedelta(days=20))
    assert tell_who_waits(last.replace(hour=15, minute=1)) == 1
    assert Notice.objects.filter(reference=str(alone.pk)).count() == 3


def test_cover_that_begins_later_moves_the_task_on_its_day_and_back(desk) -> None:
    first, second, row = desk[0], desk[1], told()
    actions.allocate(concern=row.pk, worker=first.worker_id, by=first, at=f.NOW)
    who = {"worker": first.worker_id, "cover": second.worker_id}
    actions.cover(**who, since=TODAY + DAY, until=TODAY + 3 * DAY, by=first, at=f.NOW)

    def has_it():
        return Task.objects.get(kind="decide-concern", done_at__isnull=True).for_worker_id

    assert cover_who_is_away(f.NOW) == 0 and has_it() == first.worker_id
    assert cover_who_is_away(f.NOW + DAY) == 1 and has_it() == second.worker_id
    assert cover_who_is_away(f.NOW + DAY) == 0
    assert cover_who_is_away(f.NOW + 3 * DAY) == 1 and has_it() == first.worker_id


def test_a_discussion_of_section_47_that_was_not_held_is_asked_of_the_managers_once(client: Client) -> None:
    team = f.team()
    account, manager = f.account("front-door-worker", in_team=team, on_duty=True), f.account("manager", in_team=team)
    by, row, wren = viewer_of(account, at=f.NOW), told(), f.child("Wren")
    actions.link_child(concern=row.pk, child=wren.pk, by=by, at=f.NOW)
    for stage, decision in (("contact", "take-up"), ("initial", "straight-on"), ("decision", "section-47")):
        given = {"level": "statutory", "reason": "Hurt.", "read": Concern.objects.get(pk=row.pk).version}
        actions.decide(concern=row.pk, stage=stage, decision=decision, by=by, at=f.NOW, **given)
    assert ask_of_late_discussions(f.NOW + DAY) == 0
    runs = next(each for each in queries.clocks_of(row.pk) if each.kind == queries.DISCUSSION)
    assert (runs.due_on, runs.ended_on) == (date(2026, 3, 3), None)
    client.force_login(account, backend=DOOR)
    page = client.get(reverse("concern", args=[row.pk])).content.decode()
    assert "Strategy discussion" in page and reverse("child_cases", args=[wren.pk]) in page
    with pytest.raises(actions.NotThatClock):
        ended = {"kind": queries.DISCUSSION, "on": TODAY, "ended": "done"}
        actions.end_clock(concern=row.pk, child=wren.pk, by=by, at=f.NOW, **ended)
    late = f.NOW + 2 * DAY
    assert ask_of_late_discussions(late) == 1 and ask_of_late_discussions(late) == 0
    task = Task.objects.get(kind="strategy-discussion-late")
    assert task.for_worker_id == viewer_of(manager, at=f.NOW).worker_id and task.subject_id == wren.pk
    cases.write_outcome(
        child=wren.pk, discussion=task.reference, decision="section-47", held_on=late.date(), took_part=["police"],
        section_47=True, reasons="Held.", by=by, at=late,
    )  # fmt: skip
    task.refresh_from_db()
    assert task.done_at == late
    runs = next(each for each in queries.clocks_of(row.pk) if each.kind == queries.DISCUSSION)
    assert (runs.ended_on, runs.ended) == (late.date(), "done")


def test_without_a_manager_the_duty_director_is_asked(db) -> None:
    by, wren = viewer_of(f.account("front-door-worker", in_team=f.team(), on_duty=True), at=f.NOW), f.child("Wren")
    f.relate(by, wren.pk)
    cases.ask_for_discussion(child=wren.pk, reason="Hurt.", by=by, at=f.NOW)
    assert ask_of_late_discussions(f.NOW + 2 * DAY) == 1
    assert Task.objects.get(kind="strategy-discussion-late").for_role == "duty-director"


def test_the_designated_officer_has_a_day_for_the_threshold_and_is_asked_again(client: Client, desk) -> None:
    account = f.account("designated-officer")
    by, row = viewer_of(account, at=f.NOW), told("The coach texts her", about="worker")
    assert Task.objects.get(kind="read-worker-concern").due_at.date() == row.due_on == date(2026, 3, 3)
    assert tell_who_waits((f.NOW + DAY).replace(hour=16)) == 1
    assert told_of("designated-officer-due") == {by.worker_id}
    late = f.NOW + 2 * DAY
    given = {"concern": row.pk, "stage": "threshold", "decision": "met", "reason": "A coach.", "read": row.version}
    with pytest.raises(actions.LateWithoutReason):
        actions.decide_apart(by=by, at=late, **given)
    actions.decide_apart(by=by, at=late, late_because="waited", **given)
    assert Stage.objects.get().late_because == "waited"
    assert Task.objects.get(kind="review-worker-concern").due_at.date() == late.date() + timedelta(days=28)
    client.force_login(account, backend=DOOR)
    assert "1 April 2026" in client.get(reverse("worker_concerns")).content.decode()
    assert "Looked at again by" in client.get(reverse("worker_concern", args=[row.pk])).content.decode()
    row.refresh_from_db()
    ends = {"stage": "outcome", "decision": "unfounded", "reason": "It was her aunt.", "read": row.version}
    actions.decide_apart(concern=row.pk, by=by, at=late, **ends)
    assert not Task.objects.filter(kind="review-worker-concern", done_at__isnull=True).exists()
