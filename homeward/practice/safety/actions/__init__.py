"""Writing a plan and what is done of it, whom one may write to, and what was answered to a challenge."""

from homeward.practice.safety.actions.challenges import answer_challenge, raise_challenge
from homeward.practice.safety.actions.contacts import add_contact, end_contact, write_letter
from homeward.practice.safety.actions.doing import (
    add_action,
    add_context_action,
    review_context_plan,
    review_plan,
    write_action_step,
    write_context_action_step,
)
from homeward.practice.safety.actions.plans import (
    ask_for_another,
    begin_context_plan,
    begin_plan,
    confirm_affects,
    end_affects,
    end_context_plan,
    end_plan,
    take_over_context_plan,
    take_over_plan,
    write_context_plan,
    write_plan,
)
from homeward.practice.safety.actions.refusing import CannotStandSo, NotSafe, NotThisOnes, WroteMeanwhile

__all__ = [
    "CannotStandSo",
    "NotSafe",
    "NotThisOnes",
    "WroteMeanwhile",
    "add_action",
    "add_contact",
    "add_context_action",
    "answer_challenge",
    "ask_for_another",
    "begin_context_plan",
    "begin_plan",
    "confirm_affects",
    "end_affects",
    "end_contact",
    "end_context_plan",
    "end_plan",
    "raise_challenge",
    "review_context_plan",
    "review_plan",
    "take_over_context_plan",
    "take_over_plan",
    "write_action_step",
    "write_context_action_step",
    "write_context_plan",
    "write_letter",
    "write_plan",
]
