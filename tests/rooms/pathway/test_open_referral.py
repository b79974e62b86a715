"""The directory read out to anybody: the standard's addresses, pages, questions, and what is refused in words."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.pathway.rules.standard import faults
from homeward.register.audit.models import AuditEvent
from tests import factories as f
from tests.rooms.pathway.telling import key, said, told

pytestmark = pytest.mark.django_db
ROOT = "/open-referral/"


@pytest.fixture(autouse=True)
def directory():
    told(
        said(
            "Alongside", "need:exploitation", "form:criminal", minimum_age=10, maximum_age=17, email="a@lantern.example"
        ),
        said("Steady Minds", "need:mental-health", phones=[{"id": key("phone"), "number": "07700 900123"}]),
        said("Summer Boats", "need:mentoring", status="inactive"),
    )


def ask(client: Client, path: str, **asked: str):
    return client.get(f"{ROOT}{path}", asked)


def contents(client: Client, path: str, **asked: str) -> list[dict]:
    return ask(client, path, **asked).json()["contents"]


def test_nobody_signs_in_and_any_page_may_read(client: Client) -> None:
    answer = ask(client, "")
    assert answer.json()["version"] == "3.0" and answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "sessionid" not in answer.cookies and not AuditEvent.objects.filter(action="services.see").exists()
    assert client.options(f"{ROOT}services").status_code == 204
    refused = client.post(f"{ROOT}services", {})
    assert refused.status_code == 405 and "GET" in refused.headers["Allow"] and "only read" in refused.json()["error"]


def test_a_page_says_where_it_stands(client: Client) -> None:
    page = ask(client, "services", page="2", per_page="2").json()
    assert {name: page[name] for name in page if name != "contents"} == {
        "total_items": 3, "total_pages": 2, "page_number": 2, "size": 1, "first_page": False, "last_page": True,
        "empty": False,
    }  # fmt: skip
    beyond = ask(client, "services", page="9").json()
    assert beyond["empty"] and beyond["contents"] == [] and not beyond["last_page"]
    assert len(contents(client, "services", per_page="100000")) == 3


def test_a_list_is_plain_and_one_service_is_whole(client: Client) -> None:
    plain = next(each for each in contents(client, "services") if each["name"] == "Alongside")
    assert plain["organization"]["name"] == "Lantern" and "service_at_locations" not in plain
    assert "attributes" not in plain and plain["last_modified"] == "2026-03-02T09:00:00Z"
    whole = ask(client, f"services/{key('Alongside')}").json()
    (there,) = whole["service_at_locations"]
    assert there["location"]["addresses"][0]["postal_code"] == "ZZ11 1AA"
    assert {each["taxonomy_term"]["code"] for each in whole["attributes"]} == {"need:exploitation", "form:criminal"}
    full = next(each for each in contents(client, "services", full="true") if each["name"] == "Alongside")
    assert full == whole


def test_every_thing_that_is_read_out_is_as_the_standard_asks(client: Client) -> None:
    kinds = {
        "services": "service", "service_at_locations": "service_at_location", "organizations": "organization",
        "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term",
    }  # fmt: skip
    for path, thing in kinds.items():
        listed = contents(client, path)
        assert listed, path
        for each in listed:
            whole = ask(client, f"{path}/{each['id']}").json()
            inner = {"organization", "service_at_locations", "location", "service"}
            for answer in (each, whole):
                assert not list(faults(thing, {name: value for name, value in answer.items() if name not in inner}))
                assert None not in answer.values()


def test_what_is_asked_narrows(client: Client) -> None:
    def names(path: str = "services", **asked: str) -> list[str]:
        return [each["name"] for each in contents(client, path, **asked)]

    assert names(search="steady") == ["Steady Minds"]
    assert names(taxonomy_term_id=key("need:mental-health")) == ["Steady Minds"]
    assert len(names(taxonomy_id=key("ours"))) == 3 and names(taxonomy_id=key("no such")) == []
    assert len(names(organization_id=key("run by"))) == 3 and names(organization_id=key("nobody")) == []
    later = (f.NOW + timedelta(days=1)).isoformat()
    assert names(modified_after=later) == [] and len(names(modified_after="2026-03-02")) == 3
    assert set(contents(client, "services", minimal="true")[0]) == {"id", "name", "status", "last_modified"}
    assert names("taxonomy_terms", search="mentoring") == ["need:mentoring"]
    assert len(contents(client, "service_at_locations", search="centre")) == 3
    there = contents(client, "service_at_locations", full="true")[0]
    assert there["location"]["addresses"] and there["service"]["organization"]["id"] == key("run by")


@pytest.mark.parametrize(
    "asked",
    [{"page": "0"}, {"page": "two"}, {"per_page": "-1"}, {"page": "9" * 40}, {"format": "xml"}, {"full": "perhaps"},
     {"taxonomy_id": "x"}, {"modified_after": "yesterday"}, {"postcode": "ZZ11 1AA"}, {"search": "x" * 500},
     {"search": "a\0b"}],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_words(client: Client, asked: dict[str, str]) -> None:
    path = "service_at_locations" if "postcode" in asked else "services"
    answer = ask(client, path, **asked)
    assert answer.status_code == 400 and len(answer.json()["error"]) > 20
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not any(value in answer.json()["error"] for value in asked.values() if len(value) > 3)


def test_all_of_it_a_line_to_each(client: Client) -> None:
    answer = ask(client, "services", format="ndjson", full="true")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert {json.loads(each)["name"] for each in lines} == {"Alongside", "Steady Minds", "Summer Boats"}


def test_nothing_of_that_identifier(client: Client) -> None:
    assert ask(client, f"services/{key('nobody')}").status_code == 404
    assert client.get(reverse("oruk_service", args=[key("nobody")])).json()["error"]


def test_statements_do_not_grow_with_the_directory(client: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ask(client, "services", full="true", per_page="200")
        return len(asked)

    few = statements()
    told(*(said(f"Further {number}", "need:family") for number in range(30)))
    assert statements() == few <= 4
