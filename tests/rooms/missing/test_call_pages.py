"""The call console and the pages round it: typed, found, filed, graded; labelled, and labels looked at again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.missing import actions
from homeward.practice.missing.models import Call, MissingEpisode
from homeward.practice.missing.queries.calls import standing_in
from homeward.register.access.models import Shift
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from tests import factories as f
from tests.rooms.missing.test_live import DOOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler() -> Account:
    return f.account("call-handler", on_duty=True)


@pytest.fixture
def signed_in(client: Client, handler: Account) -> Client:
    client.force_login(handler, backend=DOOR)
    return client


def kept(client: Client, call, box: str = "said", words: str = "Gone since nine", read: int = 0):
    return client.post(reverse("call_save", args=[call]), {"box": box, "words": words, "read": read})


SEEN = {"day_0": "1", "day_1": "3", "day_2": "2026", "clock": "21:40", "kind": "M"}


def test_a_call_is_typed_filed_and_graded_in_four_pages(signed_in: Client) -> None:
    child, call = f.child(), uuid4()
    assert "What you type is kept" in signed_in.get(reverse("call_new")).content.decode()
    typed = {"said": "Gone since nine", "child": "Wren Applegarth", "next": "child"}
    page = signed_in.post(reverse("call", args=[call]), typed, follow=True).content.decode()
    assert "Which child is the call about?" in page
    page = signed_in.get(reverse("call_file", args=[call, child.pk])).content.decode()
    assert "Wren Applegarth" in page and "Gone since nine" in page
    answer = signed_in.post(reverse("call_file", args=[call, child.pk]), SEEN, follow=True)
    assert "How grave is it?" in answer.content.decode()
    episode = MissingEpisode.objects.get()
    page = signed_in.get(reverse("missing_episode", args=[child.pk, episode.pk])).content.decode()
    assert "Call to the missing line" in page and "Owner" in page
    assert signed_in.get(reverse("call", args=[call])).headers["Location"] == reverse("missing_lead", args=[episode.pk])


def test_what_is_typed_is_kept_box_by_box_and_two_are_shown_both(signed_in: Client) -> None:
    call, other = uuid4(), f.viewer("call-handler", on_duty=True)
    assert kept(signed_in, call).json()["number"] == 1
    actions.save_piece(call=call, field="said", words="Since ten", read=1, by=other, at=f.NOW)
    answer = kept(signed_in, call, words="Since half past nine", read=1)
    assert answer.status_code == 409 and "Since ten" in answer.json()["say"]
    assert standing_in(call)["said"].words == "Since ten"
    page = signed_in.get(reverse("call", args=[call])).content.decode()
    assert "Since half past nine" in page and "kept beside" in page
    again = kept(signed_in, call, words="Since half past nine", read=answer.json()["number"])
    assert again.status_code == 200 and standing_in(call)["said"].words == "Since half past nine"


def test_bad_words_are_answered_and_not_kept(signed_in: Client) -> None:
    assert kept(signed_in, uuid4(), box="notes").status_code == 410
    assert kept(signed_in, uuid4(), read="x").status_code == 200  # type: ignore[arg-type]  # what a broken page sends
    assert kept(signed_in, uuid4(), words="x" * 9000).status_code == 200


def test_an_empty_call_is_not_begun_and_not_filed(signed_in: Client) -> None:
    call = uuid4()
    page = signed_in.post(reverse("call", args=[call]), {}, follow=True).content.decode()
    assert "Write something down" in page and not Call.objects.exists()
    kept(signed_in, call, "caller", "A neighbour")
    page = signed_in.post(reverse("call_file", args=[call, f.child().pk]), SEEN).content.decode()
    assert "Write down what was said" in page and not MissingEpisode.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"), [({"day_2": "1900"}, "Check the day, the year"), ({"clock": "late"}, "Enter a time such as")]
)
def test_when_the_child_was_last_seen_is_asked_again(signed_in: Client, words, said) -> None:
    call = uuid4()
    kept(signed_in, call)
    assert said in signed_in.post(reverse("call_file", args=[call, f.child().pk]), SEEN | words).content.decode()
    assert not MissingEpisode.objects.exists()


def test_a_label_is_one_press_and_is_undone_in_one(signed_in: Client) -> None:
    call = uuid4()
    page = signed_in.post(reverse("call_label", args=[call]), {"label": "silent"}, follow=True).content.decode()
    assert "Call labelled silent" in page and "Undo" in page
    page = signed_in.post(reverse("call_label", args=[call]), {}, follow=True).content.decode()
    assert "open again" in page and Call.objects.get().state == "open"


def test_a_manager_looks_at_labels_the_next_day(client: Client, handler: Account) -> None:
    call, yesterday = uuid4(), f.NOW - timedelta(days=1)
    actions.label(call=call, code="prank", by=viewer_of(handler, at=f.NOW), at=yesterday)
    client.force_login(f.account("manager"), backend=DOOR)
    assert "Prank" in client.get(reverse("call_labels")).content.decode()
    for number in (call, "nonsense"):
        client.post(reverse("call_labels"), {"call": number})
    assert (
        Call.objects.get().label_settled_at and "No label waits" in client.get(reverse("call_labels")).content.decode()
    )


def test_a_flood_is_said_and_hides_no_call(signed_in: Client) -> None:
    for _ in range(21):
        kept(signed_in, uuid4())
    page = signed_in.get(reverse("calls")).content.decode()
    assert "Very many calls" in page and page.count("/calls/") >= 21


def test_off_shift_the_call_stays_and_the_page_says_so(client: Client, handler: Account) -> None:
    Shift.objects.all().delete()
    client.force_login(handler, backend=DOOR)
    call = uuid4()
    assert kept(client, call).status_code == 200
    assert "nobody is found" in client.get(reverse("call_child", args=[call])).content.decode()
    assert client.post(reverse("call_file", args=[call, f.child().pk]), SEEN).status_code in (403, 404)
    assert Call.objects.get().state == "open"


def test_whoever_takes_no_calls_opens_none(client: Client, handler: Account) -> None:
    call = uuid4()
    actions.save_piece(call=call, field="said", words="x", read=0, by=viewer_of(handler, at=f.NOW), at=f.NOW)
    client.force_login(f.account("hub-practitioner"), backend=DOOR)
    assert client.get(reverse("call", args=[call])).status_code in (403, 404)
    assert client.get(reverse("calls")).status_code in (403, 404)
