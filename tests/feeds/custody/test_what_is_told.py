"""What becomes of a custody row: which events, with which words, and whose they are."""

from datetime import date, datetime
from pathlib import Path

import pytest

from homeward.foundation.london import LONDON
from homeward.register.events.models import JusticeEvent, SocialCareEvent
from homeward.register.events.queries import details_of
from homeward.register.linkage.models import Profile
from homeward.register.people.models import Identifier, Person, Residence
from tests.factories.partners import custody, youth_justice
from tests.factories.police import report
from tests.feeds.partners import Partner, sender
from tests.feeds.samples import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(tmp_path: Path) -> Partner:
    return Partner("custody", tmp_path)


def test_a_night_in_custody_is_told_by_the_clock_and_by_the_day(partner: Partner) -> None:
    partner.send(custody=[custody()])
    event = JusticeEvent.objects.get(kind="custody")
    assert (event.since, event.until) == (date(2025, 6, 3), date(2025, 6, 4))
    assert event.at == datetime(2025, 6, 3, 21, 40, tzinfo=LONDON)
    assert event.until_at == datetime(2025, 6, 4, 11, 15, tzinfo=LONDON)
    assert (event.code, event.outcome, event.reference) == ("drugs-supply", "under-investigation", "SYN-C-0001")
    assert details_of(event) == {
        "Arrested": "3 June 2025 at 9:10pm",
        "Appropriate adult": "A social worker, 3 June 2025 at 11:30pm",
    }


def test_a_night_that_the_clocks_go_back_over_keeps_its_length(partner: Partner) -> None:
    night = {"arrested_at": "", "appropriate_adult_at": "", "arrived_at": "26/10/2025 01:50"}
    partner.send(custody=[custody(**night, released_at="26/10/2025 01:10")])
    event = JusticeEvent.objects.get(kind="custody")
    assert event.at is not None
    assert event.until_at is not None
    assert (event.until_at - event.at).total_seconds() == 20 * 60


def test_a_flag_and_a_referral_are_told_beside_it_to_the_same_readers(partner: Partner) -> None:
    partner.send(custody=[custody()])
    assert set(JusticeEvent.objects.values_list("kind", "code", "outcome")) == {
        ("custody", "drugs-supply", "under-investigation"),
        ("custody-exploitation-flag", "cce;county-lines", ""),
        ("custody-nrm", "", "referred"),
    }
    assert not SocialCareEvent.objects.exists()


@pytest.mark.parametrize("considered", ["not-considered", "not-known", ""])
def test_what_nobody_considered_is_no_event(partner: Partner, considered: str) -> None:
    partner.send(custody=[custody(exploitation_flags="", nrm_considered=considered)])
    assert JusticeEvent.objects.get().kind == "custody"


def test_a_flag_that_is_taken_out_no_longer_stands(partner: Partner) -> None:
    partner.send(custody=[custody()])
    partner.send(custody=[custody(exploitation_flags="", extracted_on="01/03/2026")])
    standing = JusticeEvent.objects.filter(superseded_at__isnull=True)
    assert set(standing.values_list("kind", flat=True)) == {"custody", "custody-nrm"}


def test_the_force_s_number_joins_what_the_same_force_reported_missing(partner: Partner, tmp_path: Path) -> None:
    paths = write(tmp_path / "missing", "police-missing", {"reports": [report()]})
    Partner("police-missing", tmp_path).load(paths, sender("custody"))
    partner.send(custody=[custody()])
    assert Person.objects.count() == 1


def test_the_national_computer_s_number_joins_what_youth_justice_knows(partner: Partner, tmp_path: Path) -> None:
    Partner("youth-justice", tmp_path).send(work=[youth_justice(pnc="19/123456K")])
    partner.send(custody=[custody(pnc="2019/0123456K")])
    assert Person.objects.count() == 1
    assert Identifier.objects.filter(type="pnc", issuer=None, value="2019/0123456K").exists()


def test_what_a_force_says_of_who_a_child_is_is_a_profile_and_no_home(partner: Partner) -> None:
    partner.send(custody=[custody()])
    profile = Profile.objects.get()
    assert (profile.forename, profile.middle_name, profile.own_key) == ("Wren", "Alder", "SYN0000001")
    assert "ZZ11" not in profile.sealed_postcode
    assert not Residence.objects.exists()
    assert Person.objects.get().ethnicity == "WBRI"


def test_an_adult_leaves_no_trace(partner: Partner) -> None:
    delivery = partner.send(custody=[custody(1, birth_date="03/06/2007"), custody(2)])
    assert (delivery.rows_new, delivery.rows_dropped) == (1, 1)
    assert not Identifier.objects.filter(value="SYN0000001").exists()
