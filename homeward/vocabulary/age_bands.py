"""The bands of age that missing children are counted in (¶16)."""

from datetime import date

from homeward.foundation.ages import AgeBand
from homeward.vocabulary.loader import load, load_whole
from homeward.vocabulary.shapes import AgeEntry


def counted_since() -> date:
    """The first day that there are bands for: nothing before it is counted."""
    return load_whole("age_bands").since


def age_bands(*, on: date) -> tuple[AgeBand, ...]:
    """The bands as at a day, youngest first."""
    entries = load("age_bands", on=on).entries
    return tuple(
        AgeBand(entry.code, entry.label, entry.youngest, entry.oldest)
        for entry in entries
        if isinstance(entry, AgeEntry)
    )
