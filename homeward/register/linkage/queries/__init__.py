"""Who may be meant, which profiles are one child, what each says, why, and what waits for a person."""

from homeward.register.linkage.queries.keys import digest_of
from homeward.register.linkage.queries.often import searched_too_often
from homeward.register.linkage.queries.searching import Meant, Search, known_places, read, search

__all__ = ["Meant", "Search", "digest_of", "known_places", "read", "search", "searched_too_often"]
