"""The Police National Computer number: the year somebody was first entered, a serial number, and a check letter."""

import re

from homeward.foundation.identifiers.reading import Reading, allowed, refused, without_spaces

CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
LAST_SHORT_YEAR = 50


def normalise(text: str, *, synthetic: bool = False) -> Reading:
    """Reads a number into its long form, as 2019/0123456A: forces write the year in two figures or in four.

    Only a serial number of all seven digits may stand without its stroke. A wrong check letter is how an invented
    number is told from a person's, so it passes only when the delivery is synthetic. Source: the Ministry of Justice's
    public programs, which check it by modulus 23.
    """
    form = rf"(\d{{4}}|\d{{2}})(?:/(\d{{1,7}})|(\d{{7}}))([{CHECK_LETTERS}])"
    parted = re.fullmatch(form, without_spaces(text), re.ASCII)
    if not parted:
        return refused("A Police National Computer number is a year, 7 digits and a letter, as in 2019/0123456A.")
    year, serial = long_year(parted[1]), (parted[2] or parted[3]).zfill(7)
    is_wrong = check_letter(year, serial) != parted[4]
    if is_wrong and not synthetic:
        return refused("This Police National Computer number has a wrong letter or digit. Check it with the force.")
    number = f"{year}/{serial}{parted[4]}"
    return allowed(number, is_invented=is_wrong, synthetic=synthetic, what="This Police National Computer number")


def long_year(figures: str) -> str:
    """The year in four figures: of two figures, this century's up to 50."""
    if len(figures) == 4:
        return figures
    return f"{20 if int(figures) <= LAST_SHORT_YEAR else 19}{figures}"


def check_letter(year: str, serial: str) -> str:
    """The letter for the last two figures of a year and a serial number of seven."""
    return CHECK_LETTERS[int(f"{year[-2:]}{serial}") % 23]
