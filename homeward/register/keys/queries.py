"""Sealing and opening with the installation's own keys.

`table`, `row` and `column` bind a sealed value to its place: moved anywhere else, it does not open (S-44). A row that
is not yet numbered is bound to the identifier of the source record it came from.
"""

import base64
from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from homeward.foundation import envelopes, sealing
from homeward.foundation.keyring import KeyRing


@cache
def _ring(text: str) -> KeyRing:
    return KeyRing.from_text(text)


def sealed(text: str, *, table: str, row: object, column: str) -> str:
    """The text, encrypted under a key of its own and bound to its place."""
    place = sealing.place(table, row, column)
    return sealing.seal(text.encode(), _ring(settings.SEALING_KEYS), place).text


def opened(value: str, *, table: str, row: object, column: str) -> str:
    """The text that was sealed for this place.

    Raises SealBroken if it was altered or moved, SealDestroyed if it is gone.
    """
    place = sealing.place(table, row, column)
    return sealing.unseal(sealing.Sealed.from_text(value), _ring(settings.SEALING_KEYS), place).decode()


def sealed_bytes(payload: bytes, *, table: str, row: object, column: str) -> str:
    """Bytes, encrypted under a key of their own and bound to their place."""
    place = sealing.place(table, row, column)
    return sealing.seal(payload, _ring(settings.SEALING_KEYS), place).text


def opened_bytes(value: str, *, table: str, row: object, column: str) -> bytes:
    """The bytes that were sealed for this place. Raises SealBroken or SealDestroyed."""
    place = sealing.place(table, row, column)
    return sealing.unseal(sealing.Sealed.from_text(value), _ring(settings.SEALING_KEYS), place)


def index(text: str, *, purpose: str) -> str:
    """A keyed digest that finds equal values without showing them. Never use it for a shielded location."""
    return sealing.blind_index(_index_key(settings.INDEX_KEY), text, purpose=purpose)


def short_index(text: str, *, purpose: str) -> int:
    """The same as a whole number of eight bytes. Never use it for a shielded location either."""
    return sealing.short_index(_index_key(settings.INDEX_KEY), text, purpose=purpose)


@cache
def _index_key(text: str) -> bytes:
    return base64.b64decode(text)


def _checkpoint_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(settings.CHECKPOINT_KEY))


def signed(message: bytes) -> str:
    """The installation's signature of a message, in base64: what a checkpoint of the audit chain carries (S-19)."""
    return base64.b64encode(_checkpoint_key().sign(message)).decode()


def public_key() -> str:
    """The public half of the checkpoint key, in base64: partner agencies hold it, and check signatures with it."""
    raw = _checkpoint_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def signature_holds(message: bytes, signature: str, key: str) -> bool:
    """Whether a signature was made over exactly this message by the holder of the key. Source: RFC 8032."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True)).verify(
            base64.b64decode(signature, validate=True), message
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def capture_key() -> tuple[str, str]:
    """The name and the public half, in base64 for addresses, of the key that devices seal to while the hub is away."""
    ring = _ring(settings.CAPTURE_KEYS)
    return ring.current, envelopes.encoded(envelopes.public_point(ring, ring.current))


def opened_envelope(envelope: envelopes.Envelope) -> bytes:
    """What a device sealed. Raises KeyNotOnRing or EnvelopeBroken."""
    return envelopes.unsealed(envelope, _ring(settings.CAPTURE_KEYS))
