"""The ring of keys that wrap every payload's own key."""

import base64
import re
from collections.abc import Mapping

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from homeward.foundation.errors import HomewardError

KEY_BYTES = 32


class KeyRingUnusable(HomewardError):
    """Settings that do not make a ring of keys."""


class KeyNotOnRing(HomewardError):
    """A value was sealed under a key that this ring does not hold."""


class KeyRing:
    """Keys of 32 bytes by name; the current one seals, the others only open. It prints names and never keys."""

    def __init__(self, keys: Mapping[str, bytes], *, current: str) -> None:
        if current not in keys:
            raise _unusable("a current key that is not among the keys")
        if not all(re.fullmatch(r"[A-Za-z0-9_-]{1,32}", name, re.ASCII) for name in keys):
            raise _unusable("a key name with other marks than letters, digits, hyphen and underline")
        if not all(len(key) == KEY_BYTES for key in keys.values()):
            raise _unusable(f"a key that is not {KEY_BYTES} bytes long")
        self._keys = dict(keys)
        self._ciphers: dict[str, AESGCM] = {}
        self.current = current

    @classmethod
    def from_text(cls, text: str) -> "KeyRing":
        """Reads "name:key,name:key" with keys in base64. The first is current. Raises KeyRingUnusable."""
        keys: dict[str, bytes] = {}
        for item in filter(None, (part.strip() for part in text.split(","))):
            name, _, key = item.partition(":")
            if name in keys:
                raise _unusable("the same key name twice")
            keys[name] = _decoded(key)
        return cls(keys, current=next(iter(keys), ""))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the keys held, which may be shown and logged."""
        return tuple(self._keys)

    def key(self, name: str) -> bytes:
        """The key of that name. Raises KeyNotOnRing."""
        if name not in self._keys:
            raise KeyNotOnRing(
                got="a value sealed under a key that is not on the ring",
                expected="one of the keys in the settings",
                next_step="Put the retired key back after the current one, then wrap every value again.",
            )
        return self._keys[name]

    def cipher(self, name: str) -> AESGCM:
        """What encrypts under the key of that name, made ready once. Raises KeyNotOnRing."""
        if name not in self._ciphers:
            self._ciphers[name] = AESGCM(self.key(name))
        return self._ciphers[name]

    def __repr__(self) -> str:
        return f"KeyRing(names={self.names!r}, current={self.current!r})"


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.translate(str.maketrans("-_", "+/")) + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise _unusable("a key that is not base64") from None


def _unusable(got: str) -> KeyRingUnusable:
    return KeyRingUnusable(
        got=got,
        expected="keys written name:base64, separated by commas, the current one first",
        next_step="Correct the key setting. The guide to going live says how to make a key.",
    )
