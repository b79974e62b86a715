"""Keeping the keys under which profiles are looked for, and taking away those that would tell where a child is."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from homeward.register.access.actions.guard import step
from homeward.register.access.queries import shielded, under_a_shield
from homeward.register.audit import actions as audit
from homeward.register.linkage.models import BlockKey, Profile
from homeward.register.linkage.queries.keys import digest_of
from homeward.register.linkage.rules import TELLING, Key, Named, keys_of, telling_keys

COLUMNS = ("digest", "year", "profile_id", "kind")


@dataclass(frozen=True)
class Keyed:
    """A profile that is to have keys, the child it stands in, and what they are made of."""

    profile_id: int
    subject_id: UUID
    named: Named


@step
def keep_keys(*, added: Sequence[Keyed], again: Sequence[Keyed] = ()) -> None:
    """Keep the keys of profiles that are new, and of those there were before the telephones and vehicles told again.

    Of a child under a shield no key is made that would tell where the child is.
    """
    telling = {each.subject_id for each in (*added, *again) if each.named.tells}
    hidden = shielded(telling) if telling else set()
    rows = [row for each in added for row in _rows(each, keys_of(each.named, shielded=each.subject_id in hidden))]
    audit.put(BlockKey, COLUMNS, rows)
    told = [row for each in again if each.subject_id not in hidden for row in _rows(each, telling_keys(each.named))]
    BlockKey.objects.bulk_create(
        [BlockKey(**dict(zip(COLUMNS, row, strict=True))) for row in told], ignore_conflicts=True
    )


def _rows(each: Keyed, keys: Iterable[Key]) -> list[tuple[int, int, int, int]]:
    """A row for each key; two keys of one profile that fall on one digest are one row."""
    found = {digest_of(key): key.kind for key in keys}
    return [(digest, each.named.year, each.profile_id, int(kind)) for digest, kind in found.items()]


@step
def hide_places(*, subject_ids: Collection[UUID] | None = None) -> None:
    """Take away the keys that would tell where a child is, of these children or of all, where a shield now stands.

    A search never uses one of them for a shielded child either, so that nothing hangs on when this is done.
    """
    covered = under_a_shield() if subject_ids is None else under_a_shield().filter(subject__in=subject_ids)
    profiles = Profile.objects.filter(subject__in=covered)
    BlockKey.objects.filter(kind__in=TELLING, profile__in=profiles).delete()
