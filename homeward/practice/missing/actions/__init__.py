"""Keeping what agencies report, joining it into absences, what workers write while a child is gone, and after."""

from homeward.practice.missing.actions.calls import (
    file_call,
    label,
    move_call,
    save_piece,
    settle_label,
    take_back_label,
)
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
from homeward.practice.missing.actions.newcomers import Newcomer, add_child, put_on_register
from homeward.practice.missing.actions.reporting import Reported, report
from homeward.practice.missing.actions.returning import ask_interviewer, record_prevention, take_step, withdraw_step
from homeward.practice.missing.actions.writing import add_lead, decide, undo_lead, write

__all__ = [
    "file_call",
    "label",
    "move_call",
    "save_piece",
    "settle_label",
    "take_back_label",
    "Newcomer",
    "Reported",
    "add_child",
    "add_lead",
    "ask_interviewer",
    "change_type",
    "close",
    "decide",
    "end",
    "grade",
    "note",
    "put_back",
    "put_on_register",
    "record_prevention",
    "regroup",
    "reopen",
    "report",
    "set_apart",
    "take_back_ending",
    "take_step",
    "undo_lead",
    "withdraw_step",
    "write",
]
