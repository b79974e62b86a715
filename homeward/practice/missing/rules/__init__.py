"""Which reports are one absence, and what it then is."""

from homeward.practice.missing.rules.joining import (
    BY_HAND,
    DAY,
    HOUR,
    MINUTE,
    Absence,
    Joining,
    Report,
    ToldOf,
    absence_of,
    absences,
    is_newer,
    is_placed_in,
    why,
)

__all__ = [
    "BY_HAND",
    "DAY",
    "HOUR",
    "MINUTE",
    "Absence",
    "Joining",
    "Report",
    "ToldOf",
    "absence_of",
    "absences",
    "is_newer",
    "is_placed_in",
    "why",
]
