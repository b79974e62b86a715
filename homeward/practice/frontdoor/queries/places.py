"""Which place or group a worry may be about: those that are known, the likest to what was said first."""

from dataclasses import dataclass

from homeward.practice.cases.models import Context
from homeward.practice.cases.queries import context_named, contexts, open_cases_of, whereabouts_of
from homeward.practice.frontdoor.models import Concern
from homeward.practice.frontdoor.queries.concerns import standing_in
from homeward.practice.frontdoor.rules import likeness
from homeward.register.linkage.rules import words_of

MOST_SHOWN = 20
OF_A_CONTEXT = ("place", "group")
SAID_IN = ("where", "group", "place-who", "worried")


@dataclass(frozen=True)
class Known:
    """A place or a group that is known, and whether it has an open case."""

    context: Context
    name: str
    where: str
    open: bool


def said_of_place(concern: Concern) -> str:
    """What was said of where it is and who is there, in one text."""
    said = standing_in(concern.pk)
    return " ".join(said.get(box, "") for box in SAID_IN)


def like(words: str) -> list[Known]:
    """Known places and groups that share a telling word with these words, the likest first, in two statements."""
    asked = words_of(words)
    named = [(row, context_named(row), whereabouts_of(row)) for row in contexts()]
    found = [(likeness(asked, words_of(name, where)), row, name, where) for row, name, where in named]
    kept = sorted((each for each in found if each[0]), key=lambda each: -each[0])[:MOST_SHOWN]
    held = open_cases_of([row.pk for _, row, _, _ in kept])
    return [Known(row, name, where, bool(held.get(row.pk))) for _, row, name, where in kept]
