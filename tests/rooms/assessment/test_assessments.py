"""An assessment of a child: answered item by item, given bands, finished, withdrawn; and what is refused."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.assessment import actions, queries
from homeward.practice.assessment.actions import (
    AnsweredMeanwhile,
    CannotStandSo,
    NoLongerADraft,
    NotThatAnswer,
    NotThatInstrument,
    RestsOn,
)
from homeward.practice.assessment.models import Answer, Assessment, BandGiven
from homeward.practice.cases.actions import add_context
from homeward.practice.indicators.actions import Noticed, note_observation
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of
from homeward.register.tasks.models import Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()
GAT = "gang-association-tool"


@pytest.fixture
def wren():
    return f.child()


@pytest.fixture
def account(wren):
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), wren.pk)
    return account


@pytest.fixture
def by(account):
    return viewer_of(account, at=f.NOW)


@pytest.fixture
def other(wren):
    viewer = f.viewer("hub-practitioner", in_team=f.team())
    f.relate(viewer, wren.pk)
    return viewer


def begun(by, child, code=GAT, as_at=TODAY, at=f.NOW):
    return actions.start_assessment(child=child.pk, code=code, as_at=as_at, by=by, at=at)


def answered(by, row, item="hurt-with-weapon", said="yes", read=0, at=f.NOW, **rests):
    on = RestsOn(**({"words": "Told to the nurse.", "since": TODAY} | rests))
    given = {"child": row.subject_id, "assessment": row.pk, "item": item, "said": said, "rests_on": on, "read": read}
    return actions.save_answer(**given, by=by, at=at)


def banded(by, row, band, kind="professional", reason="As the family tells it.", **more):
    given = {"child": row.subject_id, "assessment": row.pk, "kind": kind, "band": band, "reason": reason, **more}
    return actions.give_band(**given, by=by, at=f.NOW)


def finished(by, row, at=f.NOW):
    return actions.finish_assessment(child=row.subject_id, assessment=row.pk, by=by, at=at)


def bands(row):
    return [each.code for each in queries.one(row.subject_id, row.pk).tool.bands]


def test_the_version_of_its_day_and_the_childs_age_then_are_kept(by, wren) -> None:
    row = begun(by, wren, as_at=TODAY - timedelta(days=30))
    assert (row.version, row.age, row.as_at) == (1, 13, TODAY - timedelta(days=30))


@pytest.mark.parametrize(
    "said", [{"code": "no-such-tool"}, {"code": "place-assessment"}, {"as_at": TODAY + timedelta(days=1)}]
)
def test_an_instrument_for_something_else_or_of_a_day_to_come_is_refused(by, wren, said) -> None:
    with pytest.raises(NotThatInstrument):
        begun(by, wren, **said)
    assert not Assessment.objects.exists()


def test_a_point_rests_on_evidence_and_without_it_comes_to_nothing(by, wren) -> None:
    row = begun(by, wren)
    answered(by, row)
    assert queries.one(wren.pk, row.pk).result.score == 6
    answered(by, row, words="", since=None, read=1)
    now = queries.one(wren.pk, row.pk)
    assert now.result.score == 0 and now.result.without_evidence == ("hurt-with-weapon",)
    assert "nurse" not in str(Answer.objects.first().evidence.values_list("sealed_words", flat=True))


def test_an_observation_is_evidence_of_its_own_days(by, wren) -> None:
    day = TODAY - timedelta(days=200)
    noticed = Noticed(
        "assaulted", "yes", day, day + timedelta(days=1), "day", f.agency().pk, heard_from="child",
        grounds="told", sure="sure",
    )  # fmt: skip
    seen = note_observation(child=wren.pk, noticed=noticed, by=by, at=f.NOW)
    row = begun(by, wren)
    answered(by, row, words="", since=None, observations=(seen.pk,))
    assert queries.one(wren.pk, row.pk).result.score == 4, "three to twelve months ago"
    robin = f.child("Robin")
    f.relate(by, robin.pk)
    elsewhere = begun(by, robin)
    answered(by, elsewhere, words="", since=None, observations=(seen.pk,))
    assert queries.one(robin.pk, elsewhere.pk).result.score == 0, "another child’s observation is no evidence"


def test_two_who_answer_at_once_both_see_what_the_other_answered(by, other, wren) -> None:
    row = begun(by, wren)
    answered(by, row)
    with pytest.raises(AnsweredMeanwhile):
        answered(other, row, said="no", read=0)
    answered(other, row, said="no", read=1)
    assert queries.one(wren.pk, row.pk).answers["hurt-with-weapon"].said == "no"
    answered(by, row, read=2)
    assert Answer.objects.count() == 3


def test_what_the_instrument_does_not_ask_or_offer_is_refused(by, wren) -> None:
    row = begun(by, wren)
    for item, said in (("no-such-item", "yes"), ("hurt-with-weapon", "maybe")):
        with pytest.raises(NotThatAnswer):
            answered(by, row, item=item, said=said)
    assert not Answer.objects.exists()


def test_nothing_is_finished_on_a_score_alone_and_what_is_finished_stays(by, wren) -> None:
    row = begun(by, wren)
    answered(by, row)
    with pytest.raises(CannotStandSo):
        finished(by, row)
    tool = queries.one(wren.pk, row.pk).result.band
    banded(by, row, tool)
    done = finished(by, row)
    assert (done.band, done.score) == (tool, 6) and done.done_at == f.NOW
    with pytest.raises(NoLongerADraft):
        answered(by, row, read=1)
    task = Task.objects.get(kind="review-assessment")
    assert task.for_team_id == f.team().pk and task.due_at.date() > TODAY


def test_a_band_lower_than_the_last_wants_two_people_and_words(by, other, wren) -> None:
    first = begun(by, wren, as_at=TODAY - timedelta(days=60))
    high = bands(first)[-1]
    banded(by, first, high)
    finished(by, first)
    row = begun(by, wren)
    low = bands(row)[0]
    banded(by, row, low)
    with pytest.raises(CannotStandSo) as refusal:
        banded(by, row, low, "agreed")
    assert "other than the assessor" in refusal.value.next_step
    with pytest.raises(CannotStandSo) as refusal:
        banded(other, row, low, "agreed")
    assert "not known" in refusal.value.next_step
    banded(other, row, low, "agreed", not_known="She is seen each day at school.")
    assert queries.one(wren.pk, row.pk).standing == low
    assert queries.band_reason(BandGiven.objects.get(kind="agreed")).endswith("She is seen each day at school.")


def test_the_next_one_settles_the_review_and_a_withdrawn_one_asks_for_none(by, wren) -> None:
    rows = [begun(by, wren, as_at=TODAY - timedelta(days=days)) for days in (40, 0)]
    for row in rows:
        banded(by, row, bands(row)[-1])
        finished(by, row)
    assert [task.reference for task in Task.objects.filter(done_at=None)] == [str(rows[1].pk)]
    actions.withdraw_assessment(child=wren.pk, assessment=rows[1].pk, reason="Wrong child.", by=by, at=f.NOW)
    assert not Task.objects.filter(done_at=None).exists()
    with pytest.raises(NoLongerADraft):
        actions.withdraw_assessment(child=wren.pk, assessment=rows[1].pk, reason="Again.", by=by, at=f.NOW)


def test_a_stranger_begins_nothing(wren) -> None:
    with pytest.raises(Refused):
        begun(f.viewer("hub-practitioner", in_team=f.team("elsewhere")), wren)
    assert not Assessment.objects.exists()


def test_a_place_is_assessed_with_no_child_named(by) -> None:
    place = add_context(kind="place", name="The arcade", by=by, at=f.NOW)
    row = actions.start_of_context(context=place.pk, code="place-assessment", as_at=TODAY, by=by, at=f.NOW)
    assert row.age is None
    with pytest.raises(NotThatInstrument):
        actions.start_of_context(context=place.pk, code=GAT, as_at=TODAY, by=by, at=f.NOW)
    given = {"context": place.pk, "assessment": row.pk, "by": by, "at": f.NOW}
    actions.give_band_of_context(kind="professional", band=bands(row)[-1], reason="Weekly.", **given)
    actions.finish_of_context(**given)
    assert Task.objects.get(kind="review-context-assessment").for_worker_id == by.worker_id


ITEM = {"said": "yes", "words": "Told to the nurse.", "since_0": "1", "since_1": "3", "since_2": "2026", "read": "0"}


def test_the_pages_begin_answer_band_finish_and_say_what_the_text_is(client: Client, account, wren) -> None:
    client.force_login(account, backend=DOOR)
    every = reverse("assessments", args=[wren.pk])
    assert "No assessment yet" in client.get(every).content.decode()
    start = reverse("start_assessment", args=[wren.pk])
    assert client.post(start, {"code": GAT}).status_code == 400
    day = {"as_at_0": "2", "as_at_1": "3", "as_at_2": "2026"}
    assert client.post(start, {"code": GAT, **day}).status_code == 302
    row = Assessment.objects.get()
    save = reverse("save_answer", args=[wren.pk, row.pk, "hurt-with-weapon"])
    assert client.post(save, {**ITEM, "since_0": "99"}).status_code == 400
    by_script = client.post(save, ITEM, headers={"X-Homeward-Part": "answer"})
    assert by_script.content == b"Saved" and by_script.headers["X-Homeward-Number"] == "1"
    part = reverse("answers", args=[wren.pk, row.pk, "done-to"])
    assert "Told to the nurse." in client.get(part).content.decode()
    here = reverse("assessment", args=[wren.pk, row.pk])
    page = client.get(here).content.decode()
    assert (
        "not any county’s, and not validated" in page
        and "6 points" in page
        and "Told to the nurse., 1 March 2026" in page
    )
    band = reverse("give_band", args=[wren.pk, row.pk, "professional"])
    assert client.post(band, {"band": bands(row)[0], "reason": ""}).status_code == 400
    assert client.post(band, {"band": bands(row)[-1], "reason": "Hurt."}).status_code == 302
    page = client.post(reverse("finish_assessment", args=[wren.pk, row.pk]), follow=True).content.decode()
    assert "It stays as it is" in page and client.get(part).status_code == 404
    assert client.post(save, ITEM).status_code in (302, 409)
    assert "Gang Association Tool" in client.get(every).content.decode()


def test_what_somebody_answered_meanwhile_stands_beside_what_was_typed(client: Client, account, other, wren) -> None:
    row = begun(other, wren)
    answered(other, row, said="no")
    client.force_login(account, backend=DOOR)
    save = reverse("save_answer", args=[wren.pk, row.pk, "hurt-with-weapon"])
    answer = client.post(save, ITEM)
    assert answer.status_code == 409 and "answered this meanwhile: No" in answer.content.decode()
    assert "Told to the nurse." in answer.content.decode()
    assert client.post(save, {**ITEM, "read": "1"}).status_code == 302


def test_no_school_is_named_as_evidence_while_a_shield_stands(client: Client, account, by, wren) -> None:
    school = f.agency("lark", "school", "Larkfield Academy").pk
    known = {"heard_from": "worker", "grounds": "seen", "sure": "sure"}
    noticed = Noticed("assaulted", "yes", TODAY, TODAY + timedelta(days=1), "day", school, **known)
    seen = note_observation(child=wren.pk, noticed=noticed, by=by, at=f.NOW)
    row = begun(by, wren)
    answered(by, row, words="", since=None, observations=(seen.pk,))
    client.force_login(account, backend=DOOR)
    pages = [reverse("assessment", args=[wren.pk, row.pk]), reverse("answers", args=[wren.pk, row.pk, "done-to"])]
    assert all("Larkfield Academy" in client.get(each).content.decode() for each in pages)
    f.placement(wren)
    for each in pages:
        page = client.get(each).content.decode()
        assert "Larkfield Academy" not in page and "A school" in page


def test_a_manager_reads_who_was_shown_a_result(client: Client, account, by, wren) -> None:
    row = begun(by, wren)
    client.force_login(account, backend=DOOR)
    client.get(reverse("assessment", args=[wren.pk, row.pk]))
    shown = reverse("assessment_shown", args=[wren.pk, row.pk])
    assert client.get(shown).status_code == 404
    manager = f.account("manager", in_team=f.team())
    f.relate(viewer_of(manager, at=f.NOW), wren.pk)
    client.force_login(manager, backend=DOOR)
    assert by.name in client.get(shown).content.decode()


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_pages_take_as_many_statements_for_many_answers_as_for_few(client: Client, account, by, wren) -> None:
    client.force_login(account, backend=DOOR)
    row = begun(by, wren)
    answered(by, row)
    items = list(queries.one(wren.pk, row.pk).tool.items)
    pages = [
        reverse("assessments", args=[wren.pk]), reverse("assessment", args=[wren.pk, row.pk]),
        reverse("answers", args=[wren.pk, row.pk, "done-to"]),
    ]  # fmt: skip
    statements(client, pages[0])
    few = [statements(client, each) for each in pages]
    for item in items[1:8]:
        answered(by, row, item=item, said="not-known")
    for days in range(1, 6):
        begun(by, wren, as_at=TODAY - timedelta(days=days))
    assert [statements(client, each) for each in pages] == few


def test_one_of_another_child_is_not_there(client: Client, account, by, wren) -> None:
    row, robin = begun(by, wren), f.child("Robin")
    f.relate(by, robin.pk)
    client.force_login(account, backend=DOOR)
    assert client.get(reverse("assessment", args=[robin.pk, row.pk])).status_code == 404
    assert client.get(reverse("answers", args=[wren.pk, row.pk, "no-such-part"])).status_code == 404
