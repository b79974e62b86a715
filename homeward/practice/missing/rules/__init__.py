"""Which reports are one absence, what it then is, and what may be said in it."""

from homeward.practice.missing.rules.episodes import (
    NOTHING_SAID,
    Word,
    absence_with,
    says_why,
    wrong_end,
    wrong_sight,
)
from homeward.practice.missing.rules.joining import (
    BY_HAND,
    DAY,
    HOUR,
    MINUTE,
    Absence,
    Joining,
    Report,
    absence_of,
    absences,
    as_found,
    is_placed_in,
    why,
)
from homeward.practice.missing.rules.sight import Sight, sight_told
from homeward.practice.missing.rules.told import (
    NeverThatNight,
    NotAClock,
    Told,
    TwiceThatNight,
    clock_told,
    gone_for,
    moment_told,
)

__all__ = [
    "BY_HAND",
    "DAY",
    "HOUR",
    "MINUTE",
    "NOTHING_SAID",
    "Absence",
    "Joining",
    "NeverThatNight",
    "NotAClock",
    "Report",
    "Sight",
    "Told",
    "TwiceThatNight",
    "Word",
    "absence_of",
    "absence_with",
    "absences",
    "as_found",
    "clock_told",
    "gone_for",
    "is_placed_in",
    "moment_told",
    "says_why",
    "sight_told",
    "why",
    "wrong_end",
    "wrong_sight",
]
