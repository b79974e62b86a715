"""Cases: opened, given to somebody, covered, closed; what each opens, what is refused, and the pages."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.cases import actions, queries
from homeward.practice.cases.actions import CannotStandSo, NotThisChilds, OpenAlready
from homeward.practice.cases.jobs import ask_for_other_leads
from homeward.practice.cases.models import Allocation, Case, Context
from homeward.register.access.actions import Refused
from homeward.register.access.models import Relationship
from homeward.register.access.queries import may_about
from homeward.register.accounts.queries import viewer_of
from homeward.register.agencies.models import Worker
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.models import Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
WORDS = "She has been home every night since May."


@pytest.fixture
def wren():
    return f.child()


@pytest.fixture
def account(wren):
    account = f.account("manager", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), wren.pk, "team")
    return account


@pytest.fixture
def by(account):
    return viewer_of(account, at=f.NOW)


def opened(by, child, **more) -> Case:
    given = {"kind": "exploitation", "because": "Seen with older men.", "forms": ["criminal", "county-lines"]}
    return actions.open_case(child=child.pk, by=by, at=f.NOW, **given | more)


def given(by, case, worker=None, role="lead", at=f.NOW, **more) -> Allocation:
    who = {"worker": worker.worker_id} if worker else {}
    return actions.allocate(child=case.subject_id, case=case.pk, role=role, by=by, at=at, **who | more)


def test_a_case_is_opened_with_its_forms_sealed_and_found_by_its_child(by, wren) -> None:
    row = opened(by, wren, team=f.team().pk)
    assert "older men" not in row.sealed_because and queries.because_of(row) == "Seen with older men."
    (found,) = queries.open_cases_of([wren.pk])[wren.pk]
    assert (found.pk, found.forms) == (row.pk, "criminal;county-lines")
    assert [each.role for each in found.allocations.all()] == ["team"]
    event = AuditEvent.objects.get(action="cases.write", outcome="allowed")
    assert event.detail["case"] == str(row.pk)


def test_a_second_open_case_of_one_kind_is_refused_and_another_kind_is_not(by, wren) -> None:
    opened(by, wren)
    with pytest.raises(OpenAlready):
        opened(by, wren)
    opened(by, wren, kind="missing")
    assert Case.objects.count() == 2


def test_a_manager_is_asked_once_for_another_lead_when_one_has_left(by, wren) -> None:
    case, place = opened(by, wren), actions.add_context(kind="place", name="The arcade", by=by, at=f.NOW)
    there = actions.open_context_case(context=place.pk, because="Cars wait.", by=by, at=f.NOW)
    leaver = f.viewer("hub-practitioner")
    given(by, case, leaver)
    to_leaver = {"role": "lead", "worker": leaver.worker_id, "by": by, "at": f.NOW}
    actions.allocate_context(context=place.pk, case=there.pk, **to_leaver)
    assert ask_for_other_leads(f.NOW) == 0
    Worker.objects.filter(pk=leaver.worker_id).update(left_on=f.NOW.date())
    assert ask_for_other_leads(f.NOW) == 2 and ask_for_other_leads(f.NOW) == 0
    asked = {task.kind: task for task in Task.objects.filter(done_at__isnull=True)}
    assert set(asked) == {"give-case-again", "give-context-case-again"}
    assert asked["give-case-again"].for_role == "manager" and asked["give-case-again"].subject_id == wren.pk
    given(by, case, f.viewer("hub-practitioner"))
    assert Task.objects.get(kind="give-case-again").outcome == "given"
    actions.close_context_case(context=place.pk, case=there.pk, grounds=["harm-ended"], words=WORDS, by=by, at=f.NOW)
    assert Task.objects.get(kind="give-context-case-again").outcome == "closed"
    assert ask_for_other_leads(f.NOW) == 0


def test_whoever_is_given_a_case_may_open_the_record_and_a_new_lead_ends_the_old(by, wren) -> None:
    case = opened(by, wren)
    one, two = f.viewer("hub-practitioner"), f.viewer("hub-practitioner")
    given(by, case, one)
    assert may_about(one, "child.open", wren.pk, at=f.NOW).allowed
    later = f.NOW + timedelta(hours=1)
    given(by, case, two, at=later)
    assert not may_about(one, "child.open", wren.pk, at=later).allowed
    assert may_about(two, "child.open", wren.pk, at=later).allowed
    (now,) = queries.cases_of(wren.pk)
    assert queries.lead_of(now, later).pk == two.worker_id


def test_cover_opens_the_record_until_its_last_day_is_over(by, wren) -> None:
    case = opened(by, wren)
    lead, cover = f.viewer("hub-practitioner"), f.viewer("hub-practitioner")
    given(by, case, lead)
    first, last = date(2026, 3, 3), date(2026, 3, 5)
    given(by, case, cover, "cover", covers=lead.worker_id, since=first, until=last)
    answers = [may_about(cover, "child.open", wren.pk, at=f.NOW + timedelta(days=days)).allowed for days in range(5)]
    assert answers == [False, True, True, True, False]
    (load, other) = queries.workload(viewer=by, at=f.NOW + timedelta(days=1))
    assert {load.total, other.total} == {1} and [load.covered_by, other.covered_by].count([]) == 1
    for wrong in ({"covers": None, "until": last}, {"covers": lead.worker_id, "until": None}):
        with pytest.raises(CannotStandSo):
            given(by, case, cover, "cover", **wrong)


def test_nobody_is_given_a_case_who_does_not_work_with_children(by, wren) -> None:
    case = opened(by, wren)
    for stranger in (f.viewer("director"), f.viewer("administrator")):
        with pytest.raises(CannotStandSo):
            given(by, case, stranger)
    assert not Allocation.objects.exists()


def test_closing_ends_what_it_opened_and_a_lower_level_alone_closes_nothing(by, wren) -> None:
    case = opened(by, wren)
    worker = f.viewer("hub-practitioner")
    given(by, case, worker)
    close = {"child": wren.pk, "case": case.pk, "by": by, "at": f.NOW + timedelta(hours=2)}
    with pytest.raises(CannotStandSo):
        actions.close_case(**close, grounds=["level-fell"], words=WORDS)
    actions.close_case(**close, grounds=["harm-ended", "level-fell"], words=WORDS)
    assert not may_about(worker, "child.open", wren.pk, at=close["at"]).allowed
    (row,) = queries.cases_of(wren.pk)
    assert row.grounds == "harm-ended;level-fell" and queries.closing_of(row) == WORDS
    with pytest.raises(NotThisChilds):
        actions.close_case(**close, grounds=["harm-ended"], words=WORDS)
    assert queries.open_cases_of([wren.pk]) == {}


def test_another_childs_case_and_a_stranger_change_nothing(by, wren) -> None:
    case = opened(by, wren)
    other = f.child("Robin")
    f.relate(by, other.pk, "team")
    with pytest.raises(NotThisChilds):
        actions.close_case(child=other.pk, case=case.pk, grounds=["error"], words=WORDS, by=by, at=f.NOW)
    for stranger in (f.viewer("hub-practitioner"), f.viewer("director")):
        with pytest.raises(Refused):
            opened(stranger, wren, kind="missing")
    with pytest.raises(Refused):
        given(f.viewer("police-hub"), case, f.viewer("hub-practitioner"))
    assert Case.objects.count() == 1 and Relationship.objects.filter(reference=str(case.pk)).count() == 0


def test_a_place_has_a_case_of_its_own_and_opens_nobodys_record(by) -> None:
    place = actions.add_context(kind="place", name="The arcade", whereabouts="Bell Street", by=by, at=f.NOW)
    assert "arcade" not in place.sealed_name and queries.context_named(place) == "The arcade"
    assert queries.whereabouts_of(place) == "Bell Street"
    case = actions.open_context_case(context=place.pk, because="Two reports in a week.", by=by, at=f.NOW)
    worker = f.viewer("hub-practitioner")
    actions.allocate_context(context=place.pk, case=case.pk, role="lead", worker=worker.worker_id, by=by, at=f.NOW)
    assert case.kind == "place" and not Relationship.objects.filter(subject=place.pk).exists()
    with pytest.raises(Refused):
        actions.add_context(kind="place", name="x", by=f.viewer("director"), at=f.NOW)
    assert Context.objects.count() == 1


def test_the_page_opens_gives_and_closes(client: Client, account, by, wren) -> None:
    client.force_login(account, backend=DOOR)
    address = reverse("case", args=[wren.pk])
    assert "No case has been opened" in client.get(address).content.decode()
    sent = {"kind": "exploitation", "forms": ["criminal"], "because": "Seen with older men."}
    assert client.post(reverse("open_case", args=[wren.pk]), {**sent, "because": ""}).status_code == 400
    assert client.post(reverse("open_case", args=[wren.pk]), sent).status_code == 302
    case = Case.objects.get()
    worker = f.viewer("hub-practitioner", in_team=f.team())
    there = reverse("allocate_case", args=[wren.pk, case.pk])
    page = client.post(there, {"role": "cover", "who": f"worker:{worker.worker_id}"}).content.decode()
    assert "Select whom they cover for" in page and "Enter the last day of the cover" in page
    assert "Select a team" in client.post(there, {"role": "team", "who": f"worker:{worker.worker_id}"}).content.decode()
    assert client.post(there, {"role": "lead", "who": f"worker:{worker.worker_id}"}).status_code == 302
    record = client.get(reverse("record", args=[wren.pk])).content.decode()
    name = Allocation.objects.get().worker.name
    assert name in record and "Criminal exploitation" in record
    assert name in client.get(reverse("open_cases")).content.decode()
    allocation = Allocation.objects.get()
    assert client.post(reverse("end_allocation", args=[wren.pk, allocation.pk])).status_code == 302
    assert "No lead professional" in client.get(reverse("open_cases")).content.decode()
    close = reverse("close_case", args=[wren.pk, case.pk])
    alone = client.post(close, {"grounds": ["level-fell"], "words": WORDS}).content.decode()
    assert "never enough by itself" in alone
    assert client.post(close, {"grounds": ["harm-ended"], "words": WORDS}).status_code == 302
    assert "No case of yours is open" in client.get(reverse("open_cases")).content.decode()


def test_the_pages_of_places_and_groups_work(client: Client, account) -> None:
    client.force_login(account, backend=DOOR)
    assert "Nobody has written down" in client.get(reverse("contexts")).content.decode()
    assert client.post(reverse("add_context"), {"kind": "place"}).status_code == 400
    assert client.post(reverse("add_context"), {"kind": "group", "name": "The Bell Street boys"}).status_code == 302
    place = Context.objects.get()
    assert client.post(reverse("open_context_case", args=[place.pk]), {"because": "Fights."}).status_code == 302
    case = Case.objects.get()
    assert case.kind == "group"
    assert "Bell Street" in client.get(reverse("contexts")).content.decode()
    assert "Bell Street" in client.get(reverse("open_cases")).content.decode()
    who = {"role": "team", "who": f"team:{f.team().pk}"}
    f.viewer("hub-practitioner", in_team=f.team())
    assert client.post(reverse("allocate_context", args=[place.pk, case.pk]), who).status_code == 302
    held = Allocation.objects.get()
    assert client.post(reverse("end_context_allocation", args=[place.pk, held.pk])).status_code == 302
    close = {"grounds": ["harm-ended"], "words": "Nobody has been seen there since the summer."}
    assert client.post(reverse("close_context_case", args=[place.pk, case.pk]), close).status_code == 302
    child = f.child("Robin")
    assert client.get(reverse("context", args=[child.pk])).status_code == 404


def test_statements_do_not_grow_with_the_cases(client: Client, account, by, django_assert_max_num_queries) -> None:
    client.force_login(account, backend=DOOR)

    def some(number: int) -> None:
        for _ in range(number):
            child = f.child()
            f.relate(by, child.pk, "team")
            given(by, opened(by, child), f.viewer("hub-practitioner"))

    def statements(address: str) -> int:
        with django_assert_max_num_queries(100) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    some(2)
    statements(reverse("open_cases"))
    few = statements(reverse("open_cases"))
    some(6)
    assert statements(reverse("open_cases")) == few


def test_a_stranger_is_not_told_that_there_is_such_a_child(client: Client, wren) -> None:
    client.force_login(f.account("hub-practitioner", in_team=f.team("elsewhere")), backend=DOOR)
    assert client.get(reverse("case", args=[wren.pk])).status_code == 404
