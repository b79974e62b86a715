"""The pages of this room ask as many statements of fifty rows as of five."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.register.access.actions import ask_to_lower, open_in_emergency
from tests import factories
from tests.factories import NOW
from tests.factories.memory import event

pytestmark = pytest.mark.django_db


def statements(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def look_often(wren, times: int) -> None:
    for _ in range(times):
        worker = factories.account("hub-practitioner").worker
        event(subjects=[wren.pk], worker_id=worker.pk, roles=["hub-practitioner"])


@pytest.mark.parametrize("route", ["who_looked", "audit"])
def test_who_looked(signed_in, wren, route) -> None:
    client, _ = signed_in("information-governance")
    address = reverse(route, args=[wren.pk] if route == "who_looked" else [])
    look_often(wren, 5)
    statements(client, address)
    few = statements(client, address)
    look_often(wren, 40)
    assert statements(client, address) == few


def test_shields_and_openings(signed_in) -> None:
    keeper, _ = signed_in("shield-keeper")
    governance, _ = signed_in("information-governance")

    def more(times: int) -> None:
        for _ in range(times):
            child = factories.child()
            factories.placement(child)
            worker = factories.viewer("hub-practitioner")
            other = factories.viewer("hub-practitioner")
            factories.relate(worker, child.pk)
            ask_to_lower(child=child.pk, reason="Going home", by=worker, at=NOW)
            open_in_emergency(child=child.pk, category="cover", reason="x" * 30, by=other, at=NOW)

    pages = [(keeper, reverse("shields")), (governance, reverse("emergency_openings"))]
    more(2)
    for client, address in pages:
        statements(client, address)
    few = [statements(client, address) for client, address in pages]
    more(12)
    assert [statements(client, address) for client, address in pages] == few
