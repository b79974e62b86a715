"""A child who is hidden from the viewer and a child who does not exist get the same answer (S-11)."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db
ROUTES = ["record", "chronology", "placement", "correct", "who_looked", "ask_to_lower", "open_on_call"]
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("role", ["hub-practitioner", "police-hub", "director", "partner"])
def test_the_answer_is_the_same_to_the_byte(signed_in, wren, route, role) -> None:
    kinds = {"police-hub": "police", "partner": "school"}
    client, _ = signed_in(role, of=factories.agency(kinds.get(role, "council"), kinds.get(role, "council")))
    hidden = client.get(reverse(route, args=[wren.pk]))
    absent = client.get(reverse(route, args=[uuid4()]))

    assert hidden.status_code == absent.status_code == 404
    assert TOKEN.sub(b"", hidden.content) == TOKEN.sub(b"", absent.content)
    assert {*hidden.headers} == {*absent.headers}


def test_the_answer_costs_the_same_statements(signed_in, wren) -> None:
    client, _ = signed_in("hub-practitioner")
    client.get(reverse("today"))  # the first page of a session also writes down that it began
    asked = []
    for subject in (wren.pk, uuid4()):
        with CaptureQueriesContext(connection) as statements:
            client.get(reverse("record", args=[subject]))
        asked.append([re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in statements])
    assert asked[0] == asked[1]
