"""The page of one episode: what it says, what is written on it, and what it keeps to itself."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.missing.models import Closure, Ending, Entry, Grade, MissingEpisode
from homeward.register.access.models import Shield
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.people.models import Person
from tests import factories as f
from tests.rooms.missing.test_live import DOOR, GONE, told_by

pytestmark = pytest.mark.django_db
FAIR = "Ashmarket fairground"


@pytest.fixture
def child() -> Person:
    person = f.child()
    told_by("police", person)
    return person


@pytest.fixture
def episode(child: Person) -> MissingEpisode:
    return MissingEpisode.objects.get(person=child)


@pytest.fixture
def handler(child: Person) -> Account:
    account = f.account("call-handler", on_duty=True)
    f.relate(viewer_of(account, at=f.NOW), child.pk, "call")
    return account


@pytest.fixture
def signed_in(client: Client, handler: Account) -> Client:
    client.force_login(handler, backend=DOOR)
    return client


def sent(client: Client, route: str, episode: MissingEpisode, **words: object) -> str:
    """What came of sending a form: the status and the page that follows."""
    answer = client.post(reverse(route, args=[episode.person_id, episode.pk]), words, follow=True)
    return f"{answer.status_code} {answer.content.decode()}"


def page_of(client: Client, episode: MissingEpisode) -> str:
    return client.get(reverse("missing_episode", args=[episode.person_id, episode.pk])).content.decode()


ENDED = {
    "day_0": "2",
    "day_1": "3",
    "day_2": "2026",
    "clock": "07:15",
    "how": "found-by-police",
    "condition": "unharmed",
}


def test_a_night_is_written_down_and_read_back(signed_in: Client, episode: MissingEpisode) -> None:
    page = page_of(signed_in, episode)
    assert "Missing since 1 March 2026" in page and "11 hours" in page and "Not graded yet" in page
    assert "Owes money" in sent(
        signed_in, "missing_grade", episode, level="3", reasons=["threatened"], words="Owes money to somebody"
    )
    words = {"kind": "update", "source": "friend", "text": "Seen by the big wheel"}
    assert "Seen by the big wheel" in sent(signed_in, "missing_note", episode, **words)
    page = sent(signed_in, "missing_found", episode, **ENDED, where=FAIR, out_of_area="Thurrock")
    assert "Returned" in page and FAIR in page and "Thurrock" in page
    assert "Closed" in sent(signed_in, "missing_close", episode)
    assert "Opened again" in sent(signed_in, "missing_take_back", episode, what="closure")
    assert "Not found after all" in sent(signed_in, "missing_take_back", episode, what="ending")
    assert (Grade.objects.count(), Entry.objects.count(), Ending.objects.count(), Closure.objects.count()) == (
        1,
        1,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"day_2": "1900"}, "Check the day and the time"),
        ({"day_0": "1", "clock": "21:00"}, "Check the day and the time"),
        ({"clock": "after tea"}, "Enter a time such as"),
        ({"day_0": "25", "day_1": "10", "clock": "01:30"}, "Select which"),
        ({"how": ""}, "Answer the question"),
    ],
)
def test_what_cannot_be_is_said_beside_the_box(signed_in: Client, episode: MissingEpisode, words, said) -> None:
    page = sent(signed_in, "missing_found", episode, **{**ENDED, **words})
    assert said in page and "There is a problem" in page
    assert not Ending.objects.exists()


def test_an_empty_form_is_asked_again(signed_in: Client, episode: MissingEpisode) -> None:
    assert "There is a problem" in sent(signed_in, "missing_grade", episode)
    assert "There is a problem" in sent(signed_in, "missing_note", episode)


def test_where_a_shielded_child_was_found_stays_sealed_on_the_page(signed_in: Client, episode: MissingEpisode) -> None:
    sent(signed_in, "missing_found", episode, **ENDED, where=FAIR, with_whom="Somebody", out_of_area="Thurrock")
    Shield.objects.create(subject_id=episode.person_id, basis="placement", since=f.NOW)
    page = page_of(signed_in, episode)
    assert FAIR not in page and "Thurrock" not in page and "Somebody" not in page and "Sealed" in page


def test_an_episode_s_own_number_leads_to_its_page(signed_in: Client, episode: MissingEpisode) -> None:
    answer = signed_in.get(reverse("missing_lead", args=[episode.pk]))
    assert answer.headers["Location"] == reverse("missing_episode", args=[episode.person_id, episode.pk])
    nobody = "00000000-0000-4000-8000-000000000000"
    assert signed_in.get(reverse("missing_lead", args=[nobody])).status_code == 404


def test_one_that_turned_out_to_be_another_leads_there(signed_in: Client, episode: MissingEpisode) -> None:
    other = MissingEpisode.objects.create(
        person_id=episode.person_id, type="M", since=GONE + timedelta(hours=1), joined_into=episode
    )
    assert (
        "Missing since 1 March 2026"
        in signed_in.get(reverse("missing_episode", args=[episode.person_id, other.pk]), follow=True).content.decode()
    )


def test_whoever_may_read_and_not_write_is_offered_nothing_to_write(client: Client, episode: MissingEpisode) -> None:
    account = f.account("independent-interviewer")
    f.relate(viewer_of(account, at=f.NOW), episode.person_id, "interview")
    client.force_login(account, backend=DOOR)
    page = page_of(client, episode)
    assert "Missing since" in page and "Write it" not in page
    assert client.post(reverse("missing_grade", args=[episode.person_id, episode.pk])).status_code in (403, 404)
