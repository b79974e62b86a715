"""A plan: begun, written again, done, looked at, taken over, ended; the find-me sheet; what a family is handed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.cases import actions as cases
from homeward.practice.missing.queries import find_me
from homeward.practice.safety import actions
from homeward.practice.safety.jobs import ask_for_owners
from homeward.practice.safety.models import ActionStep, Plan, PlanAction, PlanVersion
from homeward.practice.safety.queries import plans as queries
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of
from homeward.register.agencies.models import Worker
from homeward.register.audit.models import AuditEvent
from homeward.register.people.models import Person
from homeward.register.tasks.models import Task
from tests import factories as f
from tests.rooms.safety.conftest import SAID, written

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()


def do(by, plan, what="Meets her from school.", **more):
    given = {"who": "PC Rook", "agency": f.agency("force", "police").pk, "due_on": TODAY + timedelta(days=3), **more}
    return actions.add_action(child=plan.subject_id, plan=plan.pk, what=what, by=by, at=f.NOW, **given)


def step(by, row, state, on=TODAY, note=""):
    return actions.write_action_step(
        child=row.plan.subject_id, done=row.pk, state=state, on=on, note=note, by=by, at=f.NOW
    )


def test_a_plan_is_sealed_and_its_if_missing_part_stands_on_the_find_me_sheet(by, wren, plan) -> None:
    version = PlanVersion.objects.get()
    assert "silver" not in version.sealed_sections and queries.sections_of(version)["risks"] == SAID["risks"]
    assert find_me.words_of(wren.pk)["if-missing"].text == "Ring her aunt first."
    assert Task.objects.get(kind="review-safety-plan").for_worker_id == by.worker_id
    assert AuditEvent.objects.filter(action="safety.write", outcome="allowed").exists()
    actions.write_plan(child=wren.pk, plan=plan.pk, read=1, written=written(if_missing="Ring me."), by=by, at=f.NOW)
    assert find_me.words_of(wren.pk)["if-missing"].text == "Ring me."
    assert [row.number for row in PlanVersion.objects.order_by("number")] == [1, 2]
    assert Task.objects.filter(kind="review-safety-plan", done_at__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"risks": " "}, "what is feared"), ({"agreed": "nobody"}, "Say why"), ({"review_on": TODAY}, "a day to come")],
    ids=["no fear", "nobody agreed", "no day"],
)
def test_a_version_that_may_not_be_kept_leaves_nothing(by, wren, case, wrong, words) -> None:
    with pytest.raises(actions.CannotStandSo) as refused:
        actions.begin_plan(child=wren.pk, case=case.pk, written=written(**wrong), by=by, at=f.NOW)
    assert words in refused.value.next_step and not Plan.objects.exists()


def test_one_plan_on_a_case_and_no_version_over_another_unread(by, wren, case, plan) -> None:
    with pytest.raises(actions.CannotStandSo):
        actions.begin_plan(child=wren.pk, case=case.pk, written=written(), by=by, at=f.NOW)
    other = f.viewer("manager", in_team=f.team())
    f.relate(other, wren.pk)
    actions.write_plan(child=wren.pk, plan=plan.pk, read=1, written=written(), by=other, at=f.NOW)
    with pytest.raises(actions.WroteMeanwhile):
        actions.write_plan(child=wren.pk, plan=plan.pk, read=1, written=written(), by=by, at=f.NOW)
    actions.write_plan(child=wren.pk, plan=plan.pk, read=2, written=written(), by=by, at=f.NOW)
    stranger = f.child("Robin")
    f.relate(by, stranger.pk)
    with pytest.raises(actions.NotThisOnes):
        actions.write_plan(child=stranger.pk, plan=plan.pk, read=3, written=written(), by=by, at=f.NOW)


def test_what_is_done_goes_step_by_step_and_a_power_is_never_for_the_family(by, plan) -> None:
    row = do(by, plan, measure="closure", for_family=True)
    assert row.for_family is False and "school" not in row.sealed_what
    step(by, row, "tried", note="Asked the court.")
    step(by, row, "refused", note="Not enough.")
    for state in ("granted", "done", "open"):
        with pytest.raises(actions.CannotStandSo):
            step(by, row, state)
    step(by, row, "tried")
    assert [each.state for each in ActionStep.objects.order_by("number")] == ["tried", "refused", "tried"]
    assert queries.note_of(ActionStep.objects.get(number=1)) == "Asked the court."
    plain = do(by, plan, for_family=True)
    with pytest.raises(actions.CannotStandSo):
        step(by, plain, "granted")
    with pytest.raises(actions.CannotStandSo):
        step(by, plain, "done", on=TODAY + timedelta(days=1))
    with pytest.raises(actions.CannotStandSo):
        do(by, plan, due_on=TODAY - timedelta(days=1))


def test_a_police_officer_acts_in_the_plan_and_does_not_write_it(wren, case, plan) -> None:
    officer = f.viewer("police-hub", of=f.agency("force", "police"))
    f.relate(officer, wren.pk)
    row = do(officer, plan)
    step(officer, row, "done")
    with pytest.raises(Refused):
        actions.write_plan(child=wren.pk, plan=plan.pk, read=1, written=written(), by=officer, at=f.NOW)
    with pytest.raises(Refused):
        do(f.viewer("hub-practitioner"), plan)


def test_a_plan_whose_owner_has_left_is_asked_about_once_and_taken_over(by, wren, plan) -> None:
    assert ask_for_owners(f.NOW) == 0
    Worker.objects.filter(pk=by.worker_id).update(left_on=TODAY)
    assert ask_for_owners(f.NOW) == 1 and ask_for_owners(f.NOW) == 0
    task = Task.objects.get(kind="take-over-safety-plan")
    assert task.for_role == "manager" and task.subject_id == wren.pk
    manager = f.account("manager", in_team=f.team())
    viewer = viewer_of(manager, at=f.NOW)
    f.relate(viewer, wren.pk)
    client = Client()
    client.force_login(manager, backend=DOOR)
    page = client.get(reverse("child_plan", args=[wren.pk])).content.decode()
    assert "has left. It needs another" in page
    assert "Whoever answered for it has left" in client.get(reverse("safety_plans")).content.decode()
    assert client.post(reverse("take_over_plan", args=[wren.pk, plan.pk])).status_code == 302
    plan.refresh_from_db()
    assert plan.owner_id == viewer.worker_id and Task.objects.get(kind="take-over-safety-plan").outcome == "taken"
    assert ask_for_owners(f.NOW) == 0


def test_a_review_moves_the_next_one_and_an_ended_plan_asks_nobody(by, wren, plan) -> None:
    given = {"child": wren.pk, "plan": plan.pk, "words": "It holds.", "by": by, "at": f.NOW}
    with pytest.raises(actions.CannotStandSo):
        actions.review_plan(on=TODAY + timedelta(days=1), next_on=date(2026, 4, 1), **given)
    actions.review_plan(on=TODAY, next_on=date(2026, 4, 1), **given)
    assert Task.objects.get(kind="review-safety-plan", done_at__isnull=True).due_at.date() == date(2026, 4, 1)
    actions.end_plan(child=wren.pk, plan=plan.pk, words="She is safe.", by=by, at=f.NOW)
    assert not Task.objects.filter(kind="review-safety-plan", done_at__isnull=True).exists()
    with pytest.raises(actions.NotThisOnes):
        do(by, plan)


def test_the_plan_of_a_place_is_shown_in_each_confirmed_childs(client: Client, account, by, wren, park) -> None:
    case = cases.open_context_case(context=park.pk, because="Cars wait.", by=by, at=f.NOW)
    made = actions.begin_context_plan(
        context=park.pk, case=case.pk, written=written(outcomes="Nobody is met here."), by=by, at=f.NOW
    )
    actions.add_context_action(
        context=park.pk, plan=made.pk, what="Lights until ten.", who="Ms Wall", agency=f.agency().pk,
        due_on=TODAY + timedelta(days=9), by=by, at=f.NOW,
    )  # fmt: skip
    client.force_login(account, backend=DOOR)
    own = reverse("child_plan", args=[wren.pk])
    assert "Lights until ten" not in client.get(own).content.decode()
    sent = {"context": str(park.pk), "because": "She told us."}
    assert client.post(reverse("confirm_affects", args=[wren.pk]), sent).status_code == 302
    page = client.get(own).content.decode()
    assert "The skate park" in page and "Lights until ten" in page and "Nobody is met here." in page
    assert SAID["risks"] not in page
    of_place = client.get(reverse("context_plan", args=[park.pk])).content.decode()
    assert "Wren" not in of_place and "Lights until ten" in of_place
    (row, _) = queries.contexts_of(wren.pk)[0]
    assert client.post(reverse("end_affects", args=[wren.pk, row.pk])).status_code == 302
    assert "Lights until ten" not in client.get(own).content.decode()


def test_a_family_is_handed_what_is_theirs_and_nothing_else(client: Client, account, by, wren, plan) -> None:
    do(by, plan, "Meets her from school.", for_family=True)
    do(by, plan, "Watches the car.", for_family=False)
    do(by, plan, "Closes the flat.", measure="closure", for_family=True)
    client.force_login(account, backend=DOOR)
    page = client.get(reverse("family_plan", args=[wren.pk, plan.pk])).content.decode()
    assert all(each in page for each in (SAID["outcomes"], SAID["if-missing"], SAID["contingency"], "Meets her"))
    assert not any(each in page for each in (SAID["risks"], SAID["disrupting"], "Watches", "flat", "silver"))
    assert AuditEvent.objects.filter(action="safety.print", outcome="allowed").count() == 1


def test_how_to_talk_with_the_child_stands_on_every_page_and_print(client: Client, account, by, wren, plan) -> None:
    client.force_login(account, backend=DOOR)
    family = reverse("family_plan", args=[wren.pk, plan.pk])
    assert "How we talk together" not in client.get(family).content.decode()
    Person.objects.filter(pk=wren.pk).update(communication_needs="Text, do not ring.")
    assert "How we talk together:</strong> Text, do not ring." in client.get(family).content.decode()
    pages = [("child_plan", []), ("challenges", []), ("safe_contacts", []), ("plan_powers", [plan.pk])]
    pages += [("write_plan", [plan.pk]), ("plan_version", [plan.pk, 1])]
    for route, more in pages:
        page = client.get(reverse(route, args=[wren.pk, *more])).content.decode()
        assert "How to talk with the child:</strong> Text, do not ring." in page, route


def test_an_earlier_version_is_read_as_it_was_written(client: Client, account, by, wren, plan) -> None:
    actions.write_plan(
        child=wren.pk, plan=plan.pk, read=1, written=written(risks="A blue van."), by=by, at=f.NOW
    )  # fmt: skip
    client.force_login(account, backend=DOOR)
    first = reverse("plan_version", args=[wren.pk, plan.pk, 1])
    page = client.get(reverse("child_plan", args=[wren.pk])).content.decode()
    assert first in page and "silver" not in page
    page = client.get(first).content.decode()
    assert SAID["risks"] in page and "A blue van." not in page and "The latest" not in page
    assert "The latest" in client.get(reverse("plan_version", args=[wren.pk, plan.pk, 2])).content.decode()
    assert client.get(reverse("plan_version", args=[wren.pk, plan.pk, 3])).status_code == 404
    other = f.child("Robin")
    f.relate(by, other.pk)
    assert client.get(reverse("plan_version", args=[other.pk, plan.pk, 1])).status_code == 404
    read = AuditEvent.objects.filter(action="safety.open", detail__version=1).get()
    assert read.detail["plan"] == str(plan.pk)
    actions.end_plan(child=wren.pk, plan=plan.pk, words="She is safe.", by=by, at=f.NOW)
    assert client.get(first).status_code == 200


def test_the_plan_of_a_place_is_ended_and_shown_in_no_childs(client: Client, account, by, wren, park) -> None:
    case = cases.open_context_case(context=park.pk, because="Cars wait.", by=by, at=f.NOW)
    given = {"context": park.pk, "case": case.pk, "by": by, "at": f.NOW}
    made = actions.begin_context_plan(written=written(outcomes="Nobody is met here."), **given)
    actions.confirm_affects(child=wren.pk, context=park.pk, because="She said.", by=by, at=f.NOW)
    client.force_login(account, backend=DOOR)
    own, there = reverse("child_plan", args=[wren.pk]), reverse("context_end_plan", args=[park.pk, made.pk])
    assert "Nobody is met here." in client.get(own).content.decode()
    assert client.post(there, {}).status_code == 400
    assert client.post(there, {"words": "The lights stay on."}).status_code == 302
    assert "No plan stands for it yet" in client.get(own).content.decode()
    page = client.get(reverse("context_plan", args=[park.pk])).content.decode()
    assert "Plans that have ended" in page and "The lights stay on." in page
    assert not Task.objects.filter(kind="review-context-plan", done_at__isnull=True).exists()
    assert client.get(reverse("context_plan_version", args=[park.pk, made.pk, 1])).status_code == 200
    with pytest.raises(actions.NotThisOnes):
        actions.end_context_plan(context=park.pk, plan=made.pk, words="Again.", by=by, at=f.NOW)
    with pytest.raises(Refused):
        actions.end_context_plan(
            context=park.pk, plan=made.pk, words="x", by=f.viewer("call-handler"), at=f.NOW
        )  # fmt: skip


def test_the_record_shows_the_plan_that_stands(client: Client, account, by, wren, plan) -> None:
    client.force_login(account, backend=DOOR)
    record = reverse("record", args=[wren.pk])
    page = client.get(record).content.decode()
    assert 'id="plan"' in page and 'id="services"' in page and "Looked at again" in page
    actions.end_plan(child=wren.pk, plan=plan.pk, words="Safe.", by=by, at=f.NOW)
    assert "No safety plan stands" in client.get(record).content.decode()


def test_the_powers_that_fit_stand_first_and_say_what_is_not_known(client: Client, account, by, wren, case) -> None:
    facts = ("premises-known", "cuckooing")
    plan = actions.begin_plan(child=wren.pk, case=case.pk, written=written(facts=facts), by=by, at=f.NOW)
    do(by, plan, "Ask for an order.", measure="closure")
    client.force_login(account, backend=DOOR)
    page = client.get(reverse("plan_powers", args=[wren.pk, plan.pk])).content.decode()
    assert page.index("Closure notice and order") < page.index("Gang injunction")
    assert "In the plan" in page and "Not known:" in page and "no advice on the law" in page


def test_the_pages_write_a_plan_and_what_is_done(client: Client, account, wren, case) -> None:
    client.force_login(account, backend=DOOR)
    write = reverse("begin_plan", args=[wren.pk])
    assert "No plan stands" in client.get(reverse("child_plan", args=[wren.pk])).content.decode()
    assert client.post(write, {}).status_code == 400
    sent = {"part_risks": "A car.", "part_outcomes": "Home by nine.", "agreed": "nobody", "facts": ["adult-known"],
            "review_on_0": "30", "review_on_1": "3", "review_on_2": "2026"}  # fmt: skip
    assert "Enter why neither" in client.post(write, sent).content.decode()
    assert client.post(write, {**sent, "why_not": "She is away."}).status_code == 302
    plan = Plan.objects.get()
    again = reverse("write_plan", args=[wren.pk, plan.pk])
    assert "A car." in client.get(again).content.decode()
    assert client.post(again, {**sent, "why_not": "Away.", "read": "1"}).status_code == 302
    add = reverse("add_plan_action", args=[wren.pk, plan.pk])
    assert client.post(add, {}).status_code == 400
    f.agency("force", "police")
    due = {"due_on_0": "9", "due_on_1": "3", "due_on_2": "2026"}
    assert client.post(add, {"what": "Meet her.", "agency": "force", "who": "PC Rook", **due}).status_code == 302
    row = PlanAction.objects.get()
    on = {"on_0": "2", "on_1": "3", "on_2": "2026"}
    there = reverse("plan_step", args=[wren.pk, row.pk])
    assert client.post(there, {"state": "granted", **on}).status_code == 400
    assert client.post(there, {"state": "done", "note": "Met.", **on}).status_code == 302
    looked = {**on, "words": "Holds.", "next_on_0": "1", "next_on_1": "4", "next_on_2": "2026"}
    assert client.post(reverse("review_plan", args=[wren.pk, plan.pk]), looked).status_code == 302
    page = client.get(reverse("child_plan", args=[wren.pk])).content.decode()
    assert "Met" in page and "Holds." in page and "Version 1" in page
    assert client.post(reverse("end_plan", args=[wren.pk, plan.pk]), {"words": "Safe."}).status_code == 302
    assert "Plans that have ended" in client.get(reverse("child_plan", args=[wren.pk])).content.decode()


def test_statements_do_not_grow_with_what_is_planned(client: Client, account, by, wren, plan) -> None:
    client.force_login(account, backend=DOOR)

    pages = [reverse("child_plan", args=[wren.pk]), reverse("plan_version", args=[wren.pk, plan.pk, 1])]
    pages += [reverse("family_plan", args=[wren.pk, plan.pk]), reverse("record", args=[wren.pk])]

    def statements() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(page).status_code == 200
            found.append(len(asked))
        return found

    step(by, do(by, plan), "tried")
    statements()
    few = statements()
    for number in range(12):
        step(by, do(by, plan, f"Thing {number}"), "tried")
        actions.write_plan(child=wren.pk, plan=plan.pk, read=number + 1, written=written(), by=by, at=f.NOW)
    assert statements() == few


def test_a_stranger_is_not_told_that_there_is_such_a_child(client: Client, wren, plan) -> None:
    client.force_login(f.account("hub-practitioner", in_team=f.team("elsewhere")), backend=DOOR)
    for route, more in (("child_plan", []), ("challenges", []), ("safe_contacts", []), ("family_plan", [plan.pk])):
        assert client.get(reverse(route, args=[wren.pk, *more])).status_code == 404
