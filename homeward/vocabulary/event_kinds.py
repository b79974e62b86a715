"""The kinds of thing that an agency may say happened to a child, as the room of events keeps them."""

from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import EventKindEntry


def event_kind(code: str) -> EventKindEntry:
    """The kind of that code, whatever year it was in force. Raises KeyError for one that no list has held."""
    entry = load_whole("event_kinds")[code]
    if not isinstance(entry, EventKindEntry):
        raise KeyError(f"{code} is not a kind of event")
    return entry
