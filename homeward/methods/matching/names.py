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
ENDINGS = {"ska": "ski", "cka": "cki", "zka": "zki", "ova": "ov", "eva": "ev", "aite": "as", "iene": "as"}
SHORTEST_STEM = 3
KEPT = 65_536


@lru_cache(maxsize=KEPT)
def plain(name: str) -> str:
    """A name in small unaccented letters of the English alphabet, with single spaces.

    A letter of another script is written as Unicode calls it, so that equal names stay equal.
    """
    found = comparable_name(name).lower()
    return found if found.isascii() else " ".join("".join(map(_spelt, found)).split())


def _spelt(letter: str) -> str:
    return letter if letter.isascii() else unicodedata.name(letter, "").rpartition(" ")[2].rpartition("-")[2].lower()


@lru_cache(maxsize=KEPT)
def forms_of_forename(forename: str) -> frozenset[str]:
    """The names that a plain forename may be a form of: of each name in it what that is short for, or itself.

    A name that many bear before their own (Mohammed, Syed) counts only where it stands alone: two brothers who both
    have it are not thereby one.
    """
    parts = forename.split()
    if len(parts) > 1:
        told = [part for part in parts if len(part) > 2 and part not in opening_names()]
        parts = told or parts[-1:]
    groups = alias_groups("forename")
    return frozenset(form for part in parts for form in groups.get(part, (part,)))


@lru_cache(maxsize=KEPT)
def forms_of_surname(surname: str) -> frozenset[str]:
    """The names that a plain family name may be a form of: of each part, and of the parts in one word."""
    names = {*parts_of_surname(surname), surname.replace(" ", "")} - {""}
    groups = alias_groups("surname")
    return frozenset(form for name in names for form in groups.get(name, (_as_a_mans(name),)))


def parts_of_surname(surname: str) -> tuple[str, ...]:
    """The names in a family name, without the small words that join them."""
    return tuple(part for part in surname.split() if part not in SMALL_WORDS and len(part) > 1)


def own_forename(forename: str) -> str:
    """A forename without the opening names that many bear before their own; the whole where it has nothing else."""
    parts = forename.split()
    return " ".join(part for part in parts if part not in opening_names()) or forename


def _as_a_mans(name: str) -> str:
    for ending, other in ENDINGS.items():
        if name.endswith(ending) and len(name) - len(ending) >= SHORTEST_STEM:
            return name[: -len(ending)] + other
    return name
