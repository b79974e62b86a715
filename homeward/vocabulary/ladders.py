"""The ladders that a handover climbs when nobody accepts it: how soon, and who is told next."""

from datetime import date

from homeward.vocabulary.loader import load
from homeward.vocabulary.shapes import LadderEntry, LadderStep

Ladder = LadderEntry
Step = LadderStep
ANY = "any"


def ladder_for(kind: str, grade: str, *, on: date) -> Ladder:
    """The ladder for a kind of matter and a grade as at a day: the kind's own, or the one for any kind.

    A grade that no ladder names climbs as one that nobody has given: fast, because nobody knows how grave it is.
    """
    entries = [entry for entry in load("escalation_ladders", on=on).entries if isinstance(entry, LadderEntry)]
    by_name = {(entry.matter, entry.grade): entry for entry in entries}
    wanted = [(kind, grade), (ANY, grade), (kind, ""), (ANY, "")]
    return next(by_name[each] for each in wanted if each in by_name)
