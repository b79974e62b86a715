"""What rows say of who a child is: the same words are one profile, other words another, never one for two children."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from homeward.register.audit import actions as audit
from homeward.register.keys.queries import opened
from homeward.register.linkage.actions import Said, keep_profiles
from homeward.register.linkage.models import Change, Membership, Profile, ProfileRecord
from homeward.register.people.models import Person
from homeward.register.sources.models import SourceRecord
from tests import factories as f

pytestmark = pytest.mark.django_db
WREN: dict[str, Any] = {
    "own_key": "MS1", "forename": "Wren", "surname": "Applegarth", "birth_date": date(2012, 6, 1), "sex": "F",
}  # fmt: skip


def keep(*told: Said) -> None:
    with transaction.atomic(), audit.event("feed.batch", at=f.NOW):
        keep_profiles(told=told, at=f.NOW)


def said(person: Person, record: SourceRecord | None = None, **facts: Any) -> Said:
    return Said(record=record or f.record(), person=person, **facts)


def profiles() -> list[tuple[str, int]]:
    """Each profile's forename with how many records belong to it, in the order added."""
    return [(each.forename, each.records.count()) for each in Profile.objects.order_by("pk")]


def test_the_same_words_are_one_profile_however_they_are_spelt() -> None:
    wren = f.child()
    keep(said(wren, **WREN), said(wren, **{**WREN, "forename": "WREN ", "own_key": "ms1"}))
    keep(said(wren, **{**WREN, "surname": "apple-garth"}), said(wren, **WREN))
    assert profiles() == [("Wren", 3), ("Wren", 1)]


@pytest.mark.parametrize(
    "other",
    [
        {"forename": "Ren"}, {"middle_name": "Ada"}, {"also_known_as": "Birdie"}, {"birth_date": date(2012, 1, 6)},
        {"birth_precision": "year"}, {"sex": "M"}, {"postcode": "ZZ1 1AA"}, {"upn": "X800000000001"},
        {"nhs": "9990000018"}, {"pnc": "12/345A"}, {"own_key": "MS2"},
    ],
    ids=lambda other: next(iter(other)),
)  # fmt: skip
def test_another_word_is_another_profile(other: dict[str, Any]) -> None:
    wren = f.child()
    keep(said(wren, **WREN), said(wren, **{**WREN, **other}))
    assert Profile.objects.count() == 2


def test_a_row_that_gives_little_but_the_number_is_counted_to_the_fuller_profile() -> None:
    wren = f.child()
    keep(said(wren, **WREN, said_on=date(2026, 1, 1)))
    keep(said(wren, own_key="MS1"), said(wren, own_key="MS1", birth_date=date(2012, 6, 1)))
    assert profiles() == [("Wren", 3)]
    keep(said(wren, own_key="MS1", birth_date=date(2011, 6, 1)))
    assert profiles() == [("Wren", 3), ("", 1)]


def test_a_thin_word_without_a_number_is_never_shared() -> None:
    ben, other = f.child("Ben", ""), f.child("Ben", "")
    keep(said(ben, forename="Ben"), said(other, forename="Ben"))
    keep(said(other, forename="Ben"))
    assert profiles() == [("Ben", 1)] * 3
    assert set(Profile.objects.values_list("thin", flat=True)) == {True}


def test_the_same_words_of_two_children_are_two_profiles() -> None:
    wren, alone = f.child(), f.child()
    facts = {**WREN, "own_key": ""}
    keep(said(wren, **facts), said(alone, **facts))
    keep(said(alone, **facts), said(wren, **facts))
    assert [(each.subject_id, each.records.count()) for each in Profile.objects.order_by("pk")] == [
        (wren.pk, 2),
        (alone.pk, 2),
    ]


def test_a_batch_kept_again_changes_nothing() -> None:
    wren = f.child()
    told = [said(wren, **WREN), said(wren, own_key="MS1")]
    keep(*told)
    before = [list(model.objects.values()) for model in (Profile, ProfileRecord, Membership, Change)]
    keep(*told)
    assert [list(model.objects.values()) for model in (Profile, ProfileRecord, Membership, Change)] == before


def test_it_knows_when_it_was_first_and_last_said() -> None:
    wren = f.child()
    keep(said(wren, **WREN, said_on=date(2026, 1, 9)))
    keep(said(wren, **WREN, said_on=date(2025, 5, 1)), said(wren, **WREN, said_on=date(2025, 9, 1)))
    assert Profile.objects.values_list("first_said_on", "last_said_on").get() == (date(2025, 5, 1), date(2026, 1, 9))


def test_a_new_profile_stands_in_its_child_from_the_day_it_was_first_said() -> None:
    wren = f.child()
    keep(said(wren, **WREN, said_on=date(2026, 1, 9)))
    profile, membership = Profile.objects.get(), Membership.objects.get()
    assert (membership.profile, membership.subject_id) == (profile, wren.pk)
    assert (membership.valid_since, membership.recorded_at, membership.superseded_at) == (date(2026, 1, 9), f.NOW, None)
    assert (profile.subject_id, profile.scored_with, profile.synthetic) == (wren.pk, "", True)


def test_the_home_is_sealed_and_bound_to_its_profile() -> None:
    keep(said(f.child(), **WREN, postcode="ZZ1 1AA"))
    profile = Profile.objects.get()
    assert "ZZ1" not in profile.sealed_postcode
    home = opened(profile.sealed_postcode, table="linkage_profile", row=profile.digest, column="postcode")
    assert home == "ZZ1 1AA"


def statements(told: Sequence[Said]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        keep(*told)
    return [each["sql"] for each in captured if each["sql"].startswith("SELECT")]


def test_500_rows_take_as_many_readings_as_10() -> None:
    delivery, people = f.delivery(), [f.child() for _ in range(500)]

    def batch(first: int, many: int) -> list[Said]:
        return [
            said(people[number], f.record(delivery), **{**WREN, "own_key": f"MS{first + number}"})
            for number in range(many)
        ]

    few, many = statements(batch(1, 10)), statements(batch(1000, 500))
    assert len(few) == len(many) <= 4
