"""The unique pupil number: a check letter and twelve characters, given by a child's first school."""

import re

from homeward.foundation.identifiers.reading import Reading, allowed, refused, without_spaces

CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UNKNOWN_CODES = frozenset({"UN1", "UN2", "UN3", "UN4", "UN5"})


def normalise(text: str, *, synthetic: bool = False) -> Reading:
    """Reads a unique pupil number into thirteen capitals and digits.

    A wrong check letter is how an invented pupil number is told from a child's, so it passes only when the
    delivery is synthetic. A temporary number ends in a letter. Source: Department for Education, unique
    pupil numbers guide.
    """
    upn = without_spaces(text)
    if stands_for_unknown(upn):
        return refused("This code means that the pupil number is not known. Leave the pupil number empty.")
    if not re.fullmatch(rf"[{CHECK_LETTERS}]\d{{11}}[\d{CHECK_LETTERS}]", upn, re.ASCII):
        return refused("A unique pupil number is a letter and 12 digits. Check it with the child's school.")
    is_wrong = check_letter(upn[1:]) != upn[0]
    if is_wrong and not synthetic:
        return refused("This unique pupil number has a wrong letter or digit. Check it with the child's school.")
    return allowed(upn, is_invented=is_wrong, synthetic=synthetic, what="This unique pupil number")


def check_letter(last_twelve: str) -> str:
    """The first letter for the other twelve characters: each weighted by its place, modulus 23."""
    values = (int(mark) if mark.isdigit() else CHECK_LETTERS.index(mark) for mark in last_twelve)
    return CHECK_LETTERS[sum(value * place for place, value in enumerate(values, start=2)) % 23]


def stands_for_unknown(text: str) -> bool:
    """True for the codes a return carries in place of a pupil number. Source: SSDA903 guide, rule 168."""
    return without_spaces(text) in UNKNOWN_CODES
