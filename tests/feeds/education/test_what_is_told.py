"""What becomes of an education service's rows: which event, with which words, and where the school is kept."""

from datetime import date
from pathlib import Path

import pytest

from homeward.register.events.models import EducationEvent
from homeward.register.events.queries import details_of
from homeward.register.people.models import Identifier, Person, SchoolSpell
from tests.factories.partners import concern, suspension
from tests.feeds.partners import Partner
from tests.feeds.samples import loaded, write
from tests.feeds.ssda903.rows import header

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(tmp_path: Path) -> Partner:
    return Partner("education", tmp_path)


def test_a_suspension_is_told_with_its_days_its_reasons_and_its_sessions(partner: Partner) -> None:
    partner.send(exclusions=[suspension(second_reason="OW")])
    event = EducationEvent.objects.get()
    assert (event.kind, event.code, event.outcome) == ("suspension", "DA;OW", "10")
    assert (event.since, event.until) == (date(2025, 12, 1), date(2025, 12, 5))
    assert details_of(event) == {"School": "Chalkstream Academy"}
    assert "Chalkstream" not in event.sealed_details


def test_a_permanent_exclusion_is_another_kind_and_lunchtimes_say_so(partner: Partner) -> None:
    permanent = suspension(1, category="PERM", end_date="", sessions="")
    partner.send(exclusions=[permanent, suspension(2, category="LNCH", sessions="5")])
    assert set(EducationEvent.objects.values_list("kind", "outcome")) == {
        ("permanent-exclusion", ""),
        ("suspension", "5 at lunchtimes"),
    }


def test_a_concern_is_told_with_its_period_and_its_share(partner: Partner) -> None:
    partner.send(attendance=[concern()])
    event = EducationEvent.objects.get()
    assert (event.kind, event.code) == ("attendance-concern", "severe")
    assert event.outcome == "62% of 150 sessions to 19 December 2025"
    assert (event.since, event.until) == (date(2025, 9, 1), None)


def test_a_concern_that_ended_has_a_last_day_and_one_without_sessions_says_no_share(partner: Partner) -> None:
    partner.send(attendance=[concern(concern="home-education", ended="1", sessions_possible="", sessions_missed="")])
    event = EducationEvent.objects.get()
    assert (event.outcome, event.until) == ("", date(2025, 12, 19))


def test_both_parts_are_of_one_child(partner: Partner) -> None:
    partner.send(exclusions=[suspension()], attendance=[concern()])
    assert Person.objects.count() == 1
    assert set(Identifier.objects.values_list("type", "issuer__code")) == {
        ("local", "middleshire-education"),
        ("upn", None),
    }


def test_the_pupil_number_joins_a_child_whom_the_council_s_return_told_of(partner: Partner, tmp_path: Path) -> None:
    row = suspension()
    loaded(
        "ssda903", write(tmp_path / "return", "ssda903", {"header": [header() | {"UPN": row["upn"]}]}, year="2025-26")
    )
    partner.send(exclusions=[row])
    assert Person.objects.count() == 1


def test_nobody_is_put_on_a_roll(partner: Partner) -> None:
    partner.send(exclusions=[suspension()], attendance=[concern()])
    assert not SchoolSpell.objects.exists()


def test_a_pupil_of_whom_nothing_is_wrong_leaves_no_trace(partner: Partner) -> None:
    delivery = partner.send(attendance=[concern(1, concern=""), concern(2)])
    assert (delivery.rows_new, delivery.rows_dropped) == (1, 1)
    assert not Identifier.objects.filter(value="P00001").exists()
