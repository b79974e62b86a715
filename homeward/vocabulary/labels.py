"""The words behind a code."""

from homeward.vocabulary.loader import load_whole


def label(list_name: str, code: str) -> str:
    """A code's words, whatever year it was in force; the code itself if no list has ever held it."""
    entry = load_whole(list_name).get(code)
    return entry.label if entry else code
