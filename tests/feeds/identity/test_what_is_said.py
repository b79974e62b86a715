"""What the hub says of a child after an extract: who, where, which school, who works with them, and since when."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from homeward.foundation.london import day_begins_at
from homeward.register.access.models import Relationship
from homeward.register.agencies.models import Agency, Worker
from homeward.register.keys.queries import opened
from homeward.register.people.actions import correct
from homeward.register.people.models import Person, Residence, ResponsibleAuthority, SchoolSpell
from tests import factories as f
from tests.feeds.identity.rows import child
from tests.feeds.samples import loaded, write

pytestmark = pytest.mark.django_db

Send = Callable[..., None]


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """Load an extract of these rows."""
    numbers = iter(range(100))

    def of(*rows: dict[str, object]) -> None:
        loaded("identity", write(tmp_path / str(next(numbers)), "identity", {"children": rows}))

    return of


def the_child() -> Person:
    return Person.objects.get()


def test_the_row_says_who_the_child_is(send: Send) -> None:
    send(child(1, forename="Zoë", surname="O'Dell", also_known_as="Zed", communication_needs="Short sentences"))
    wren = the_child()
    assert (wren.forename, wren.surname, wren.birth_date, wren.sex) == ("Zoë", "O'Dell", date(2011, 6, 14), "F")
    assert wren.name_key == "zoe odell zed"
    assert wren.communication_needs == "Short sentences"
    assert wren.synthetic
    assert wren.linked


def test_a_newer_extract_corrects_an_older_one_whichever_comes_first(send: Send) -> None:
    send(child(1, surname="Applegarth-Bell", extracted_on="01/02/2026"))
    send(child(1, surname="Applegarth", extracted_on="01/01/2026"))
    assert the_child().surname == "Applegarth-Bell"
    send(child(1, surname="Bell", extracted_on="01/03/2026"))
    assert the_child().surname == "Bell"


def test_an_empty_cell_takes_nothing_away(send: Send) -> None:
    send(child(1, communication_needs="Easy-read letters"))
    send(child(1, communication_needs="", sex="U", extracted_on="01/03/2026"))
    assert (the_child().communication_needs, the_child().sex) == ("Easy-read letters", "F")


def test_what_a_worker_put_right_survives_the_next_extract(send: Send) -> None:
    send(child(1))
    wren = the_child()
    social_worker = f.viewer("hub-practitioner")
    f.relate(social_worker, wren.pk)
    values = {"forename": "Ren", "surname": "Applegarth", "also_known_as": "", "communication_needs": ""}
    correct(by=social_worker, at=f.NOW, child=wren.pk, version=wren.version, values=values)
    send(child(1, surname="Bell", extracted_on="01/03/2026"))
    assert (the_child().forename, the_child().surname) == ("Ren", "Bell")


def test_an_extract_that_says_nothing_new_leaves_the_version_alone(send: Send) -> None:
    send(child(1))
    before = the_child().version
    send(child(1, extracted_on="01/03/2026"))
    assert the_child().version == before


def test_a_home_ends_when_the_next_begins_and_the_last_one_gives_the_district(send: Send) -> None:
    moved = {
        "address": "9 Osier Close",
        "postcode": "ZZ13 1AB",
        "district": "Cotterdale",
        "address_since": "01/08/2025",
    }
    send(child(1, **moved), child(1))
    first, second = Residence.objects.order_by("since")
    assert (first.until, second.until) == (date(2025, 8, 1), None)
    assert the_child().district is not None
    assert the_child().district.name == "Cotterdale"


def test_an_address_is_sealed_and_bound_to_its_row(send: Send) -> None:
    send(child(1))
    home = Residence.objects.get()
    assert "Alder" not in home.sealed_address + home.place_key
    address = opened(home.sealed_address, table="people_residence", row=home.record_id, column="address")
    assert address == "1 Alder Bank, ZZ11 2AB"


def test_a_school_spell_ends_when_the_extract_says_so(send: Send) -> None:
    send(child(1))
    send(child(1, school_until="20/02/2026", extracted_on="01/03/2026"))
    spell = SchoolSpell.objects.get()
    assert (spell.school.name, spell.until) == ("Chalkstream Academy", date(2026, 2, 20))
    assert spell.record.delivery.extracted_on == date(2026, 3, 1)


def test_an_older_extract_opens_no_school_again(send: Send) -> None:
    send(child(1, school_until="20/02/2026", extracted_on="01/03/2026"))
    send(child(1, extracted_on="01/02/2026"))
    assert SchoolSpell.objects.get().until == date(2026, 2, 20)


def test_another_council_may_be_responsible_and_becomes_an_agency(send: Send) -> None:
    send(child(1, responsible_authority="Wolds City Council"))
    row = ResponsibleAuthority.objects.get()
    assert (row.agency.name, row.agency.kind, row.since) == ("Wolds City Council", "council", date(2011, 6, 14))
    assert Agency.objects.count() == 2


def test_an_allocation_lets_the_worker_and_the_team_in_from_midnight_until_midnight(send: Send) -> None:
    send(child(1, allocated_until="01/02/2026"))
    worker = Worker.objects.get(external_id="W901")
    held = {row.kind: row for row in Relationship.objects.all()}
    assert set(held) == {"allocated", "team"}
    assert held["allocated"].worker == worker
    assert held["team"].team == worker.team
    assert {row.since for row in held.values()} == {day_begins_at(date(2025, 5, 12))}
    assert {row.until for row in held.values()} == {day_begins_at(date(2026, 2, 1))}


def test_a_newer_extract_ends_an_allocation_and_an_older_one_does_not_open_it_again(send: Send) -> None:
    send(child(1))
    send(child(1, allocated_until="20/02/2026", extracted_on="01/03/2026"))
    send(child(1, communication_needs="Prefers text messages", extracted_on="01/01/2026"))
    assert {row.until for row in Relationship.objects.all()} == {day_begins_at(date(2026, 2, 20))}
    assert Relationship.objects.count() == 2


def test_a_file_neither_renames_a_worker_nor_moves_one_between_teams(send: Send) -> None:
    send(child(1))
    send(child(2, allocated_worker_name="Someone Else", allocated_team="Front Door", extracted_on="01/03/2026"))
    worker = Worker.objects.get(external_id="W901")
    assert (worker.name, worker.team.name if worker.team else "") == ("Asha Brightwater", "Hub")
