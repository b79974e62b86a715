"""Names made ready to be compared: in plain letters, in parts, and with the forms they are known by.

Accents are folded before anything is scored, because DuckDB compares the bytes of a name and Python its letters, and
the two homes of the scorer must give one answer. The name as given is kept elsewhere and is the only one shown.
"""

import unicodedata
from functools import lru_cache

from homeward.foundation.names import comparable_name
from homeward.vocabulary.name_aliases import alias_groups, opening_names

# Small words that stand in many family names and so tell no two families apart.
SMALL_WORDS = frozenset(
    ("abu", "al", "ap", "bin", "bint", "ben", "da", "dal", "de", "del", "della", "der", "di", "do", "dos", "du", "el")
    + ("ibn", "ibnt", "la", "le", "les", "mac", "mc", "ni", "of", "san", "st", "ter", "the", "um", "umm", "van", "von")
    + ("ud", "ul", "ur")
)
# A family name that ends one way for a woman and another for a man is one family's.
ENDINGS = (
    ("ska", "ski"),
    ("cka", "cki"),
    ("dzka", "dzki"),
    ("ova", "ov"),
    ("eva", "ev"),
    ("aite", "as"),
    ("iene", "as"),
)
SHORTEST_STEM = 4
KEPT = 65_536


@lru_cache(maxsize=KEPT)
def plain(name: str) -> str:
    """A name in small unaccented letters of the English alphabet, with single spaces.

    A letter of another script is written as Unicode calls it, so that equal names stay equal.
    """
    found = comparable_name(name)
    return found if found.isascii() else " ".join("".join(map(_spelt, found)).split())


def _spelt(letter: str) -> str:
    return letter if letter.isascii() else unicodedata.name(letter, "").rpartition(" ")[2].lower()


@lru_cache(maxsize=KEPT)
def forms_of_forename(forename: str) -> frozenset[str]:
    """Every form that a plain forename may be known by: whole, each name in it, and what each is short for.

    A name that many bear before their own (Mohammed, Syed) counts only where it stands alone: two brothers who both
    have it are not thereby one.
    """
    parts = tuple(part for part in forename.split() if len(part) > 2)
    if len(parts) > 1:
        parts = tuple(part for part in parts if part not in opening_names()) or parts[-1:]
    groups = alias_groups("forename")
    found = {forename, *parts} if forename else set()
    return frozenset(found.union(*(groups.get(name, ()) for name in tuple(found))))


@lru_cache(maxsize=KEPT)
def forms_of_surname(surname: str) -> frozenset[str]:
    """Every form of a plain family name: whole, each part of a double one, other spellings, a man's ending."""
    if not surname:
        return frozenset()
    found = {surname, surname.replace(" ", ""), *parts_of_surname(surname)}
    found |= {same for name in tuple(found) if (same := _as_a_mans(name))}
    groups = alias_groups("surname")
    return frozenset(found.union(*(groups.get(name, ()) for name in tuple(found))))


def parts_of_surname(surname: str) -> tuple[str, ...]:
    """The names in a family name, without the small words that join them."""
    return tuple(part for part in surname.split() if part not in SMALL_WORDS and len(part) > 1)


def own_forename(forename: str) -> str:
    """A forename without the opening names that many bear before their own; the whole where it has nothing else."""
    parts = forename.split()
    return " ".join(part for part in parts if part not in opening_names()) or forename


def _as_a_mans(name: str) -> str:
    for ending, other in ENDINGS.items():
        if name.endswith(ending) and len(name) - len(ending) >= SHORTEST_STEM - 1:
            return name[: -len(ending)] + other
    return ""
