"""A worry told without an account: kept page by page, sealed, never read back, and never turned away."""

import html
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.frontdoor import actions, queries
from homeward.practice.frontdoor.models import Concern, ConcernPart
from homeward.register.audit.models import AuditEvent
from homeward.vocabulary.loader import load_whole
from tests import factories as f

pytestmark = pytest.mark.django_db
SAID = "A man in a grey car waits for Wren at the gate."


def token_in(page) -> str:
    return page.content.decode().split('name="token" value="')[1].split('"')[0]


def walk(client: Client, *pages: dict, address: str = "") -> object:
    """Send pages one after another, each with the token of the one before."""
    there, token, answer = address or reverse("worry"), "", None
    for each in pages:
        answer = client.post(there, {"token": token, **each})
        token = token_in(answer) if 'name="token"' in answer.content.decode() else token
    return answer


ABOUT = {"page": "about", "about": "child"}
WORRIED = {"page": "worried", "worried": SAID}
REST = [
    {"page": "child", "who": "Wren, about 14"},
    {"page": "forms", "forms": ["county-lines", "sexual"]},
    {"page": "danger", "in-danger": "no"},
    {"page": "family", "family-told": "No, she is afraid"},
    {"page": "you", "referrer": "neighbour", "name": "Mrs Hazel"},
    {"page": "send"},
]


def test_a_neighbour_tells_and_is_given_a_reference(client: Client) -> None:
    page = client.get(reverse("worry")).content.decode()
    assert "ring 999" in page and not client.cookies
    receipt = walk(client, ABOUT, WORRIED, *REST).content.decode()
    row = Concern.objects.get()
    assert (row.state, row.about, row.referrer, row.forms) == ("open", "child", "neighbour", "county-lines;sexual")
    assert row.due_on == date(2026, 3, 3) and queries.reference_of(row.pk) in receipt
    assert row.reference not in receipt and queries.reference_of(row.pk) not in row.reference
    assert queries.standing_in(row.pk)["worried"] == SAID
    assert all(SAID not in each.sealed_words for each in ConcernPart.objects.all())
    assert AuditEvent.objects.filter(action="concern.said").exists()
    assert not client.cookies


def test_nothing_that_was_told_is_ever_shown_again(client: Client) -> None:
    for sent in ([ABOUT, WORRIED], [ABOUT, WORRIED, {"page": "child", "who": "Wren"}, {"page": "forms", "go": "back"}]):
        assert SAID not in walk(client, *sent).content.decode()
    receipt = walk(client, ABOUT, WORRIED, *REST).content.decode()
    reference = receipt.split("<strong>")[1].split("<")[0]
    heard = client.post(reverse("worry_reference"), {"reference": reference}).content.decode()
    for never in (SAID, "Wren", "Hazel", "County lines"):
        assert never not in receipt and never not in heard


def test_words_are_kept_although_the_page_has_a_gap_or_the_token_is_nobodys(client: Client) -> None:
    page = walk(client, ABOUT, {"page": "worried", "worried": "", "signs": "Two phones"})
    assert page.status_code == 400 and "Answer the question" in html.unescape(page.content.decode())
    assert queries.standing_in(Concern.objects.get().pk) == {"signs": "Two phones"}
    client.post(reverse("worry"), {**WORRIED, "token": "forged"})
    assert Concern.objects.count() == 2


def test_one_form_fits_a_place_a_group_and_whoever_is_not_sure(client: Client) -> None:
    for about, box in (("place", "Which place?"), ("group", "Which group?"), ("not-sure", "Which child")):
        page = walk(client, {"page": "about", "about": about}, WORRIED).content.decode()
        assert box in page
    assert client.post(reverse("worry"), {"page": "about"}).status_code == 400


def test_an_agency_is_asked_once_for_what_it_knows_and_then_taken_as_it_is(client: Client) -> None:
    you = {"page": "you", "referrer": "school", "organisation": "Larkfield"}
    pages = [ABOUT, WORRIED, *REST[:4], you]
    asked = walk(client, *pages).content.decode()
    assert "safeguarding lead" in asked and "Crime, custody" not in asked
    gap = walk(client, *pages, {"page": "agency", "attendance": "40 per cent"})
    assert gap.status_code == 400
    done = client.post(
        reverse("worry"), {"token": token_in(gap), "page": "agency", "asked": "agency", "attendance": "40 per cent"}
    )
    assert "Send it" in done.content.decode()


def test_sent_twice_it_is_sent_once(client: Client) -> None:
    page = walk(client, ABOUT, WORRIED)
    sent = {"token": token_in(page), "page": "send"}
    first, second = (client.post(reverse("worry"), sent).content.decode() for _ in range(2))
    assert Concern.objects.count() == 1 and first == second


def test_more_is_added_with_the_reference_typed_as_people_type(client: Client) -> None:
    walk(client, ABOUT, WORRIED, *REST)
    row = Concern.objects.get()
    typed = queries.reference_of(row.pk).lower().replace("-", " ")
    page = client.post(reverse("worry_reference"), {"reference": typed, "words": "It was a taxi."}).content.decode()
    assert "What you added is kept" in page
    row.refresh_from_db()
    assert row.more_at is not None and queries.standing_in(row.pk)["more"] == "It was a taxi."


def test_an_unknown_reference_loses_nothing_that_was_typed(client: Client) -> None:
    page = client.post(reverse("worry_reference"), {"reference": "ABCD", "words": "It was a taxi."})
    assert page.status_code == 400 and "It was a taxi." in page.content.decode()
    assert "tell us again from the beginning" in page.content.decode()


def test_a_worry_begun_and_not_sent_is_read_after_half_an_hour(client: Client) -> None:
    walk(client, ABOUT, WORRIED)
    assert not queries.queue(at=f.NOW + timedelta(minutes=29)).exists()
    assert queries.queue(at=f.NOW + timedelta(minutes=30)).get().state == "draft"


def test_a_page_with_nothing_written_is_no_concern_for_anybody(client: Client) -> None:
    walk(client, ABOUT)
    assert not queries.queue(at=f.NOW + timedelta(hours=1)).exists()


def test_a_robots_form_is_kept_and_looked_at_and_told_nothing(client: Client) -> None:
    receipt = walk(client, ABOUT, {**WORRIED, "website": "http://buy.example"}, *REST).content.decode()
    row = Concern.objects.get()
    assert row.seems == "robot" and "Your reference" in receipt
    assert not queries.queue(at=f.NOW).exists() and queries.robots(at=f.NOW).get() == row
    by = f.viewer("front-door-worker", on_duty=True)
    actions.look_at_robot(concern=row.pk, is_robot=False, by=by, at=f.NOW)
    assert queries.queue(at=f.NOW).get() == row and not queries.robots(at=f.NOW).exists()


def test_what_a_robot_wrote_is_put_aside_and_stays(client: Client) -> None:
    walk(client, ABOUT, {"page": "worried", "worried": "https://a https://b https://c https://d"}, {"page": "send"})
    by = f.viewer("front-door-worker", on_duty=True)
    row = actions.look_at_robot(concern=Concern.objects.get().pk, is_robot=True, by=by, at=f.NOW)
    assert row.state == "aside" and row.parts.count() == 1


def test_a_flood_is_slowed_and_nobody_is_turned_away(client: Client, frozen) -> None:
    for _ in range(10):
        client.post(reverse("worry"), ABOUT)
    slowed = client.post(reverse("worry"), {**ABOUT, "page": "about"}).content.decode()
    assert "Wait 2 seconds" in slowed and Concern.objects.count() == 10
    ticket = slowed.split('name="ticket" value="')[1].split('"')[0]
    held = {**ABOUT, "ticket": ticket}
    assert "One moment" in client.post(reverse("worry"), held).content.decode()
    frozen.shift(timedelta(seconds=5))
    assert "Tell us what worries you" in client.post(reverse("worry"), held).content.decode()
    assert Concern.objects.count() == 11
    assert "One moment" in client.post(reverse("worry"), held).content.decode()


def test_words_are_bounded_and_other_boxes_are_not_kept(client: Client) -> None:
    walk(client, ABOUT, {"page": "worried", "worried": "x" * 9000, "admin": "y", "who": "not on this page"})
    said = queries.standing_in(Concern.objects.get().pk)
    assert set(said) == {"worried"} and len(said["worried"]) == 4000


def test_a_worry_of_christmas_eve_is_due_after_the_holidays() -> None:
    eve = datetime(2026, 12, 24, 16, 0, tzinfo=f.NOW.tzinfo)
    number = actions.keep(concern=None, words={"worried": SAID}, at=eve)
    actions.send(concern=number, at=eve)
    assert Concern.objects.get().due_on == date(2026, 12, 29)


def test_a_token_opens_nothing_and_is_good_for_one_worry() -> None:
    number, worker = uuid4(), uuid4()
    assert actions.read_token(actions.token_for(number)) == number
    assert actions.read_token(actions.token_for(number, worker)) is None
    assert actions.read_token(actions.token_for(number), worker) is None
    assert actions.read_token("") is None


def test_every_code_that_may_be_chosen_fits_where_it_is_kept() -> None:
    kept = {
        "about": "concern_about", "referrer": "concern_referrers", "in_danger": "said_or_not",
        "outcome": "concern_decisions", "forms": "exploitation_forms",
    }  # fmt: skip
    for name, listed in kept.items():
        codes = load_whole(listed).codes
        longest = len(";".join(codes)) if name == "forms" else max(map(len, codes))
        assert longest <= Concern._meta.get_field(name).max_length, name
