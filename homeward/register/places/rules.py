"""How a place named in a file is told from the others."""

from homeward.register.agencies.rules import code_of


def district_code(name: str) -> str:
    """The code a district is known by: its words in small plain letters, joined by hyphens.

    Two spellings that differ only in case, accents or punctuation are one district; anything more is for a person.
    """
    return code_of(name, longest=60)
