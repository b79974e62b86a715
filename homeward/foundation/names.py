"""A person's name in a form that can be compared exactly.

Only spelling is levelled: case, accents, punctuation, spacing. Nothing is judged to sound alike, because
two names that sound alike are a question for a person, and the search for a child asks it elsewhere. The
name as it was given is always kept beside this form and is the only one ever shown.
"""

import unicodedata

# Letters that Unicode does not take apart into a plain letter and an accent.
_WHOLE_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
# What becomes of each letter of the English alphabet and of its marks. Most names hold no other.
_PLAIN_LETTERS = {code: None if chr(code) in "'`" else " " for code in range(128) if not chr(code).isalnum()}


def comparable_name(name: str) -> str:
    """The name in small plain letters with single spaces; empty when it holds no letter or figure.

    An apostrophe joins what it divides and every other mark is a space, so O'Neil meets ONeil and
    Smith-Jones meets Smith Jones.
    """
    if name.isascii():
        return " ".join(name.lower().translate(_PLAIN_LETTERS).split())
    # Once more after the accents are gone: a capital of a letter set for mathematics is a plain capital only then.
    plain = _without_accents(name.casefold()).casefold().translate(_WHOLE_LETTERS)
    kept = (_kept(letter) for letter in plain)
    return " ".join("".join(kept).split())


def same_name(one: str, other: str) -> bool:
    """True when two names differ only in case, accents, punctuation or spacing. Names without letters match nothing."""
    return comparable_name(one) == comparable_name(other) != ""


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _kept(letter: str) -> str:
    if letter.isalnum():
        return letter
    return "" if letter in "'’‘ʼʻ`´" else " "
