"""Keeping the keys under which profiles are looked for, and taking away those that would tell where a child is."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from homeward.register.access.actions.guard import as_the_system, step
from homeward.register.access.queries import shielded, under_a_shield
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import opened, sealed
from homeward.register.linkage.models import BlockKey, HiddenKeys, Profile
from homeward.register.linkage.queries.keys import digest_of, no_longer_hidden
from homeward.register.linkage.rules import TELLING, Key, Named, keys_of, telling_keys

COLUMNS = ("digest", "year", "profile_id", "kind")
HIDDEN = "linkage_hiddenkeys"
AT_ONCE = 500

Row = tuple[int, int, int, int]


@dataclass(frozen=True)
class Keyed:
    """A profile that is to have keys, the child it stands in, and what they are made of."""

    profile_id: int
    subject_id: UUID
    named: Named


@step
def keep_keys(*, added: Sequence[Keyed], again: Sequence[Keyed] = ()) -> None:
    """Keep the keys of profiles that are new, and of those there were before the telephones and vehicles told again.

    Of a child under a shield no key is made that would tell where the child is: it is put aside, sealed.
    """
    telling = {each.subject_id for each in (*added, *again) if each.named.tells}
    hidden = shielded(telling) if telling else set()
    rows = [row for each in added for row in _rows(each, keys_of(each.named, shielded=each.subject_id in hidden))]
    audit.put(BlockKey, COLUMNS, rows)
    told = [row for each in again if each.subject_id not in hidden for row in _rows(each, telling_keys(each.named))]
    _put_back(told)
    kept_from = [each for each in (*added, *again) if each.subject_id in hidden]
    _put_aside(row for each in kept_from for row in _rows(each, telling_keys(each.named)))


def _rows(each: Keyed, keys: Iterable[Key]) -> list[Row]:
    """A row for each key; two keys of one profile that fall on one digest are one row."""
    found = {digest_of(key): key.kind for key in keys}
    return [(digest, each.named.year, each.profile_id, int(kind)) for digest, kind in found.items()]


@step
def hide_places(*, subject_ids: Collection[UUID] | None = None) -> None:
    """Take away the keys that would tell where a child is, of these children or of all, where a shield now stands.

    A search never uses one of them for a shielded child either, so that nothing hangs on when this is done. They are
    put aside, sealed, for the day on which no shield stands any more.
    """
    covered = under_a_shield() if subject_ids is None else under_a_shield().filter(subject__in=subject_ids)
    keys = BlockKey.objects.filter(kind__in=TELLING, profile__in=Profile.objects.filter(subject__in=covered))
    _put_aside(keys.values_list(*COLUMNS))
    keys.delete()


@step
def show_places(*, subject_ids: Collection[UUID] | None = None) -> int:
    """Put back the keys of these children, or of some hundreds of all, whom no shield covers any more."""
    rows = no_longer_hidden()
    rows = rows.filter(profile__subject__in=subject_ids) if subject_ids is not None else rows[:AT_ONCE]
    held = list(rows.select_for_update(of=("self",)))
    _put_back(row for each in held for row in _opened(each))
    HiddenKeys.objects.filter(pk__in=[each.pk for each in held]).delete()
    return len(held)


@as_the_system("linkage.show-places")
def show_places_again(*, at: datetime) -> int:
    """Put back what lowered shields had taken away."""
    many = show_places()
    audit.current().note(profiles=many, at=at.isoformat())
    return many


def _put_back(rows: Iterable[Row]) -> None:
    told = [BlockKey(**dict(zip(COLUMNS, row, strict=True))) for row in rows]
    BlockKey.objects.bulk_create(told, ignore_conflicts=True)


def _put_aside(rows: Iterable[Row]) -> None:
    """Seal keys, each profile's together with what was put aside of it before."""
    found: dict[int, set[Row]] = defaultdict(set)
    for row in rows:
        found[row[2]].add(row)
    if not found:
        return
    for held in HiddenKeys.objects.filter(pk__in=found):
        found[held.pk] |= set(_opened(held))
    HiddenKeys.objects.bulk_create(
        [HiddenKeys(pk=pk, sealed_keys=_sealed(pk, keys)) for pk, keys in found.items()],
        update_conflicts=True,
        unique_fields=["profile"],
        update_fields=["sealed_keys"],
    )


def _sealed(profile: int, keys: Iterable[Row]) -> str:
    return sealed(json.dumps(sorted(keys)), table=HIDDEN, row=profile, column="keys")


def _opened(held: HiddenKeys) -> list[Row]:
    told = json.loads(opened(held.sealed_keys, table=HIDDEN, row=held.pk, column="keys"))
    return [(digest, year, profile, kind) for digest, year, profile, kind in told]
