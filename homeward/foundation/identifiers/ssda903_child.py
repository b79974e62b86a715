"""The child's number in the looked-after children return: how a council's own files speak of the same child."""

import re

from homeward.foundation.identifiers.reading import Reading, refused


def normalise(text: str) -> Reading:
    """Reads a council's number for a child: up to ten letters and digits, kept as text with its leading noughts.

    A number that a spreadsheet has spoilt is refused and not mended, since another child may hold the
    mended one. Source: Department for Education, SSDA903 guide, field CHILD.
    """
    number = text.strip().upper()
    if re.fullmatch(r"\d+\.0+|\d(\.\d+)?E\+\d+", number, re.ASCII):
        return refused("A spreadsheet has changed this child number. Save the column as text and send the file again.")
    if not re.fullmatch(r"[A-Z0-9]{1,10}", number, re.ASCII):
        return refused("A child number has up to 10 letters and digits, with no spaces or marks.")
    return Reading(value=number)
