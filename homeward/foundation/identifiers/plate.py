"""Vehicle registration marks."""

import re

from homeward.foundation.identifiers.reading import Reading, allowed, refused, without_spaces

_CURRENT = re.compile(r"([A-Z]{2}[0-9]{2})([A-HJ-PR-Z]{3})", re.ASCII)
_EARLIER = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"([A-HJ-NPR-TV-Y][0-9]{1,3})([A-Z]{3})",
        r"([A-Z]{3})([0-9]{1,3}[A-HJ-NPR-TV-Y])",
        r"([A-Z]{1,3})([0-9]{1,4})",
        r"([0-9]{1,4})([A-Z]{1,3})",
    )
)


def normalise(text: str, *, synthetic: bool = False) -> Reading:
    """Reads a British or Northern Irish registration mark into capitals with one space, "AB12 CDE".

    No mark of the present style begins with Z, so invented vehicles carry one and pass only when the
    delivery is synthetic. Source: Driver and Vehicle Licensing Agency, vehicle registration numbers and
    number plates (INF104).
    """
    mark = without_spaces(text)
    current = _CURRENT.fullmatch(mark)
    if current:
        is_invented = mark.startswith("Z")
        return allowed(" ".join(current.groups()), is_invented=is_invented, synthetic=synthetic, what="This mark")
    for style in _EARLIER:
        earlier = style.fullmatch(mark)
        if earlier:
            return Reading(value=" ".join(earlier.groups()))
    return refused("This is not a British registration mark. Enter it as on the plate, or put a part of it in a note.")
