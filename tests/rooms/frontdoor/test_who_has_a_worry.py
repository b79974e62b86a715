"""Who has a worry in hand, who covers, what came before, and the separate way of a worry about a worker."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.frontdoor import actions, queries
from homeward.practice.frontdoor.models import Allocated, Concern, Stage
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of
from homeward.register.tasks.models import Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()


def told(words: str = "Two phones.", at=f.NOW, **chosen) -> Concern:
    number = actions.keep(concern=None, words={"worried": words}, chosen=actions.Chosen(**chosen), at=at)
    actions.send(concern=number, at=at)
    return Concern.objects.get(pk=number)


@pytest.fixture
def desk():
    """Two accounts at the front door."""
    team = f.team("front-door")
    return [f.account("front-door-worker", in_team=team, on_duty=True) for _ in range(2)]


def test_danger_comes_first_and_then_what_is_due_soonest() -> None:
    later, sooner = told(at=f.NOW), told(at=f.NOW - timedelta(days=3))
    danger = told(in_danger="yes")
    assert list(queries.queue(at=f.NOW)) == [danger, sooner, later]


def test_a_worry_is_given_and_its_task_goes_to_whoever_covers(desk) -> None:
    first, second = (viewer_of(each, at=f.NOW) for each in desk)
    row = told()
    actions.allocate(concern=row.pk, worker=first.worker_id, by=first, at=f.NOW)
    task = Task.objects.get(kind="decide-concern", done_at__isnull=True)
    assert task.for_worker_id == first.worker_id and task.due_at.date() == date(2026, 3, 3)
    actions.cover(
        worker=first.worker_id,
        cover=second.worker_id,
        since=TODAY,
        until=TODAY + timedelta(days=2),
        by=second,
        at=f.NOW,
    )
    assert Task.objects.get(kind="decide-concern", done_at__isnull=True).for_worker_id == second.worker_id
    assert queries.queue(at=f.NOW, only=queries.part_of("mine", second, at=f.NOW)).get() == row
    load = next(each for each in queries.workload(at=f.NOW) if each.worker.pk == first.worker_id)
    assert (load.has, load.late, load.until) == (1, 0, TODAY + timedelta(days=2))
    assert Allocated.objects.get().worker_id == first.worker_id
    later = told()
    actions.allocate(concern=later.pk, worker=first.worker_id, by=first, at=f.NOW)
    assert Task.objects.filter(for_worker=second.worker_id, reference=str(later.pk), done_at__isnull=True).exists()


def test_nobody_gets_one_who_does_not_work_there_and_no_days_run_backwards(desk) -> None:
    first, second = (viewer_of(each, at=f.NOW) for each in desk)
    row = told()
    with pytest.raises(actions.CannotHaveIt):
        actions.allocate(concern=row.pk, worker=f.worker().pk, by=first, at=f.NOW)
    for cover, since, until in (
        (first.worker_id, TODAY, TODAY + timedelta(days=1)), (second.worker_id, TODAY, TODAY),
        (second.worker_id, TODAY - timedelta(days=9), TODAY),
    ):  # fmt: skip
        with pytest.raises(actions.CannotHaveIt):
            actions.cover(worker=first.worker_id, cover=cover, since=since, until=until, by=first, at=f.NOW)


def test_a_worry_is_passed_to_a_team_of_the_agency_and_to_no_other(desk) -> None:
    by, row = viewer_of(desk[0], at=f.NOW), told()
    hub, abroad = f.team("hub"), f.team("elsewhere", f.agency("nextshire"))
    actions.pass_to_team(concern=row.pk, team=hub.pk, by=by, at=f.NOW)
    assert queries.queue(at=f.NOW, only=queries.part_of(str(hub.pk), by, at=f.NOW)).get() == row
    with pytest.raises(actions.CannotHaveIt):
        actions.pass_to_team(concern=row.pk, team=abroad.pk, by=by, at=f.NOW)


def test_a_second_worry_within_twelve_months_says_so(desk) -> None:
    by, wren = viewer_of(desk[0], at=f.NOW), f.child("Wren")
    long_ago, first, second = (told(at=f.NOW - timedelta(days=days)) for days in (400, 100, 0))
    for row in (long_ago, first, second):
        actions.link_child(concern=row.pk, child=wren.pk, by=by, at=f.NOW)
    f.happened(wren, days_ago=30)
    found = queries.earlier([wren.pk], besides=second.pk, on=second.received_on)
    assert [(each.concern, each.state) for each in found] == [(None, "told"), (first.pk, "open")]
    assert queries.came_again([second, long_ago]) == {second.pk: 1, long_ago.pk: 2}
    assert queries.open_elsewhere([wren.pk], besides=second.pk) == {wren.pk}


def test_a_worry_about_a_worker_is_read_by_one_role_and_nobody_else(client: Client, desk) -> None:
    row = told("The coach texts her at night.", about="worker")
    assert row.way == "worker" and not queries.queue(at=f.NOW).exists()
    assert Task.objects.get(kind="read-worker-concern").for_role == "designated-officer"
    client.force_login(desk[0], backend=DOOR)
    assert client.get(reverse("concern", args=[row.pk])).status_code == 404
    assert client.get(reverse("worker_concerns")).status_code == 403
    assert "coach" not in client.get(reverse("concerns")).content.decode()
    officer = f.account("designated-officer", in_team=f.team("safeguarding"))
    client.force_login(officer, backend=DOOR)
    there = reverse("worker_concern", args=[row.pk])
    assert there in client.get(reverse("worker_concerns")).content.decode()
    assert "The coach texts her" in client.get(there).content.decode()
    assert client.get(reverse("concerns")).status_code == 403
    sent = {"read": row.version, "stage": "threshold", "decision": "met", "reason": "Grooming."}
    assert client.post(there, {**sent, "reason": ""}).status_code == 400
    assert client.post(there, sent).status_code == 302
    assert client.post(there, sent).status_code == 409
    row.refresh_from_db()
    last = {"read": row.version, "stage": "outcome", "decision": "substantiated", "reason": "Admitted."}
    assert client.post(there, last).status_code == 302
    assert [each.stage for each in Stage.objects.order_by("pk")] == ["threshold", "outcome"]


def test_what_turns_out_to_be_about_a_worker_leaves_the_front_door_and_may_come_back(client: Client, desk) -> None:
    by, row = viewer_of(desk[0], at=f.NOW), told()
    actions.send_apart(concern=row.pk, reason="It is her coach.", by=by, at=f.NOW)
    assert queries.concern_of(row.pk) is None and queries.concern_of(row.pk, way="worker")
    heard = client.post(reverse("worry_reference"), {"reference": queries.reference_of(row.pk)}).content.decode()
    assert "We have what you told us" in heard
    with pytest.raises(Refused):
        actions.decide_apart(concern=row.pk, stage="threshold", decision="met", reason="x", read=2, by=by, at=f.NOW)
    officer = f.viewer("designated-officer")
    row.refresh_from_db()
    actions.decide_apart(
        concern=row.pk, stage="threshold", decision="not-a-worker", reason="A cousin.", read=row.version, by=officer,
        at=f.NOW,
    )  # fmt: skip
    assert queries.queue(at=f.NOW).get() == row and not Stage.objects.exists()


def test_the_queue_takes_as_many_statements_however_long_it_is(client: Client, desk) -> None:
    client.force_login(desk[0], backend=DOOR)
    by = viewer_of(desk[0], at=f.NOW)

    def statements(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    def more(number: int) -> None:
        for _ in range(number):
            row, child = told(), f.child()
            actions.link_child(concern=row.pk, child=child.pk, by=by, at=f.NOW)
            actions.allocate(concern=row.pk, worker=by.worker_id, by=by, at=f.NOW)

    more(2)
    few = [statements(reverse(name)) for name in ("concerns", "concern_workload")]
    more(8)
    assert [statements(reverse(name)) for name in ("concerns", "concern_workload")] == few


def test_the_pages_of_the_desk(client: Client, desk) -> None:
    client.force_login(desk[0], backend=DOOR)
    row = told(in_danger="yes", about="place")
    other = viewer_of(desk[1], at=f.NOW)
    give = reverse("give_concern", args=[row.pk])
    assert client.post(give, {"worker": str(other.worker_id)}).status_code == 302
    assert client.post(give, {"worker": "nobody"}).status_code == 302
    row.refresh_from_db()
    assert row.worker_id == other.worker_id
    page = client.get(reverse("concerns")).content.decode()
    assert "Danger now" in page and "A place, 2 March 2026" in page
    assert "Nothing waits" in client.get(reverse("concerns"), {"whose": "nobodys"}).content.decode()
    load = client.get(reverse("concern_workload")).content.decode()
    assert "Somebody has each worry that waits" in load
    days = {"since_0": "2", "since_1": "3", "since_2": "2026", "last_0": "6", "last_1": "3", "last_2": "2026"}
    mine = viewer_of(desk[0], at=f.NOW)
    away = {"worker": str(other.worker_id), "cover": str(mine.worker_id), **days}
    assert client.post(reverse("concern_workload"), {}).status_code == 400
    assert client.post(reverse("concern_workload"), away).status_code == 302
    assert "covers until 6 March 2026" in client.get(reverse("concern_workload")).content.decode()
    assert client.post(reverse("send_concern_apart", args=[row.pk]), {}).status_code == 400
    assert client.post(reverse("send_concern_apart", args=[row.pk]), {"reason": "A coach"}).status_code == 302
    assert "Nothing waits" in client.get(reverse("concerns")).content.decode()


def test_a_partner_tells_on_an_account_and_hears(client: Client, desk) -> None:
    school = f.agency("larkfield", "school", "Larkfield Academy")
    client.force_login(f.account("partner", of=school), backend=DOOR)
    there = reverse("tell_concern")
    page = client.post(there, {"page": "about", "about": "child"}).content.decode()
    token = page.split('name="token" value="')[1].split('"')[0]
    client.post(there, {"token": token, "page": "worried", "worried": "Two phones."})
    asked = client.post(there, {"token": token, "page": "family"}).content.decode()
    assert "Attendance" in asked and "Your name" not in asked
    assert "Your reference" in client.post(there, {"token": token, "page": "send"}).content.decode()
    row = Concern.objects.get()
    assert (row.channel, row.agency_id, row.state) == ("partner", school.pk, "open")
    by = viewer_of(desk[0], at=f.NOW)
    for stage, decision, level in (
        ("contact", "take-up", ""),
        ("initial", "straight-on", ""),
        ("decision", "early-help", "early-help"),
    ):  # noqa: E501
        row.refresh_from_db()
        actions.decide(
            concern=row.pk, stage=stage, decision=decision, level=level, reason="x", read=row.version, by=by, at=f.NOW
        )
    actions.answer(concern=row.pk, sentence="help-offered", how="reference", words="Ask for Lorna.", by=by, at=f.NOW)
    page = client.get(reverse("concerns_told")).content.decode()
    assert "Help is being offered" in page and "Ask for Lorna." in page and "Two phones" not in page
    client.force_login(f.account("partner", of=f.agency("otherfield", "school")), backend=DOOR)
    assert "Ask for Lorna." not in client.get(reverse("concerns_told")).content.decode()
