"""The lists that the rules read, as patterns: made once, since the lists do not change while the program runs."""

import re
from functools import cache

from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.name_aliases import alias_groups

# A word that begins with a capital, as a name does.
CAPITAL = r"[A-ZÀ-Þ][\w'’-]*"
NAMES = rf"{CAPITAL}(?:[ ]{CAPITAL}){{0,2}}"
QUOTES = "\"'“”‘’"


@cache
def group(name: str) -> frozenset[str]:
    """The words of one group of the list, in small letters."""
    return frozenset(entry.label.casefold() for entry in load_whole("lead_words").entries if entry.group == name)


@cache
def any_of(name: str) -> str:
    """The words of one group as a pattern, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(group(name), key=len, reverse=True))


@cache
def forenames() -> frozenset[str]:
    """Every forename on file, in every form, in small plain letters."""
    return frozenset(name for name in alias_groups("forename") if len(name) > 2)


def is_forename(word: str) -> bool:
    """Whether a word is a forename on file."""
    return word.casefold().strip("'’") in forenames()
