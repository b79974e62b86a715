"""The call console and the pages round it: typed, found, filed, graded; labelled, and labels looked at again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.missing import actions
from homeward.practice.missing.models import Call, MissingEpisode
from homeward.practice.missing.queries.calls import standing_in
from homeward.register.access.models import Shield, Shift
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit import actions as audit
from homeward.register.audit.models import AuditEvent
from homeward.register.linkage.actions import Said, keep_profiles
from homeward.register.people.models import Person
from tests import factories as f
from tests.rooms.missing.test_live import DOOR, told_by

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


def known(forename: str, surname: str) -> Person:
    """A child whom a council has told of, so that a search finds them."""
    person = f.child(forename, surname)
    with audit.event("feed.batch", at=f.NOW):
        said = Said(f.record(), person, forename=forename, surname=surname, birth_date=person.birth_date)
        keep_profiles(told=[said], at=f.NOW)
    return person


SEEN = {"day_0": "1", "day_1": "3", "day_2": "2026", "clock": "21:40", "kind": "M"}


def test_a_call_is_typed_filed_and_graded_in_four_pages(signed_in: Client) -> None:
    child, call = f.child(), uuid4()
    assert "What you type is kept" in signed_in.get(reverse("call_new")).content.decode()
    typed = {"said": "Gone since nine", "child": "Wren Applegarth", "next": "child"}
    page = signed_in.post(reverse("call_keep", args=[call]), typed, follow=True).content.decode()
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


def test_when_the_child_was_last_seen_is_read_back_and_laid_into_the_boxes_of_filing(signed_in: Client) -> None:
    call, child = uuid4(), f.child()
    assert kept(signed_in, call).json().get("read") is None
    back = kept(signed_in, call, "last_seen", "yesterday 21:40").json()
    assert (back["read"], back["asks"]) == ("Read as 1 March 2026 at 9:40pm.", False)
    page = signed_in.get(reverse("call_file", args=[call, child.pk])).content.decode()
    assert 'value="21:40"' in page and "Which of the two?" not in page
    for words, said in (
        ("tonight 11pm", "still to come"),
        ("after tea", "asked for when"),
        ("about 9pm", "about 1 March"),
    ):
        assert said in kept(signed_in, call, "last_seen", words).json()["read"]
    assert "Read as about 1 March 2026 at 9pm." in signed_in.get(reverse("call", args=[call])).content.decode()


def test_half_past_one_on_the_night_the_clocks_go_back_is_asked_on_the_console(signed_in: Client) -> None:
    call, child = uuid4(), f.child()
    back = kept(signed_in, call, "last_seen", "26 October 2025 1.30am").json()
    assert back["asks"] and "came twice" in back["read"]
    back = kept(signed_in, call, "which", "second").json()
    assert back["asks"] and back["read"] == "Read as 26 October 2025 at 1:30am."
    page = signed_in.get(reverse("call_file", args=[call, child.pk])).content.decode()
    assert 'value="second"' in page and page.count(" checked") == 1
    answer = signed_in.post(reverse("call_file", args=[call, child.pk]), {
        "day_0": "26", "day_1": "10", "day_2": "2025", "clock": "1.30am", "which": "second", "kind": "M"})  # fmt: skip
    assert answer.status_code == 302 and f"{MissingEpisode.objects.get().since:%H:%M}" == "01:30"


def searched(client: Client, call, words: str) -> str:
    answer = client.post(reverse("call_child", args=[call]), {"words": words}, headers={"X-Homeward-Part": "results"})
    return f"{answer.status_code} {answer.content.decode()}"


def test_the_child_is_searched_for_on_the_console_before_anything_is_kept(signed_in: Client) -> None:
    call, child = uuid4(), known("Wren", "Applegarth")
    page = searched(signed_in, call, "wren appleg")
    assert page.startswith("200 ") and "<html" not in page and "1 found" in page and not Call.objects.exists()
    assert reverse("call_file", args=[call, child.pk]) in page and "Missing now" not in page
    event = AuditEvent.objects.filter(action="child.find").latest("pk")
    assert (event.purpose, event.result_count) == ("call", 1)
    assert [row.subject_id for row in event.subjects.all()] == [child.pk]
    told_by("police", child)
    assert "Missing now" in searched(signed_in, call, "wren appleg")
    assert "Nobody found" in searched(signed_in, call, "zebedee")
    assert "Type more" in searched(signed_in, call, "w")
    actions.label(call=call, code="prank", by=f.viewer("call-handler", on_duty=True), at=f.NOW)
    assert searched(signed_in, call, "wren").startswith("404")


def filed_with(client: Client, child: Person, **boxes: str) -> MissingEpisode:
    call = uuid4()
    for box, words in boxes.items():
        kept(client, call, box, words)
    client.post(reverse("call_file", args=[call, child.pk]), SEEN)
    return MissingEpisode.objects.get(person=child, joined_into=None)


def test_two_callers_of_one_child_are_both_read_on_the_page_of_one_absence(signed_in: Client) -> None:
    child = f.child()
    first = filed_with(signed_in, child, caller="Aunt Ash", said="Gone since nine", interpreter="British Sign Language")
    second = filed_with(signed_in, child, caller="The school", where="Ashmarket bus station", wearing="A red coat")
    assert first == second and Call.objects.filter(episode=first).count() == 2
    page = signed_in.get(reverse("missing_episode", args=[child.pk, first.pk])).content.decode()
    for words in ("Aunt Ash", "Gone since nine", "The school", "Ashmarket bus station", "A red coat", "Sign Language"):
        assert words in page
    event = AuditEvent.objects.filter(action="child.open").latest("pk")
    assert {"core", "location"} <= set(event.field_classes)


def test_where_a_child_is_hidden_a_call_shows_only_what_tells_no_place(signed_in: Client) -> None:
    child = f.child()
    episode = filed_with(signed_in, child, said="At her Nan’s in Ashmarket", wearing="A red coat")
    Shield.objects.create(subject_id=child.pk, basis="witness", since=f.NOW)
    page = signed_in.get(reverse("missing_episode", args=[child.pk, episode.pk])).content.decode()
    assert "A red coat" in page and "Nan’s" not in page and "What else was said" in page


def test_an_empty_call_is_not_begun_and_not_filed(signed_in: Client) -> None:
    call = uuid4()
    page = signed_in.post(reverse("call_keep", args=[call]), {}, follow=True).content.decode()
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
