"""What is kept of a case: what it is about, who has it, and the discussions, clocks and notices that belong to it."""

from homeward.practice.cases.models.cases import Allocation, Case, Context
from homeward.practice.cases.models.child import Analysis, CommunicationNeed, FamilyTold, HouseholdMember, Voice
from homeward.practice.cases.models.discussions import (
    NotificationClock,
    NotificationStep,
    StrategyDiscussion,
    StrategyOutcome,
)
from homeward.practice.cases.models.hosts import HostNotice, HostStep

__all__ = [
    "Allocation",
    "Analysis",
    "Case",
    "CommunicationNeed",
    "Context",
    "FamilyTold",
    "HouseholdMember",
    "HostNotice",
    "HostStep",
    "NotificationClock",
    "NotificationStep",
    "StrategyDiscussion",
    "StrategyOutcome",
    "Voice",
]
