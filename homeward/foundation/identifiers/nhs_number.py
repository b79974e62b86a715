"""The NHS number: ten digits, the last of which checks the others."""

import re

from homeward.foundation.identifiers.reading import Reading, allowed, refused, without_spaces

TEST_RANGE = "999"


def normalise(text: str, *, synthetic: bool = False) -> Reading:
    """Reads an NHS number into ten digits without spaces.

    Numbers that begin 999 are kept by the NHS for testing, belong to nobody, and pass only when the
    delivery is synthetic. Source: NHS Data Model and Dictionary, NHS number (modulus 11).
    """
    digits = without_spaces(text)
    if not re.fullmatch(r"\d{10}", digits, re.ASCII):
        return refused("An NHS number has 10 digits. Check it against the record it came from.")
    if len(set(digits)) == 1 or check_digit(digits[:9]) != digits[9]:
        return refused("This NHS number has a wrong digit. Check it against the record it came from.")
    is_test = digits.startswith(TEST_RANGE)
    return allowed(digits, is_invented=is_test, synthetic=synthetic, what="This NHS number")


def check_digit(first_nine: str) -> str:
    """The tenth digit for nine others, or an empty text when no number begins with those nine."""
    weighted = sum(int(digit) * weight for digit, weight in zip(first_nine, range(10, 1, -1), strict=True))
    check = (11 - weighted % 11) % 11
    return "" if check == 10 else str(check)


def in_print(digits: str) -> str:
    """An NHS number as it is printed, in groups of three, three and four, so that it can be read aloud."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
