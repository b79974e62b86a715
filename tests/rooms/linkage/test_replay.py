"""What is derived can be made again: folding what happened gives the same children, and any day can be asked about."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from homeward.methods.matching.clustering import Parameters, cluster
from homeward.register.linkage.actions import judge, undo_change
from homeward.register.linkage.models import Change, Membership, Profile
from homeward.register.linkage.queries.components import together
from homeward.register.linkage.queries.replaying import as_known_on, replayed
from homeward.register.subjects.models import Subject
from tests import factories as f
from tests.rooms.linkage import telling as t
from tests.rooms.linkage import weighing as w

pytestmark = pytest.mark.django_db
LATER = f.NOW + timedelta(days=1)
LAST = f.NOW + timedelta(days=2)


def eventful() -> None:
    """Three families as three agencies tell of them: joined, judged, parted, told of again and withdrawn."""
    for number in range(3):
        home = f"ZZ{number} 1AA"
        t.tell(t.council(), f"MS{number}", f"Wren{'abc'[number]}", f"Hartley{'xyz'[number]}", postcode=home)
        t.tell(t.hospital(), f"H{number}", f"Wren{'abc'[number]}", f"Hartley{'xyz'[number]}", postcode=home)
        t.tell(t.force(), f"P{number}", f"Robin{'abc'[number]}", f"Hartley{'xyz'[number]}", postcode=home)
    w.run()
    change = Change.objects.get(kind="merge", subject=t.profile_of_key("MS0").subject_id)
    undo_change(by=f.viewer("matching-reviewer"), at=LATER, change=change.pk, reason="Cousins.", follow=t.regroup)
    one, other = t.profile_of_key("MS1"), t.profile_of_key("P1")
    judge(by=f.viewer("matching-reviewer"), at=LATER, a=one.pk, b=other.pk, verdict="not-same", reason="Twins.")
    t.tell(t.council(), "MS2", "Wrenc", "Hartleyz", postcode="ZZ9 9ZZ")
    Profile.objects.filter(own_key="H2").update(withdrawn=True, unsettled=True)
    w.run(clock=lambda: LAST)


def standing() -> dict[int, UUID]:
    return dict(Profile.objects.values_list("pk", "subject"))


def test_folding_what_happened_gives_the_same_children_and_identifiers() -> None:
    eventful()
    known = replayed()
    assert known.child == standing()
    assert known.retired == dict(Subject.objects.filter(retired_into__isnull=False).values_list("pk", "retired_into"))
    assert {change.kind for change in Change.objects.all()} >= {"join", "merge", "undo", "split"}


def test_clustered_from_nothing_the_parts_are_the_same() -> None:
    eventful()
    rules = Parameters(hysteresis=0.0)
    problem = replace(together(list(standing()), w.model(), rules).problem, before={}, confirmed=frozenset())
    by_child: dict[UUID, set[int]] = {}
    for profile, child in standing().items():
        by_child.setdefault(child, set()).add(profile)
    assert {frozenset(each) for each in by_child.values()} == set(cluster(problem).clusters)


def test_as_known_on_a_day_is_what_was_known_then() -> None:
    t.tell(t.council(), "MS1", "Wren", "Applegarth", postcode="ZZ1 1AA")
    t.tell(t.hospital(), "H5", "Wren", "Applegarth", postcode="ZZ1 1AA")
    before = standing()
    w.run(clock=lambda: LATER)
    joined = standing()
    undo_change(
        by=f.viewer("matching-reviewer"), at=LAST, change=Change.objects.get(kind="merge").pk, reason="Cousins.",
        follow=t.regroup,
    )  # fmt: skip
    assert as_known_on(f.NOW) == before
    assert as_known_on(LATER) == joined
    assert len(set(joined.values())) == 1
    assert as_known_on(LAST) == standing() == before
    assert as_known_on(f.NOW - timedelta(days=1)) == {}
    assert as_known_on(LATER, [min(joined)]) == {min(joined): joined[min(joined)]}


def test_each_profile_stands_in_one_child_at_any_moment() -> None:
    eventful()
    for moment in (f.NOW, LATER, LAST):
        assert set(as_known_on(moment)) == set(
            Membership.objects.filter(recorded_at__lte=moment).values_list("profile", flat=True)
        )
