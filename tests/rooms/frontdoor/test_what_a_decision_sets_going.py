"""What an outcome sets going, a child who is new, and a worry told from a child's own page."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.cases import actions as cases
from homeward.practice.cases.models import Case, StrategyDiscussion
from homeward.practice.frontdoor import actions, queries
from homeward.practice.frontdoor.models import Clock, Concern, ConcernChild
from homeward.register.accounts.queries import viewer_of
from homeward.register.people.models import Person
from tests import factories as f
from tests.rooms.frontdoor.test_a_decision_is_made import DOOR, to_the_end

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return f.account("front-door-worker", in_team=f.team("front-door"), on_duty=True)


@pytest.fixture
def by(account):
    return viewer_of(account, at=f.NOW)


def told(**chosen) -> Concern:
    number = actions.keep(concern=None, words={"worried": "Two phones.", "where": "Mill Lane shops"},
                          chosen=actions.Chosen(**chosen), at=f.NOW)  # fmt: skip
    actions.send(concern=number, at=f.NOW)
    return Concern.objects.get(pk=number)


def about(by, *children, **chosen) -> Concern:
    row = told(**chosen)
    for child in children:
        actions.link_child(concern=row.pk, child=child.pk, by=by, at=f.NOW)
    return row


def test_the_hub_takes_a_child_a_place_and_whoever_is_open_already(by) -> None:
    wren = f.child("Wren")
    to_the_end(about(by, wren, about="child", forms=["county-lines"]), by, "hub")
    case = Case.objects.get()
    assert (case.subject_id, case.kind, case.forms) == (wren.pk, "exploitation", "county-lines")
    to_the_end(about(by, wren, about="child"), by, "hub")
    assert Case.objects.count() == 1
    to_the_end(told(about="place"), by, "hub")
    assert Case.objects.get(kind="place").subject.kind == "place"


def test_the_assessment_is_counted_from_the_worry_and_ends_late_with_why(by) -> None:
    wren = f.child("Wren")
    row = about(by, wren)
    to_the_end(row, by, "assessment")
    (clock,) = queries.clocks_of(row.pk)
    assert (clock.kind, clock.since, clock.due_on) == ("assessment", date(2026, 3, 2), date(2026, 5, 7))
    late = f.NOW + timedelta(days=67)
    ended = {"concern": row.pk, "child": wren.pk, "kind": "assessment", "ended": "done", "by": by, "at": late}
    for day, because in ((late.date(), ""), (date(2026, 3, 1), "waited"), (date(2026, 6, 1), "waited")):
        with pytest.raises(actions.NotThatClock):
            actions.end_clock(**ended, on=day, late_because=because)
    actions.end_clock(**ended, on=late.date(), late_because="waited")
    assert Clock.objects.get().late_because == "waited"
    with pytest.raises(actions.NotThatClock):
        actions.end_clock(**ended, on=late.date(), late_because="waited")


def test_the_conference_is_counted_from_the_discussion_that_began_the_enquiry(by) -> None:
    wren = f.child("Wren")
    row = about(by, wren)
    to_the_end(row, by, "section-47")
    assert [each.kind for each in queries.clocks_of(row.pk)] == ["assessment", "discussion"]
    cases.write_outcome(
        child=wren.pk, discussion=StrategyDiscussion.objects.get().pk, decision="section-47", held_on=f.NOW.date(),
        took_part=["council", "police"], section_47=True, reasons="Hurt.", by=by, at=f.NOW,
    )  # fmt: skip
    conference = queries.clocks_of(row.pk)[2]
    assert (conference.kind, conference.since, conference.due_on) == ("conference", f.NOW.date(), date(2026, 3, 23))
    actions.end_clock(
        concern=row.pk, child=wren.pk, kind="conference", on=f.NOW.date(), ended="not-needed", by=by, at=f.NOW
    )
    assert [each.ended for each in queries.clocks_of(row.pk)] == ["not-needed", "", "done"]


def test_a_child_who_is_new_is_added_after_the_search_and_once(client: Client, account, by) -> None:
    client.force_login(account, backend=DOOR)
    row = told()
    there = reverse("concern_new_child", args=[row.pk])
    assert client.post(there, {"forename": ""}).status_code == 200
    sent = {"forename": "Robin", "surname": "Ashdown", "born": "about 14", "sex": "M"}
    page = client.post(there, sent).content.decode()
    assert "Nobody here is like that" in page and not Person.objects.exists()
    looked = page.split('name="looked" value="')[1].split('"')[0]
    for _ in range(2):
        assert client.post(there, {**sent, "looked": looked}).status_code == 302
    assert Person.objects.get().forename == "Robin" and ConcernChild.objects.count() == 1
    assert "Robin Ashdown" in client.get(reverse("concern", args=[row.pk])).content.decode()


def test_a_worry_is_told_from_a_child_s_page_out_of_an_absence(client: Client) -> None:
    wren = f.child("Wren")
    absence, other = f.episode(wren, days_ago=3), f.episode(f.child("Robin"), days_ago=3)
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), wren.pk)
    client.force_login(account, backend=DOOR)
    there = reverse("tell_for_child", args=[wren.pk])
    assert there in client.get(reverse("record", args=[wren.pk])).content.decode()
    assert client.post(there, {"worried": ""}).status_code == 400
    assert client.post(there, {"worried": "x", "episode": str(other.pk)}).status_code == 400
    sent = {"worried": "Came back with a new phone.", "forms": ["criminal"], "episode": str(absence.pk)}
    assert client.post(there, sent).status_code == 302
    row = Concern.objects.get()
    assert (row.channel, row.episode_id, row.state, row.forms) == ("episode", absence.pk, "open", "criminal")
    assert ConcernChild.objects.get().person_id == wren.pk
    assert client.get(reverse("tell_for_child", args=[other.person_id])).status_code == 404


def test_the_page_shows_what_is_due_and_takes_how_it_ended(client: Client, account, by) -> None:
    client.force_login(account, backend=DOOR)
    wren = f.child("Wren")
    row = about(by, wren)
    to_the_end(row, by, "assessment")
    page = client.get(reverse("concern", args=[row.pk])).content.decode()
    assert "What is due" in page and "7 May 2026" in page
    there = reverse("end_concern_clock", args=[row.pk, wren.pk, "assessment"])
    assert client.post(there, {"ended": "done"}).status_code == 400
    assert client.post(there, {"ended": "done", "on_0": "2", "on_1": "3", "on_2": "2026"}).status_code == 302
    assert Clock.objects.get().ended_on == f.NOW.date()
