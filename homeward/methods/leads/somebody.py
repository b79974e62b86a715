"""Leads about people: names, and what somebody is called instead."""

import re
from collections.abc import Iterator

from homeward.methods.leads.spans import Candidate, found
from homeward.methods.leads.words import CAPITAL, any_of, group, is_forename

_CALLED = (
    r"(?:they|people|everyone|everybody|mates|lads|we|i|he|she|olders)\s+(?:all\s+|just\s+)?calls?\s+(?:him|her|them)?"
    r"|calls?\s+(?:himself|herself|themselves|him|her)|called\s+(?:him|her)"
    r"|known\s+as|goes\s+by|went\s+by|street\s+name(?:\s+(?:is|was))?|nickname(?:d)?(?:\s+(?:is|was))?|a\.?k\.?a\.?"
)
_SAID = rf"[\"“‘'](?P<quoted>[^\"”’'\n]{{1,25}})[\"”’']|(?P<name>{CAPITAL}(?: (?:{CAPITAL}|\d+))?|[a-z]\w{{2,14}})"
_NICKNAME = re.compile(rf"\b(?i:{_CALLED})\s*(?:the\s+)?(?:{_SAID})")
_QUOTED = re.compile(r"\bcalled\s+[\"“‘'](?P<name>[^\"”’'\n]{1,25})[\"”’']", re.IGNORECASE)
_BIG = re.compile(rf"\b(?:Big|Little|Lil|Young|Fat|Old|Mad|Skinny|Ginger|Tall)\s+{CAPITAL}")
_ORDINARY = frozenset(
    ["him", "her", "them", "it", "back", "out", "over", "in", "when", "every", "and", "to", "the", "a", "an", "up"]
)
_PAIR = re.compile(rf"\b{CAPITAL} {CAPITAL}")
_ONE = re.compile(rf"\b{CAPITAL}")


def nicknames(text: str) -> Iterator[Candidate]:
    """What somebody is said to be called, and names with Big or Little before them."""
    for match in _NICKNAME.finditer(text):
        part = "quoted" if match["quoted"] else "name"
        if match[part].casefold() not in _ORDINARY:
            yield found("nickname", "called", match, part)
    for match in _QUOTED.finditer(text):
        yield found("nickname", "called", match, "name")
    for match in _BIG.finditer(text):
        yield found("nickname", "big-or-little", match)


def people(text: str, known: frozenset[str]) -> Iterator[Candidate]:
    """Names of people other than those whose names are known already, which are the child's own."""
    for match in _PAIR.finditer(text):
        first, second = match.group().split(" ")
        if is_forename(first) and _may_be_a_name(second) and not _is_known(first, known):
            yield found("person", "forename-and-surname", match)
    for match in _ONE.finditer(text):
        if is_forename(match.group()) and _may_be_a_name(match.group()) and not _is_known(match.group(), known):
            yield found("person", "forename", match)
    yield from _after_a_cue(text, known)


def _after_a_cue(text: str, known: frozenset[str]) -> Iterator[Candidate]:
    cue = rf"\b(?i:{any_of('person-cue')})\s+(?:up\s+with\s+|up\s+)?(?P<name>{CAPITAL}(?: {CAPITAL})?)"
    for match in re.finditer(cue, text):
        words = match["name"].split(" ")
        if all(_may_be_a_name(word) for word in words) and not _is_known(words[0], known):
            yield found("person", "after-a-person-word", match, "name")
    verb = rf"\b(?P<name>{CAPITAL})\s+(?:{any_of('person-verb')})\b"
    for match in re.finditer(verb, text):
        if _may_be_a_name(match["name"]) and not _is_known(match["name"], known):
            yield found("person", "before-a-person-verb", match, "name")
    small = rf"\b(?:{any_of('person-cue')}|and)\s+(?P<name>[a-z]{{3,15}})\b"
    for match in re.finditer(small, text):
        if (
            is_forename(match["name"])
            and match["name"] not in group("ordinary-when-small")
            and not _is_known(match["name"], known)
        ):
            yield found("person", "after-a-person-word", match, "name")


def _may_be_a_name(word: str) -> bool:
    plain = word.casefold().removesuffix("'s").removesuffix("’s")
    return plain not in group("not-a-name") and plain not in group("place-noun") and not word.isupper()


def _is_known(word: str, known: frozenset[str]) -> bool:
    return word.casefold().removesuffix("'s").removesuffix("’s") in known
