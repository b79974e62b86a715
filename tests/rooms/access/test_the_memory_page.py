"""Information governance reads what everybody did, and takes a copy that proves itself."""

from datetime import timedelta

import pytest
from django.urls import reverse

from homeward.register.access.queries import Sought, recent_events
from homeward.register.audit import rules
from homeward.register.audit.jobs import seal_loop_once
from homeward.register.audit.models import AuditEvent
from homeward.register.keys.queries import public_key, signature_holds
from tests import factories
from tests.factories import NOW
from tests.factories.memory import event, refusal_lifted

pytestmark = pytest.mark.django_db


@pytest.fixture
def governance():
    return factories.viewer("information-governance")


def test_filters_by_worker_action_refusal_and_day(governance) -> None:
    worker = factories.worker()
    theirs = event(worker_id=worker.pk)
    refused = event("child.find", outcome="denied", reason_code="no-relationship")
    old = event(at=NOW - timedelta(days=30))

    def found(**sought):
        return list(recent_events(Sought(**sought), viewer=governance))

    assert found() == [refused, theirs, old]
    assert found(worker=worker.pk) == [theirs]
    assert found(action="child.find") == [refused]
    assert found(denied=True) == [refused]
    assert found(since=NOW.date()) == [refused, theirs]
    assert found(until=NOW.date()) == [old]
    assert list(recent_events(Sought(), viewer=factories.viewer("manager", "administrator"))) == []


def test_the_page_shows_the_last_week_and_the_chain(signed_in) -> None:
    worker = factories.account("manager").worker
    event(worker_id=worker.pk)
    event("child.correct", at=NOW - timedelta(days=30))
    seal_loop_once(NOW)
    client, _ = signed_in("information-governance")
    page = client.get(reverse("audit")).content.decode()
    assert worker.name in page and "Holds together" in page
    assert page.count("Corrected the record") == 1  # the filter's own choice, and no event
    some = {"denied": "on", "worker": str(worker.pk), "action": "child.open"}
    assert "Nothing matches" in client.get(reverse("audit"), some).content.decode()
    assert client.get(reverse("audit"), {"page": "٣", "since_0": "x"}).status_code == 200
    with refusal_lifted():
        AuditEvent.objects.filter(worker_id=worker.pk).update(reason_code="altered")
    assert "Does not hold together" in client.get(reverse("audit")).content.decode()


@pytest.mark.parametrize(("day", "month", "year"), [(31, 12, 9999), (1, 1, 1999), (3, 3, 2026)])
def test_days_on_which_nothing_could_have_been_recorded_are_refused(signed_in, day, month, year) -> None:
    client, _ = signed_in("information-governance")
    given = {f"until_{place}": value for place, value in enumerate((day, month, year))}
    answer = client.get(reverse("audit"), given)
    assert answer.status_code == 200 and "Enter a day from 1 January 2000 to today" in answer.content.decode()


def test_a_copy_leaves_its_intent_before_and_its_outcome_after(signed_in) -> None:
    event()
    client, viewer = signed_in("information-governance")
    asked = client.post(reverse("ask_for_audit_copy"))
    intent = AuditEvent.objects.get(action="audit.export")
    assert intent.detail == {"stage": "intent"}

    answer = client.get(asked.url)
    lines = b"".join(answer.streaming_content).splitlines(keepends=True)

    outcome = AuditEvent.objects.exclude(pk=intent.pk).get(action="audit.export")
    assert outcome.detail["intent"] == str(intent.uid) and outcome.detail["bytes"] == sum(map(len, lines))
    assert outcome.result_count == len(lines)
    key = public_key()
    read = rules.proved(lines, key=key, signed=lambda words, name: signature_holds(words, name, key))
    assert read.problems == [] and read.seals == 2
    assert viewer.name not in b"".join(lines).decode()


def test_a_copy_nobody_asked_for_or_asked_long_ago_is_not_there(signed_in, frozen) -> None:
    client, _ = signed_in("information-governance")
    asked = client.post(reverse("ask_for_audit_copy"))
    another, _ = signed_in("information-governance")
    assert another.get(asked.url).status_code == 404
    frozen.shift(timedelta(minutes=11))
    assert client.get(asked.url).status_code == 404
    manager, _ = signed_in("manager")
    assert manager.post(reverse("ask_for_audit_copy")).status_code == 403
