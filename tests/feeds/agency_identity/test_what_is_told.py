"""What becomes of what an agency says of who a child is: a profile, numbers that join, a word that weighs little."""

from datetime import date
from pathlib import Path

import pytest

from homeward.register.keys.queries import opened
from homeward.register.linkage.models import Profile
from homeward.register.people.models import Identifier, Person, Residence
from homeward.register.sources.models import SourceRecord
from homeward.register.tasks.models import Task
from tests import factories as f
from tests.factories.partners import identity, nhs
from tests.feeds.identity.rows import child
from tests.feeds.partners import Partner
from tests.feeds.samples import loaded, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(tmp_path: Path) -> Partner:
    return Partner("agency-identity", tmp_path)


def council_sends(place: Path, *children: dict[str, object]) -> None:
    loaded("identity", write(place / "council", "identity", {"children": children}))


def test_a_profile_says_what_the_agency_says(partner: Partner) -> None:
    partner.send(children=[identity(nhs_number=nhs(1), pnc="19/123456K")])
    profile = Profile.objects.get()
    assert (profile.own_key, profile.forename, profile.middle_name, profile.surname) == (
        "A000001", "Wren", "Alder", "Applegarth",
    )  # fmt: skip
    assert (profile.birth_date, profile.birth_precision, profile.sex) == (date(2011, 6, 14), "day", "F")
    assert (profile.nhs, profile.pnc, profile.last_said_on) == (nhs(1), "2019/0123456K", date(2026, 2, 1))
    postcode = opened(profile.sealed_postcode, table="linkage_profile", row=profile.digest, column="postcode")
    assert postcode == "ZZ11 2AB"
    assert not Residence.objects.exists()


@pytest.mark.parametrize(
    ("cells", "kept", "born"),
    [
        ({}, (date(2011, 6, 14), "day"), date(2011, 6, 14)),
        ({"birth_date": "06/2011", "birth_precision": "month"}, (date(2011, 6, 1), "month"), None),
        ({"birth_date": "2011", "birth_precision": "year"}, (date(2011, 1, 1), "year"), None),
        ({"birth_date": "15", "birth_precision": "age"}, (date(2011, 2, 1), "age"), None),
    ],
)
def test_a_date_known_less_exactly_is_nobody_s_birth_date(
    partner: Partner, cells: dict[str, object], kept: tuple[date, str], born: date | None
) -> None:
    partner.send(children=[identity(**cells)])
    profile = Profile.objects.get()
    assert (profile.birth_date, profile.birth_precision) == kept
    assert Person.objects.get().birth_date == born


def test_a_number_that_the_council_gave_joins_and_the_council_s_word_stands(partner: Partner, tmp_path: Path) -> None:
    council_sends(tmp_path, child())
    partner.send(
        children=[identity(forename="Ren", also_known_as="Pip", council="Middleshire", council_local_id="ms000001")]
    )
    person = Person.objects.get()
    assert (person.forename, person.also_known_as) == ("Wren", "Pip")
    assert {profile.forename for profile in Profile.objects.filter(subject=person.pk)} == {"Wren", "Ren"}


def test_the_agency_s_word_is_outweighed_whichever_came_first(partner: Partner, tmp_path: Path) -> None:
    partner.send(children=[identity(forename="Ren", nhs_number=nhs(1), extracted_on="01/03/2026")])
    assert Person.objects.get().forename == "Ren"
    council_sends(tmp_path, child(nhs_number=nhs(1), extracted_on="01/01/2026"))
    assert Person.objects.get().forename == "Wren"


def test_names_and_a_birth_date_join_nobody(partner: Partner, tmp_path: Path) -> None:
    council_sends(tmp_path, child())
    partner.send(children=[identity()])
    assert Person.objects.count() == 2


def test_two_numbers_of_two_people_are_a_question_for_whoever_settles_matches(partner: Partner, tmp_path: Path) -> None:
    council_sends(tmp_path, child(1), child(2, forename="Robin"))
    partner.send(children=[identity(nhs_number=nhs(1), council="Middleshire", council_local_id="MS000002")])
    assert Task.objects.get(kind="identifiers-disagree").for_role == "matching-reviewer"
    assert Person.objects.count() == 3


def test_a_row_that_is_withdrawn_is_kept_and_its_profile_says_so(partner: Partner) -> None:
    partner.send(children=[identity()])
    partner.send(children=[identity(withdrawn="1", forename="Other", extracted_on="01/03/2026")])
    assert SourceRecord.objects.count() == 2
    assert set(Profile.objects.values_list("forename", "withdrawn")) == {("Wren", True), ("Other", True)}
    assert Person.objects.get().forename == "Wren"
    partner.send(children=[identity(extracted_on="02/03/2026")])
    assert Profile.objects.get(forename="Wren").withdrawn is False


def test_a_withdrawal_that_comes_late_takes_back_nothing_that_was_said_since(partner: Partner) -> None:
    partner.send(children=[identity()])
    partner.send(children=[identity(withdrawn="1", forename="Ren", extracted_on="01/01/2026")])
    assert set(Profile.objects.values_list("forename", "withdrawn")) == {("Wren", False), ("Ren", True)}


@pytest.mark.parametrize(("kind", "type_"), [("police", "police"), ("health", "local"), ("voluntary", "local")])
def test_the_agency_s_own_number_is_its_own(partner: Partner, kind: str, type_: str) -> None:
    partner.send(f.agency(f"a-{kind}", kind=kind), children=[identity()])
    assert set(Identifier.objects.values_list("type", "issuer__code")) == {(type_, f"a-{kind}")}


def test_a_child_shared_for_no_reason_leaves_no_trace(partner: Partner) -> None:
    delivery = partner.send(children=[identity(1, reason=""), identity(2)])
    assert (delivery.rows_new, delivery.rows_dropped) == (1, 1)
    assert not Identifier.objects.filter(value="A000001").exists()


def test_a_child_who_is_no_longer_in_the_extract_is_counted(partner: Partner) -> None:
    partner.send(children=[identity(1), identity(2)])
    delivery = partner.send(children=[identity(1, extracted_on="01/03/2026")])
    assert (delivery.measures["before"], delivery.measures["gone"]) == (2, 1)
