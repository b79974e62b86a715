"""A safety plan with its versions, actions and reviews; whom one may write to; and what a family challenges."""

from homeward.practice.safety.models.challenges import Challenge, ChallengeAnswer
from homeward.practice.safety.models.contacts import Letter, SafeContact
from homeward.practice.safety.models.plans import ActionStep, Affects, Plan, PlanAction, PlanReview, PlanVersion

__all__ = [
    "ActionStep",
    "Affects",
    "Challenge",
    "ChallengeAnswer",
    "Letter",
    "Plan",
    "PlanAction",
    "PlanReview",
    "PlanVersion",
    "SafeContact",
]
