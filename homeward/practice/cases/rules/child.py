"""How a child's needs are said in one line, for whoever opens the door or takes the call."""

LONGEST = 300
INTERPRETER = {"yes": "Needs an interpreter.", "not-known": "Whether an interpreter is needed is not known."}


def needs_in_words(*, language: str, interpreter: str, helps: str) -> str:
    """The one line that stands on the find card, and so on every page and print that carries it.

    Not known is said as such, since it is never the same as no.
    """
    spoken = f"Speaks {language}." if language else ""
    return " ".join(filter(None, (spoken, INTERPRETER.get(interpreter, ""), helps)))[:LONGEST]
