"""Two records of one child become one, and are taken apart again: every row where it was, bit for bit."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.register.access.models import EmergencyOpening, Shield, ShieldLowering
from homeward.register.access.queries import shielded
from homeward.register.linkage.actions import NotToBeJoined, NotToBeUndone, Why, merge, split, undo
from homeward.register.linkage.actions.ledger import ties
from homeward.register.linkage.models import Change, Membership, Moved, Profile
from homeward.register.linkage.queries.saying import facts_of, word_of
from homeward.register.people.models import Identifier, Person
from homeward.register.people.rules import Number, kind_told
from homeward.register.sources.models import SourceRecord
from homeward.register.subjects.models import Subject
from homeward.register.subjects.queries import once, standing
from homeward.register.tasks.models import Task
from tests import factories as f
from tests.rooms.linkage import telling as t

pytestmark = pytest.mark.django_db


def why(**more: Any) -> Why:
    return Why(at=f.NOW, because="evidence", follow=t.regroup, **more)


def two() -> tuple[Person, Person]:
    """One child whom the council and the force each know under a number of their own, with what hangs from either."""
    known = t.tell(t.council(), "MS1", "Wren", "Applegarth", upn="X800000000001")
    other = t.tell(t.force(), "P77", "Ren", "Applegarth", pnc="12/345A")
    f.placement(known)
    f.relate(f.viewer("practitioner"), other.pk, "call")
    t.report(known, t.council(), days_ago=9)
    t.report(other, t.force(), days_ago=9)
    t.report(other, t.force(), days_ago=3)
    Task.objects.create(kind="identifiers-disagree", subject_id=other.pk, for_role="manager", raised_at=f.NOW)
    opened = {"at": f.NOW, "until": f.NOW, "review_due_at": f.NOW, "category": "other", "sealed_reason": ""}
    EmergencyOpening.objects.create(worker=f.worker(), subject_id=other.pk, **opened)
    return known, other


def joined(gone: Person, stays: Person, **more: Any) -> Change:
    with t.acting("linkage.apply"):
        return merge(into={gone.pk: stays.pk}, why=why(**more))[0]


def undone(change: Change) -> Change:
    with t.acting("linkage.answer"):
        return undo(change=change, why=why())


def test_everything_that_hangs_from_a_child_follows() -> None:
    known, other = two()
    records = list(SourceRecord.objects.order_by("pk").values())
    joined(other, known)
    for table, rows in t.everything({"people_person", "subjects_subject"}).items():
        assert [row for row in rows if other.pk in (row.get("person_id"), row.get("subject_id"))] == [], table
    assert Subject.objects.get(pk=other.pk).retired_into_id == known.pk
    assert (standing(other.pk), once(known.pk)) == (known.pk, [known.pk, other.pk])
    assert list(SourceRecord.objects.order_by("pk").values()) == records


def test_absences_that_two_agencies_told_of_two_records_are_one() -> None:
    known, other = two()
    counted = MissingEpisode.objects.filter(joined_into__isnull=True)
    assert counted.count() == 3
    joined(other, known)
    assert counted.count() == 2
    assert set(counted.values_list("person", flat=True)) == {known.pk}
    assert MissingReport.objects.values("person").distinct().count() == 1


def test_undone_each_table_is_as_it_was() -> None:
    known, other = two()
    before = t.everything()
    change = joined(other, known)
    assert t.everything() != before
    undone(change)
    assert t.everything() == before
    assert Change.objects.filter(kind="undo", undoes=change).exists()


def test_twice_joined_and_twice_undone_it_is_as_it_was() -> None:
    known, other = two()
    third = t.tell(t.hospital(), "H5", "Wren", "Applegarth", nhs="9990000018")
    before = t.everything()
    first, second = joined(other, known), joined(third, known)
    undone(second)
    undone(first)
    assert t.everything() == before


def test_the_survivor_says_what_either_knew_and_what_a_worker_put_right_stays() -> None:
    known, other = two()
    Person.objects.filter(pk=known.pk).update(forename="", communication_needs="")
    Person.objects.filter(pk=other.pk).update(
        also_known_as="Birdie", communication_needs="Signs", corrected_fields=["communication_needs"], put_right=True
    )
    joined(other, known)
    person = Person.objects.get(pk=known.pk)
    assert (person.forename, person.surname, person.also_known_as) == ("Ren", "Applegarth", "Birdie")
    assert (person.communication_needs, person.corrected_fields) == ("Signs", ["communication_needs"])
    assert (person.version, person.put_right) == (known.version + 1, True)


def test_the_heavier_word_stands() -> None:
    known, other = two()
    joined(known, other)  # the force's record stays, and the council's word is taken
    person = Person.objects.get(pk=other.pk)
    assert person.forename == "Wren"


def test_what_another_system_of_the_council_says_weighs_no_more_than_any_agency_s_word() -> None:
    """As a load weighs them: the council's register says who its children are, its schools' file does so in passing."""
    council, later = t.council(), date(2026, 2, 20)
    known = t.tell(council, "MS1", "Wren", "Applegarth")
    t.tell(council, "MS1", "Rain", "Applegarth", record=t.record_of(t.delivery_of(council, "education")), on=later)
    t.tell(t.hospital(), "H5", "Ren", "Applegarth", on=later, also=[Number("local", "MS1", council.pk)])
    assert facts_of([known.pk])[known.pk]["forename"] == "Wren"
    feeds = {each.forename: each for each in Profile.objects.filter(subject=known.pk)}
    assert word_of(feeds["Rain"]) == word_of(feeds["Ren"]) < word_of(feeds["Wren"])


@pytest.mark.parametrize(
    ("feed", "sender", "kind"),
    [
        ("identity", "council", "identity"),
        ("cin", "council", "return"),
        ("ssda903", "council", "return"),
        ("annex-a", "council", "return"),
        ("education", "council", "agency"),
        ("agency-identity", "health", "agency"),
        ("police-missing", "police", "police"),
    ],
)
def test_a_feed_s_word_weighs_by_the_feed_and_its_sender(feed: str, sender: str, kind: str) -> None:
    assert kind_told(feed, sender=sender) == kind


def test_a_shield_over_either_is_over_the_survivor() -> None:
    known, other = two()
    joined(known, other)
    assert shielded([other.pk]) == {other.pk}


def lowered(person: Person) -> ShieldLowering:
    """A shield over a child that two people have lowered."""
    shield = Shield.objects.get_or_create(subject_id=person.pk, basis="placement", defaults={"since": f.NOW})[0]
    return ShieldLowering.objects.create(
        shield=shield, asked_by=f.worker(), asked_at=f.NOW, sealed_reason="", answered_by=f.worker(),
        answered_at=f.NOW, agreed=True,
    )  # fmt: skip


def test_a_lowered_shield_goes_up_again_when_the_other_record_s_is_up_and_back_when_undone() -> None:
    known, other = two()
    lowered(other)
    before = t.everything()
    change = joined(known, other)
    assert shielded([other.pk]) == {other.pk}
    undone(change)
    assert (shielded([other.pk]), t.everything()) == (set(), before)


def test_a_number_that_both_hold_stays_once_with_each() -> None:
    known, other = two()
    with t.acting():
        Identifier.objects.create(person=other, type="upn", value="X800000000001")
    before = t.everything()
    change = joined(other, known)
    assert Identifier.objects.filter(person=known, value="X800000000001").count() == 1
    kept = Moved.objects.filter(change=change, table="people_identifier")
    assert [row.was == row.became for row in kept].count(True) == 1
    undone(change)
    assert t.everything() == before


def test_memberships_say_where_each_profile_stood_and_when_it_was_known() -> None:
    known, other = two()
    profile = t.profile_of(other)
    change = joined(other, known)
    rows = Membership.objects.filter(profile=profile).order_by("pk")
    assert [(row.subject_id, row.superseded_at is None, row.because) for row in rows] == [
        (other.pk, False, "number"),
        (known.pk, True, "evidence"),
    ]
    undone(change)
    latest = Membership.objects.get(profile=profile, superseded_at__isnull=True)
    assert (latest.subject_id, Profile.objects.get(pk=profile.pk).subject_id) == (other.pk, other.pk)


def test_what_came_since_goes_back_with_its_number() -> None:
    known, other = two()
    change = joined(other, known)
    again = t.tell(t.force(), "P77", "Wrenna", "Applegarth")
    assert again.pk == known.pk
    late = t.record_of(t.delivery_of(t.force(), "missing"), "late", "missing")
    t.tell(t.force(), "P77", record=late)
    t.report(known, t.force(), days_ago=1, record=late)
    undone(change)
    assert {each.subject_id for each in Profile.objects.filter(own_key="P77")} == {other.pk}
    assert MissingReport.objects.get(record=late).person_id == other.pk
    assert MissingReport.objects.get(record=late).episode.person_id == other.pk


def test_a_shield_raised_since_is_raised_over_both() -> None:
    known, other = t.tell(t.council(), "MS1", "Wren", "Applegarth"), t.tell(t.force(), "P77", "Ren", "Applegarth")
    change = joined(other, known)
    Shield.objects.create(subject_id=known.pk, basis="witness", since=f.NOW + timedelta(hours=1))
    undone(change)
    assert shielded([known.pk, other.pk]) == {known.pk, other.pk}


def test_what_somebody_put_right_since_is_not_taken_back() -> None:
    known, other = two()
    Person.objects.filter(pk=known.pk).update(also_known_as="")
    Person.objects.filter(pk=other.pk).update(also_known_as="Birdie")
    change = joined(other, known)
    Person.objects.filter(pk=known.pk).update(also_known_as="Jenny")
    undone(change)
    assert Person.objects.get(pk=known.pk).also_known_as == "Jenny"


def test_a_later_change_is_undone_first() -> None:
    known, other = two()
    third = t.tell(t.hospital(), "H5", "Wren", "Applegarth", nhs="9990000018")
    first = joined(other, known)
    joined(known, third)
    with pytest.raises(NotToBeUndone):
        undone(first)


def test_a_change_is_undone_once() -> None:
    known, other = two()
    change = joined(other, known)
    undone(change)
    with pytest.raises(NotToBeUndone):
        undone(change)


@pytest.mark.parametrize("case", ["oneself", "retired", "invented and real"])
def test_who_may_not_be_joined(case: str) -> None:
    known, other = two()
    if case == "retired":
        joined(other, known)
    if case == "invented and real":
        Person.objects.filter(pk=other.pk).update(synthetic=False)
    before = t.everything()
    with pytest.raises(NotToBeJoined):
        joined(known if case == "oneself" else other, known)
    assert t.everything() == before


def statements(merges: int) -> int:
    """How many statements it takes to make so many children one with another."""
    into = {}
    for number in range(merges):
        gone = t.tell(t.force(), f"G{merges}-{number}", "Ren", "Applegarth")
        stays = t.tell(t.council(), f"S{merges}-{number}", "Wren", "Applegarth")
        t.report(gone, t.force(), days_ago=9)
        into[gone.pk] = stays.pk
    with CaptureQueriesContext(connection) as captured, t.acting("linkage.apply"):
        merge(into=into, why=why())
    return len(captured)


def test_many_take_as_many_statements_as_a_few() -> None:
    few, many = statements(2), statements(20)
    assert many - few <= 20  # whom a subject is retired into is written for each who stays
    assert few < 60 + 2 * len(ties())  # each table whose rows follow a child is asked, once or twice


def test_a_split_takes_what_the_records_of_its_profiles_tell_and_leaves_the_rest() -> None:
    known = t.tell(t.council(), "MS1", "Wren", "Applegarth", upn="X800000000001")
    row = t.record_of(t.delivery_of(t.hospital()), "H5")
    t.tell(t.hospital(), "H5", "Robin", "Applegarth", date(2012, 6, 1), record=row, upn="X800000000001")
    assert Profile.objects.filter(subject=known.pk).count() == 2
    missing = t.record_of(t.delivery_of(t.hospital(), "missing"), part="missing")
    t.tell(t.hospital(), "H5", record=missing)
    t.report(known, t.hospital(), days_ago=4, record=missing)
    t.report(known, t.council(), days_ago=20)
    Shield.objects.create(subject_id=known.pk, basis="asked", since=f.NOW - timedelta(days=9))
    task = Task.objects.create(kind="identifiers-disagree", subject_id=known.pk, for_role="manager", raised_at=f.NOW)
    parted = Profile.objects.filter(own_key="H5").values_list("pk", flat=True)
    records = list(SourceRecord.objects.order_by("pk").values())
    with t.acting("linkage.answer"):
        change, new = split(child=known.pk, profiles=list(parted), why=why())
    assert {each.subject_id for each in Profile.objects.filter(own_key="H5")} == {new}
    assert Person.objects.get(pk=new).forename == "Robin"
    assert Person.objects.get(pk=known.pk).forename == "Wren"
    assert MissingReport.objects.get(record=missing).person_id == new
    assert MissingEpisode.objects.filter(joined_into__isnull=True, person=new).count() == 1
    assert MissingEpisode.objects.filter(joined_into__isnull=True, person=known.pk).count() == 1
    assert shielded([known.pk, new]) == {known.pk, new}
    task.refresh_from_db()
    assert task.subject_id == known.pk
    assert set(Identifier.objects.filter(value="X800000000001").values_list("person", flat=True)) == {known.pk, new}
    assert list(SourceRecord.objects.order_by("pk").values()) == records
    undone(change)
    assert Profile.objects.exclude(subject=known.pk).count() == 0
    assert standing(new) == known.pk


def test_the_event_names_both_children_and_nothing_of_what_is_said_of_them() -> None:
    from homeward.register.audit.models import AuditEvent, AuditSubject

    known, other = two()
    joined(other, known)
    event = AuditEvent.objects.filter(action="linkage.apply").latest("pk")
    assert set(AuditSubject.objects.filter(event=event).values_list("subject_id", flat=True)) == {known.pk, other.pk}
    assert "Wren" not in str(event.detail)
