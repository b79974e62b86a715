"""Confidential services: kept apart, never in the open directory by any way in or out, and known to few."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.pathway import actions
from homeward.practice.pathway.models import ConfidentialMark, ConfidentialService, Service
from homeward.practice.pathway.queries import finding, keeping
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of
from tests import factories as f
from tests.rooms.pathway.telling import key, said, told

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
CANARIES = ("Wheatear", "07700 900777", "ZZ17 9ZZ", "Bramble Lane")


@pytest.fixture
def manager():
    return f.viewer("manager", in_team=f.team())


def add(by, **more):
    given = {
        "name": "Wheatear House", "words": "Rooms for girls who flee.", "contact": "Ring 07700 900777 by day.",
        "marks": ["ZZ17 9ZZ", "07700 900777", "4 Bramble Lane"], "needs": ["housing"], "minimum_age": 16,
        "maximum_age": 18, **more,
    }  # fmt: skip
    return actions.add_confidential(**given, by=by, at=f.NOW)


def everything_read_out(client: Client) -> str:
    answers = []
    for name in LISTS:
        for asked in ({"full": "true", "per_page": "200"}, {}, {"minimal": "true"}):
            listed = client.get(f"/open-referral/{name}", asked).json()["contents"]
            answers += [*listed, *(client.get(f"/open-referral/{name}/{each['id']}").json() for each in listed)]
        lines = client.get(f"/open-referral/{name}", {"format": "ndjson", "full": "true"})
        answers.append(b"".join(lines.streaming_content).decode())
    return json.dumps(answers)


def test_it_is_sealed_and_in_nothing_that_is_read_out(client: Client, manager) -> None:
    told(said("Alongside", "need:housing"))
    row, hidden = add(manager)
    assert hidden == 0 and not any("Wheatear" in str(value) for value in vars(row).values())
    assert not any("900777" in each.sealed_text for each in ConfidentialMark.objects.all())
    told_of = everything_read_out(client)
    assert "Alongside" in told_of and not any(each in told_of for each in CANARIES)
    assert client.get(f"/open-referral/services/{row.pk}").status_code == 404


@pytest.mark.parametrize(
    "gives",
    [{"description": "Ask at 4, Bramble Lane."}, {"phones": [{"id": key("p"), "number": "+44 7700-900777"}]},
     {"alternate_name": "WHEATEAR HOUSE"}, {"eligibility_description": "Near zz179zz"},
     {"organization": {"id": key("o"), "name": "Wheatear House Trust", "description": "Runs it."}},
     {"service_at_locations": [{"id": key("a"), "location": {"id": key("l"), "location_type": "physical",
                                "description": "The house at ZZ17 9ZZ"}}]}],
    ids=["address", "number of the country", "other name", "postcode without its space", "who runs it", "its place"],
)  # fmt: skip
def test_an_open_service_that_gives_it_away_is_withheld(client: Client, manager, gives) -> None:
    told(said("Alongside"), said("Helper", **gives))
    _, hidden = add(manager)
    assert hidden == 1
    told_of = everything_read_out(client)
    assert "Alongside" in told_of and "Helper" not in told_of
    assert not any(each.casefold() in told_of.casefold() for each in CANARIES)
    assert client.get(f"/open-referral/services/{key('Helper')}").status_code == 404
    assert not [each for each in finding.directory() if each.name == "Helper"]


def test_what_comes_later_is_left_out(manager) -> None:
    add(manager)
    gives = said("Helper", phones=[{"id": key("p"), "number": "07700900777"}])
    assert keeping.withheld({1: gives, 2: said("Alongside")}) == {1}
    row = ConfidentialService.objects.get()
    actions.end_confidential(service=row.pk, by=manager, at=f.NOW)
    assert keeping.withheld({1: gives}) == set() and finding.confidential_services() == []
    with pytest.raises(actions.confidential.NoSuchService):
        actions.end_confidential(service=row.pk, by=manager, at=f.NOW)


def test_a_mark_too_short_to_mean_anything_withholds_nothing(manager) -> None:
    told(said("Alongside"))
    assert add(manager, marks=["1", "a", "--"])[1] == 0
    assert not Service.objects.exclude(withheld_at=None).exists()


def test_the_page_is_the_managers_alone(client: Client, manager) -> None:
    for stranger in ("hub-practitioner", "police-hub", "partner", "director"):
        of = {"partner": f.agency("school", "school"), "police-hub": f.agency("force", "police")}.get(stranger)
        client.force_login(f.account(stranger, of=of), backend=DOOR)
        assert client.get(reverse("confidential_services")).status_code == 403
    with pytest.raises(Refused):
        add(f.viewer("manager", of=f.agency("force", "police")))
    client.force_login(f.account("manager", in_team=f.team()), backend=DOOR)
    address = reverse("confidential_services")
    assert "None has been added" in client.get(address).content.decode()
    assert client.post(address, {"name": "Wheatear House"}).status_code == 400
    given = {"name": "Wheatear House", "words": "Rooms.", "contact": "Ring.", "needs": ["housing"]}
    given["marks"] = "ZZ17 9ZZ\n\n07700 900777"
    assert client.post(address, given).status_code == 302
    row = ConfidentialService.objects.get()
    assert row.marks.count() == 3 and "Wheatear House" in client.get(address).content.decode()
    assert client.post(reverse("end_confidential", args=[row.pk])).status_code == 302
    assert "None has been added" in client.get(address).content.decode()


def test_which_refuge_a_child_was_referred_to_is_known_to_few(client: Client, manager) -> None:
    wren = f.child()
    account = f.account("hub-practitioner", in_team=f.team())
    by = viewer_of(account, at=f.NOW)
    f.relate(by, wren.pk)
    officer = f.account("police-hub", of=f.agency("force", "police"))
    f.relate(viewer_of(officer, at=f.NOW), wren.pk)
    row, _ = add(manager, minimum_age=None, maximum_age=None)
    client.force_login(account, backend=DOOR)
    page = client.get(reverse("find_confidential", args=[wren.pk])).content.decode()
    assert "Wheatear House" in page
    opened = client.post(reverse("refer_to_service", args=[wren.pk]), {"service": str(row.pk), "whom": "child"})
    assert "Wheatear House" in opened.content.decode()
    given = {"service": str(row.pk), "need": "housing", "whom": "child", "agreed": "child", "reason": "Hunted.",
             "offered_on_0": "2", "offered_on_1": "3", "offered_on_2": "2026"}  # fmt: skip
    assert client.post(reverse("refer_to_service", args=[wren.pk]), given).status_code == 302
    assert "Wheatear House" in client.get(reverse("child_services", args=[wren.pk])).content.decode()
    client.force_login(officer, backend=DOOR)
    assert client.get(reverse("find_confidential", args=[wren.pk])).status_code == 404
    page = client.get(reverse("child_services", args=[wren.pk])).content.decode()
    assert "A confidential service" in page and "Wheatear" not in page
    with pytest.raises(actions.NotThatService):
        actions.refer(
            child=wren.pk, service=row.pk, need="housing", whom="child", agreed="child", reason="x",
            offered_on=f.NOW.date(), by=by, at=f.NOW,
        )  # fmt: skip
