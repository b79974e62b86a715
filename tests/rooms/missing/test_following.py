"""What follows: an owner when two absences are one, an interview owed on each return, and a notification's clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from homeward.practice.missing import actions
from homeward.practice.missing.actions.live import matter_of
from homeward.practice.missing.forms.returning import StepForm
from homeward.practice.missing.jobs import ask_for_interviews
from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.practice.missing.queries.board import board
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit import actions as audit
from homeward.register.tasks.models import Ownership, Task
from tests import factories as f
from tests.rooms.missing.test_board import signed_in
from tests.rooms.missing.test_live import BACK, GONE, told_by

pytestmark = pytest.mark.django_db


def apart(person) -> tuple[MissingEpisode, MissingEpisode]:
    """Two absences of one child, a week apart."""
    told_by("police", person)
    told_by("ssda903", person, GONE - timedelta(days=7), GONE - timedelta(days=6))
    return tuple(MissingEpisode.objects.filter(person=person).order_by("-since"))


def become_one(person) -> None:
    """The council's row was of the same night after all."""
    MissingReport.objects.filter(record__source__feed="ssda903").update(since=GONE, until=None)
    with audit.event("feed.batch", at=f.NOW):
        actions.regroup(children=[person.pk])


@pytest.mark.parametrize("both", [False, True], ids=["one had an owner", "both had one"])
def test_when_two_absences_become_one_it_has_one_owner_and_the_latest_grade(both: bool) -> None:
    person, handler = f.child(), f.viewer("call-handler", on_duty=True)
    other = f.viewer("call-handler", on_duty=True)
    rows = apart(person)
    for each in (handler, other):
        f.relate(each, person.pk, "call")
    kept, went = sorted(rows, key=lambda row: row.reports.first().pk)
    why = {"reasons": ["threatened"]}
    actions.grade(child=person.pk, episode=went.pk, level="3", **why, by=handler, at=f.NOW)
    if both:
        earlier = f.NOW - timedelta(hours=1)
        actions.grade(child=person.pk, episode=kept.pk, level="1", **why, by=other, at=earlier)
    become_one(person)
    went.refresh_from_db()
    assert went.joined_into_id == kept.pk
    standing = Ownership.objects.get(until__isnull=True)
    assert (standing.matter, standing.grade) == (kept.pk, "3")
    assert standing.worker_id == (other if both else handler).worker_id
    [line] = board(viewer=handler, at=f.NOW)
    assert line.grade == "3" and line.owner == standing and matter_of(kept).id == kept.pk


def test_each_return_asks_once_for_an_interview_and_no_more_once_it_was_offered() -> None:
    row = f.episode(f.child(), days_ago=2, lasted=1)
    f.episode(f.child("Rowan"), days_ago=200, lasted=1)
    f.episode(f.child("Sorrel"), days_ago=1, lasted=None)
    assert ask_for_interviews(f.NOW) == 1 and ask_for_interviews(f.NOW) == 0
    task = Task.objects.get(kind="offer-return-interview")
    assert (task.subject_id, task.for_role) == (row.person_id, "front-door-worker")
    assert task.due_at == row.until + timedelta(hours=72)
    worker = f.viewer("hub-practitioner")
    f.relate(worker, row.person_id)
    when = f.NOW - timedelta(hours=1)
    actions.take_step(child=row.person_id, episode=row.pk, kind="offered", when=when, by=worker, at=f.NOW)
    task.refresh_from_db()
    assert (task.done_at, task.outcome) == (f.NOW, "offered") and ask_for_interviews(f.NOW) == 0


def test_a_team_that_has_the_child_is_asked() -> None:
    row, team = f.episode(f.child(), days_ago=2, lasted=1), f.team()
    f.relate(f.viewer("hub-practitioner", in_team=team), row.person_id, "team")
    ask_for_interviews(f.NOW)
    assert Task.objects.get().for_team == team


def step_form(clock: str, **more: str) -> StepForm:
    words = {"kind": "offered", "day_0": "25", "day_1": "10", "day_2": "2026", "time": clock}
    return StepForm(words | more)


def test_half_past_one_on_the_night_the_clocks_go_back_is_asked_which() -> None:
    asked = step_form("01:30")
    assert not asked.is_valid() and "which" in asked.fields and "Select which" in str(asked.errors["which"])
    for which, hour in (("first", 0), ("second", 1)):
        form = step_form("01:30", which=which)
        assert form.is_valid() and form.moment() == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    plain = step_form("16:40")
    assert plain.is_valid() and "which" not in plain.fields
    assert plain.moment() == datetime(2026, 10, 25, 16, 40, tzinfo=UTC)
    gone = StepForm({"kind": "offered", "day_0": "29", "day_1": "3", "day_2": "2026", "time": "01:30"})
    assert not gone.is_valid() and "went forward" in str(gone.errors["time"])
    assert date(2026, 3, 29) == gone.cleaned_data["day"]


@pytest.mark.parametrize(("condition", "offered"), [("unharmed", False), ("injured", True), ("died", True)])
def test_an_end_with_death_or_harm_offers_the_clock_of_a_notification(condition: str, offered: bool) -> None:
    person, account = f.child(), f.account("hub-practitioner")
    told_by("police", person)
    episode, viewer = MissingEpisode.objects.get(person=person), viewer_of(account, at=f.NOW)
    f.relate(viewer, person.pk)
    whose = {"child": person.pk, "episode": episode.pk, "by": viewer, "at": f.NOW}
    actions.end(**whose, found=BACK, how="found-by-police", condition=condition)
    page = signed_in(account).get(reverse("missing_episode", args=[person.pk, episode.pk])).content.decode()
    assert ("Open its clock" in page) is offered


def test_an_interview_that_says_harm_offers_it_too() -> None:
    row, account = f.episode(f.child(), days_ago=2, lasted=1), f.account("hub-practitioner")
    viewer, client = viewer_of(account, at=f.NOW), signed_in(account)
    f.relate(viewer, row.person_id)
    address = reverse("return_interview", args=[row.person_id, row.pk])
    assert "Open its clock" not in client.get(address).content.decode()
    whose = {"child": row.person_id, "episode": row.pk, "by": viewer, "at": f.NOW}
    actions.write(**whose, section="harm", text="They hurt me", read=0)
    assert "Open its clock" in client.get(address).content.decode()
