"""One piece of a text that may be a lead, and which of several that overlap is offered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

# The surest shapes first: a number reads as nothing else, a capital letter as almost anything.
FIRST = ("phone", "online", "vehicle", "nickname", "route", "place", "person")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Where a lead may stand in a text, from one letter up to another not included, of what kind, and by which rule."""

    kind: str
    start: int
    end: int
    value: str = field(repr=False)
    because: str


def found(kind: str, because: str, match: re.Match[str], group: int | str = 0, value: str = "") -> Candidate:
    """What a pattern met, as a candidate; `value` is its one written form where it has one."""
    text = match.group(group)
    kept = text.rstrip(" .,;:!?\"'”’")
    start = match.start(group)
    return Candidate(kind, start, start + len(kept), value or kept, because)


def without_overlaps(offered: Iterable[Candidate]) -> list[Candidate]:
    """Each stretch of the text offered once: the surest kind first, and the longest of one kind; each value once."""
    kept: list[Candidate] = []
    said: set[tuple[str, str]] = set()
    for each in sorted(offered, key=lambda one: (FIRST.index(one.kind), one.start - one.end, one.start)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    ordered = sorted(kept, key=lambda one: one.start)
    return [each for each in ordered if not _said_before(each, said)]


def _said_before(each: Candidate, said: set[tuple[str, str]]) -> bool:
    key = (each.kind, " ".join(each.value.casefold().split()))
    before = key in said
    said.add(key)
    return before
