"""How alike two names are, in a file so small that every worker of a cluster can import it."""

from rapidfuzz.distance.JaroWinkler import similarity


def name_likeness(one: str | None, other: str | None) -> float | None:
    """How alike two names are (Jaro and Winkler), from nought to one; nothing where either is missing."""
    return None if one is None or other is None else similarity(one, other)
