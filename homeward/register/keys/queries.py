"""Sealing and opening with the installation's own keys.

`table`, `row` and `column` bind a sealed value to its place: moved anywhere else, it does not open (S-44). A row
that is not
yet numbered is bound to the identifier of the source record it came from.
"""

import base64
from functools import cache

from django.conf import settings

from homeward.foundation import sealing
from homeward.foundation.keyring import KeyRing


@cache
def _ring(text: str) -> KeyRing:
    return KeyRing.from_text(text)


def sealed(text: str, *, table: str, row: object, column: str) -> str:
    """The text, encrypted under a key of its own and bound to its place."""
    place = sealing.place(table, row, column)
    return sealing.seal(text.encode(), _ring(settings.SEALING_KEYS), place).text


def opened(value: str, *, table: str, row: object, column: str) -> str:
    """The text that was sealed for this place. Raises SealBroken if it was altered or moved, SealDestroyed if it
    is gone.
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
    return sealing.blind_index(base64.b64decode(settings.INDEX_KEY), text, purpose=purpose)
