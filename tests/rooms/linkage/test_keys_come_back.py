"""Keys that a shield took away come back when none stands any more, those told meanwhile too, and no sooner."""

import pytest

from homeward.config.commands import worker
from homeward.register.access.models import Shield, ShieldLowering
from homeward.register.linkage.actions import Why, merge, undo_change
from homeward.register.linkage.jobs import show_what_was_lowered
from homeward.register.linkage.models import BlockKey, Change, HiddenKeys, Profile
from homeward.register.linkage.queries import digest_of
from homeward.register.linkage.rules import TELLING, Key, Kind
from homeward.register.people.models import Person
from tests import factories as f
from tests.rooms.linkage import telling as t
from tests.rooms.linkage.test_keys import PHONE, PLATE, POSTCODE, hide, keep, kept

pytestmark = pytest.mark.django_db
TOLD = {"postcode": "ZZ1 1AA", "phone": "07700900123", "plate": "ZZ12 ABC"}


def telling(person: Person) -> set[int]:
    kinds = BlockKey.objects.filter(profile__subject=person.pk, kind__in=TELLING)
    return set(kinds.values_list("digest", flat=True))


def lower(person: Person) -> None:
    """Two people lower every shield over a child."""
    for shield in Shield.objects.filter(subject=person.pk):
        ShieldLowering.objects.create(
            shield=shield, asked_by=f.worker("Ann Applegarth"), asked_at=f.NOW, answered_by=f.worker("Bo Birch"),
            answered_at=f.NOW, agreed=True, sealed_reason="x",
        )  # fmt: skip


def test_a_shield_that_is_lowered_gives_back_what_it_took() -> None:
    wren = f.child()
    keep(wren, **TOLD)
    before = kept(wren)
    f.placement(wren)
    hide(wren)
    assert not telling(wren)
    lower(wren)
    assert show_what_was_lowered(f.NOW) == 1
    assert kept(wren) == before and not HiddenKeys.objects.exists()
    assert show_what_was_lowered(f.NOW) == 0


def test_what_was_told_while_it_stood_comes_with_it() -> None:
    wren = f.child()
    f.placement(wren)
    keep(wren, **TOLD)
    keep(wren, **TOLD | {"phone": "07700900456"})
    assert not telling(wren)
    lower(wren)
    show_what_was_lowered(f.NOW)
    other = Key(Kind.PHONE, "+447700900456")
    assert telling(wren) == {digest_of(each) for each in (POSTCODE, PHONE, PLATE, other)}


def test_while_a_shield_stands_nothing_comes_back_and_nothing_can_be_read() -> None:
    wren = f.child()
    keep(wren, **TOLD)
    f.placement(wren)
    hide(wren)
    assert show_what_was_lowered(f.NOW) == 0 and not telling(wren)
    held = HiddenKeys.objects.get().sealed_keys
    assert not any(str(digest_of(each)) in held for each in (POSTCODE, PHONE, PLATE))


def test_taken_away_twice_it_is_whole() -> None:
    wren = f.child()
    keep(wren, **TOLD)
    f.placement(wren)
    hide(wren)
    hide(wren)
    lower(wren)
    show_what_was_lowered(f.NOW)
    assert telling(wren) == {digest_of(each) for each in (POSTCODE, PHONE, PLATE)}


def test_a_merge_that_is_undone_gives_back_the_keys_of_whom_no_shield_covers() -> None:
    wren, other = f.child(), f.child()
    keep(wren, **TOLD)
    keep(other, postcode="ZZ9 9ZZ")
    f.placement(other)
    hide(other)
    before = telling(wren)
    with t.acting():
        change = merge(into={other.pk: wren.pk}, why=Why(at=f.NOW, because="by-hand"))[0]
    assert not BlockKey.objects.filter(kind__in=TELLING).exists()
    undo_change(by=t.reviewer(), at=f.NOW, change=change.pk, reason="Cousins.", follow=t.regroup)
    assert telling(wren) == before and not telling(other)
    assert HiddenKeys.objects.get().profile.subject_id == other.pk
    assert Change.objects.filter(kind="undo").count() == 1 and Profile.objects.count() == 2


def test_the_worker_looks_for_them_every_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    for name in ("seal_loop_once", "raise_what_waits", "climb_what_is_due", "once_a_minute", "close_old_connections"):
        monkeypatch.setattr(worker, name, lambda *_: None)
    monkeypatch.setattr(worker, "show_what_was_lowered", asked.append)
    worker.one_round(1)
    assert not asked
    worker.one_round(worker.MINUTE)
    assert len(asked) == 1
