"""What class of fact each kind of event is, and what its codes say. Pure."""

from datetime import date

from homeward.vocabulary.labels import label
from homeward.vocabulary.shapes import EventKindEntry

CLASSES = {"social-care": "core", "education": "education", "health": "health", "justice": "youth-justice"}
BETWEEN = ";"


def ends_after_it_began(since: date, until: date | None) -> bool:
    """Whether a span has no end or ends no earlier than it began; an event of a day ends that day."""
    return until is None or until >= since


def codes_of(text: str) -> tuple[str, ...]:
    """The codes in a field that holds several."""
    return tuple(code for code in text.split(BETWEEN) if code)


def words_of(kind: EventKindEntry, code: str, outcome: str) -> str:
    """What a source's codes say of an event, in words: each by its list, or as it is where no list has it."""
    said = [
        _told(kind.code_says, kind.codes_in, code),
        _told(kind.outcome_says, kind.outcomes_in, outcome),
    ]
    return " ".join(filter(None, said))


def _told(says: str, listed: str, text: str) -> str:
    words = [label(listed, code) if listed else code for code in codes_of(text)]
    if not words:
        return ""
    lead = f"{says}: " if says else ""
    return f"{lead}{'; '.join(_inside(each) for each in words) if says else '; '.join(words)}."


def _inside(words: str) -> str:
    """Words that follow a colon: a small letter, unless they are a name or an abbreviation."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
