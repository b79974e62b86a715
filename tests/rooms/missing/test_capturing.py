"""A caller's words are kept though the memory of who looked cannot be written; nothing is shown meanwhile (S-17)."""

from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from homeward.practice.missing import actions
from homeward.practice.missing.models import Call, CallPiece
from homeward.practice.missing.queries.calls import standing_in
from homeward.register.access.actions import Refused
from homeward.register.access.rules import Viewer
from homeward.register.accounts.models import Account
from homeward.register.audit.actions import write_all_put_off
from homeward.register.audit.jobs import seal_loop_once
from homeward.register.audit.models import AuditEvent, Seal, WaitingEvent
from tests import factories as f
from tests.factories.memory import refusing
from tests.rooms.missing.test_live import DOOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler() -> Viewer:
    return f.viewer("call-handler", on_duty=True)


@pytest.fixture
def account() -> Account:
    return f.account("call-handler", on_duty=True)


@pytest.fixture
def signed_in(client: Client, account: Account) -> Client:
    client.force_login(account, backend=DOOR)
    return client


def typed(call, by: Viewer, words: str = "Gone out of the window") -> tuple:
    return actions.save_piece(call=call, field="said", words=words, read=0, by=by, at=f.NOW)


def test_words_are_kept_while_the_memory_is_full_and_their_events_follow(handler) -> None:
    call = uuid4()
    with refusing("audit_auditevent"):
        assert typed(call, handler) == ("kept", 1)
        assert write_all_put_off() == 0
    assert standing_in(call)["said"].words == "Gone out of the window"
    assert not AuditEvent.objects.exists()
    waiting = WaitingEvent.objects.get()
    assert "call.take" not in waiting.sealed_event and str(handler.worker_id) not in waiting.sealed_event
    # When there is room again, the worker's next turn writes the event as it was, and seals it.
    seal_loop_once(f.NOW)
    event = AuditEvent.objects.get(action="call.take")
    assert (event.uid, event.at, event.worker_id) == (waiting.pk, f.NOW, handler.worker_id)
    assert event.detail["call"] == str(call) and event.roles == ["call-handler"]
    assert not WaitingEvent.objects.exists() and Seal.objects.filter(event=event).exists()
    assert write_all_put_off() == 0


def test_with_room_nothing_waits(handler) -> None:
    typed(uuid4(), handler)
    assert AuditEvent.objects.filter(action="call.take").count() == 1 and not WaitingEvent.objects.exists()


def test_words_that_cannot_be_kept_leave_no_event(handler) -> None:
    with refusing("missing_callpiece"), pytest.raises(DatabaseError):
        typed(uuid4(), handler)
    assert not (Call.objects.exists() or WaitingEvent.objects.exists() or AuditEvent.objects.exists())


def test_whoever_may_not_take_a_call_keeps_nothing() -> None:
    with pytest.raises(Refused):
        typed(uuid4(), f.viewer("administrator"))
    assert not (Call.objects.exists() or WaitingEvent.objects.exists())
    assert AuditEvent.objects.get().outcome == "denied"


def test_an_event_that_somebody_altered_is_not_written_and_does_not_hold_up_the_others(handler) -> None:
    with refusing("audit_auditevent"):
        typed(uuid4(), handler)
        altered = WaitingEvent.objects.get()
        typed(uuid4(), handler)
    other = WaitingEvent.objects.exclude(pk=altered.pk).get()
    WaitingEvent.objects.filter(pk=altered.pk).update(sealed_event=other.sealed_event)
    assert write_all_put_off() == 1
    assert AuditEvent.objects.get().uid == other.pk and WaitingEvent.objects.get().pk == altered.pk


def test_the_page_saves_and_tells_nobody_elses_words_while_the_memory_is_full(signed_in: Client, handler) -> None:
    call = uuid4()
    typed(call, handler, "His name is Rhys")
    save = reverse("call_save", args=[call])
    with refusing("audit_auditevent"):
        answer = signed_in.post(save, {"box": "said", "words": "Her name is Wren", "read": 0})
        assert answer.status_code == 200 and "Rhys" not in answer.content.decode()
        plain = signed_in.post(reverse("call_keep", args=[call]), {"phone": "None", "said": "His name is Rhys"})
        assert plain.status_code == 503 and "What you typed is kept" in plain.content.decode()
        label = signed_in.post(reverse("call_label", args=[uuid4()]), {"label": "silent"})
        assert label.status_code == 503
        # And what only shows is closed, as everywhere (S-16).
        assert signed_in.get(reverse("calls")).status_code == 503
    assert CallPiece.objects.filter(call=call, held_back=True).count() == 1
    assert standing_in(call)["phone"].words == "None" and Call.objects.filter(state="labelled").exists()
    waiting = WaitingEvent.objects.count()
    assert waiting and write_all_put_off() == waiting and not WaitingEvent.objects.exists()
