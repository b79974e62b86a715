"""All the rules over one text, and what of it is offered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from homeward.methods.leads import going, shapes, somebody, somewhere
from homeward.methods.leads.spans import Candidate, without_overlaps

# A text is read whole, so it is bounded: a section of an interview is far shorter.
LONGEST = 10_000


@dataclass(frozen=True)
class Around:
    """What is known beforehand: the county's places, and the child's own names, which are no lead."""

    places: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


NOTHING = Around()


def candidates(text: str, around: Around = NOTHING) -> list[Candidate]:
    """What of a text may be a lead, in the order it stands there; each value of a kind once.

    It reads no more than 10,000 letters of one section.
    """
    text = text[:LONGEST]
    places = pattern_of(around.places)
    names = frozenset(name.casefold() for name in around.names)
    offered: Iterable[Candidate] = (
        *shapes.phones(text),
        *shapes.online_names(text),
        *shapes.plates(text),
        *shapes.postcodes(text),
        *going.vehicles(text),
        *going.routes(text, places),
        *somewhere.places(text, places),
        *somebody.nicknames(text),
        *somebody.people(text, names),
    )
    return without_overlaps(each for each in offered if each.start < each.end)


@lru_cache(maxsize=8)
def pattern_of(places: frozenset[str]) -> str:
    """The known places as a pattern, the longest first; empty where there are none."""
    return "|".join(re.escape(place).replace(r"\ ", r"\s+") for place in sorted(places, key=len, reverse=True))
