"""The outbox: what a message says, that it goes out once, what becomes of one that fails, and who is told of it."""

import hashlib
import hmac
import json
import smtplib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from homeward.config.lent import address_of
from homeward.register.accounts.models import Account
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions import sending
from homeward.register.tasks.actions.climbing import FOR_YOU, notify
from homeward.register.tasks.actions.sending import take_due
from homeward.register.tasks.jobs import posting, send_what_is_due
from homeward.register.tasks.models import Message, Notice
from homeward.register.tasks.rules.outgoing import MOST_TRIES
from tests import factories
from tests.factories import NOW
from tests.factories.watch import given, owned, rota

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
KEY = "a key of thirty-two letters or more"


@pytest.fixture
def account() -> Account:
    return factories.account("emergency-duty-worker", on_duty=True)


def told(account: Account, at=NOW) -> Message:
    with audit.event("handover.climb", at=at):
        notify(worker=account.worker_id, kind=FOR_YOU, reference="x", at=at)
    return Message.objects.latest("raised_at")


def turn(at=NOW) -> int:
    return send_what_is_due(at, address_of=address_of)


@pytest.fixture
def pager(settings, monkeypatch) -> SimpleNamespace:
    """A paging system that keeps what it is sent, on no wire."""
    kept = SimpleNamespace(asked=[], status=200, numbers=["8.8.8.8"])
    settings.NOTICES_BY_MAIL, settings.DEMONSTRATION = False, False
    settings.NOTICE_WEBHOOK, settings.NOTICE_WEBHOOK_KEY = "https://pager.example.test/in", KEY
    monkeypatch.setattr(posting, "numbers_of", lambda parts: kept.numbers)

    def ask(parts, number, body, headers) -> int:
        kept.asked.append((parts.geturl(), number, body, headers))
        return kept.status

    monkeypatch.setattr(posting, "ask", ask)
    return kept


def test_a_letter_says_one_thing_and_leads_to_signing_in(account) -> None:
    message = told(account)
    assert turn() == 1 and turn() == 0
    [letter] = mail.outbox
    assert letter.to == [account.email]
    assert letter.subject == "You have a message in Homeward"
    assert letter.body == "You have a message in Homeward.\n\nSign in to read it: http://localhost:8000/\n"
    assert letter.extra_headers["Message-ID"] == f"<{message.pk}@localhost>"
    message.refresh_from_db()
    assert (message.ended, message.ended_at, message.due_at) == ("sent", NOW, None)


def test_a_handover_sends_word_to_whom_it_was_given(account) -> None:
    handler = factories.viewer("call-handler", on_duty=True)
    given(handler, owned(handler), to_worker=account.worker_id)
    turn()
    assert [letter.to for letter in mail.outbox] == [[account.email]]


def test_what_was_read_in_homeward_first_goes_no_further(account) -> None:
    message = told(account)
    Notice.objects.update(seen_at=NOW)
    assert turn() == 0 and mail.outbox == []
    message.refresh_from_db()
    assert message.ended == "read"


def test_what_one_worker_took_another_does_not_take(account) -> None:
    told(account)
    assert len(take_due(at=NOW)) == 1
    assert take_due(at=NOW) == [] and turn() == 0
    assert turn(NOW + timedelta(minutes=1)) == 1


def test_a_worker_that_read_the_row_before_another_took_it_takes_nothing(account) -> None:
    message = told(account)
    stale = Message.objects.select_related("notice").get(pk=message.pk)
    take_due(at=NOW)
    assert sending._take(stale, NOW) is False


def test_a_notice_goes_out_once_by_each_channel(account, pager, settings) -> None:
    settings.NOTICES_BY_MAIL = True
    told(account)
    told(account)
    assert sorted(Message.objects.values_list("channel", flat=True)) == ["e-mail", "webhook"]
    assert turn() == 2 and len(mail.outbox) == len(pager.asked) == 1


def test_the_paging_system_is_told_by_identifiers_alone_and_can_check_who_called(account, pager) -> None:
    message = told(account)
    assert turn() == 1
    [(url, number, body, headers)] = pager.asked
    assert (url, number) == ("https://pager.example.test/in", "8.8.8.8")
    assert json.loads(body) == {
        "id": str(message.pk),
        "worker": str(account.worker_id),
        "text": "You have a message in Homeward",
        "link": "http://localhost:8000/",
        "at": NOW.isoformat(timespec="seconds"),
    }
    assert headers["Idempotency-Key"] == str(message.pk)
    assert headers["X-Homeward-Signature"] == "sha256=" + hmac.new(KEY.encode(), body, hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    ("status", "fault"), [(204, ""), (302, "redirect"), (403, "refused"), (503, "server"), (101, "refused")]
)
def test_what_the_paging_system_answers(account, pager, status: int, fault: str) -> None:
    pager.status = status
    message = told(account)
    turn()
    message.refresh_from_db()
    assert (message.fault, message.ended) == (fault, "" if fault else "sent")
    assert len(pager.asked) == 1, "a redirect is not followed"


def test_a_private_network_is_not_called_unless_that_is_set(account, pager, settings) -> None:
    pager.numbers = ["10.0.0.5"]
    message = told(account)
    turn()
    message.refresh_from_db()
    assert message.fault == "private-address" and pager.asked == []
    settings.NOTICE_WEBHOOK_PRIVATE = True
    assert turn(NOW + timedelta(minutes=1)) == 1


def test_one_that_fails_waits_longer_each_time_and_is_then_given_up(account, pager) -> None:
    pager.status = 500
    message, at = told(account), NOW
    for number in range(1, MOST_TRIES + 1):
        assert turn(at) == 0
        message.refresh_from_db()
        assert message.tries == number
        at = message.due_at or at
    assert message.ended == "gave-up" and len(pager.asked) == MOST_TRIES
    assert {headers["Idempotency-Key"] for *_, headers in pager.asked} == {str(message.pk)}
    assert turn(at + timedelta(days=1)) == 0


def test_a_mail_server_that_is_away_is_tried_again(account, monkeypatch) -> None:
    message = told(account)
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", raises(ConnectionRefusedError()))
    assert turn() == 0
    message.refresh_from_db()
    assert (message.fault, message.due_at) == ("mail-down", NOW + timedelta(minutes=1))
    refused = smtplib.SMTPRecipientsRefused({})
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", raises(refused))
    turn(NOW + timedelta(minutes=1))
    message.refresh_from_db()
    assert message.fault == "mail-refused"


def raises(fault: Exception):
    """A mail server at which something is wrong."""

    def fails(*_: object) -> int:
        raise fault

    return fails


def test_whoever_has_no_open_account_is_told_to_the_administrator_and_can_be_tried_again(account) -> None:
    message = told(account)
    Account.objects.filter(pk=account.pk).update(closed_at=NOW)
    turn()
    administrator = Client()
    administrator.force_login(factories.account("administrator"), backend=DOOR)
    page = administrator.get(reverse("messages_out")).content.decode()
    assert account.worker.name in page and "no open account" in page and "Given up" in page
    Account.objects.filter(pk=account.pk).update(closed_at=None)
    administrator.post(reverse("try_message_again", args=[message.pk]))
    assert turn() == 1
    page = administrator.get(reverse("messages_out")).content.decode()
    assert "Everything went out" in page and "1 message went out in the last day" in page
    administrator.post(reverse("try_message_again", args=[message.pk]))
    assert turn() == 0


def test_nobody_else_reads_the_list(account) -> None:
    client = Client()
    client.force_login(account, backend=DOOR)
    assert client.get(reverse("messages_out")).status_code == 403


def test_a_turn_with_nothing_due_asks_once_and_leaves_no_event(account, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert turn() == 0


def test_a_desk_with_nobody_sends_word_up_the_ladder() -> None:
    handler, director = factories.viewer("call-handler", on_duty=True), factories.account("duty-director")
    given(handler, owned(handler), to_rota=rota().pk)
    turn()
    assert [letter.to for letter in mail.outbox] == [[director.email]]
