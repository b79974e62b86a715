"""How an organisation or a team named in a file is told from the others."""

from homeward.foundation.names import comparable_name


def code_of(name: str, *, longest: int) -> str:
    """The code a name is known by: its words in small plain letters, joined by hyphens.

    Two spellings that differ only in case, accents or punctuation are one organisation; anything more is for a
    person to say. `longest` is the room there is for a code.
    """
    return comparable_name(name).replace(" ", "-").encode("ascii", "ignore").decode()[:longest].strip("-")


def team_to_fill(held: int | None, named: int | None) -> int | None:
    """The team a worker is put in when a file names one: only where nobody has said, since a team opens records.

    An import that could move a worker would be a way round the administrator (S-06).
    """
    return named if held is None else held
