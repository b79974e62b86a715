"""A find-me sheet and its photograph: kept, shown to whoever looks for the child and to nobody else, and withdrawn."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.foundation import pictures
from homeward.practice.missing.actions import add_lead
from homeward.practice.missing.actions.find_me import (
    Told,
    TooManyToday,
    WroteMeanwhile,
    add_photograph,
    withdraw_photograph,
    write_sheet,
)
from homeward.practice.missing.models import Ending, FindMeLook, FindMeWord, Photograph
from homeward.practice.missing.queries.find_me import photograph_of, sheet_of, words_of
from homeward.register.access.actions import Refused
from homeward.register.access.rules import Viewer
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.documents.models import DocumentPiece
from homeward.register.keys.queries import sealed
from homeward.register.people.models import Person
from tests import factories as f
from tests.factories.photographs import located, picture

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
FILES = "files.testserver"
TOLD = Told("find", "parent", date(2027, 3, 1), date(2026, 1, 1), "Her mother, by telephone.")


@pytest.fixture
def child() -> Person:
    return f.child()


def worker(child: Person, role: str = "hub-practitioner", because: str = "allocated", **who: object) -> Viewer:
    by = f.viewer(role, **who)
    f.relate(by, child.pk, because)
    return by


def signed_in(
    client: Client, child: Person, role: str = "hub-practitioner", because: str = "allocated", **who: object
) -> Viewer:
    account = f.account(role, **who)
    client.force_login(account, backend=DOOR)
    by = viewer_of(account, at=f.NOW)
    if because:
        f.relate(by, child.pk, because)
    return by


def picture_on(client: Client, child: Person) -> str:
    """Where the child's sheet says that its photograph is read; nothing where it has none."""
    page = client.get(reverse("find_me", args=[child.pk])).content.decode()
    found = re.search(rf'src="http://{FILES}(/[^"]+)"', page)
    return found[1] if found else ""


def add(child: Person, by: Viewer, content: bytes = b"") -> Photograph:
    return add_photograph(child=child.pk, content=content or picture(), told=TOLD, by=by, at=f.NOW)


def sent(client: Client, child: Person, content: bytes, **more: str) -> HttpResponse:
    form = {
        "picture": SimpleUploadedFile("child.jpg", content, "image/jpeg"),
        "purpose": "find", "consent": "parent", "expires_on_0": "1", "expires_on_1": "3", "expires_on_2": "2027",
    } | more  # fmt: skip
    return client.post(reverse("find_me_photograph", args=[child.pk]), form)


def ending(child: Person, where: str) -> None:
    one = f.episode(child, days_ago=9, lasted=1)
    row = Ending.objects.create(
        episode=one, found_at=one.until, how="x", condition="unharmed", recorded_at=f.NOW, by=f.worker()
    )
    row.sealed_where = sealed(where, table="missing_ending", row=row.pk, column="where")
    row.save()


def test_a_photograph_is_sealed_without_what_came_with_it_and_what_came_is_sealed_beside_it(child: Person) -> None:
    row = add(child, worker(child), located())
    assert {row.picture.kind, row.original.kind} == {"photograph", "original"}
    for piece in DocumentPiece.objects.all():
        assert "CNRY" not in piece.sealed and "/9j/" not in piece.sealed[:200]
    assert "telephone" not in row.sealed_note
    event = AuditEvent.objects.get(action="find-me.keep")
    assert event.detail == {"photograph": str(row.pk), "purpose": "find", "consent": "parent"}


def test_one_photograph_is_current_and_one_that_was_withdrawn_is_shown_to_nobody(child: Person, client: Client) -> None:
    by = signed_in(client, child)
    first, second = add(child, by), add(child, by)
    assert photograph_of(child.pk) == second
    first.refresh_from_db()
    assert (first.ended_because, first.ended_by_id) == ("replaced", by.worker_id)
    address = picture_on(client, child)
    form = reverse("find_me_withdraw", args=[child.pk, second.pk])
    assert client.post(form, {"reason": ""}).status_code == 200 and photograph_of(child.pk) == second
    assert client.post(form, {"reason": "She asked for it to go."}).status_code == 302
    assert photograph_of(child.pk) is None and picture_on(client, child) == ""
    assert Client().get(address, SERVER_NAME=FILES).status_code == 404
    second.refresh_from_db()
    assert second.ended_because == "withdrawn" and "asked" not in second.sealed_reason
    assert client.post(form, {"reason": "Again."}).status_code == 404


@pytest.mark.parametrize(
    ("role", "because", "on_duty", "sees"),
    [
        ("hub-practitioner", "allocated", False, True),
        ("hub-practitioner", "invited", False, False),
        ("hub-practitioner", "", False, False),
        ("call-handler", "call", True, True),
        ("call-handler", "", True, False),
        ("performance-analyst", "", False, False),
        ("partner", "partner", False, False),
        ("independent-interviewer", "interview", False, False),
    ],
)
def test_who_is_shown_it(role: str, because: str, on_duty: bool, sees: bool, child: Person, client: Client) -> None:
    add(child, worker(child))
    kinds = {"partner": "school"}.get(role, "council")
    signed_in(client, child, role, because, on_duty=on_duty, of=f.agency(kinds, kinds))
    assert client.get(reverse("find_me", args=[child.pk])).status_code == (200 if sees else 404)


def test_the_police_desk_sees_it_while_the_child_is_missing_and_not_once_they_are_back(
    child: Person, client: Client
) -> None:
    signed_in(client, child, "police-missing-desk", "", on_duty=True, of=f.agency("force", "police"))
    assert client.get(reverse("find_me", args=[child.pk])).status_code == 404
    gone = f.episode(child, days_ago=1, lasted=None)
    assert client.get(reverse("find_me", args=[child.pk])).status_code == 200
    gone.until = f.NOW - timedelta(hours=1)
    gone.save()
    assert client.get(reverse("find_me", args=[child.pk])).status_code == 404


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<svg xmlns='x'/>", "drawing"),
        (picture(size=(1, 1)), "too-small"),
        (picture()[:400], "broken"),
        (b"words", "not-a-picture"),
    ],
)
def test_what_is_not_a_photograph_is_told_of_beside_the_box_and_nothing_is_kept(
    content: bytes, says: str, child: Person, client: Client
) -> None:
    signed_in(client, child)
    page = sent(client, child, content).content.decode()
    assert pictures.WORDS[says] in page and not Photograph.objects.exists() and not DocumentPiece.objects.exists()


def test_a_photograph_is_added_on_the_page_with_why_and_until_when(child: Person, client: Client) -> None:
    signed_in(client, child)
    assert sent(client, child, picture(), expires_on_2="2036").status_code == 200
    assert sent(client, child, picture(), taken_on_0="1", taken_on_1="4", taken_on_2="2026").status_code == 200
    assert not Photograph.objects.exists()
    assert sent(client, child, picture(), note="Agreed at the review.").status_code == 302
    page = client.get(reverse("find_me", args=[child.pk])).content.decode()
    assert (
        "Somebody with parental responsibility" in page and "Agreed at the review." in page and "1 March 2027" in page
    )


def test_an_expired_photograph_still_helps_and_says_that_it_is_time_to_ask(child: Person, client: Client) -> None:
    row = add(child, signed_in(client, child))
    Photograph.objects.filter(pk=row.pk).update(expires_on=f.NOW.date())
    page = client.get(reverse("find_me", args=[child.pk])).content.decode()
    assert "Ask again now" in page and str(row.pk) in page


def test_no_worker_adds_more_in_a_day_than_work_asks_for(child: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    by = worker(child)
    monkeypatch.setattr("homeward.practice.missing.actions.find_me.limit", lambda name, on: 1)
    add(child, by)
    with pytest.raises(TooManyToday):
        add(child, by)
    assert Photograph.objects.count() == 1


def test_only_whoever_keeps_the_sheet_may_change_it(child: Person) -> None:
    for by in (worker(child, "call-handler", "call"), f.viewer("hub-practitioner")):
        with pytest.raises(Refused):
            add(child, by)
        with pytest.raises(Refused):
            write_sheet(child=child.pk, texts={"travel": "By bus."}, read={}, by=by, at=f.NOW)
    row = add(child, worker(child))
    with pytest.raises(Refused):
        withdraw_photograph(child=child.pk, photograph=row.pk, reason="No.", by=f.viewer("manager"), at=f.NOW)


def test_what_is_written_is_sealed_and_each_part_keeps_what_stood_before(child: Person) -> None:
    by = worker(child)
    texts = {"travel": "By bus.", "clothing": ""}
    assert write_sheet(child=child.pk, texts=texts, read={}, by=by, at=f.NOW) == 1
    assert write_sheet(child=child.pk, texts=texts, read={}, by=by, at=f.NOW) == 0
    later = f.NOW + timedelta(minutes=1)
    write_sheet(child=child.pk, texts={"travel": "By train."}, read={}, by=by, at=later)
    assert words_of(child.pk)["travel"].text == "By train." and FindMeWord.objects.count() == 2
    assert not any("bus" in row.sealed_text for row in FindMeWord.objects.all())


def test_two_who_write_in_one_part_lose_nothing(child: Person, client: Client) -> None:
    signed_in(client, child)
    address = reverse("find_me_write", args=[child.pk])
    other = worker(child)
    write_sheet(child=child.pk, texts={"travel": "By bus."}, read={}, by=other, at=f.NOW)
    answer = client.post(address, {"travel": "By taxi.", "read-travel": ""})
    assert answer.status_code == 409 and "wrote this meanwhile: By bus." in answer.content.decode()
    assert words_of(child.pk)["travel"].text == "By bus."
    number = str(FindMeWord.objects.get().pk)
    assert f'name="read-travel" value="{number}"' in answer.content.decode()
    assert client.post(address, {"travel": "By bus or taxi.", "read-travel": number}).status_code == 302
    assert words_of(child.pk)["travel"].text == "By bus or taxi."
    with pytest.raises(WroteMeanwhile):
        write_sheet(child=child.pk, texts={"travel": "On foot."}, read={"travel": number}, by=other, at=f.NOW)


def test_the_sheet_says_what_is_not_written_and_who_looked_it_through(child: Person, client: Client) -> None:
    by = signed_in(client, child)
    address = reverse("find_me", args=[child.pk])
    page = client.get(address).content.decode()
    assert page.count("Not written yet") == 7 and "If missing" in page and "Nobody has looked it through" in page
    client.post(reverse("find_me_look", args=[child.pk]), {"keeps": "no"})
    client.post(reverse("find_me_look", args=[child.pk]), {"keeps": "yes"})
    page = client.get(address).content.decode()
    assert "2 March 2026, by" in page and "Nobody yet" not in page and "Look it through" not in page
    FindMeLook.objects.update(at=f.NOW - timedelta(days=91))
    page = client.get(address).content.decode()
    assert "Look it through" in page and by.name in page and "hw-watermark" in page


def test_places_and_other_people_are_on_it_for_whoever_may_read_them(child: Person, client: Client) -> None:
    by = signed_in(client, child)
    ending(child, "CNRYFOUND lane")
    one = f.episode(child, days_ago=5, lasted=1)
    add_lead(child=child.pk, episode=one.pk, kind="phone", value="07700 900123", by=by, at=f.NOW)
    add_lead(child=child.pk, episode=one.pk, kind="place", value="Quarry yard", by=by, at=f.NOW)
    address = reverse("find_me", args=[child.pk])
    page = client.get(address).content.decode()
    assert all(each in page for each in ("CNRYFOUND", "07700 900123", "Quarry yard"))
    assert set(AuditEvent.objects.filter(action="find-me.see").latest("pk").field_classes) >= {
        "third-party",
        "location",
    }
    f.placement(child)  # with its shield
    page = client.get(address).content.decode()
    assert (
        "CNRYFOUND" not in page
        and "Quarry yard" not in page
        and "07700 900123" in page
        and "a shield covers it" in page
    )
    signed_in(client, child, "call-handler", "call", on_duty=True)
    page = client.get(address).content.decode()
    assert "07700 900123" not in page and "CNRYFOUND" not in page


def test_the_sheet_takes_as_many_statements_however_much_is_on_it(child: Person, client: Client) -> None:
    by = signed_in(client, child)
    add(child, by)
    write_sheet(child=child.pk, texts={"travel": "By bus."}, read={}, by=by, at=f.NOW)
    one = f.episode(child, days_ago=5, lasted=1)
    add_lead(child=child.pk, episode=one.pk, kind="phone", value="07700 900001", by=by, at=f.NOW)
    ending(child, "A barn")
    address = reverse("find_me", args=[child.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(6):
        ending(child, f"Barn {number}")
        add_lead(child=child.pk, episode=one.pk, kind="phone", value=f"07700 90010{number}", by=by, at=f.NOW)
        write_sheet(child=child.pk, texts={"people": f"{number}"}, read={}, by=by, at=f.NOW + timedelta(minutes=number))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
    assert len(sheet_of(child.pk, places=True, others=True).leads) == 7


def test_it_is_led_to_from_the_record_the_absence_and_the_call(child: Person, client: Client) -> None:
    signed_in(client, child)
    one = f.episode(child, days_ago=1, lasted=None)
    address = reverse("find_me", args=[child.pk])
    for page in (reverse("record", args=[child.pk]), reverse("missing_episode", args=[child.pk, one.pk])):
        assert address in client.get(page).content.decode()


def test_where_a_worker_found_the_child_opens_on_the_shielded_page_of_places(child: Person, client: Client) -> None:
    signed_in(client, child)
    f.placement(child)
    ending(child, "CNRYFOUND lane")
    Ending.objects.update(out_of_area="Farshire")
    one = child.missing_episodes.get()
    shown = client.get(reverse("missing_episode", args=[child.pk, one.pk])).content.decode()
    opens = f'<a class="govuk-link" href="{reverse("missing_places", args=[child.pk])}">Sealed.'
    assert "CNRYFOUND" not in shown and shown.count(opens) == 2
    may_not = Client()
    signed_in(may_not, child, "call-handler", "call", on_duty=True)
    shown = may_not.get(reverse("missing_episode", args=[child.pk, one.pk])).content.decode()
    assert "Sealed. It opens" in shown and opens not in shown
    page = client.get(reverse("missing_places", args=[child.pk])).content.decode()
    assert "CNRYFOUND lane" in page and "Farshire" in page
