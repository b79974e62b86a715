"""Answering an instrument about a child, a place or a group, and giving bands."""

from homeward.practice.assessment.actions.children import (
    finish_assessment,
    give_band,
    save_answer,
    start_assessment,
    withdraw_assessment,
)
from homeward.practice.assessment.actions.contexts import (
    finish_of_context,
    give_band_of_context,
    save_answer_of_context,
    start_of_context,
    withdraw_of_context,
)
from homeward.practice.assessment.actions.steps import (
    AnsweredMeanwhile,
    CannotStandSo,
    NoLongerADraft,
    NotThatAnswer,
    NotThatInstrument,
    RestsOn,
)

__all__ = [
    "AnsweredMeanwhile",
    "CannotStandSo",
    "NoLongerADraft",
    "NotThatAnswer",
    "NotThatInstrument",
    "RestsOn",
    "finish_assessment",
    "finish_of_context",
    "give_band",
    "give_band_of_context",
    "save_answer",
    "save_answer_of_context",
    "start_assessment",
    "start_of_context",
    "withdraw_assessment",
    "withdraw_of_context",
]
