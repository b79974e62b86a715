"""A number as it was sent."""

from uuid import UUID

NOBODY = UUID(int=0)


def number_in(words: str) -> UUID:
    """A concern's number as it was sent, or nobody's."""
    try:
        return UUID(words)
    except ValueError:
        return NOBODY
