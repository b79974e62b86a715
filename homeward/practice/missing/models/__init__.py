"""Children who are reported missing, and come back.

Each agency that tells the hub sends its own row: a missing report. One absence of one child is a missing episode,
joined from the reports about it by a rule written as data, and by judgements that can be undone. Figures count
episodes, never reports (¶5, ¶16; the SSDA903 guide for what starts and ends one).
"""

from homeward.practice.missing.models.absences import MissingEpisode, MissingReport
from homeward.practice.missing.models.calls import Call, CallMove, CallPiece
from homeward.practice.missing.models.captures import Capture, CapturedPiece, HeldCapture
from homeward.practice.missing.models.episodes import Closure, Ending, Entry, Grade, TypeChange
from homeward.practice.missing.models.find_me import FindMeLook, FindMeWord, Photograph
from homeward.practice.missing.models.returning import (
    InterviewPiece,
    InterviewStep,
    Lead,
    PreventionInterview,
    ReturnInterview,
)
from homeward.practice.missing.models.triggers import TriggerFiring, TriggerSwitch

__all__ = [
    "Call",
    "CallMove",
    "CallPiece",
    "Capture",
    "CapturedPiece",
    "Closure",
    "Ending",
    "Entry",
    "FindMeLook",
    "FindMeWord",
    "Grade",
    "HeldCapture",
    "InterviewPiece",
    "InterviewStep",
    "Lead",
    "MissingEpisode",
    "MissingReport",
    "Photograph",
    "PreventionInterview",
    "ReturnInterview",
    "TriggerFiring",
    "TriggerSwitch",
    "TypeChange",
]
