"""Which names are other forms of which: nicknames, spellings of a sound, and one name in several languages.

A name may be a form of several: Alex of Alexander and of Alexandra. Two names are worth comparing as one when they
share a form, and the two whole names, which share none, stay apart.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import NameEntry

Kind = Literal["forename", "surname"]


@cache
def alias_groups(of: Kind) -> Mapping[str, frozenset[str]]:
    """Each name on file with the names that it is a form of, itself among them where it heads an entry."""
    groups: dict[str, set[str]] = {}
    for entry in _entries(of):
        head = _name_of(entry)
        for form in (head, *entry.forms):
            groups.setdefault(form, set()).add(head)
    return {name: frozenset(found) for name, found in groups.items()}


@cache
def opening_names() -> frozenset[str]:
    """Names, in every form, that many bear before the one they are known by."""
    return frozenset(form for entry in _entries("forename") if entry.opens for form in (_name_of(entry), *entry.forms))


def _entries(of: Kind) -> tuple[NameEntry, ...]:
    entries = load_whole("name_aliases").entries
    return tuple(entry for entry in entries if isinstance(entry, NameEntry) and entry.of == of)


def _name_of(entry: NameEntry) -> str:
    """The name an entry is about. A family name's code says that it is one, since a code may stand only once."""
    return entry.code.removeprefix("family ")
