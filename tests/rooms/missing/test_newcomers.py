"""A child who is new to the hub, added from a call after a search; and a call moved to the right child."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.missing import actions
from homeward.practice.missing.actions import Newcomer
from homeward.practice.missing.actions.calls import NoSuchCall
from homeward.practice.missing.actions.newcomers import OffShift
from homeward.practice.missing.models import Call, CallMove, MissingEpisode
from homeward.register.access.actions import Refused
from homeward.register.access.rules import Viewer
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.linkage.models import Profile
from homeward.register.linkage.queries import read, search
from homeward.register.linkage.rules import born_in
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery, SourceRecord
from tests import factories as f
from tests.rooms.missing.test_call_pages import SEEN, kept, known
from tests.rooms.missing.test_live import DOOR, told_by

pytestmark = pytest.mark.django_db
KNOWN = {
    "forename": "Ottilie",
    "surname": "Quickthorn",
    "born": "about 15",
    "sex": "F",
    "communication_needs": "Makaton",
}


@pytest.fixture
def account() -> Account:
    return f.account("call-handler", on_duty=True)


@pytest.fixture
def handler(account: Account) -> Viewer:
    return viewer_of(account, at=f.NOW)


@pytest.fixture
def signed_in(client: Client, account: Account) -> Client:
    client.force_login(account, backend=DOOR)
    return client


@pytest.fixture
def call(handler: Viewer) -> UUID:
    number = uuid4()
    actions.save_piece(call=number, field="child", words="Ottilie Quickthorn about 15", read=0, by=handler, at=f.NOW)
    return number


def added(call: UUID, by: Viewer, **more: object) -> UUID:
    who = Newcomer(forename="Ottilie", surname="Quickthorn", born=born_in("about 15", on=f.NOW.date()), sex="F", **more)
    return actions.add_child(call=call, who=who, by=by, at=f.NOW)


def test_a_child_who_is_new_is_found_from_then_on_with_how_exactly_the_birth_date_is_known(handler, call) -> None:
    subject = added(call, handler, district=f.district().pk)
    person, profile, record = Person.objects.get(pk=subject), Profile.objects.get(), SourceRecord.objects.get()
    assert (person.forename, person.surname, person.birth_date, person.sex) == ("Ottilie", "Quickthorn", None, "F")
    assert (person.linked, person.district_id) == (False, f.district().pk)
    assert (profile.birth_precision, profile.subject_id) == ("age", subject)
    assert abs((profile.birth_date - date(2011, 3, 2)).days) < 5
    assert (record.source.name, record.delivery.state) == ("Calls to the missing line", "loaded")
    assert "Quickthorn" not in record.sealed_payload
    found = search(viewer=handler, at=f.NOW, asked=read("ottilie quick", at=f.NOW)).found
    assert [each.card.subject_id for each in found] == [subject]
    event = AuditEvent.objects.filter(action="child.add").latest("pk")
    assert [row.subject_id for row in event.subjects.all()] == [subject]


def test_sent_twice_it_is_one_child_and_another_is_another(handler, call) -> None:
    assert added(call, handler) == added(call, handler)
    assert added(call, handler, also_known_as="Tilly") != added(call, handler)
    assert (Person.objects.count(), Delivery.objects.count(), Delivery.objects.get().rows) == (2, 1, 2)


def test_nobody_is_added_off_shift_or_of_a_call_that_is_labelled(handler, call) -> None:
    with pytest.raises(OffShift):
        added(call, f.viewer("call-handler"))
    with pytest.raises(Refused):
        added(call, f.viewer("hub-practitioner"))
    actions.label(call=call, code="prank", by=handler, at=f.NOW)
    with pytest.raises(NoSuchCall):
        added(call, handler)
    assert not Person.objects.exists() and not SourceRecord.objects.exists()


def test_the_likeness_is_shown_first_and_refuses_nobody(signed_in: Client, call) -> None:
    twin = known("Odette", "Quickthorn")
    address = reverse("call_newcomer", args=[call])
    page = signed_in.get(address).content.decode()
    assert 'value="Ottilie"' in page and 'value="about 15"' in page and "add the child" not in page
    born = KNOWN | {"born": "1 6 2012"}
    page = signed_in.post(address, born).content.decode()
    assert "Odette Quickthorn" in page and "May be a twin" in page and not Person.objects.exclude(pk=twin.pk).exists()
    looked = page.partition('name="looked" value="')[2].partition('"')[0]
    # Another name has other likenesses, which have not been shown.
    signed_in.post(address, born | {"looked": looked, "surname": "Briar"})
    assert not Person.objects.exclude(pk=twin.pk).exists()
    answer = signed_in.post(address, born | {"looked": looked})
    person = Person.objects.exclude(pk=twin.pk).get()
    assert answer.headers["Location"] == reverse("call_file", args=[call, person.pk])
    assert (person.birth_date, person.communication_needs) == (date(2012, 6, 1), "Makaton")
    signed_in.post(reverse("call_file", args=[call, person.pk]), SEEN)
    assert MissingEpisode.objects.get().person_id == person.pk


@pytest.mark.parametrize(
    ("words", "said"), [({"forename": "", "surname": ""}, "only a nickname"), ({"born": "soon"}, "a part of one or an")]
)
def test_only_some_name_is_asked_for(signed_in: Client, call, words, said) -> None:
    page = signed_in.post(reverse("call_newcomer", args=[call]), KNOWN | words).content.decode()
    assert said in page and "add the child" not in page


def test_a_nickname_alone_is_enough(signed_in: Client, call) -> None:
    address = reverse("call_newcomer", args=[call])
    page = signed_in.post(address, {"also_known_as": "Smoke", "sex": "U"}).content.decode()
    looked = page.partition('name="looked" value="')[2].partition('"')[0]
    signed_in.post(address, {"also_known_as": "Smoke", "sex": "U", "looked": looked})
    assert Person.objects.get().also_known_as == "Smoke"


# Moving a call


@pytest.fixture
def wrong(signed_in: Client, call) -> Person:
    """A child to whom the call was filed, and who is another."""
    child = f.child()
    signed_in.post(reverse("call_file", args=[call, child.pk]), SEEN)
    return child


def test_a_call_of_the_wrong_child_is_moved_from_its_page(signed_in: Client, call, wrong) -> None:
    right, episode = known("Rhys", "Fennimore"), MissingEpisode.objects.get()
    page = signed_in.get(reverse("missing_episode", args=[wrong.pk, episode.pk])).content.decode()
    address = reverse("move_call", args=[wrong.pk, episode.pk, call])
    assert address in page
    page = signed_in.post(address, {"words": "rhys fenn"}).content.decode()
    further = reverse("move_call_to", args=[wrong.pk, episode.pk, call, right.pk])
    assert further in page and "is filed to Wren Applegarth" in page
    assert (
        "1 found" in signed_in.post(address, {"words": "rhys"}, headers={"X-Homeward-Part": "results"}).content.decode()
    )
    assert "Answer the question" in signed_in.post(further, {"reason": ""}).content.decode()
    assert "Moves to" in signed_in.get(further).content.decode() and not CallMove.objects.exists()
    page = signed_in.post(further, {"reason": "A brother rang again"}, follow=True).content.decode()
    assert "Moved here" in page and "A brother rang again" in page and "Wren" not in page
    assert Call.objects.get().person_id == right.pk
    for route in (address, further):
        assert signed_in.get(route).status_code == 404


def test_a_call_is_moved_to_a_child_who_is_new(signed_in: Client, call, wrong) -> None:
    address = reverse("call_newcomer", args=[call])
    page = signed_in.post(address, KNOWN).content.decode()
    looked = page.partition('name="looked" value="')[2].partition('"')[0]
    answer = signed_in.post(address, KNOWN | {"looked": looked})
    right = Person.objects.exclude(pk=wrong.pk).get()
    episode = MissingEpisode.objects.get().pk
    assert answer.headers["Location"] == reverse("move_call_to", args=[wrong.pk, episode, call, right.pk])


def test_the_wrong_child_who_is_missing_too_keeps_an_absence(signed_in: Client, call, wrong) -> None:
    told_by("police", wrong)
    right, episode = known("Rhys", "Fennimore"), MissingEpisode.objects.get(joined_into=None)
    further = reverse("move_call_to", args=[wrong.pk, episode.pk, call, right.pk])
    signed_in.post(further, {"reason": "Another child"})
    assert {row.person_id for row in MissingEpisode.objects.filter(joined_into=None)} == {wrong.pk, right.pk}


def test_off_shift_no_call_is_moved(client: Client, signed_in: Client, call, wrong) -> None:
    right, episode = known("Rhys", "Fennimore"), MissingEpisode.objects.get()
    client.force_login(f.account("call-handler"), backend=DOOR)
    for route, more in (("move_call", []), ("move_call_to", [right.pk])):
        address = reverse(route, args=[wrong.pk, episode.pk, call, *more])
        assert client.post(address, {"reason": "Another"}).status_code in (403, 404)
    assert not CallMove.objects.exists()


def test_the_same_child_is_not_moved_to(signed_in: Client, call, wrong) -> None:
    episode = MissingEpisode.objects.get()
    assert signed_in.get(reverse("move_call_to", args=[wrong.pk, episode.pk, call, wrong.pk])).status_code == 404
    page = signed_in.post(reverse("move_call", args=[wrong.pk, episode.pk, call]), {"words": "wren"}).content.decode()
    assert "Nobody found" in page
    assert kept(signed_in, call).status_code == 410
