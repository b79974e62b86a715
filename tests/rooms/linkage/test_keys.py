"""The keys that profiles are looked for by: none of where a shielded child is, and none that can be read."""

from datetime import date

import pytest
from django.db import connection, transaction

from homeward.register.access.models import Shield, ShieldLowering
from homeward.register.access.queries import shielded, under_a_shield
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import short_index
from homeward.register.linkage.actions import Said, Why, hide_places, keep_profiles, merge
from homeward.register.linkage.actions.asking import hide_whoever_might_be
from homeward.register.linkage.models import BlockKey, Profile, ReviewItem
from homeward.register.linkage.queries import digest_of
from homeward.register.linkage.rules import TELLING, Key, Kind
from homeward.register.people.models import Person
from tests import factories as f
from tests.rooms.linkage import telling as t
from tests.rooms.linkage import weighing as w

pytestmark = pytest.mark.django_db
POSTCODE, PHONE, PLATE = (
    Key(Kind.POSTCODE, "ZZ11AA"), Key(Kind.PHONE, "+447700900123"), Key(Kind.PLATE, "ZZ12ABC"),
)  # fmt: skip


def keep(person: Person, **facts: str) -> None:
    told = {"forename": person.forename, "surname": person.surname, "birth_date": person.birth_date, **facts}
    with transaction.atomic(), audit.event("feed.batch", at=f.NOW):
        keep_profiles(told=[Said(record=f.record(), person=person, **told)], at=f.NOW)  # type: ignore[arg-type]


def kept(person: Person) -> set[int]:
    return {each.digest for each in BlockKey.objects.filter(profile__subject=person.pk)}


def hide(*people: Person) -> None:
    with transaction.atomic(), audit.event("feed.batch", at=f.NOW):
        hide_places(subject_ids=[each.pk for each in people] if people else None)


def test_a_profile_has_keys_of_its_names_its_birth_date_and_its_home() -> None:
    wren = f.child(birth_date=date(2012, 6, 1))
    keep(wren, postcode="zz1 1aa", phone="07700 900123", plate="zz12 abc")
    wanted = [POSTCODE, PHONE, PLATE, Key(Kind.BORN, "2012-06-01"), Key(Kind.WORD, "wren"), Key(Kind.STARTS, "app wre")]
    assert {digest_of(key) for key in wanted} <= kept(wren)
    assert set(BlockKey.objects.values_list("year", flat=True)) == {2012}


def test_no_key_is_made_of_where_a_shielded_child_is() -> None:
    wren, ash = f.child(), f.child("Ash", "Underhill")
    f.placement(wren)
    for person in (wren, ash):
        keep(person, postcode="ZZ1 1AA", phone="07700900123", plate="ZZ12 ABC")
    telling = BlockKey.objects.filter(kind__in=TELLING)
    assert {each.profile.subject_id for each in telling.select_related("profile")} == {ash.pk}
    assert digest_of(Key(Kind.WORD, "wren")) in kept(wren)


def test_a_shield_that_goes_up_takes_away_the_keys_that_would_tell() -> None:
    wren, ash = f.child(), f.child("Ash", "Underhill")
    for person in (wren, ash):
        keep(person, postcode="ZZ1 1AA")
    f.placement(wren)
    hide(ash)
    assert digest_of(POSTCODE) in kept(wren)
    hide(wren)
    assert digest_of(POSTCODE) not in kept(wren)
    assert digest_of(POSTCODE) in kept(ash)
    assert digest_of(Key(Kind.WORD, "wren")) in kept(wren)


def test_all_such_keys_are_taken_away_together() -> None:
    wren = f.child()
    keep(wren, postcode="ZZ1 1AA")
    f.placement(wren)
    hide()
    assert not BlockKey.objects.filter(kind__in=TELLING).exists()


def test_only_a_shield_that_is_up_counts() -> None:
    wren = f.child()
    f.placement(wren)
    asked = ShieldLowering.objects.create(
        shield=Shield.objects.get(), asked_by=f.worker(), asked_at=f.NOW, sealed_reason="x"
    )
    assert [*under_a_shield()] == [wren.pk]
    asked.agreed, asked.answered_by, asked.answered_at = True, f.worker(), f.NOW
    asked.save()
    assert [*under_a_shield()] == []
    asked.raised_again_at = f.NOW
    asked.save()
    assert [*under_a_shield()] == [wren.pk]


def test_a_phone_told_again_of_the_same_child_is_kept_once_and_another_beside_it() -> None:
    wren = f.child()
    for phone in ("07700 900123", "+44 7700 900123", "07700 900456", "not a phone"):
        keep(wren, own_key="A1", phone=phone)
    assert Profile.objects.count() == 1
    assert BlockKey.objects.filter(kind=Kind.PHONE).count() == 2


def test_what_is_kept_cannot_be_read_and_hangs_on_the_key(settings) -> None:
    wren = f.child("Wren", "Applegarth")
    keep(wren, postcode="ZZ1 1AA")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM linkage_blockkey")
        assert all(isinstance(value, int) for row in cursor.fetchall() for value in row)
    first = short_index("wren", purpose="linkage-1")
    assert short_index("wren", purpose="linkage-2") != first
    settings.INDEX_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    assert short_index("wren", purpose="linkage-1") != first


def test_two_keys_of_one_profile_are_never_one_row_twice() -> None:
    keep(f.child("Ash", "Ash"), also_known_as="Ash Ash")
    assert BlockKey.objects.count() == len(set(BlockKey.objects.values_list("digest", flat=True)))


def keys_of_places(*people: Person) -> int:
    return BlockKey.objects.filter(kind__in=TELLING, profile__subject__in=[each.pk for each in people]).count()


def test_a_run_leaves_no_key_of_a_place_of_whom_a_shield_covers() -> None:
    wren = t.tell(t.council(), "MS1", "Wren", "Applegarth", postcode="ZZ1 1AA")
    ash = t.tell(t.council(), "MS2", "Ash", "Underhill", postcode="ZZ1 1AB")
    f.placement(wren)
    assert keys_of_places(wren) == 1
    w.run()
    assert (keys_of_places(wren), keys_of_places(ash)) == (0, 1)


def test_a_run_that_hides_whoever_might_be_a_shielded_child_takes_their_keys_away() -> None:
    wren = t.tell(t.council(), "MS1", "Wren", "Applegarth", upn="X800000000001")
    f.placement(wren)
    robin = t.tell(t.force(), "P77", "Robin", "Applegarth", postcode="ZZ1 1AA", phone="07700 900123")
    with t.acting():
        row = ReviewItem(
            kind="twin", a=t.profile_of(wren), b=t.profile_of(robin), subject_a_id=wren.pk, subject_b_id=robin.pk
        )
        hide_whoever_might_be(rows=[row], at=f.NOW)
    assert shielded([robin.pk]) == {robin.pk}
    assert keys_of_places(robin) == 0


def test_a_merge_into_a_shielded_child_takes_the_keys_of_both_away() -> None:
    wren = t.tell(t.council(), "MS1", "Wren", "Applegarth", upn="X800000000001")
    f.placement(wren)
    ren = t.tell(t.force(), "P77", "Ren", "Applegarth", postcode="ZZ1 1AA", phone="07700 900123")
    assert keys_of_places(ren) == 2
    with t.acting("linkage.apply"):
        merge(into={ren.pk: wren.pk}, why=Why(at=f.NOW, because="evidence"))
    assert Profile.objects.filter(subject=wren.pk).count() == 2
    assert keys_of_places(wren, ren) == 0


def test_a_merge_of_a_shielded_child_into_another_takes_the_keys_of_both_away() -> None:
    wren = t.tell(t.council(), "MS1", "Wren", "Applegarth", upn="X800000000001")
    f.placement(wren)
    ren = t.tell(t.force(), "P77", "Ren", "Applegarth", postcode="ZZ1 1AA", phone="07700 900123")
    with t.acting("linkage.apply"):
        merge(into={wren.pk: ren.pk}, why=Why(at=f.NOW, because="evidence"))
    assert keys_of_places(wren, ren) == 0
