"""Keeping what agencies report, joining it into absences, and taking a worker's word on what belongs together."""

from homeward.practice.missing.actions.joining import regroup
from homeward.practice.missing.actions.judging import put_back, set_apart
from homeward.practice.missing.actions.reporting import Reported, report

__all__ = ["Reported", "put_back", "regroup", "report", "set_apart"]
