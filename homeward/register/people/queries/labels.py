"""The words behind a code."""

from homeward.vocabulary.loader import load_whole


def label(list_name: str, code: str) -> str:
    """A code's words, whatever year it was in force; the code itself if no list has ever held it."""
    entries = load_whole(list_name).entries
    return next((entry.label for entry in entries if entry.code == code), code)
