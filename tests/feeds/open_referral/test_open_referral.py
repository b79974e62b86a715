"""A directory from its first byte to what is kept: good and broken, twice, changed, another's, and no document."""

import copy
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from time_machine import Traveller

from homeward.gateways.feeds.forms import SendForm
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.registry import feed_named
from homeward.practice.pathway import actions
from homeward.practice.pathway.models import (
    Location,
    Organisation,
    Service,
    ServiceAtLocation,
    ServiceTag,
    TaxonomyTerm,
)
from homeward.register.documents.models import Document
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery, Refusal
from tests import factories as f
from tests.feeds.samples import load_sample, loaded, refused, sample, told
from tests.rooms.pathway.telling import key, said

pytestmark = pytest.mark.django_db


def send(place: Path, document: object, *, council: str = "middleshire") -> Delivery:
    place.mkdir(parents=True, exist_ok=True)
    path = place / "services.json"
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    path.write_bytes(text)
    return loaded("open-referral", [path], council=council)


def outcomes(delivery: Delivery) -> tuple[int, ...]:
    return tuple(getattr(delivery, f"rows_{each}") for each in ("new", "changed", "known", "refused", "dropped"))


def test_the_good_sample_loads_and_is_about_nobody() -> None:
    delivery = load_sample("open-referral")
    assert outcomes(delivery) == (24, 0, 0, 0, 0) and not Person.objects.exists()
    service = Service.objects.get(name="Alongside")
    assert service.organisation.name == "Lantern Trust, Middleshire" and service.maximum_age == 17
    assert set(ServiceTag.objects.filter(service=service, kind="need").values_list("code", flat=True)) == {
        "exploitation", "advocacy",
    }  # fmt: skip
    assert ServiceAtLocation.objects.filter(service=service, location__name="Ashmarket centre").exists()
    assert TaxonomyTerm.objects.get(name="need: trauma").taxonomy.name == "Pathway to services"


def test_of_the_broken_sample_exactly_what_it_says_is_refused_with_its_place() -> None:
    delivery = load_sample("open-referral", "broken")
    assert refused(delivery) == told("open-referral")
    said_of = {(each.place, each.column): each.message for each in Refusal.objects.filter(delivery=delivery)}
    assert said_of["contents 7", "phones 1.number"] == "The standard asks for this. Fill it."
    assert "confidential services" in said_of["contents 4", "name"]
    assert not any(word in message for message in said_of.values() for word in ("javascript", "somewhere", "Refuge,"))
    assert not Service.objects.exclude(content={}).exists()


def test_the_same_file_twice_changes_nothing_and_a_changed_one_that_alone(tmp_path: Path, frozen: Traveller) -> None:
    first = {"contents": [said("Alongside", "need:family"), said("Clinic")]}
    send(tmp_path / "one", first)
    before = list(Service.objects.order_by("name").values())
    frozen.shift(60)
    assert outcomes(send(tmp_path / "again", {**first, "total_items": 2}))[:2] == (0, 0)
    assert list(Service.objects.order_by("name").values()) == before
    changed = copy.deepcopy(first)
    changed["contents"][0] |= {"status": "temporarily closed", "attributes": []}
    delivery = send(tmp_path / "changed", changed)
    assert outcomes(delivery)[:2] == (0, 1)
    assert Service.objects.get(name="Alongside").status == "temporarily closed"
    assert not ServiceTag.objects.filter(service__name="Alongside").exists()


def test_a_thing_in_two_places_is_put_together_and_two_that_disagree_are_both_refused(tmp_path: Path) -> None:
    one, two = said("Alongside"), said("Clinic")
    two["organization"] = two["organization"] | {"website": "https://l.example"}
    send(tmp_path / "one", {"contents": [one, two]})
    assert Organisation.objects.get().content["website"] == "https://l.example"
    two["organization"]["name"] = "Another"
    delivery = send(tmp_path / "two", {"contents": [one, two]})
    assert {(part, rule) for part, _, _, rule in refused(delivery)} == {("organization", "same-key")}


def test_what_another_agency_told_of_stays_theirs(tmp_path: Path) -> None:
    send(tmp_path / "one", {"contents": [said("Alongside")]})
    f.agency("alderwold")
    delivery = send(
        tmp_path / "two", {"contents": [said("Alongside", status="defunct"), said("Theirs")]}, council="alderwold"
    )
    assert Service.objects.get(name="Alongside").status == "active"
    assert Service.objects.get(name="Theirs").agency.code == "alderwold" and delivery.rows_dropped >= 3


def test_what_gives_a_confidential_service_away_is_dropped_and_counted(tmp_path: Path) -> None:
    actions.add_confidential(
        name="Wheatear House", words="Rooms.", contact="Ring.", marks=["ZZ17 9ZZ"], needs=["housing"], minimum_age=None,
        maximum_age=None, by=f.viewer("manager", in_team=f.team()), at=f.NOW,
    )  # fmt: skip
    delivery = send(tmp_path, {"contents": [said("Alongside"), said("Helper", alert="We moved to ZZ179ZZ")]})
    assert delivery.rows_dropped == 1 and not Service.objects.filter(name="Helper").exclude(content={}).exists()
    assert not Refusal.objects.filter(delivery=delivery).exists()


def test_a_location_before_its_service_waits_for_it(tmp_path: Path) -> None:
    at = {"id": key("at"), "service_id": key("Alongside"), "location_id": key("centre")}
    send(tmp_path / "one", {"contents": [at]})
    assert ServiceAtLocation.objects.get().service.content == {} and Location.objects.get().content == {}
    send(tmp_path / "two", {"contents": [said("Alongside")]})
    assert Service.objects.get().name == "Alongside" and ServiceAtLocation.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"contents": [', "line 1, letter 15"),
        (b'{"id": 1, "id": 2}', "stands twice"),
        (b'{"contents": [{"id": NaN}]}', "NaN"),
        (b"[" * 100_000, "without end"),
        (b'{"n": ' + b"9" * 5000 + b"}", "more figures"),
        (b'{"contents": []}', "tells of no service"),
        (b'{"version": "3.0", "profile": "https://x.example"}', "tells of no service"),
        (b'{"contents": [3]}', "At contents 1"),
        (b'{"contents": [{"id": "x", "colour": "red"}]}', "At contents 1"),
        (b'{"services": {}}', "At services"),
        (b'"services"', "tells of no service"),
        (b'\xff\xfe{"contents": []}', "stand for no letters"),
        (b"\x89PNG\r\n", "a picture"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_such_document_is_refused_before_it_is_kept(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(FileRefused) as fault:
        send(tmp_path, content)
    assert words in fault.value.problem.message and not Document.objects.exists()


def test_the_page_takes_a_document_and_refuses_what_is_none() -> None:
    mapping, on = feed_named("open-referral").mapping, f.NOW.date()
    f.agency()
    good = sample("open-referral", "good")[0].read_bytes()

    def sent(content: bytes) -> SendForm:
        file = SimpleUploadedFile("services.json", content)
        return SendForm({"agency": "middleshire"}, {"file_of_every_part": file}, mapping=mapping, on=on)

    assert sent(good).is_valid()
    wrong = sent(b'{"people": [{"name": "Wren"}]}')
    assert not wrong.is_valid() and "tells of no service" in str(wrong.errors) and "Wren" not in str(wrong.errors)
