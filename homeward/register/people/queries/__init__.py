"""Finding a child, and reading what is known of one: only what the viewer may see."""

from homeward.register.people.queries.finding import Found, allocations, cards, caseload, openable
from homeward.register.people.queries.holding import births_of
from homeward.register.people.queries.reading import ChildRecord, name_of, names_of, needs_of, person_of, record_of
from homeward.register.people.queries.telling import entries_of
from homeward.register.people.queries.whereabouts import Whereabouts, whereabouts_of

__all__ = [
    "ChildRecord",
    "Found",
    "Whereabouts",
    "allocations",
    "births_of",
    "cards",
    "caseload",
    "entries_of",
    "name_of",
    "names_of",
    "needs_of",
    "openable",
    "person_of",
    "record_of",
    "whereabouts_of",
]
