"""The postcode, and the wider places it lies in."""

import re

from homeward.foundation.identifiers.reading import Reading, allowed, refused, without_spaces

INVENTED_AREA = "ZZ"
NOWHERE = "ZZ99"

_OUTWARD = r"[A-Z][0-9]{1,2}|[A-Z][A-HJ-Y][0-9]{1,2}|[A-Z][0-9][A-Z]|[A-Z][A-HJ-Y][0-9][A-Z]|ZZ[0-9]{1,2}"
_INWARD = "[0-9][ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(rf"({_OUTWARD})({_INWARD})", re.ASCII)


def normalise(text: str, *, synthetic: bool = False) -> Reading:
    """Reads a postcode into capitals with one space, "ZZ1 1AA".

    No place in the United Kingdom has area ZZ, so invented addresses live there. ZZ99 is different: records
    use it for no fixed abode, abroad and not known, and none of those is a place to look for a child.
    Source: Royal Mail postcode format; NHS Data Model and Dictionary, pseudo-postcodes.
    """
    found = _POSTCODE.fullmatch(without_spaces(text))
    if not found:
        return refused("This is not a full postcode. Enter one such as AB12 3CD, or leave it empty.")
    outward, inward = found.groups()
    if outward == NOWHERE:
        return refused("ZZ99 stands for no fixed address, abroad or not known. Leave the postcode empty and say which.")
    is_invented = outward.startswith(INVENTED_AREA)
    return allowed(f"{outward} {inward}", is_invented=is_invented, synthetic=synthetic, what="This postcode")


def area(postcode: str) -> str:
    """The letters a postcode begins with, "ZZ" of "ZZ1 1AA"."""
    return re.split(r"\d", postcode, maxsplit=1)[0]


def district(postcode: str) -> str:
    """The part before the space, "ZZ1" of "ZZ1 1AA": the finest place a paper may name."""
    return postcode.split(" ")[0]


def sector(postcode: str) -> str:
    """The district and the figure after the space, "ZZ1 1" of "ZZ1 1AA"."""
    return postcode[:-2]
