"""Telephone numbers, in the one international form that lets two agencies find they hold the same number."""

import re

from homeward.foundation.identifiers.reading import Reading, allowed, refused

# Ranges Ofcom keeps for drama, which ring nobody. Source: Ofcom, telephone numbers for drama use.
_DRAMA = re.compile(
    r"\+44(?:7700900\d{3}|1632960\d{3}|2079460\d{3}|11[3-8]4960\d{3}|1(?:21|31|41|51|61)4960\d{3}"
    r"|1914980\d{3}|2896496\d{3}|2920180\d{3}|8081570\d{3}|9098790\d{3}|3069990\d{3})",
    re.ASCII,
)


def normalise(text: str, *, synthetic: bool = False) -> Reading:
    """Reads a telephone number into its international form, "+447700900123"; without a country it is British.

    Numbers in Ofcom's ranges for drama pass only when the delivery is synthetic. Source: ITU-T E.164;
    Ofcom, national telephone numbering plan.
    """
    digits = re.sub(r"[\s().\-‐‑–/]", "", text.replace("(0)", ""))
    if not re.fullmatch(r"\+?\d+", digits, re.ASCII):
        return refused("A telephone number has only digits. Put an extension or a note in its own box.")
    number = _international(digits)
    if number is None or not _has_a_possible_length(number):
        return refused("This telephone number is too long, too short or lacks its area code. Enter it in full.")
    return allowed(
        number, is_invented=bool(_DRAMA.fullmatch(number)), synthetic=synthetic, what="This telephone number"
    )


def is_mobile(number: str) -> bool:
    """True for a British mobile number. Personal and paging numbers, which also begin 07, are not."""
    return bool(re.fullmatch(r"\+447(?:[1-57-9]\d|624)\d+", number, re.ASCII))


def in_print(number: str) -> str:
    """A number as it is dialled and read aloud here; numbers of other countries stay as they are."""
    if not number.startswith("+44"):
        return number
    national = "0" + number[3:]
    return f"{national[:5]} {national[5:8]} {national[8:]}" if len(national) == 11 else f"{national[:5]} {national[5:]}"


def _international(digits: str) -> str | None:
    if digits.startswith("+440"):
        return "+44" + digits[4:]
    if digits.startswith("+"):
        return digits
    if digits.startswith("00"):
        return _international("+" + digits[2:])
    if digits.startswith("0"):
        return "+44" + digits[1:]
    return "+" + digits if digits.startswith("44") and len(digits) == 12 else None


def _has_a_possible_length(number: str) -> bool:
    if number.startswith("+44"):
        return bool(re.fullmatch(r"\+44[1235789]\d{8,9}", number, re.ASCII))
    return bool(re.fullmatch(r"\+[1-9]\d{7,14}", number, re.ASCII))
