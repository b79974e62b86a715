"""What somebody is asked to do: by whom it is seen, when it is late, and who may say that it is done."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.register.access.actions import answer, as_the_system, ask_to_lower, open_in_emergency, review_opening
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.actions import NoOpenEvent
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.actions import NobodyAsked, NoSuchKind, NotYoursToDo, do_task, raise_task
from homeward.register.tasks.jobs import raise_what_waits
from homeward.register.tasks.models import Task
from homeward.register.tasks.presenters import todo_of
from homeward.register.tasks.queries import tasks_of
from homeward.register.tasks.rules import lateness
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
WHY = "A hospital has rung: the child is there and will not say who they are."
KIND = "identifiers-disagree"


@as_the_system("feed.load")
def ask(*, at, **facts) -> Task:
    """A task that a load gives cause for."""
    return raise_task(kind=facts.pop("kind", KIND), at=at, **facts)


def kinds(viewer) -> list[str]:
    return [task.kind for task in tasks_of(viewer)]


def test_a_task_is_seen_by_its_worker_its_team_or_its_role() -> None:
    mine = factories.viewer("manager", in_team=factories.team())
    colleague = factories.viewer("hub-practitioner", in_team=factories.team())
    stranger = factories.viewer("publisher")
    one = ask(at=NOW, for_worker=mine.worker_id)
    two = ask(at=NOW, for_team=mine.team_id, due_at=NOW + timedelta(days=2))
    three = ask(at=NOW, for_role="manager", due_at=NOW + timedelta(days=1))
    assert list(tasks_of(mine)) == [three, two, one]
    assert list(tasks_of(colleague)) == [two]
    assert list(tasks_of(stranger)) == []


@pytest.mark.parametrize("whose", [{}, {"for_role": "manager", "for_team": 1}])
def test_a_task_has_one_owner(whose) -> None:
    with pytest.raises(NobodyAsked):
        ask(at=NOW, **whose)


def test_a_task_has_words_and_is_raised_within_an_action() -> None:
    with pytest.raises(NoSuchKind):
        ask(at=NOW, kind="ring-somebody", for_role="manager")
    with pytest.raises(NoOpenEvent):
        raise_task(kind=KIND, at=NOW, for_role="manager")
    assert not Task.objects.exists() and not AuditEvent.objects.exists()


def test_asked_twice_it_is_one_task_until_it_is_done() -> None:
    manager = factories.viewer("manager")
    first = ask(at=NOW, for_role="manager", reference="7")
    assert ask(at=NOW, for_role="manager", reference="7") == first
    do_task(task=first.pk, by=manager, at=NOW)
    assert ask(at=NOW, for_role="manager", reference="7") != first
    assert list(Task.objects.filter(done_at__isnull=False)) == [first]


def test_whoever_was_asked_may_say_it_is_done_and_nobody_else() -> None:
    wren = factories.child()
    task = ask(at=NOW, for_role="manager", subject_id=wren.pk)
    with pytest.raises(NotYoursToDo):
        do_task(task=task.pk, by=factories.viewer("publisher"), at=NOW)
    manager = factories.viewer("manager")
    done = do_task(task=task.pk, by=manager, at=NOW)
    assert (done.done_by_id, done.done_at, done.outcome) == (manager.worker_id, NOW, "done")
    told = AuditEvent.objects.get(action="task.do")
    assert list(told.subjects.values_list("subject_id", flat=True)) == [wren.pk]
    with pytest.raises(NotYoursToDo):
        do_task(task=task.pk, by=manager, at=NOW)


@pytest.mark.parametrize(
    ("due", "word"), [(None, ""), (timedelta(0), "late"), (timedelta(hours=24), "soon"), (timedelta(hours=25), "")]
)
def test_when_a_task_is_late(due, word) -> None:
    assert lateness(None if due is None else NOW + due, at=NOW) == word


@pytest.fixture
def hub():
    return factories.team()


@pytest.fixture
def wren(hub):
    child = factories.child()
    factories.placement(child)
    factories.relate(factories.viewer("hub-practitioner", in_team=hub), child.pk)
    return child


def test_an_emergency_opening_asks_the_teams_manager_and_governance_at_the_next_turn(hub, wren) -> None:
    manager = factories.viewer("manager", in_team=hub)
    another = factories.viewer("manager", in_team=factories.team("other"))
    governance = factories.viewer("information-governance")
    colleague = factories.viewer("hub-practitioner", in_team=hub)
    by = factories.viewer("hub-practitioner", in_team=factories.team("third"))
    opening = open_in_emergency(child=wren.pk, category="danger-now", reason=WHY, by=by, at=NOW)

    assert raise_what_waits(NOW) == 1
    assert raise_what_waits(NOW) == 0

    assert sorted(kinds(manager)) == ["review-emergency-opening", "told-of-emergency-opening"]
    assert kinds(governance) == ["review-emergency-opening"]
    assert kinds(colleague) == ["told-of-emergency-opening"]
    assert kinds(another) == kinds(by) == []
    review = tasks_of(governance).get()
    assert review.due_at == opening.review_due_at == NOW + timedelta(hours=2)
    with pytest.raises(NotYoursToDo):
        do_task(task=review.pk, by=governance, at=NOW)

    review_opening(opening=opening.pk, finding="needed", by=manager, at=NOW)
    raise_what_waits(NOW)
    assert kinds(governance) == [] and kinds(manager) == ["told-of-emergency-opening"]


def test_a_manager_is_not_asked_to_review_their_own(hub, wren) -> None:
    manager = factories.viewer("manager", in_team=hub)
    open_in_emergency(child=wren.pk, category="cover", reason=WHY, by=manager, at=NOW)
    raise_what_waits(NOW)
    assert "review-emergency-opening" not in kinds(manager)


def test_a_child_without_a_team_is_told_of_to_governance() -> None:
    governance = factories.viewer("information-governance")
    by = factories.viewer("hub-practitioner")
    open_in_emergency(child=factories.child().pk, category="cover", reason=WHY, by=by, at=NOW)
    raise_what_waits(NOW)
    assert sorted(kinds(governance)) == ["review-emergency-opening", "told-of-emergency-opening"]


def test_a_request_to_lower_a_shield_asks_the_keepers_and_its_answer_tells_the_team(hub, wren) -> None:
    keeper = factories.viewer("shield-keeper")
    worker = factories.viewer("hub-practitioner", in_team=hub)
    factories.relate(worker, wren.pk, "team")
    asked = ask_to_lower(child=wren.pk, reason="Going home", by=worker, at=NOW)
    raise_what_waits(NOW)
    assert kinds(keeper) == ["answer-shield-request"] and kinds(worker) == []

    answer(request=asked.pk, agreed=True, by=keeper, at=NOW)
    raise_what_waits(NOW)
    raise_what_waits(NOW)
    assert kinds(keeper) == [] and kinds(worker) == ["told-of-lowered-shield"]


def test_a_turn_that_finds_nothing_leaves_no_event() -> None:
    assert raise_what_waits(NOW) == 0
    assert not AuditEvent.objects.exists()


def test_the_words_come_from_the_kind_and_name_no_child_unless_given(wren) -> None:
    task = ask(at=NOW, for_role="manager", subject_id=wren.pk, due_at=NOW)
    todo = todo_of(task, at=NOW)
    assert todo.title == "Two records disagree about who a child is" and todo.tag.text == "Late"
    assert todo_of(task, at=NOW, names={wren.pk: "Wren"}).title.endswith(": Wren")
    assert todo.href == reverse("matching_about", args=[wren.pk])


def test_the_page_lists_tasks_and_takes_one_off() -> None:
    account = factories.account("information-governance")
    client = Client()
    client.force_login(account, backend="homeward.register.accounts.actions.DemonstrationDoor")
    assert "Nothing waits for you" in client.get(reverse("tasks")).content.decode()
    task = ask(at=NOW, for_worker=account.worker_id)
    assert "Two records disagree" in client.get(reverse("tasks")).content.decode()
    assert client.post(reverse("do_task", args=[task.pk])).status_code == 302
    assert "Nothing waits for you" in client.get(reverse("tasks")).content.decode()
    assert "it has a page of its own" in client.post(reverse("do_task", args=[task.pk]), follow=True).content.decode()


def test_the_page_names_a_child_only_to_whoever_may_find_the_child() -> None:
    own, other = factories.child("Wren", "Applegarth"), factories.child("Otto", "Otherchild")
    account = factories.account("hub-practitioner")
    factories.relate(viewer_of(account, at=NOW), own.pk)
    for child in (own, other):
        ask(at=NOW, for_worker=account.worker_id, kind="hold-strategy-discussion", subject_id=child.pk)
    client = Client()
    client.force_login(account, backend="homeward.register.accounts.actions.DemonstrationDoor")
    page = client.get(reverse("tasks")).content.decode()
    assert "Wren Applegarth" in page and "Otherchild" not in page
    assert "OFFICIAL-SENSITIVE" in page and "hw-strip__watermark" in page
    event = AuditEvent.objects.filter(action="task.see").latest("id")
    assert "core" in event.field_classes
