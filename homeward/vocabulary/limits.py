"""The numbers the hub works by, read from data so that each has a source and a day it came into force."""

from datetime import date

from homeward.vocabulary.loader import load
from homeward.vocabulary.shapes import LimitEntry


def limit(code: str, *, on: date) -> int:
    """The shipped value of a limit as at a day. Raises KeyError for a code that is not on the list.

    A county's approved change of a limit is a dated row in the agencies room and is looked for there first.
    """
    entry = load("limits", on=on)[code]
    if not isinstance(entry, LimitEntry):
        raise KeyError(f"{code} is not a limit")
    return entry.value
