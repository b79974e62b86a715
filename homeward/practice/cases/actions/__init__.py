"""What is done with a case, its discussions, its clocks and its notices."""

from homeward.practice.cases.actions.afterwards import (
    answer_factor,
    ask_for_handovers,
    refer_adult,
    refer_adult_of_context,
    take_transition_step,
    withdraw_adult_of_context,
)
from homeward.practice.cases.actions.bringing import Brought, bring
from homeward.practice.cases.actions.capacities import (
    end_justice,
    end_safeguarding,
    note_justice,
    note_safeguarding,
    withdraw_justice,
    withdraw_safeguarding,
)
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
from homeward.practice.cases.actions.nrm import NotWhole, WroteMeanwhile, answer, begin_referral, take_nrm_step
from homeward.practice.cases.actions.refusing import NotThatDay, NotThatStep, NotThisChilds

__all__ = [
    "Brought",
    "CannotStandSo",
    "NotThatDay",
    "NotThatStep",
    "NotThisChilds",
    "NotWhole",
    "OpenAlready",
    "WroteMeanwhile",
    "add_context",
    "allocate",
    "allocate_context",
    "analyse",
    "answer",
    "answer_factor",
    "ask_for_discussion",
    "ask_for_handovers",
    "begin_referral",
    "bring",
    "close_case",
    "close_context_case",
    "end_allocation",
    "end_clock",
    "end_context_allocation",
    "end_justice",
    "end_safeguarding",
    "note_family_told",
    "note_justice",
    "note_member",
    "note_needs",
    "note_safeguarding",
    "note_voice",
    "open_case",
    "open_clock",
    "open_context_case",
    "open_host_notice",
    "refer_adult",
    "refer_adult_of_context",
    "take_nrm_step",
    "take_transition_step",
    "withdraw",
    "withdraw_adult_of_context",
    "withdraw_justice",
    "withdraw_safeguarding",
    "write_host_step",
    "write_outcome",
]
