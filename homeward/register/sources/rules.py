"""When a delivery may come in, and how fresh a source is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

STALE_AFTER = timedelta(days=40)


@dataclass(frozen=True)
class Counts:
    """What became of the rows of a delivery, or of one batch of it."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    refused: int = 0
    dropped: int = 0


def why_not_here(*, synthetic: bool, demonstration: bool, outside_figures: bool, about_people: bool = True) -> str:
    """Why a delivery may not be kept in this installation, as a code; nothing when it may.

    Invented and real children never lie side by side: a demonstration takes nothing real, and real use takes nothing
    invented unless its source is kept out of every figure. Published counts, of which no row is about anybody, have no
    child to lie beside one, and a demonstration takes them as they are.
    """
    if demonstration and not synthetic and about_people:
        return "real-in-demonstration"
    if synthetic and not demonstration and not outside_figures:
        return "invented-in-real-use"
    return ""


def is_stale(loaded_at: datetime | None, *, at: datetime) -> bool:
    """Whether a source has sent nothing for longer than a month and a week, or never."""
    return loaded_at is None or at - loaded_at > STALE_AFTER
