"""Leads about places: known ones, addresses, names that end as a place's does, and places that are only described."""

import re
from collections.abc import Iterator

from homeward.methods.leads.spans import Candidate, found
from homeward.methods.leads.words import CAPITAL, any_of, group, is_forename

_STOPS = r"(?!(?:and|but|then|so|because|when|where|who|until|for|with|after|before|till|to|he|she|they|we|i|it)\b)"
_NEAR = r"above|behind|near|next\s+to|opposite|on|by|off|over|round|under|down"
_AFTER = re.compile(
    rf"\b(?:in|at|to|near|outside|behind|around|round|reached|towards)\s+(?P<name>{CAPITAL}(?: {CAPITAL})?)"
)


def places(text: str, known: str) -> Iterator[Candidate]:
    """Every place that the rules see; `known` is a pattern of the county's own places, or empty."""
    if known:
        for match in re.finditer(rf"\b(?:{known})\b", text, re.IGNORECASE):
            yield found("place", "known-place", match)
    yield from _named(text)
    yield from _described(text)
    for match in _AFTER.finditer(text):
        words = match["name"].casefold().split()
        if not any(word in group("not-a-name") for word in words) and not is_forename(words[0]):
            yield found("place", "after-a-place-word", match, "name")


def _named(text: str) -> Iterator[Candidate]:
    nouns = any_of("place-noun")
    for match in re.finditer(rf"\b\d{{1,4}}[a-z]?\s+(?:{_STOPS}[a-z'’]+\s+){{1,3}}?(?:{nouns})\b", text, re.IGNORECASE):
        yield found("place", "address", match)
    for match in re.finditer(rf"\b(?:{CAPITAL}\s+){{1,3}}(?i:{nouns})\b", text):
        yield _without_opening(found("place", "named-place", match))
    before = r"\b(?:at|in|near|behind|outside|by|on|to|round)\s+(?:the\s+)?"
    small = rf"{before}(?P<name>{_STOPS}(?!the\b|my\b|his\b|her\b)[a-z'’]+\s+(?:{nouns}))\b"
    for match in re.finditer(small, text):
        yield found("place", "named-place", match, "name")


def _without_opening(each: Candidate) -> Candidate:
    """A place's name without the word that only begins the sentence: At Saffron Park is Saffron Park."""
    first, _, rest = each.value.partition(" ")
    if rest and (first.casefold() in group("not-a-name")) and len(rest.split()) > 1:
        shift = len(first) + 1
        return Candidate(each.kind, each.start + shift, each.end, rest, each.because)
    return each


def _described(text: str) -> Iterator[Candidate]:
    kinds = any_of("hiding-place")
    before = r"\b(?:the|a|an|this|some|his|her|their)\s+"
    beside = rf"(?:{_NEAR})\s+(?:{_STOPS}[\w'’]+[ ]?){{1,4}}"
    for match in re.finditer(rf"{before}(?P<what>(?:\w+\s+)?(?:{kinds})\s+{beside})", text, re.IGNORECASE):
        yield found("place", "place-described", match, "what")
