"""A referral to the National Referral Mechanism: begun, prefilled, written by two, sent, decided, taken away."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.cases import actions, queries
from homeward.practice.cases.actions import NotThatStep, NotWhole, WroteMeanwhile
from homeward.practice.cases.models import NrmAnswer, NrmReferral, NrmStep
from homeward.practice.cases.presenters import nrm as presenters
from homeward.practice.cases.queries import nrm
from homeward.register.access.actions import Refused
from homeward.register.access.models import Shield
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.models import Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()


@pytest.fixture
def wren():
    return f.child(also_known_as="Birdie")


@pytest.fixture
def account(wren):
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), wren.pk)
    return account


@pytest.fixture
def by(account):
    return viewer_of(account, at=f.NOW)


@pytest.fixture
def draft(by, wren):
    return actions.begin_referral(child=wren.pk, decider="single-authority", by=by, at=f.NOW)


def answered(by, draft, read="", **texts) -> int:
    given = {code.replace("_", "-"): text for code, text in texts.items()}
    return actions.answer(child=draft.person_id, referral=draft.pk, texts=given, read=read, by=by, at=f.NOW)


def whole(by, draft) -> None:
    needed = {each.code: "2012-06-01" if each.answer == "date" else "yes" for each in nrm.missing_of(draft, at=f.NOW)}
    actions.answer(child=draft.person_id, referral=draft.pk, texts=needed, read="", by=by, at=f.NOW)


def took(by, draft, kind, on=TODAY, at=f.NOW, **more) -> NrmStep:
    return actions.take_nrm_step(child=draft.person_id, referral=draft.pk, kind=kind, on=on, by=by, at=at, **more)


def test_a_draft_is_gone_on_with_and_not_begun_twice(by, wren, draft) -> None:
    assert actions.begin_referral(child=wren.pk, decider="local-panel", by=by, at=f.NOW).pk == draft.pk
    assert NrmReferral.objects.count() == 1


def test_what_the_record_holds_is_offered_and_kept_only_when_saved(by, wren, draft) -> None:
    f.episode(wren, days_ago=40)
    actions.open_case(
        child=wren.pk, kind="exploitation", because="x", forms=["county-lines", "sexual"], by=by, at=f.NOW
    )
    actions.note_needs(
        child=wren.pk, language="Tigrinya", interpreter="yes", helps="Draws.", disability="", by=by, at=f.NOW
    )
    wren.refresh_from_db()
    offered = nrm.from_record(wren, viewer=by, classes={"core", "third-party"}, at=f.NOW)
    assert offered["name"] == "Wren Applegarth" and offered["nickname"] == "Birdie"
    assert offered["types"] == "child-exploitation;forced-crime" and offered["interpreter"] == "Yes, Tigrinya"
    assert offered["indicators"] == "Missing 1 time since 2 March 2025." and offered["under-18"] == "yes"
    assert "crime-reference" not in offered
    assert not NrmAnswer.objects.exists()


def test_school_signs_and_earlier_referrals_are_offered_and_no_school_while_a_shield_stands(by, wren, draft) -> None:
    f.school_spell(wren, "Beacon Academy", since=date(2023, 9, 1))
    f.observation(wren, "unexplained-money", since=date(2026, 1, 7))
    whole(by, draft)
    took(by, draft, "submitted", on=TODAY, reference="SYN-77")
    offered = nrm.from_record(wren, viewer=by, classes={"core"}, at=f.NOW)
    assert offered["education"] == "Beacon Academy, since 1 September 2023."
    assert offered["indicators"] == "Money that nobody can explain, first on 7 January 2026."
    assert offered["reported-before"] == "To the National Referral Mechanism on 2 March 2026, reference SYN-77."
    officer = f.viewer("police-hub", of=f.agency("force", "police"))
    f.relate(officer, wren.pk)
    assert "education" not in nrm.from_record(wren, viewer=officer, classes={"core"}, at=f.NOW)
    Shield.objects.create(subject_id=wren.pk, basis="witness", since=f.NOW)
    assert "education" not in nrm.from_record(wren, viewer=by, classes={"core"}, at=f.NOW)


def test_no_more_places_are_written_than_the_form_has_room_for(client: Client, account, wren, draft) -> None:
    client.force_login(account, backend=DOOR)
    address = reverse("nrm_part", args=[wren.pk, draft.pk, "others"])
    towns = [f"Town {number}" for number in range(11)]
    answer = client.post(address, {"uk-places": "\n".join(towns), "read": ""})
    assert answer.status_code == 400 and "Enter 10 at most, one on each line" in answer.content.decode()
    assert not NrmAnswer.objects.exists()
    assert client.post(address, {"uk-places": "\n\n".join(towns[:10]), "read": ""}).status_code == 302


def test_an_answer_is_sealed_and_one_that_somebody_changed_meanwhile_is_not_lost(by, wren, draft) -> None:
    assert answered(by, draft, what_happened="She was driven to the coast.") == 1
    assert "coast" not in NrmAnswer.objects.get().sealed_text
    read = nrm.read_marks(draft, ["what-happened"])
    answered(by, draft, read, what_happened="She was driven to the coast twice.")
    with pytest.raises(WroteMeanwhile):
        answered(by, draft, read, what_happened="Mine.")
    assert nrm.standing_answers(draft)["what-happened"] == "She was driven to the coast twice."
    assert NrmAnswer.objects.count() == 2


def test_one_that_lacks_answers_is_not_said_to_be_sent(by, draft) -> None:
    with pytest.raises(NotWhole):
        took(by, draft, "submitted", reference="SYN-1")
    whole(by, draft)
    took(by, draft, "submitted", reference="SYN-1")
    task = Task.objects.get(kind="ask-nrm-decision")
    assert task.due_at.date() == date(2026, 3, 9) and task.for_worker_id == by.worker_id


def test_each_decision_comes_in_its_turn_and_settles_what_was_asked(by, draft) -> None:
    whole(by, draft)
    took(by, draft, "submitted", reference="SYN-1")
    with pytest.raises(NotThatStep):
        took(by, draft, "conclusive", outcome="positive")
    took(by, draft, "reasonable", outcome="positive")
    done, waits = Task.objects.filter(kind="ask-nrm-decision").order_by("due_at")
    assert done.outcome == "reasonable" and waits.done_at is None and waits.due_at.date() == date(2026, 4, 1)
    later = f.NOW + timedelta(days=30)
    took(by, draft, "guardian-asked")
    took(by, draft, "conclusive", on=later.date(), at=later, outcome="positive")
    (row,) = queries.referrals_of(draft.person_id)
    shown = presenters.referral_shown(row, at=later)
    assert shown.rows[0].tag.text == "Conclusive grounds: positive"
    assert not Task.objects.filter(kind="ask-nrm-decision", done_at__isnull=True).exists()


def test_where_a_shielded_child_is_stays_out_of_all_that_is_taken(client: Client, account, by, wren, draft) -> None:
    answered(by, draft, current_location="ZZ12 3AB", treatment="Badly.")
    assert "ZZ12 3AB" in presenters.as_text(draft, at=f.NOW)
    f.placement(wren)
    text = presenters.as_text(draft, at=f.NOW)
    assert "ZZ12 3AB" not in text and "Badly." in text and "Left out: a shield" in text
    client.force_login(account, backend=DOOR)
    part = client.get(reverse("nrm_part", args=[wren.pk, draft.pk, "others"])).content.decode()
    assert "ZZ12 3AB" not in part and "Where is the person now?" not in part
    taken = client.get(reverse("nrm_document", args=[wren.pk, draft.pk]))
    with zipfile.ZipFile(io.BytesIO(taken.content)) as parts:
        body = parts.read("word/document.xml").decode()
    assert "Badly." in body and "ZZ12 3AB" not in body
    assert AuditEvent.objects.filter(action="nrm.open", detail__took="referral.docx").exists()


def test_only_first_responders_with_the_child_write_one(wren) -> None:
    nurse = f.viewer("hub-practitioner", of=f.agency("trust", "health"))
    f.relate(nurse, wren.pk)
    for stranger in (nurse, f.viewer("hub-practitioner"), f.viewer("director")):
        with pytest.raises(Refused):
            actions.begin_referral(child=wren.pk, decider="local-panel", by=stranger, at=f.NOW)


def test_the_pages_begin_write_send_and_say_what_is_missing(client: Client, account, by, wren) -> None:
    client.force_login(account, backend=DOOR)
    address = reverse("nrm_referrals", args=[wren.pk])
    assert "No referral has been begun" in client.get(address).content.decode()
    assert client.post(reverse("begin_nrm", args=[wren.pk]), {}).status_code == 400
    assert client.post(reverse("begin_nrm", args=[wren.pk]), {"decider": "single-authority"}).status_code == 302
    row = NrmReferral.objects.get()
    one = reverse("nrm_referral", args=[wren.pk, row.pk])
    assert "Still to be answered" in client.get(one).content.decode()
    part = reverse("nrm_part", args=[wren.pk, row.pk, "person"])
    assert "From the record: check it." in client.get(part).content.decode()
    sent = {"name": "Wren Applegarth", "birth-date_0": "1", "birth-date_1": "6", "birth-date_2": "2012", "sex": "F"}
    assert client.post(part, {**sent, "birth-date_1": "13"}).status_code == 400
    answer = client.post(part, {**sent, "next": "1"})
    assert answer.url == reverse("nrm_part", args=[wren.pk, row.pk, "background"])
    page = client.get(one).content.decode()
    assert "Wren Applegarth" in page and "1 June 2012" in page
    day = {"on_0": "2", "on_1": "3", "on_2": "2026"}
    step = reverse("nrm_step", args=[wren.pk, row.pk])
    assert client.post(step, {"kind": "submitted", **day}).status_code == 400
    assert client.post(step, {"kind": "reasonable", **day}).status_code == 400
    refused = client.post(step, {"kind": "submitted", "reference": "SYN-1", **day}, follow=True).content.decode()
    assert "Answer what is still missing first" in refused and not NrmStep.objects.exists()
    assert b"Wren Applegarth" in client.get(reverse("nrm_text", args=[wren.pk, row.pk])).content
    assert client.get(reverse("nrm_part", args=[wren.pk, row.pk, "nonsense"])).status_code == 404
    assert client.get(reverse("nrm_referral", args=[wren.pk, wren.pk])).status_code == 404
