"""What is done with a case, its discussions, its clocks and its notices."""

from homeward.practice.cases.actions.cases import (
    CannotStandSo,
    OpenAlready,
    add_context,
    allocate,
    allocate_context,
    close_case,
    close_context_case,
    end_allocation,
    end_context_allocation,
    open_case,
    open_context_case,
)
from homeward.practice.cases.actions.child import (
    analyse,
    note_family_told,
    note_member,
    note_needs,
    note_voice,
    withdraw,
)
from homeward.practice.cases.actions.discussions import ask_for_discussion, end_clock, open_clock, write_outcome
from homeward.practice.cases.actions.hosts import open_host_notice, write_host_step
from homeward.practice.cases.actions.refusing import NotThatDay, NotThatStep, NotThisChilds

__all__ = [
    "CannotStandSo",
    "NotThatDay",
    "NotThatStep",
    "NotThisChilds",
    "OpenAlready",
    "add_context",
    "allocate",
    "allocate_context",
    "analyse",
    "ask_for_discussion",
    "close_case",
    "close_context_case",
    "end_allocation",
    "end_clock",
    "end_context_allocation",
    "note_family_told",
    "note_member",
    "note_needs",
    "note_voice",
    "open_case",
    "open_clock",
    "open_context_case",
    "open_host_notice",
    "withdraw",
    "write_host_step",
    "write_outcome",
]
