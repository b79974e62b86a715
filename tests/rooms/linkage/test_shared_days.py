"""Two agencies that agree on a name and a birth date are joined where both tell of absences on the same days."""

from datetime import date

import pytest

from homeward.gateways.feeds.linking import link_register
from homeward.methods.matching.evidence import independent_identifiers
from homeward.practice.missing.models import MissingReport
from homeward.practice.missing.queries import began_on
from homeward.register.agencies.models import Agency
from homeward.register.linkage.actions import NotEnoughAgrees, propose, put_in_use
from homeward.register.linkage.models import Change, Edge, Profile, ReviewItem, SharedDays
from homeward.register.people.models import Person
from homeward.register.subjects.queries import standing
from tests import factories as f
from tests.rooms.linkage import telling as t
from tests.rooms.linkage import weighing as w

pytestmark = pytest.mark.django_db


def away(agency: Agency, key: str, *days_ago: int, forename: str = "Wren", born: date = t.BORN) -> Person:
    """An agency tells of a child by name and birth date, and of absences that began so many days ago."""
    person = t.tell(agency, key, forename, "Applegarth", born)
    for ago in days_ago:
        row = t.record_of(t.delivery_of(agency, "missing"), f"{key}-{ago}", part="missing")
        t.tell(agency, key, forename, "Applegarth", born, record=row)
        t.report(person, agency, days_ago=ago, record=row)
    return person


def ran() -> None:
    w.run(occasions=began_on)


def one(*people: Person) -> bool:
    return len({standing(each.pk) for each in people}) == 1


def test_a_name_a_birth_date_and_a_shared_absence_are_two_identifiers() -> None:
    council, force = away(t.council(), "MS1", 30), away(t.force(), "P77", 30)
    ran()
    assert one(council, force)
    row, edge = SharedDays.objects.get(), Edge.objects.get()
    assert (row.days, row.of_a, row.of_b, independent_identifiers(edge.levels)) == (1, 1, 1, 1)
    assert edge.bits < 20 <= edge.bits + row.bits


@pytest.mark.parametrize("ago", [(29,), ()])
def test_absences_on_other_days_or_none_join_nobody(ago: tuple[int, ...]) -> None:
    council, force = away(t.council(), "MS1", 30), away(t.force(), "P77", *ago)
    ran()
    assert not one(council, force) and not SharedDays.objects.exists()


def test_two_children_of_one_agency_are_not_joined_so() -> None:
    """A force that wrote a child down twice may have written one absence down twice."""
    first, second = away(t.force(), "P77", 30), away(t.force(), "P78", 30)
    ran()
    assert not one(first, second)


def test_twins_who_go_missing_together_are_not_joined() -> None:
    first, second = away(t.council(), "MS1", 30), away(t.force(), "P77", 30, forename="Robin")
    ran()
    assert not one(first, second) and not SharedDays.objects.exists()


def test_twins_of_nearly_one_name_who_go_missing_together_are_not_joined() -> None:
    first, second = away(t.council(), "MS1", 30, forename="Kayden"), away(t.force(), "P77", 30, forename="Kaydin")
    ran()
    assert Edge.objects.get().parts["names"][0] == "near"
    assert not one(first, second)


def test_children_who_are_away_every_week_share_days_by_chance() -> None:
    days = range(1, 60, 2)
    council, force = away(t.council(), "MS1", *days), away(t.force(), "P77", 1, *(each + 1 for each in days))
    ran()
    assert not one(council, force)


def test_what_is_joined_so_stays_joined_by_the_next_run() -> None:
    council, force = away(t.council(), "MS1", 30), away(t.force(), "P77", 30)
    ran()
    Profile.objects.update(unsettled=True)
    ran()
    assert one(council, force) and SharedDays.objects.count() == 1
    assert Change.objects.filter(kind="split").count() == 0


def test_an_absence_that_is_told_later_joins_those_whom_an_earlier_run_left() -> None:
    council, force = away(t.council(), "MS1", 30), away(t.force(), "P77")
    ran()
    assert not one(council, force)
    away(t.force(), "P77", 30)
    t.tell(t.hospital(), "H5", "Robin", "Hartley", date(2009, 11, 30))
    ran()
    assert one(council, force)


def test_an_absence_that_is_taken_back_is_no_evidence_any_more() -> None:
    away(t.council(), "MS1", 30)
    away(t.force(), "P77", 30)
    ran()
    MissingReport.objects.filter(record__source__agency=t.force()).update(superseded_at=f.NOW)
    t.tell(t.hospital(), "H5", "Robin", "Hartley", date(2009, 11, 30))
    ran()
    assert t.profile_of_key("MS1").subject_id != t.profile_of_key("P77").subject_id
    assert [row.bits > 0 for row in SharedDays.objects.order_by("pk")] == [True, False]


def test_the_command_and_the_job_lend_the_days() -> None:
    put_in_use(text=_shipped(), at=f.NOW)
    council, force = away(t.council(), "MS1", 30), away(t.force(), "P77", 30)
    link_register(clock=lambda: f.NOW)
    assert one(council, force)


def test_two_people_may_join_on_shared_days_and_not_without() -> None:
    council, force = away(t.council(), "MS1", 30, forename="Oliver"), away(t.force(), "P77", 30, forename="Ollie")
    given = {"by": f.viewer("matching-reviewer"), "at": f.NOW, "kind": "merge", "reason": "Both went missing."}
    with pytest.raises(NotEnoughAgrees):
        propose(**given, child=council.pk, other=force.pk)
    ran()
    assert not one(council, force) and ReviewItem.objects.get().kind == "possible"
    assert propose(**given, child=council.pk, other=force.pk).kind == "merge"


def _shipped() -> str:
    from homeward.methods.matching.shipped import FROZEN, VERSION

    return (FROZEN / f"{VERSION}.json").read_text(encoding="utf-8")
