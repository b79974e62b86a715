"""A run over what agencies told: who is joined without a person, what is asked, and what is left alone."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.methods.matching.clustering import Parameters
from homeward.methods.matching.evidence import independent_identifiers
from homeward.register.access.models import Shield
from homeward.register.access.queries import shielded
from homeward.register.linkage.actions import NotPublished, judge, propose
from homeward.register.linkage.actions.deciding import answer
from homeward.register.linkage.models import Change, Edge, LinkageRun, Profile, ReviewItem
from homeward.register.linkage.rules import Bounds
from homeward.register.people.models import Person
from homeward.register.subjects.queries import standing
from tests import factories as f
from tests.rooms.linkage import telling as t
from tests.rooms.linkage import weighing as w

pytestmark = pytest.mark.django_db
UPN, NHS, HOME = "X800000000001", "9990000018", "ZZ1 1AA"


def children() -> int:
    return Person.objects.filter(subject__retired_into__isnull=True).count()


def kinds() -> list[str]:
    return sorted(ReviewItem.objects.filter(settled_at__isnull=True).values_list("kind", flat=True))


def known_twice() -> tuple[Person, Person]:
    """One child, known to two agencies that share no number; name, birth date and home agree."""
    one = t.tell(t.council(), "MS1", "Wren", "Applegarth", postcode=HOME, upn=UPN)
    return one, t.tell(t.hospital(), "H5", "Wren", "Applegarth", postcode=HOME, nhs=NHS)


def test_two_identifiers_and_enough_bits_join_without_a_person() -> None:
    one, other = known_twice()
    run = w.run()
    assert run is not None
    assert standing(one.pk) == standing(other.pk)
    edge = Edge.objects.get()
    assert (independent_identifiers(edge.levels), edge.twin) == (2, False)
    assert edge.bits == pytest.approx(-19.5 + sum(bits for _, bits in edge.parts.values()), abs=1e-4)
    assert edge.parts["birth"] == ["exact", pytest.approx(12.5)]
    wanted = {"profiles": 2, "pairs": 1, "joined": 1, "children_before": 2, "children_after": 1}
    assert {name: run.counts[name] for name in wanted} == wanted


def test_a_name_and_a_birth_date_alone_join_nobody() -> None:
    t.tell(t.council(), "MS1", "Wren", "Applegarth")
    t.tell(t.force(), "P77", "Wren", "Applegarth")
    w.run()
    assert (children(), Change.objects.filter(kind="merge").count()) == (2, 0)


def test_a_run_with_nothing_to_do_does_nothing() -> None:
    known_twice()
    w.run()
    before = t.everything()
    assert w.run() is None
    assert (t.everything(), LinkageRun.objects.count()) == (before, 1)


def test_a_new_profile_is_weighed_once_with_each_and_touches_only_its_part() -> None:
    known_twice()
    w.run()
    t.tell(t.force(), "P77", "Robin", "Hartley", date(2010, 1, 20))
    third = t.tell(t.force(), "P78", "Wren", "Applegarth", postcode=HOME)
    run = w.run()
    assert run is not None and run.counts["profiles"] == 2
    assert Edge.objects.count() == 3
    assert standing(third.pk) != third.pk


def test_twins_at_one_address_are_asked_about_and_not_joined() -> None:
    t.tell(t.council(), "MS1", "Wren", "Applegarth", postcode=HOME)
    t.tell(t.hospital(), "H5", "Robin", "Applegarth", postcode=HOME)
    w.run()
    assert (children(), kinds()) == (2, ["twin"])


def test_father_and_son_of_one_name_at_one_home_are_not_joined() -> None:
    t.tell(t.council(), "MS1", "Wren", "Applegarth", date(2010, 6, 1), postcode=HOME)
    t.tell(t.force(), "P77", "Wren", "Applegarth", date(1984, 6, 1), postcode=HOME)
    w.run()
    assert children() == 2
    assert Change.objects.filter(kind="merge").count() == 0


def test_a_child_of_three_spellings_and_two_birthdays_is_one() -> None:
    one = t.tell(t.council(), "MS1", "Siobhan", "Applegarth", date(2012, 6, 1), upn=UPN, postcode=HOME)
    t.tell(t.hospital(), "H5", "Shivaun", "Applegarth", date(2012, 1, 6), nhs=NHS, postcode=HOME)
    t.tell(t.force(), "P77", "Siobhán", "Aplegarth", date(2012, 6, 1), postcode=HOME)
    w.run()
    assert {standing(pk) for pk in Person.objects.values_list("pk", flat=True)} == {standing(one.pk)}


def test_an_nhs_number_used_twice_joins_nobody_and_is_asked_at_the_load() -> None:
    one = t.tell(t.hospital(), "H5", "Wren", "Applegarth", nhs=NHS)
    other = t.tell(t.hospital(), "H6", "Robin", "Hartley", date(2009, 11, 30), nhs=NHS)
    assert one.pk != other.pk
    asked = ReviewItem.objects.get()
    assert (asked.kind, asked.about) == ("id-conflict", "nhs")
    assert {asked.subject_a_id, asked.subject_b_id} == {one.pk, other.pk}
    w.run()
    assert children() == 2


def test_two_nhs_numbers_are_never_put_in_one_child() -> None:
    one = t.tell(t.council(), "MS1", "Wren", "Applegarth", postcode=HOME, nhs=NHS)
    other = t.tell(t.hospital(), "H5", "Wren", "Applegarth", postcode=HOME, nhs="9990000026", upn=UPN)
    with t.acting():
        Profile.objects.filter(subject=one.pk).update(upn=UPN)
    w.run()
    assert standing(one.pk) != standing(other.pk)
    assert kinds() == ["id-conflict"]


def test_a_load_s_own_joins_on_a_number_are_not_taken_apart() -> None:
    from homeward.register.people.rules import Number

    known = t.tell(t.council(), "MS1", "Wren", "Applegarth")
    same = t.tell(t.force(), "P77", "Renny", "Hartley", None, also=[Number("local", "MS1", t.council().pk)])
    assert same.pk == known.pk
    w.run()
    assert (children(), Profile.objects.filter(subject=known.pk).count()) == (1, 2)


def test_a_feed_sent_again_with_half_its_rows_changed() -> None:
    people = {}
    for number in range(6):
        people[number] = t.tell(
            t.council(), f"MS{number}", f"Child{number}x", f"Family{number}", postcode=f"ZZ{number} 1AA"
        )
        t.tell(t.hospital(), f"H{number}", f"Child{number}x", f"Family{number}", postcode=f"ZZ{number} 1AA")
    w.run()
    assert children() == 6
    before = {number: standing(each.pk) for number, each in people.items()}
    for number in range(3):
        t.tell(
            t.council(),
            f"MS{number}",
            f"Chyld{number}x",
            f"Family{number}",
            postcode=f"ZZ{number} 2BB",
            on=date(2026, 3, 1),
        )
    w.run()
    assert children() == 6
    assert {number: standing(each.pk) for number, each in people.items()} == before


def test_a_withdrawn_profile_is_no_evidence_any_more() -> None:
    one, other = known_twice()
    w.run()
    assert children() == 1
    Profile.objects.filter(own_key="H5").update(withdrawn=True, unsettled=True)
    w.run()
    assert standing(t.profile_of_key("H5").subject_id) != standing(t.profile_of_key("MS1").subject_id)
    assert Change.objects.filter(kind="split", by__isnull=True).count() == 1


def agreed(one: Person, other: Person) -> None:
    waiting = propose(
        by=f.viewer("matching-reviewer"), at=f.NOW, kind="merge", child=one.pk, other=other.pk, reason="Ok."
    )
    answer(by=f.viewer("matching-reviewer"), at=f.NOW, proposal=waiting.pk, agreed=True, follow=t.regroup)


def test_what_people_joined_a_run_does_not_part_but_asks() -> None:
    one, other = known_twice()
    agreed(one, other)
    Profile.objects.filter(own_key="H5").update(withdrawn=True)
    w.run()
    assert (children(), kinds()) == (1, ["broken"])


def test_what_people_parted_a_run_does_not_join_again() -> None:
    one, other = known_twice()
    w.run()
    change = Change.objects.get(kind="merge")
    from homeward.register.linkage.actions import undo_change

    undo_change(by=f.viewer("matching-reviewer"), at=f.NOW, change=change.pk, reason="Cousins.", follow=t.regroup)
    w.run()
    assert children() == 2
    assert {standing(one.pk), standing(other.pk)} == {one.pk, other.pk}


def test_one_person_s_same_joins_nobody_in_a_run() -> None:
    one = t.tell(t.council(), "MS1", "Wren", "Applegarth")
    other = t.tell(t.force(), "P77", "Wren", "Applegarth")
    a, b = t.profile_of(one).pk, t.profile_of(other).pk
    judge(by=f.viewer("matching-reviewer"), at=f.NOW, a=a, b=b, verdict="same", reason="They look it.")
    w.run()
    assert children() == 2


def test_a_cluster_that_chains_five_hundred_records_is_asked_about_and_stops_growing() -> None:
    with t.acting():
        for number in range(120):
            t.tell(t.force(), f"P{number}", "Wren", "Applegarth", t.BORN, postcode=HOME)
    w.run(parameters=Parameters(biggest=50, strong=99.0))
    biggest = max(
        Profile.objects.filter(subject=pk).count() for pk in Profile.objects.values_list("subject", flat=True)
    )
    assert biggest <= 51
    assert "big-cluster" in kinds()


def test_what_is_beyond_its_bounds_is_not_published() -> None:
    known_twice()
    before = t.everything({"linkage_profile", "linkage_edge", "linkage_linkagemodel"})
    with pytest.raises(NotPublished):
        w.run(bounds=Bounds(biggest=1))
    assert t.everything({"linkage_profile", "linkage_edge", "linkage_linkagemodel"}) == before
    assert LinkageRun.objects.get().stage == "held"
    w.run()
    assert children() == 1


def test_whoever_might_be_a_shielded_child_is_shielded_until_a_person_says() -> None:
    one = t.tell(t.council(), "MS1", "Wren", "Applegarth", postcode=HOME)
    other = t.tell(t.hospital(), "H5", "Wren", "Applegarth", postcode=HOME)
    Shield.objects.create(subject_id=one.pk, basis="witness", since=f.NOW)
    w.run()
    assert (children(), kinds()) == (2, ["possible"])  # a shielded home is not weighed, so a name is all that agrees
    assert shielded([one.pk, other.pk]) == {one.pk, other.pk}


def test_what_touches_an_open_matter_is_marked() -> None:
    one = t.tell(t.council(), "MS1", "Wren", "Applegarth", postcode=HOME)
    t.tell(t.hospital(), "H5", "Robin", "Applegarth", postcode=HOME)

    def missing(children: Collection[UUID]) -> set[UUID]:
        return {one.pk} & set(children)

    w.run(open_matters=missing)
    assert ReviewItem.objects.get().touches_open_matter is True


def test_a_question_is_asked_once_and_goes_when_the_scores_no_longer_ask() -> None:
    t.tell(t.council(), "MS1", "Wren", "Applegarth", postcode=HOME)
    other = t.tell(t.hospital(), "H5", "Robin", "Applegarth", postcode=HOME)
    w.run()
    Profile.objects.update(unsettled=True)
    w.run()
    assert ReviewItem.objects.count() == 1
    Profile.objects.filter(subject=other.pk).update(withdrawn=True, unsettled=True)
    w.run()
    assert ReviewItem.objects.get().how == "no-longer-asked"


def test_invented_and_real_children_are_never_compared() -> None:
    _, other = known_twice()
    Profile.objects.filter(subject=other.pk).update(synthetic=False)
    w.run()
    assert (Edge.objects.count(), children()) == (0, 2)


def statements(many: int) -> int:
    for number in range(many):
        t.tell(
            t.council(),
            f"M{many}-{number}",
            f"Wren{number}",
            f"Apple{many}",
            date(2009 + number % 5, 3, 1 + number % 28),
        )
    with CaptureQueriesContext(connection) as captured:
        w.run()
    return len(captured)


def test_many_profiles_take_as_many_statements_as_a_few() -> None:
    statements(3)
    few, many = statements(4), statements(120)
    assert many <= few + 12
