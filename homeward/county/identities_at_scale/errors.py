"""What goes wrong in one cell: slips of the hand and of the ear, names in another order, dates read another way."""

import unicodedata
from datetime import date
from functools import lru_cache

from homeward.county.identities_at_scale.drawing import Draw, one_of
from homeward.county.identities_at_scale.spellings import NICKNAMES, OTHER_LETTERS
from homeward.county.marks import INWARD
from homeward.county.misspelling import as_it_sounds
from homeward.foundation.identifiers.upn import check_letter

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
REPLACED, DROPPED, DOUBLED = 0.42, 0.67, 0.80  # and 20% are two letters the wrong way round
WHOLE_LETTERS = str.maketrans("łŁıøØđĐ", "lLioOdD")


@lru_cache(maxsize=65_536)
def plain(name: str) -> str:
    """The name in the twenty-six letters, as a system without accents keeps it."""
    if name.isascii():
        return name
    apart = unicodedata.normalize("NFKD", name.translate(WHOLE_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def nickname(name: str, draw: Draw) -> str:
    """A short form, where the name has one."""
    known = NICKNAMES.get(name)
    return one_of(known, draw) if known else name


def other_letters(name: str, draw: Draw) -> str:
    """The name put into English letters another way, or without its accents."""
    known = OTHER_LETTERS.get(name)
    return one_of(known, draw) if known else plain(name)


def misheard(name: str) -> str:
    """The name as somebody who only heard it writes it."""
    return as_it_sounds(name)


def mistyped(name: str, draw: Draw) -> str:
    """One slip of the hand, never in the first letter: another letter, one lost, one doubled, or two exchanged."""
    if len(name) < 3:
        return name
    at, kind = 1 + int(draw() * (len(name) - 2)), draw()
    if kind < REPLACED:
        return name[:at] + ALPHABET[int(draw() * 26)] + name[at + 1 :]
    if kind < DROPPED:
        return name[:at] + name[at + 1 :]
    if kind < DOUBLED:
        return name[:at] + name[at] + name[at:]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def half_of(surname: str, draw: Draw) -> str:
    """Half of a double surname."""
    return one_of(tuple(surname.split("-")), draw)


def day_and_month(born: int) -> int:
    """The day and the month exchanged, where that is another date."""
    day = date.fromordinal(born)
    return date(day.year, day.day, day.month).toordinal() if day.day <= 12 else born


def year_out(born: int, draw: Draw) -> int:
    """The same day of the year before or after."""
    day = date.fromordinal(born)
    return date(day.year + (1 if draw() < 0.5 else -1), day.month, min(day.day, 28)).toordinal()


def days_out(born: int, draw: Draw) -> int:
    """One, ten or thirty days out, either way."""
    by = (1, 10, 30)[int(draw() * 3)]
    return born + (by if draw() < 0.5 else -by)


def postcode_slip(postcode: str, draw: Draw) -> str:
    """One of the last two letters is another."""
    letter = INWARD[int(draw() * len(INWARD))]
    return postcode[:-1] + letter if draw() < 0.5 else postcode[:-2] + letter + postcode[-1]


def upn_slip(upn: str, draw: Draw) -> str:
    """One digit is another. A slip that would make the letter right, so a number somebody may hold, is not made."""
    at = 4 + int(draw() * 9)
    slipped = upn[:at] + str(int(draw() * 10)) + upn[at + 1 :]
    return upn if check_letter(slipped[1:]) == slipped[0] else slipped
