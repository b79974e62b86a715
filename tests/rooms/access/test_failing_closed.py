"""When the memory cannot be written, nothing is shown: no event, no page (S-16)."""

import pytest
from django.db import DatabaseError
from django.urls import reverse

from homeward.register.access.actions import open_on_call
from homeward.register.access.models import Relationship
from homeward.register.audit.models import AuditEvent
from tests import factories
from tests.factories import NOW
from tests.factories.memory import event, refusing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", ["audit_auditevent", "audit_auditsubject"])
def test_a_page_whose_event_cannot_be_written_shows_nothing(signed_in, wren, table) -> None:
    client, viewer = signed_in("manager", in_team=factories.team())
    factories.relate(viewer, wren.pk, "team")
    looker = factories.worker("Marigold Canary")
    event(subjects=[wren.pk], worker_id=looker.pk)
    address = reverse("who_looked", args=[wren.pk])
    assert "Marigold Canary" in client.get(address).content.decode()

    with refusing(table):
        answer = client.get(address)

    assert answer.status_code == 503
    assert "Canary" not in answer.content.decode()
    assert wren.pk.hex[:8] not in answer.content.decode().replace("-", "")
    assert client.get(address).status_code == 200


def test_a_refusal_that_cannot_be_written_shows_nothing_either(signed_in, wren) -> None:
    client, _ = signed_in("manager", in_team=factories.team())
    with refusing("audit_auditevent"):
        assert client.get(reverse("who_looked", args=[wren.pk])).status_code == 503


def test_an_action_whose_event_cannot_be_written_is_undone(wren) -> None:
    handler = factories.viewer("call-handler", on_duty=True)
    with refusing("audit_auditsubject"), pytest.raises(DatabaseError):
        open_on_call(child=wren.pk, reference="C-17", kind="call", by=handler, at=NOW)
    assert not Relationship.objects.exists() and not AuditEvent.objects.exists()


def test_a_copy_of_the_memory_is_not_taken_unrecorded(signed_in) -> None:
    client, _ = signed_in("information-governance")
    asked = client.post(reverse("ask_for_audit_copy"))
    with refusing("audit_auditevent"):
        assert client.get(asked.url).status_code == 503
