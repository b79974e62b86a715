"""Keeping what agencies report, joining it into absences, and what workers write while a child is gone."""

from homeward.practice.missing.actions.joining import regroup
from homeward.practice.missing.actions.judging import put_back, set_apart
from homeward.practice.missing.actions.live import (
    change_type,
    close,
    end,
    grade,
    note,
    reopen,
    take_back_ending,
)
from homeward.practice.missing.actions.reporting import Reported, report

__all__ = [
    "Reported",
    "change_type",
    "close",
    "end",
    "grade",
    "note",
    "put_back",
    "regroup",
    "reopen",
    "report",
    "set_apart",
    "take_back_ending",
]
