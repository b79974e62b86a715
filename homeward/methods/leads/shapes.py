"""Leads that have a shape of their own: telephone numbers, registration marks, postcodes and online names."""

import re
from collections.abc import Iterator

from homeward.foundation.identifiers import phone, plate, postcode
from homeward.methods.leads.spans import Candidate, found
from homeward.methods.leads.words import QUOTES, any_of

_PHONE = re.compile(r"(?<![\w+])(?:\+|0)\d(?:[ ().-]{0,2}\d){8,12}(?!\w)")
_ENDING = re.compile(r"\b(?:ends|ending|end)\s+(?:in|with|of)?\s*(\d(?:\s?\d){2,5})\b", re.IGNORECASE)
_PLATE = re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b", re.IGNORECASE)
_OLD_PLATE = re.compile(r"\b[A-HJ-NPR-TV-Y]\d{2,3}\s?[A-Z]{3}\b")
_PART = re.compile(
    r"\b(?:plate|reg|registration)\b[^.\n]{0,24}?\b(?P<part>[A-Z]{1,2}\d{2}|[A-Z]{3}|\d{2}[A-Z]{1,3})\b(?!\s?\d)"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_AT_NAME = re.compile(r"(?<![\w@.])@\w[\w.]{1,29}")
# An online name that is no ordinary word: it holds a figure, an underscore or a full stop within.
_HANDLE = r"(?=[\w.]*[\d_]|\w+\.\w)[A-Za-z_][\w.]*\w"
_BETWEEN = (
    r"(?:\s*(?:is|was|name|called|account|user|username|handle|under|as|by|on|he's|she's|they're|to|from|of|:|,|-))*"
)


def phones(text: str) -> Iterator[Candidate]:
    """Telephone numbers, and what is said to be the end of one."""
    for match in _PHONE.finditer(text):
        reading = phone.normalise(match.group(), synthetic=True)
        if reading.value:
            yield found("phone", "phone-number", match, value=phone.in_print(reading.value))
    for match in _ENDING.finditer(text):
        yield found("phone", "phone-ending", match, 1)


def plates(text: str) -> Iterator[Candidate]:
    """Registration marks, and what is said to be part of one."""
    for pattern in (_PLATE, _OLD_PLATE):
        for match in pattern.finditer(text):
            reading = plate.normalise(match.group(), synthetic=True)
            if reading.value:
                yield found("vehicle", "number-plate", match, value=reading.value)
    for match in _PART.finditer(text):
        yield found("vehicle", "part-plate", match, "part")


def postcodes(text: str) -> Iterator[Candidate]:
    """Whole postcodes."""
    for match in _POSTCODE.finditer(text):
        reading = postcode.normalise(match.group(), synthetic=True)
        if reading.value:
            yield found("place", "postcode", match, value=reading.value)


def online_names(text: str) -> Iterator[Candidate]:
    """Names with @, and names beside a service that are no ordinary words, or stand in quotation marks."""
    for match in _AT_NAME.finditer(text):
        yield found("online", "at-name", match)
    services = any_of("online-service")
    after = rf"\b(?:{services})\b{_BETWEEN}\s*[{QUOTES}]?(?P<name>{_HANDLE})"
    quoted = rf"\b(?:{services})\b{_BETWEEN}\s*[\"“‘'](?P<name>[^\"”’'\n]{{2,30}})[\"”’']"
    before = rf"(?<![\w.@])(?P<name>{_HANDLE})[{QUOTES}]?\s+on\s+(?:{services})\b"
    for pattern in (after, quoted, before):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield found("online", "name-on-a-service", match, "name")
