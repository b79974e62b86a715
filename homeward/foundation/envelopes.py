"""Envelopes: words that a device seals to the hub's public key, and that nobody can read back on the device.

Each envelope has a key of its own, agreed between a fresh key pair of the device's and the hub's. The device forgets
its half as soon as the words are sealed. The plain facts beside the words (whose envelope it is, and its number) are
bound to them. Source: NIST SP 800-56A (ECDH over P-256); RFC 5869 (HKDF with SHA-256); NIST SP 800-38D (AES-256-GCM).
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from homeward.foundation.errors import HomewardError
from homeward.foundation.keyring import KeyRing, KeyRingUnusable

FORM = "hc1"
CURVE = ec.SECP256R1()
POINT, NONCE, TAG = 65, 12, 16


class EnvelopeBroken(HomewardError):
    """An envelope that is not whole, or was not sealed for this place under this key."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a device sends: which key it is sealed to, the place it is bound to, and the sealed words."""

    key_id: str
    place: str
    ephemeral: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    body: bytes = field(repr=False)

    @classmethod
    def read(cls, parts: Mapping[str, object], *, place: str) -> "Envelope":
        """Reads the parts as a device writes them, in base64 for addresses. Raises EnvelopeBroken."""
        key_id = parts.get("key")
        if parts.get("form") != FORM or not isinstance(key_id, str):
            raise broken("something that is not an envelope")
        found = cls(key_id, place, *(decoded(parts.get(name)) for name in ("ephemeral", "nonce", "body")))
        if len(found.ephemeral) != POINT or len(found.nonce) != NONCE or len(found.body) <= TAG:
            raise broken("half an envelope")
        return found


def decoded(text: object) -> bytes:
    """Bytes from base64 for addresses, with or without its end. Raises EnvelopeBroken."""
    if not isinstance(text, str):
        raise broken("half an envelope")
    try:
        return base64.b64decode(text.translate(str.maketrans("-_", "+/")) + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise broken("an envelope with a part that is not base64") from None


def encoded(raw: bytes) -> str:
    """Bytes as base64 for addresses."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def private_of(ring: KeyRing, name: str) -> ec.EllipticCurvePrivateKey:
    """The private key that a ring holds under a name. Raises KeyNotOnRing, and KeyRingUnusable for what is none."""
    return _derived(ring.key(name))


@cache
def _derived(raw: bytes) -> ec.EllipticCurvePrivateKey:
    try:
        return ec.derive_private_key(int.from_bytes(raw, "big"), CURVE)
    except ValueError:
        raise KeyRingUnusable(
            got="32 bytes that are no key of the curve P-256",
            expected="a number between one and the order of the curve",
            next_step="Make another with `homeward keys capture`.",
        ) from None


def public_point(ring: KeyRing, name: str) -> bytes:
    """The public half of a key: 65 bytes, which may be given to anybody."""
    return private_of(ring, name).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def agreed(secret: bytes, *, ephemeral: bytes, key_id: str) -> AESGCM:
    """The cipher of one envelope, from what the two key pairs agree on."""
    words = f"homeward {FORM} {key_id}".encode()
    return AESGCM(HKDF(SHA256(), length=32, salt=ephemeral, info=words).derive(secret))


def unsealed(envelope: Envelope, ring: KeyRing) -> bytes:
    """What was sealed. Raises KeyNotOnRing where the key is not held, EnvelopeBroken where it does not open."""
    private = private_of(ring, envelope.key_id)
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, envelope.ephemeral)
        cipher = agreed(private.exchange(ec.ECDH(), theirs), ephemeral=envelope.ephemeral, key_id=envelope.key_id)
        return cipher.decrypt(envelope.nonce, envelope.body, envelope.place.encode())
    except (InvalidTag, ValueError):
        raise broken("an envelope that does not open") from None


def sealed_to(point: bytes, key_id: str, words: bytes, *, place: str, nonce: bytes) -> dict[str, str]:
    """Words sealed as a device does it, for whoever has no browser: the parts of an envelope."""
    own = ec.generate_private_key(CURVE)
    ephemeral = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    secret = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point))
    body = agreed(secret, ephemeral=ephemeral, key_id=key_id).encrypt(nonce, words, place.encode())
    parts = {"ephemeral": encoded(ephemeral), "nonce": encoded(nonce), "body": encoded(body)}
    return {"form": FORM, "key": key_id, **parts}


def broken(got: str) -> EnvelopeBroken:
    """What is said of an envelope that does not open, and never what was in it."""
    return EnvelopeBroken(
        got=got,
        expected="an envelope as the console seals it",
        next_step="Look at it among the calls that could not be opened. Nothing of it is lost.",
    )
