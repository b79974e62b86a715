"""A child's sources: what each says, whose word is shown, what was known when, and where a retired number leads."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.register.access.models import Shield
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.linkage.models import DisplayChoice, Membership, Profile
from homeward.register.people.models import Person
from homeward.register.subjects.models import Subject
from tests import factories as f
from tests.factories import pairs

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"


@pytest.fixture
def practitioner() -> Account:
    return f.account("hub-practitioner", in_team=f.team())


@pytest.fixture
def wren(practitioner: Account) -> Person:
    """A child whose name the council and a force spell differently."""
    person = f.child("Wren", "Applegarth")
    pairs.profile(person)
    police = f.agency("middleshire-police", "police", "Middleshire Police")
    pairs.profile(person, agency=police, forename="Wrenn", sex="F")
    f.relate(viewer_of(practitioner, at=f.NOW), person.pk)
    return person


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend=DOOR)
    return client


def sources_of(person: Person) -> str:
    return reverse("sources", args=[person.pk])


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_each_source_is_heard_where_they_differ_and_where_they_agree(practitioner: Account, wren: Person) -> None:
    words = text_of(signed_in(practitioner).get(sources_of(wren)))
    assert "Wrenn Middleshire Police, 2 February 2026" in words
    assert words.index("Where they differ") < words.index("Wrenn") < words.index("Where they agree")
    assert words.index("Where they agree") < words.index("1 June 2012")
    assert "ZZ1 1AA" not in words


def test_a_worker_chooses_whose_word_is_shown_and_undoes_it(practitioner: Account, wren: Person) -> None:
    client, police = signed_in(practitioner), Profile.objects.get(forename="Wrenn")
    chosen = client.post(sources_of(wren), {"field": "forename", "profile": police.pk}, follow=True)
    wren.refresh_from_db()
    assert wren.forename == "Wrenn"
    assert "chose Middleshire Police’s word on 2 March 2026" in text_of(chosen)
    assert Profile.objects.filter(forename="Wren").exists()
    assert '<input type="hidden" name="profile" value="">' in chosen.content.decode()
    client.post(sources_of(wren), {"field": "forename", "profile": ""})
    wren.refresh_from_db()
    assert wren.forename == "Wren"
    assert DisplayChoice.objects.count() == 2
    assert AuditEvent.objects.filter(action="child.correct", outcome="allowed").count() == 2


def test_a_word_that_no_source_of_this_child_says_is_not_shown(practitioner: Account, wren: Person) -> None:
    stranger = pairs.profile(f.child("Robin"))
    for sent in ({"field": "forename", "profile": stranger.pk}, {"field": "ethnicity", "profile": 1}, {}):
        answer = signed_in(practitioner).post(sources_of(wren), sent, follow=True)
        assert "Nothing was changed" in text_of(answer)
    assert not DisplayChoice.objects.exists()


def test_whoever_may_not_correct_reads_and_does_not_choose(wren: Person) -> None:
    reader = f.account("meeting-chair")
    f.relate(viewer_of(reader, at=f.NOW), wren.pk, "invited")
    answer = signed_in(reader).get(sources_of(wren))
    assert "Wrenn" in text_of(answer) and b"Show this" not in answer.content
    police = Profile.objects.get(forename="Wrenn")
    assert signed_in(reader).post(sources_of(wren), {"field": "forename", "profile": police.pk}).status_code == 404
    assert not DisplayChoice.objects.exists()


def test_as_known_on_a_day_is_what_the_hub_held_then(practitioner: Account, wren: Person) -> None:
    late = Membership.objects.get(profile__forename="Wrenn")
    Membership.objects.filter(pk=late.pk).update(recorded_at=f.NOW - timedelta(days=2))
    client = signed_in(practitioner)
    then = {"on_0": "20", "on_1": "2", "on_2": "2026"}
    known = text_of(client.get(sources_of(wren), then)).split("as known on 20 February 2026")[1]
    assert "Wren Applegarth" in known and "Wrenn" not in known
    assert "Wrenn Applegarth" in text_of(client.get(sources_of(wren))).split("as known on 2 March 2026")[1]


def test_a_retired_number_leads_to_the_child_who_stands(practitioner: Account, wren: Person) -> None:
    retired = Subject.objects.create(kind="person", minted_at=f.NOW, retired_into_id=wren.pk)
    older = Subject.objects.create(kind="person", minted_at=f.NOW, retired_into=retired)
    client = signed_in(practitioner)
    for route in ("record", "chronology", "sources", "missing_reports"):
        for each in (retired, older):
            answer = client.get(reverse(route, args=[each.pk]))
            assert (answer.status_code, answer.headers["Location"]) == (302, reverse(route, args=[wren.pk]))
    assert client.post(reverse("correct", args=[retired.pk])).status_code == 307


def test_the_pages_cost_the_same_however_much_is_said(practitioner: Account, wren: Person) -> None:
    client, counts = signed_in(practitioner), []
    pairs.question(pairs.edge(pairs.profile(wren, forename="Ren"), pairs.profile(f.child("Robin"))))
    for route in ("record", "sources"):
        client.get(reverse(route, args=[wren.pk]))
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("record", args=[wren.pk]))
            client.get(sources_of(wren))
        counts.append(len(found))
        for _ in range(3):
            pairs.question(pairs.edge(pairs.profile(wren, forename="Ren"), pairs.profile(f.child("Robin"))))
    assert counts[0] == counts[1]


def test_a_record_that_may_be_the_same_childs_is_named_only_to_who_may_open_it(
    practitioner: Account, wren: Person
) -> None:
    robin = f.child("Robin")
    pairs.question(pairs.edge(Profile.objects.get(forename="Wren"), pairs.profile(robin)))
    client, record = signed_in(practitioner), reverse("record", args=[wren.pk])
    assert "Robin" not in text_of(client.get(record))
    f.relate(viewer_of(practitioner, at=f.NOW), robin.pk)
    words = text_of(client.get(record))
    assert "Possibly also" in words and "Robin Applegarth" in words and "Perhaps a twin" in words
    Shield.objects.create(subject_id=robin.pk, basis="witness", since=f.NOW)
    assert "Robin" not in text_of(client.get(record))


def test_dates_that_are_no_dates_show_today(practitioner: Account, wren: Person) -> None:
    answer = signed_in(practitioner).get(sources_of(wren), {"on_0": "31", "on_1": "2", "on_2": "2026"})
    assert answer.status_code == 200 and "as known on 2 March 2026" in text_of(answer)
    assert date(2026, 3, 2) == f.NOW.date()
