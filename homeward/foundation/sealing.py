"""Sealing: text that only the hub's keys can open, and that can be destroyed one payload at a time.

Each payload is encrypted under a key of its own, and that key is wrapped by a key from the ring. Keys on
the ring change by wrapping again, without touching the payload. Forgetting a wrapped key destroys its
payload in every copy and backup at once, which is how a retention rule is kept. A sealed value is bound to
the row and column it was made for, so one child's cannot be pasted into another's. Source: NIST SP 800-38D
(AES-256-GCM); RFC 2104 (HMAC).
"""

import base64
import hmac
import secrets
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from homeward.foundation.errors import HomewardError
from homeward.foundation.keyring import KEY_BYTES, KeyRing

FORM = "hs1"
NONCE_BYTES = 12


class SealBroken(HomewardError):
    """A sealed value that cannot be opened where it was found."""


class SealDestroyed(SealBroken):
    """A sealed value whose own key has been destroyed: its content is gone for good, as was meant."""


@dataclass(frozen=True)
class Sealed:
    """A payload encrypted under its own key, with that key wrapped by one from the ring.

    The two parts may be kept in two columns. Without `wrapped_key` nothing can open `body`.
    """

    key_id: str
    wrapped_key: bytes = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The sealed value as one line of plain letters, for a text column."""
        return ".".join((FORM, self.key_id, _as_text(self.wrapped_key), _as_text(self.body)))

    @classmethod
    def from_text(cls, text: str) -> "Sealed":
        """Reads the form `text` writes. Raises SealBroken."""
        parts = text.split(".")
        if len(parts) != 4 or parts[0] != FORM:
            raise _broken("text that is not a sealed value")
        try:
            return cls(parts[1], _as_bytes(parts[2]), _as_bytes(parts[3]))
        except ValueError:
            raise _broken("a sealed value that has been cut short or altered") from None

    @property
    def is_destroyed(self) -> bool:
        """True once the payload's own key has been forgotten."""
        return not self.wrapped_key

    def destroyed(self) -> "Sealed":
        """The same value with its key forgotten. Store it in place of this one to destroy the payload."""
        return replace(self, wrapped_key=b"")


def place(table: str, pk: object, column: str) -> bytes:
    """The row and column a sealed value belongs to, as the text that binds it there."""
    parts = (table, str(pk), column)
    if any(not part or "|" in part for part in parts):
        raise _broken("a table, key or column that is empty or holds the mark |")
    return "|".join(parts).encode()


def seal(payload: bytes, ring: KeyRing, aad: bytes) -> Sealed:
    """Encrypts a payload under a new key of its own, for the place that `aad` names (see `place`)."""
    # One call for the key and both nonces: asking the system for chance takes longer than encrypting a short text.
    chance = secrets.token_bytes(KEY_BYTES + 2 * NONCE_BYTES)
    own_key, nonces = chance[:KEY_BYTES], chance[KEY_BYTES:]
    body = _encrypt(AESGCM(own_key), payload, _bound(aad, FORM), nonces[:NONCE_BYTES])
    wrapped = _encrypt(ring.cipher(ring.current), own_key, _bound(aad, ring.current), nonces[NONCE_BYTES:])
    return Sealed(ring.current, wrapped, body)


def unseal(sealed: Sealed, ring: KeyRing, aad: bytes) -> bytes:
    """The payload, if the value is whole and stands where it was sealed. Raises SealBroken or SealDestroyed."""
    return _decrypt(_own_key(sealed, ring, aad), sealed.body, _bound(aad, FORM))


def rewrap(sealed: Sealed, ring: KeyRing, aad: bytes) -> Sealed:
    """The same payload with its key wrapped by the ring's current key, so that an old key can be retired."""
    own_key = _own_key(sealed, ring, aad)
    nonce = secrets.token_bytes(NONCE_BYTES)
    wrapped = _encrypt(ring.cipher(ring.current), own_key, _bound(aad, ring.current), nonce)
    return replace(sealed, key_id=ring.current, wrapped_key=wrapped)


def blind_index(key: bytes, text: str, *, purpose: str = "") -> str:
    """A keyed digest by which equal values can be found without being read.

    Used for whole names, birth dates and identifiers only, never for a shielded location: a digest still
    tells that two children live at one address. The purpose keeps the digests of two columns from being
    compared.
    """
    return hmac.digest(key, purpose.encode() + b"\0" + text.encode(), "sha256").hex()


def short_index(key: bytes, text: str, *, purpose: str) -> int:
    """A keyed digest of eight bytes as a whole number, for keys of which there are many millions: keyed BLAKE2b.

    Two texts in ten million share one in four hundred thousand cases; what is found by it is compared afterwards. The
    purpose is of 16 bytes at most. Source: RFC 7693.
    """
    found = blake2b(text.encode(), digest_size=8, key=key, person=purpose.encode())
    return int.from_bytes(found.digest(), "big", signed=True)


def _own_key(sealed: Sealed, ring: KeyRing, aad: bytes) -> bytes:
    if sealed.is_destroyed:
        raise SealDestroyed(
            got="a sealed value whose key has been destroyed",
            expected="a value still within its retention period",
            next_step="It cannot be brought back. Say that the retention rule destroyed it.",
        )
    return _decrypt(ring.key(sealed.key_id), sealed.wrapped_key, _bound(aad, sealed.key_id))


def _encrypt(cipher: AESGCM, payload: bytes, aad: bytes, nonce: bytes) -> bytes:
    return nonce + cipher.encrypt(nonce, payload, aad)


def _decrypt(key: bytes, body: bytes, aad: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], aad)
    except (InvalidTag, ValueError):
        raise _broken("a sealed value that was altered, or moved from another row") from None


def _bound(aad: bytes, version: str) -> bytes:
    return aad + b"|" + version.encode()


def _broken(got: str) -> SealBroken:
    return SealBroken(
        got=got,
        expected="a value sealed for this row and column by a key on the ring",
        next_step="Treat it as tampering: tell information governance, then restore the row.",
    )


def _as_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _as_bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
