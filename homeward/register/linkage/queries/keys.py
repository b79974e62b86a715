"""Keys as they are kept: a keyed digest, which tells nothing to whoever reads the database without the key."""

from django.db.models import QuerySet

from homeward.register.access.queries import under_a_shield
from homeward.register.keys.queries import short_index
from homeward.register.linkage.models import HiddenKeys
from homeward.register.linkage.rules import Key, Kind

PURPOSES = {kind: f"linkage-{int(kind)}" for kind in Kind}


def digest_of(key: Key) -> int:
    """The digest under which a key is kept. The kind is part of it, so that two kinds never meet."""
    return short_index(key.value, purpose=PURPOSES[key.kind])


def no_longer_hidden() -> "QuerySet[HiddenKeys]":
    """The keys that were put aside for a shield, of children whom none covers any more."""
    return HiddenKeys.objects.exclude(profile__subject__in=under_a_shield()).order_by("pk")
