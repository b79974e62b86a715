"""Keys as they are kept: a keyed digest, which tells nothing to whoever reads the database without the key."""

from homeward.register.keys.queries import short_index
from homeward.register.linkage.rules import Key, Kind

PURPOSES = {kind: f"linkage-{int(kind)}" for kind in Kind}


def digest_of(key: Key) -> int:
    """The digest under which a key is kept. The kind is part of it, so that two kinds never meet."""
    return short_index(key.value, purpose=PURPOSES[key.kind])
