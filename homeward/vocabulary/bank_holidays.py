"""England's bank holidays, as the set of days that counts of working days are given (¶21)."""

from datetime import date
from functools import cache

from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import DayEntry


@cache
def bank_holidays() -> frozenset[date]:
    """Every bank holiday on file. A council's own closing days are added by the agencies room, never here."""
    entries = load_whole("bank_holidays_england").entries
    return frozenset(entry.day for entry in entries if isinstance(entry, DayEntry))
