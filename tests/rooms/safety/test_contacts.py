"""Safe contacts and letters that say nothing (S-13), and what a child or a parent challenges."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.safety import actions
from homeward.practice.safety.models import Challenge, ChallengeAnswer, Letter, SafeContact
from homeward.practice.safety.queries import contacts
from homeward.register.access.actions import Refused
from homeward.register.tasks.models import Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()


def add(by, child, how="07700 900555", **more):
    given = {"whom": "mother", "way": "text", "hidden_from": "Her partner", **more}
    return actions.add_contact(child=child.pk, how=how, by=by, at=f.NOW, **given)


def test_one_that_is_unsafe_is_never_taken_again_however_it_is_written(by, wren) -> None:
    row = add(by, wren)
    same = add(by, wren, "+44 7700 900-555", whom="child")
    assert "900555" not in row.sealed_how and contacts.how_of(row) == "07700 900555"
    actions.end_contact(child=wren.pk, contact=row.pk, because="unsafe", by=by, at=f.NOW)
    same.refresh_from_db()
    assert same.ended_because == "unsafe"
    for how in ("07700 900555", "+447700900555", "0044 7700 900 555"):
        with pytest.raises(actions.NotSafe):
            add(by, wren, how)
    with pytest.raises(actions.NotSafe):
        actions.write_letter(child=wren.pk, contact=row.pk, ring="0116 496 0000", by=by, at=f.NOW)
    assert not Letter.objects.exists()
    add(by, wren, "07700 900556")
    other = f.child("Robin")
    f.relate(by, other.pk)
    with pytest.raises(actions.NotThisOnes):
        actions.end_contact(child=other.pk, contact=row.pk, because="changed", by=by, at=f.NOW)


def test_a_letter_names_neither_the_child_nor_the_hub_nor_why(client: Client, account, by, wren) -> None:
    client.force_login(account, backend=DOOR)
    address = reverse("safe_contacts", args=[wren.pk])
    assert "Nobody has said how" in client.get(address).content.decode()
    assert client.post(address, {"how": "x"}).status_code == 400
    sent = {"whom": "child", "way": "letter", "how": "Flat 2, 9 Alder Bank", "hidden_from": "Her father"}
    assert client.post(address, sent).status_code == 302
    row = SafeContact.objects.get()
    write = reverse("write_letter", args=[wren.pk, row.pk])
    client.post(write, {"ring": "exploitation hub"})
    assert not Letter.objects.exists()
    assert client.post(write, {"ring": "0116 496 0000"}).status_code == 302
    page = client.get(reverse("letter", args=[wren.pk, Letter.objects.get().pk])).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "Flat 2, 9 Alder Bank" in main and "0116 496 0000" in main
    assert not any(each in page for each in ("Wren", "Applegarth", "hub", "exploit", "OFFICIAL", "Her father"))
    assert client.post(reverse("end_contact", args=[wren.pk, row.pk]), {"because": "changed"}).status_code == 302
    assert client.get(reverse("letter", args=[wren.pk, Letter.objects.get().pk])).status_code == 404


def test_contacts_are_for_those_who_may_know_where_a_child_is(client: Client, by, wren) -> None:
    add(by, wren)
    officer = f.account("police-hub", of=f.agency("force", "police"))
    from homeward.register.accounts.queries import viewer_of

    viewer = viewer_of(officer, at=f.NOW)
    f.relate(viewer, wren.pk)
    client.force_login(officer, backend=DOOR)
    assert client.get(reverse("safe_contacts", args=[wren.pk])).status_code == 404
    assert "Safe contacts" not in client.get(reverse("child_plan", args=[wren.pk])).content.decode()
    with pytest.raises(Refused):
        add(viewer, wren)


def test_a_challenge_is_kept_in_their_words_and_answered(client: Client, account, by, wren) -> None:
    client.force_login(account, backend=DOOR)
    address = reverse("challenges", args=[wren.pk])
    assert client.post(address, {}).status_code == 400
    sent = {"raised_by": "child", "about": "record", "words": "I never ran away, I was at my aunt’s.",
            "raised_on_0": "2", "raised_on_1": "3", "raised_on_2": "2026"}  # fmt: skip
    assert client.post(address, sent).status_code == 302
    row = Challenge.objects.get()
    assert "aunt" not in row.sealed_words and row.due_on == date(2026, 3, 16)
    assert Task.objects.get(kind="answer-challenge").for_role == "manager"
    page = client.get(address).content.decode()
    assert "I never ran away" in page and "Waits for an answer" in page
    there = reverse("answer_challenge", args=[wren.pk, row.pk])
    assert client.post(there, {"outcome": "noted"}).status_code == 400
    told = {
        "outcome": "noted",
        "words": "Your words stand beside it.",
        "told_on_0": "2",
        "told_on_1": "3",
        "told_on_2": "2026",
    }
    assert client.post(there, told).status_code == 302
    assert Task.objects.get(kind="answer-challenge").outcome == "noted"
    assert "Your words stand beside it" in client.get(address).content.decode()
    with pytest.raises(actions.CannotStandSo):
        actions.answer_challenge(
            child=wren.pk,
            challenge=row.pk,
            outcome="stands",
            words="x",
            told_on=TODAY + timedelta(days=1),
            by=by,
            at=f.NOW,
        )
    with pytest.raises(actions.CannotStandSo):
        actions.raise_challenge(
            child=wren.pk,
            raised_by="child",
            about="plan",
            words="x",
            raised_on=TODAY + timedelta(days=1),
            by=by,
            at=f.NOW,
        )
    assert ChallengeAnswer.objects.count() == 1
