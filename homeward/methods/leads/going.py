"""Leads about getting somewhere: vehicles described, and routes."""

import re
from collections.abc import Iterator

from homeward.methods.leads.spans import Candidate, found
from homeward.methods.leads.words import CAPITAL, any_of, group

_BUS = re.compile(
    r"\b(?:(?:the|number|no\.?)\s+)*(?:[A-Z]?\d{1,3}[A-Z]?)\s+bus\b|\bbus\s+(?:number\s+|no\.?\s*)?[A-Z]?\d{1,3}[A-Z]?\b",
    re.IGNORECASE,
)
_ROAD = re.compile(r"\b[MAB]\d{1,4}(?:\(M\))?(?![\w])")
_PLACE = rf"{CAPITAL}(?: {CAPITAL}){{0,2}}"


def vehicles(text: str) -> Iterator[Candidate]:
    """A colour with a make or a kind of vehicle; a make by itself where it is written as a name."""
    colour, make, kind = any_of("colour"), any_of("vehicle-make"), any_of("vehicle-kind")
    described = rf"\b(?:(?:dark|light|bright|old)\s+)?(?:{colour})\s+(?:\w+\s+)?(?:{make}|{kind})\b(?:\s+(?:{kind})\b)?"
    for match in re.finditer(described, text, re.IGNORECASE):
        yield found("vehicle", "vehicle-described", match)
    for match in re.finditer(rf"\b(?:{make})\b(?:\s+(?:{kind})\b)?", text, re.IGNORECASE):
        if match.group()[0].isupper() and match.group().casefold() not in {"range", "land", "mini", "focus"}:
            yield found("vehicle", "vehicle-make", match)


def routes(text: str, places: str) -> Iterator[Candidate]:
    """Bus and road numbers, and journeys to or from somewhere; `places` is a pattern of the places that are known."""
    for match in _BUS.finditer(text):
        yield found("route", "bus-number", match)
    for match in _ROAD.finditer(text):
        yield found("route", "road-number", match)
    somewhere = rf"(?:the\s+)?(?:(?i:{places})\b|{_PLACE})" if places else rf"(?:the\s+)?{_PLACE}"
    transport = any_of("transport")
    leg = rf"\s+(?:to|from|into|via|towards)\s+{somewhere}"
    journey = rf"\b(?i:{transport})(?:\s+(?:up|down|back|out|over|straight|all|the|way))*(?:{leg})+"
    for match in re.finditer(journey, text):
        yield found("route", "journey", match)
    for match in re.finditer(rf"\bfrom\s+{somewhere}\s+(?:to|into)\s+{somewhere}", text):
        if not {word.casefold() for word in re.findall(r"\w+", match.group())} & group("not-a-name") - {"from", "to"}:
            yield found("route", "from-to", match)
