"""The guard on exported text: a spreadsheet must show what a person wrote and never run it.

Someone who exploits children can write a formula into a message that ends up in a referral; opened in a
spreadsheet it could send the sheet's contents away. A single quote in front makes the cell plain text.
"""

import unicodedata

_STARTS_A_FORMULA = frozenset("=+-@\t\r\n\0\u2212")


def looks_like_formula(text: str) -> bool:
    """True when a spreadsheet could take the text for a formula.

    Full-width and small forms of the signs count, because some programs fold them. Spaces and invisible
    marks in front are passed over, because some programs trim them.
    """
    for letter in text:
        if letter in _STARTS_A_FORMULA or unicodedata.normalize("NFKC", letter) in _STARTS_A_FORMULA:
            return True
        if not (letter.isspace() or unicodedata.category(letter) == "Cf"):
            return False
    return False


def guarded(text: str) -> str:
    """The text as it may be written to a file that a spreadsheet opens; a second time it changes nothing."""
    return f"'{text}" if looks_like_formula(text) else text
