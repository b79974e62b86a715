"""How a cell of Annex A is read as a code. Pure. Councils write the code, its words, or both, a letter before them.

A value that cannot be read is never guessed: it stays in the row as it came, and somebody is asked to look.
"""

import re
from functools import cache

from homeward.foundation.names import comparable_name
from homeward.vocabulary.loader import load_whole

WORDS = "annex_a_words"
LETTER = re.compile(r"^[a-z][0-9]?\s*\)\s*", re.IGNORECASE)
CODE = re.compile(r"^([A-Z]{0,4}\d{0,2}[A-Z]?)(?=$|[\s:;,.\-–—/])")


def code_in(list_name: str, cell: str) -> str:
    """The code of a list that a cell holds; nothing where it cannot be read."""
    text = LETTER.sub("", cell.strip())
    stands = CODE.match(text.upper())
    if stands and stands[1] and stands[1] in load_whole(list_name):
        return stands[1]
    words = as_words(text)
    for code, label in _labels(list_name):
        if words == label:
            return code
    return next((code for held, code in _held(list_name) if f" {held}" in f" {words}"), "")


def as_words(text: str) -> str:
    """A text as words are compared: small letters, nothing but letters and figures."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", comparable_name(text)).split())


@cache
def _labels(list_name: str) -> tuple[tuple[str, str], ...]:
    return tuple((entry.code, as_words(entry.label)) for entry in load_whole(list_name).entries)


@cache
def _held(list_name: str) -> tuple[tuple[str, str], ...]:
    """What a value may hold, with the code of this list that it is read as, in the list's own order."""
    found = []
    for entry in load_whole(WORDS).entries:
        name, _, code = (entry.group or "").partition(" ")
        if name == list_name:
            found.append((entry.code, code))
    return tuple(found)


def sex_in(cell: str) -> str:
    """Sex as the register writes it. A letter alone is read by itself, and the census's figures too."""
    text = LETTER.sub("", cell.strip()).upper()
    figures = load_whole("sex_cin").get(text)
    return (figures.group if figures else None) or code_in("sex", text) or "U"


def yes_in(cell: str) -> bool | None:
    """Yes or no; nothing where neither is said."""
    text = as_words(LETTER.sub("", cell.strip()))
    if text.split(" ")[0] in ("y", "yes", "t", "true", "1"):
        return True
    return False if text in ("n", "no", "false", "0", "f") else None
