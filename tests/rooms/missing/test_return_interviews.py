"""Return interviews: on whose list, what is written and kept, who may, and what is undone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.missing import actions
from homeward.practice.missing.actions.joining import Episodes
from homeward.practice.missing.actions.returning import NobodyToHoldIt, NotBackYet, NotPossibleThen
from homeward.practice.missing.actions.writing import NoSuchSection, NotOffered
from homeward.practice.missing.models import InterviewPiece, InterviewStep, Lead, MissingEpisode, PreventionInterview
from homeward.practice.missing.presenters.returning import counts_in_words
from homeward.practice.missing.presenters.triggers import window_in_words
from homeward.practice.missing.queries import returning as queries
from homeward.register.access.actions import Refused
from homeward.register.access.models import Relationship
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.models import Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
SAID = "He got the train to Ashmarket with Kyle, and a lad they call Smoke rang from 07700 900123."


@pytest.fixture
def wren():
    return f.child()


@pytest.fixture
def back(wren):
    """Back for a day, at nine yesterday."""
    return f.episode(wren, days_ago=3, lasted=2)


@pytest.fixture
def account(wren):
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), wren.pk)
    return account


@pytest.fixture
def by(account):
    return viewer_of(account, at=f.NOW)


def wrote(by, back, text=SAID, section="during", read=0, at=f.NOW):
    return actions.write(child=back.person_id, episode=back.pk, section=section, text=text, read=read, by=by, at=at)


def stepped(by, back, kind, when=f.NOW, **more):
    return actions.take_step(child=back.person_id, episode=back.pk, kind=kind, when=when, by=by, at=f.NOW, **more)


def on_list(by, which, at=f.NOW):
    return [row.pk for row in queries.returns(viewer=by, at=at, which=which)]


def test_every_return_is_due_then_overdue_until_it_is_settled(by, back) -> None:
    assert on_list(by, "due") == [back.pk] and on_list(by, "overdue") == []
    late = f.NOW + timedelta(hours=49)
    assert on_list(by, "due", late) == [] and on_list(by, "overdue", late) == [back.pk]
    stepped(by, back, "offered")
    assert on_list(by, "overdue", late) == [back.pk]
    step = stepped(by, back, "declined", reason="no-wish")
    assert on_list(by, "due") == on_list(by, "overdue", late) == []
    actions.withdraw_step(child=back.person_id, step=step.pk, by=by, at=f.NOW)
    assert on_list(by, "due") == [back.pk]
    assert InterviewStep.objects.count() == 3


def test_an_offer_after_the_hours_is_on_the_list_of_late_ones(by, wren) -> None:
    early, late = f.episode(wren, days_ago=20, lasted=1), f.episode(wren, days_ago=9, lasted=1)
    stepped(by, early, "offered", when=early.until + timedelta(hours=72))
    stepped(by, late, "offered", when=late.until + timedelta(hours=72, minutes=1))
    assert on_list(by, "late") == [late.pk]
    counts = queries.counts_of(viewer=by, at=f.NOW, days=90)
    assert (counts.returns, counts.offered, counts.held) == (2, 1, 0)


def test_a_return_that_a_file_says_was_offered_is_not_overdue(by, wren) -> None:
    told = f.episode(wren, days_ago=20, lasted=1)
    assert on_list(by, "overdue") == [told.pk]
    told.reports.update(return_interview_offered="Y")
    assert on_list(by, "overdue") == []


def test_the_lists_hold_only_the_viewers_children(back) -> None:
    stranger = f.viewer("hub-practitioner", in_team=f.team("elsewhere"))
    assert on_list(stranger, "due") == []
    front = f.viewer("front-door-worker", in_team=f.team("front"), on_duty=True)
    assert on_list(front, "due") == [back.pk]


def test_what_is_counted_agrees_with_its_number() -> None:
    told = counts_in_words(queries.Counts(1, 1, 0), 1)
    assert told.startswith("Of 1 return in the last 1 day whose time has run out, 1 was offered")
    assert "2 returns in the last 90 days" in counts_in_words(queries.Counts(2, 0, 0), 90)
    assert window_in_words(1, 1, 1) == "1 child with 1 absence or more that began in the last 1 day."


def test_an_interviewer_sees_the_child_for_the_interview_alone(by, back) -> None:
    account = f.account("independent-interviewer", of=f.agency("listeners", "voluntary"))
    listener = viewer_of(account, at=f.NOW)
    with pytest.raises(Refused):
        wrote(listener, back)
    actions.ask_interviewer(child=back.person_id, episode=back.pk, worker=listener.worker_id, by=by, at=f.NOW)
    assert on_list(listener, "due") == [back.pk]
    assert wrote(listener, back).number == 1
    task = Task.objects.get(kind="hold-return-interview", for_worker=listener.worker_id)
    assert task.due_at == back.until + timedelta(hours=72)
    assert Relationship.objects.get(kind="interview").until == f.NOW + timedelta(days=28)
    stepped(listener, back, "held", independent=True)
    task.refresh_from_db()
    assert task.done_at == f.NOW and task.outcome == "held"
    with pytest.raises(NobodyToHoldIt):
        actions.ask_interviewer(child=back.person_id, episode=back.pk, worker=by.worker_id, by=by, at=f.NOW)


def test_nothing_is_written_of_an_absence_that_has_not_ended_or_of_another_moment(by, back, wren) -> None:
    away = f.episode(wren, days_ago=1, lasted=None)
    other = f.episode(f.child("Robin"), days_ago=3, lasted=1)
    for episode in (away, other):
        with pytest.raises(NotBackYet):
            actions.take_step(child=wren.pk, episode=episode.pk, kind="offered", when=f.NOW, by=by, at=f.NOW)
    for when in (back.until - timedelta(minutes=1), f.NOW + timedelta(minutes=1)):
        with pytest.raises(NotPossibleThen):
            stepped(by, back, "offered", when=when)
    assert InterviewStep.objects.count() == 0


def test_what_is_typed_is_kept_sealed_and_each_saving_is_a_row(by, back) -> None:
    assert (wrote(by, back, "He got").number, wrote(by, back, read=1).number) == (1, 2)
    assert wrote(by, back, read=2).number == 2
    assert InterviewPiece.objects.count() == 2
    assert not InterviewPiece.objects.filter(sealed_text__contains="Kyle").exists()
    assert queries.sections_of(back.pk)["during"].text == SAID
    with pytest.raises(NoSuchSection):
        wrote(by, back, section="rumours")
    assert AuditEvent.objects.filter(action="interview.record", outcome="allowed").count() == 3


def test_two_who_write_in_one_section_lose_nothing(by, back, wren) -> None:
    other = f.viewer("hub-practitioner", in_team=f.team("second"))
    f.relate(other, wren.pk)
    wrote(by, back, "mine")
    mine = wrote(other, back, "theirs", read=0, at=f.NOW + timedelta(seconds=1))
    assert mine.beside
    section = queries.sections_of(back.pk)["during"]
    assert section.text == "mine" and queries.text_of(section.beside) == "theirs"
    assert not wrote(other, back, "both", read=mine.number, at=f.NOW + timedelta(seconds=2)).beside
    section = queries.sections_of(back.pk)["during"]
    assert section.text == "both" and section.beside is None
    assert not wrote(by, back, "elsewhere", section="before").beside


def waiting(back):
    return queries.offered(back.person, queries.sections_of(back.pk), queries.decided(back.pk))


def decided(by, back, each, confirmed=True):
    section, one = each
    which = {"section": section, "kind": one.kind, "start": one.start}
    return actions.decide(child=back.person_id, episode=back.pk, **which, confirmed=confirmed, by=by, at=f.NOW)


def test_an_interview_turns_into_four_leads_with_where_each_came_from(by, back) -> None:
    wrote(by, back)
    assert [one.kind for _, one in waiting(back)] == ["route", "person", "nickname", "phone"]
    while found := waiting(back):
        decided(by, back, found[0])
    leads = list(queries.confirmed_leads())
    assert [queries.value_of(lead) for lead in leads] == ["train to Ashmarket", "Kyle", "Smoke", "07700 900 123"]
    assert all(lead.piece.section == "during" and SAID[lead.start : lead.end] for lead in leads)
    assert not Lead.objects.filter(sealed_value__contains="Kyle").exists()
    assert list(queries.confirmed_leads(since=leads[2].pk)) == leads[3:]
    stranger = f.viewer("hub-practitioner", in_team=f.team("elsewhere"))
    assert queries.leads_waiting(viewer=stranger, at=f.NOW).count() == 0
    assert queries.leads_waiting(viewer=by, at=f.NOW).count() == 4


def test_what_was_refused_is_not_offered_again_until_it_is_undone(by, back) -> None:
    wrote(by, back)
    lead = decided(by, back, waiting(back)[1], confirmed=False)
    wrote(by, back, f"{SAID} Kyle said no.", read=1)
    assert "person" not in [one.kind for _, one in waiting(back)]
    assert not queries.confirmed_leads().exists()
    actions.undo_lead(child=back.person_id, lead=lead.pk, by=by, at=f.NOW)
    assert "person" in [one.kind for _, one in waiting(back)]


def test_a_lead_the_text_no_longer_offers_is_refused_and_one_by_hand_is_kept(by, back) -> None:
    wrote(by, back)
    found = waiting(back)
    decided(by, back, found[0])
    with pytest.raises(NotOffered):
        decided(by, back, found[0])
    wrote(by, back, "Nothing happened.", read=1)
    with pytest.raises(NotOffered):
        decided(by, back, found[1])
    one = actions.add_lead(child=back.person_id, episode=back.pk, kind="place", value="the bando", by=by, at=f.NOW)
    same = actions.add_lead(child=back.person_id, episode=back.pk, kind="place", value="The  Bando", by=by, at=f.NOW)
    assert one.pk == same.pk and queries.confirmed_leads().count() == 2


def test_what_was_done_follows_an_absence_that_turns_out_to_be_another(by, back, wren) -> None:
    stays, first, second = (f.episode(wren, days_ago=3, lasted=2) for _ in range(3))
    stepped(by, back, "held", independent=True)
    wrote(by, back)
    for one, other in ((back, first), (first, second), (second, stays)):
        MissingEpisode.objects.filter(pk=one.pk).update(joined_into=other)
    assert queries.answered_after([stays.pk]) == {stays.pk: (True, True)}
    assert queries.absence(wren.pk, back.pk) == stays
    assert on_list(by, "due") == []
    assert queries.sections_of(stays.pk)["during"].text == SAID
    assert [step.kind for step in queries.steps_of(stays.pk)] == ["held"]
    assert Episodes([wren.pk]).episodes.keys() == {back.pk, first.pk, second.pk, stays.pk}


def test_the_police_write_down_their_own_talk(back) -> None:
    desk = f.viewer("police-missing-desk", of=f.agency("force", "police"), on_duty=True)
    f.relate(desk, back.person_id, "call")
    told = {"child": back.person_id, "episode": back.pk, "outcome": "done", "words": "Cold and hungry.", "by": desk}
    actions.record_prevention(**told, held_at=f.NOW, at=f.NOW)
    with pytest.raises(NotPossibleThen):
        actions.record_prevention(**told, held_at=back.since, at=f.NOW)
    row = PreventionInterview.objects.get()
    assert row.outcome == "done" and "Cold" not in row.sealed_words
    assert queries.prevention_of(back.pk) == row


@pytest.fixture
def signed_in(client: Client, account) -> Client:
    client.force_login(account, backend=DOOR)
    return client


def address(back, route="return_interview", *more):
    return reverse(route, args=[back.person_id, back.pk, *more])


def test_the_page_shows_what_stands_and_saves_as_it_is_typed(signed_in: Client, back) -> None:
    sent = {"section": "during", "text": SAID, "read": 0}
    part = signed_in.post(address(back, "save_section"), sent, headers={"X-Homeward-Part": "offered"})
    assert part.status_code == 200 and part["X-Homeward-Number"] == "1"
    assert b"<mark>Kyle</mark>" in part.content and b"<html" not in part.content
    assert signed_in.post(address(back, "save_section"), {**sent, "section": "own-words"}).status_code == 302
    page = signed_in.get(address(back)).content.decode()
    assert page.count('data-hw-key="y"') == 1 and "A name after with, met, friend or the like" in page
    decision = {"section": "during", "kind": "route", "start": 11, "verdict": "yes"}
    assert signed_in.post(address(back, "decide_lead"), decision).status_code == 302
    assert "train to Ashmarket" in signed_in.get(reverse("leads")).content.decode()
    assert signed_in.post(address(back, "save_section"), {**sent, "text": "x" * 10_001}).status_code == 400
    assert signed_in.post(address(back, "add_lead"), {"kind": "place", "value": ""}).status_code == 302


def test_a_step_is_written_from_the_page_and_a_refusal_needs_its_reason(signed_in: Client, back) -> None:
    step = {"kind": "declined", "day_0": "2", "day_1": "3", "day_2": "2026", "time": "08:30"}
    answer = signed_in.post(address(back, "interview_step"), step)
    assert answer.status_code == 400 and "Select why" in answer.content.decode()
    assert signed_in.post(address(back, "interview_step"), {**step, "reason": "no-wish"}).status_code == 302
    assert InterviewStep.objects.get().reason == "no-wish"
    assert "Declined" in signed_in.get(address(back)).content.decode()


def test_a_stranger_is_told_nothing(client: Client, back) -> None:
    client.force_login(f.account("hub-practitioner", in_team=f.team("elsewhere")), backend=DOOR)
    for route in ("return_interview", "prevention_interview"):
        assert client.get(address(back, route)).status_code == 404
    assert client.post(address(back, "save_section"), {"section": "during", "text": "x", "read": 0}).status_code == 404


def test_a_list_costs_the_same_however_many_there_are(signed_in: Client, back, by) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert signed_in.get(reverse("return_interviews")).status_code == 200
        return len(caught)

    statements()  # the first page of a session asks a little more
    few = statements()
    for number in range(8):
        child = f.child(f"Child{number}")
        f.relate(by, child.pk)
        f.episode(child, days_ago=3, lasted=2)
    assert statements() == few
