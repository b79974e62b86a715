"""What is kept of a case: what it is about, who has it, and the discussions, clocks and notices that belong to it."""

from homeward.practice.cases.models.afterwards import AdultReferral, FactorAnswer, Transition
from homeward.practice.cases.models.capacities import JusticeCapacity, SafeguardingCapacity
from homeward.practice.cases.models.cases import Allocation, Case, Context
from homeward.practice.cases.models.child import Analysis, CommunicationNeed, FamilyTold, HouseholdMember, Voice
from homeward.practice.cases.models.discussions import (
    NotificationClock,
    NotificationStep,
    StrategyDiscussion,
    StrategyOutcome,
)
from homeward.practice.cases.models.hosts import HostNotice, HostStep
from homeward.practice.cases.models.nrm import NrmAnswer, NrmReferral, NrmStep

__all__ = [
    "AdultReferral",
    "Allocation",
    "Analysis",
    "Case",
    "CommunicationNeed",
    "Context",
    "FactorAnswer",
    "FamilyTold",
    "HostNotice",
    "HostStep",
    "HouseholdMember",
    "JusticeCapacity",
    "NotificationClock",
    "NotificationStep",
    "NrmAnswer",
    "NrmReferral",
    "NrmStep",
    "SafeguardingCapacity",
    "StrategyDiscussion",
    "StrategyOutcome",
    "Transition",
    "Voice",
]
